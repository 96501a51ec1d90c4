import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import { usePages, useRead } from "../../../api/hooks";
import { DownloadButton } from "../../../design/download-button";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, ErrorState, LinesSkeleton, QueryState } from "../../../design/states";
import { PayoutStatus } from "../../../design/status";
import { DateText, Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";

function Payouts() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const summary = useRead("GET /v1/payouts/summary", {}, { isLive: true });
  return (
    <QueryState query={summary}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon="payout" title={t("home.noPayouts")} text={t("home.noPayoutsText")} />
        ) : (
          <Figures>
            {items.map(({ status, count, total }) => (
              <Figure
                key={`${status} ${total.currency}`}
                label={t("home.payouts", { count, formatted: format.number(count) })}
                value={<MoneyText money={total} />}
                text={<PayoutStatus status={status} />}
              />
            ))}
          </Figures>
        )
      }
    </QueryState>
  );
}

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
          <DownloadButton
            label={t("home.export")}
            fileName="kampanye.journal"
            load={() => call("GET /v1/ledger/export", { query: { format: "hledger" } })}
          />
        }
      />
      <Payouts />
      <Breaks />
    </>
  );
}
