import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../../api/hooks";
import { PageHeader } from "../../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../../design/states";
import { Panel } from "../../../../design/values";
import { lineText } from "../../parts/books/lines-table";
import { MatchPanel } from "../../parts/books/match-panel";

export function Page() {
  const { t } = useTranslation("finance");
  const { lineId = "" } = useParams();
  const line = useRead(
    "GET /v1/reconciliation/lines/{lineId}",
    { params: { lineId } },
    { isLive: true },
  );
  return (
    <QueryState query={line} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={lineText(data)}
            crumbs={[{ label: t("matching.title"), to: "/finance/matching" }]}
          />
          <Panel title={t("matching.work")}>
            <MatchPanel line={data} />
          </Panel>
        </>
      )}
    </QueryState>
  );
}
