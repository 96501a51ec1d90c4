import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { PageButton } from "../../../app/links";
import { ApplicantTable } from "../parts/applicant-table";
import { Board } from "../parts/board";
import { CampaignFrame } from "../parts/campaign-frame";

/** Who wants to work on it: by state on a board, or all in one table. */
export function Page() {
  const { t } = useTranslation("brand");
  const [search, setSearch] = useSearchParams();
  const isTable = search.get("view") === "table";
  return (
    <CampaignFrame
      tab="applicants"
      actionsOf={() => (
        <PageButton to="/brand/creators" variant="default">
          {t("applicants.find")}
        </PageButton>
      )}
    >
      {({ id }) => (
        <>
          <SegmentedControl
            mb="md"
            aria-label={t("applicants.view")}
            value={isTable ? "table" : "board"}
            onChange={(view) => setSearch(view === "table" ? { view } : {}, { replace: true })}
            data={[
              { value: "board", label: t("applicants.board") },
              { value: "table", label: t("applicants.table") },
            ]}
          />
          {isTable ? <ApplicantTable of={{ campaignId: id }} /> : <Board campaignId={id} />}
        </>
      )}
    </CampaignFrame>
  );
}
