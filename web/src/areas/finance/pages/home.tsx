import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import { usePages } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { DownloadButton } from "../../../design/download-button";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, ErrorState, LinesSkeleton } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { PayoutTotals } from "../parts/payout-totals";
import { ToDo } from "../parts/to-do";
import { TwoColumns } from "../parts/two-columns";

function Breaks() {
  const { t } = useTranslation("finance");
  const breaks = usePages("GET /v1/breaks", { query: { limit: "10" } }, { isLive: true });
  return (
    <Panel title={t("home.breaks")}>
      {breaks.isPending ? <LinesSkeleton /> : null}
      {breaks.error ? <ErrorState error={breaks.error} onRetry={breaks.refetch} /> : null}
      {!breaks.isPending && breaks.items.length === 0 ? (
        <EmptyState icon="check" title={t("home.noBreaks")} text={t("home.noBreaksText")} />
      ) : (
        <RowList
          rows={breaks.items.map((entry) => ({
            key: entry.id,
            title: entry.kind,
            text: <DateText at={entry.openedAt} hasDistance />,
          }))}
        />
      )}
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader
        title={t("home.title")}
        text={t("home.text")}
        actions={
          <>
            <PageButton to="/finance/release">{t("payouts.toRelease")}</PageButton>
            <DownloadButton
              label={t("home.export")}
              fileName="kampanye.journal"
              load={() => call("GET /v1/ledger/export", { query: { format: "hledger" } })}
            />
          </>
        }
      />
      <PayoutTotals />
      <TwoColumns left={<ToDo />} right={<Breaks />} />
    </>
  );
}
