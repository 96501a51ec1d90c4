import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../design/page-header";
import { SectionTabs } from "./section-tabs";

/** Heading of the pages about payments that were sent and did not simply arrive. */
export function AfterlifeHeader({
  page,
}: {
  page: "returned" | "resolutions" | "clawbacks" | "dormant";
}) {
  const { t } = useTranslation("finance");
  const base = "/finance/afterlife";
  return (
    <>
      <PageHeader
        title={t(`payouts.after.${page}`)}
        text={t(`payouts.after.${page}Text`)}
      />
      <SectionTabs
        label={t("payouts.after.nav")}
        tabs={[
          { to: base, label: t("payouts.after.returned") },
          { to: `${base}/resolutions`, label: t("payouts.after.resolutions") },
          { to: `${base}/clawbacks`, label: t("payouts.after.clawbacks") },
          { to: `${base}/dormant`, label: t("payouts.after.dormant") },
        ]}
      />
    </>
  );
}
