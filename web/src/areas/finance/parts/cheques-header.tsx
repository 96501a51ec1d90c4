import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../design/page-header";
import { SectionTabs } from "./section-tabs";

interface ChequesHeaderProps {
  page: "register" | "write" | "decisions" | "accounts" | "rules";
  actions?: ReactNode;
}

/** Heading of the pages about cheques. */
export function ChequesHeader({ page, actions }: ChequesHeaderProps) {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader
        title={t(`cheques.${page}.title`)}
        text={t(`cheques.${page}.text`)}
        actions={actions}
      />
      <SectionTabs
        label={t("cheques.nav")}
        tabs={[
          { to: "/finance/cheques", label: t("cheques.register.title") },
          { to: "/finance/cheques/write", label: t("cheques.write.title") },
          { to: "/finance/cheques/decisions", label: t("cheques.decisions.title") },
          { to: "/finance/cheque-accounts", label: t("cheques.accounts.title") },
          { to: "/finance/cheques/rules", label: t("cheques.rules.title") },
        ]}
      />
    </>
  );
}
