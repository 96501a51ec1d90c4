import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../../api/contract";
import { usePages, useRead } from "../../../../api/hooks";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { PageHeader } from "../../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { DateText, Facts, Figure, Figures, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { DepositsWait, ProposeWithdrawal, WithdrawalWaits } from "../../parts/books/import-actions";
import { LinesTable } from "../../parts/books/lines-table";
import { useSourceName } from "../../parts/books/statement-words";

type Detail = AnswerOf<"GET /v1/reconciliation/imports/{importId}">;
const statuses = ["open", "matched", "explained", "withdrawn"] as const;

function Counts({ data }: { data: Detail }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { lines } = data;
  const shown = [
    ["new", lines.new],
    ["known", lines.known],
    ["matched", lines.matched],
    ["explained", lines.explained],
    ["open", lines.open],
    ["withdrawn", lines.withdrawn],
  ] as const;
  return (
    <Figures>
      {shown
        .filter(([name, count]) => count > 0 || name === "new" || name === "open")
        .map(([name, count]) => (
          <Figure
            key={name}
            label={t(`statements.count.${name}`)}
            value={format.number(count)}
            {...(name === "known" ? { text: t("statements.count.knownText") } : {})}
          />
        ))}
    </Figures>
  );
}

function Signatures({ data }: { data: Detail }) {
  const { t } = useTranslation("finance");
  const { withdrawal } = data;
  const items = [
    { label: t("statements.importedBy"), value: data.importedBy.name },
    { label: t("statements.importedAt"), value: <DateText at={data.createdAt} /> },
    ...(data.confirmedBy
      ? [{ label: t("statements.confirmedBy"), value: data.confirmedBy.name }]
      : []),
    ...(withdrawal && withdrawal.status !== "proposed"
      ? [
          {
            label: t(`statements.back.${withdrawal.status}`),
            value: `${withdrawal.proposedBy.name}, ${withdrawal.decidedBy?.name ?? ""}`,
          },
          { label: t("statements.back.reason"), value: withdrawal.reason },
        ]
      : []),
  ];
  return (
    <Panel title={t("statements.signatures")}>
      <Facts items={items} />
    </Panel>
  );
}

function Lines({ importId }: { importId: string }) {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(["status"]);
  const status = statuses.find((one) => one === values.status);
  const lines = usePages(
    "GET /v1/reconciliation/lines",
    { query: { importId, ...(status ? { status } : {}) } },
    { isLive: true },
  );
  return (
    <>
      <FilterBar
        filters={[
          {
            name: "status",
            label: t("statements.line.status"),
            kind: "choice",
            options: statuses.map((value) => ({
              value,
              label: t(`statements.lineStatus.${value}`),
            })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <LinesTable lines={lines} label={t("statements.lines")} />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const sourceName = useSourceName();
  const { importId = "" } = useParams();
  const detail = useRead(
    "GET /v1/reconciliation/imports/{importId}",
    { params: { importId } },
    { isLive: true },
  );
  return (
    <QueryState query={detail} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={sourceName(data.source, data.account)}
            text={`${format.day(data.fromOn)} – ${format.day(data.toOn)}`}
            crumbs={[{ label: t("statements.title"), to: "/finance/statements" }]}
            actions={
              <>
                {data.withdrawnAt ? (
                  <StatusBadge tone="quiet" label={t("statements.lineStatus.withdrawn")} />
                ) : null}
                <ProposeWithdrawal data={data} />
              </>
            }
          />
          <DepositsWait data={data} />
          <WithdrawalWaits data={data} />
          <Counts data={data} />
          <Lines importId={importId} />
          <Signatures data={data} />
        </>
      )}
    </QueryState>
  );
}
