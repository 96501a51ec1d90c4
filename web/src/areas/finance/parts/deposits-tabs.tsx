import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../design/page-header";
import { SectionTabs } from "./section-tabs";

/** Heading of the pages about what brands paid in and get back. */
export function DepositsHeader({ page }: { page: "deposits" | "refunds" }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader
        title={t(`chargebacks.${page}.title`)}
        text={t(`chargebacks.${page}.text`)}
      />
      <SectionTabs
        label={t("chargebacks.deposits.nav")}
        tabs={[
          { to: "/finance/deposits", label: t("chargebacks.deposits.title") },
          { to: "/finance/deposits/refunds", label: t("chargebacks.refunds.title") },
        ]}
      />
    </>
  );
}
