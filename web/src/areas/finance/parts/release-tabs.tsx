import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../design/page-header";
import { SectionTabs } from "./section-tabs";

/** Heading of the two pages on which payouts are released. */
export function ReleaseHeader({ step }: { step: "prepare" | "approve" }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader title={t(`payouts.${step}Title`)} text={t(`payouts.${step}Lead`)} />
      <SectionTabs
        label={t("payouts.releaseSteps")}
        tabs={[
          { to: "/finance/release", label: t("payouts.step1") },
          { to: "/finance/release/approve", label: t("payouts.step2") },
        ]}
      />
    </>
  );
}
