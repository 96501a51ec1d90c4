import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../design/page-header";
import { SectionTabs } from "./section-tabs";

/** Heading of the pages about tax. */
export function TaxHeader({ page }: { page: "rules" | "forms" | "year" | "authorities" }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader title={t(`tax.${page}.title`)} text={t(`tax.${page}.text`)} />
      <SectionTabs
        label={t("tax.nav")}
        tabs={[
          { to: "/finance/tax", label: t("tax.rules.title") },
          { to: "/finance/tax/forms", label: t("tax.forms.title") },
          { to: "/finance/tax/authorities", label: t("tax.authorities.title") },
          { to: "/finance/tax/year", label: t("tax.year.title") },
        ]}
      />
    </>
  );
}
