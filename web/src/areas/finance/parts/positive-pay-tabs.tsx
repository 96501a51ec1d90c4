import { useTranslation } from "react-i18next";
import { SectionTabs } from "./section-tabs";

export function PositivePayTabs() {
  const { t } = useTranslation("finance");
  return (
    <SectionTabs
      label={t("positivePay.title")}
      tabs={[
        { to: "/finance/positive-pay", label: t("positivePay.files") },
        { to: "/finance/positive-pay/templates", label: t("positivePay.templates") },
      ]}
    />
  );
}
