import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../design/page-header";
import { ApplicantTable } from "../parts/applicant-table";
import { useBrand } from "../parts/brand";

/** Applications to all campaigns of the brand. */
export function Page() {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  return (
    <>
      <PageHeader title={t("nav.applications")} text={t("applicants.allText")} />
      <ApplicantTable of={{ brandId }} />
    </>
  );
}
