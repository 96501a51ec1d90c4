import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { PageSkeleton, QueryState } from "../../../design/states";
import { DateText, Facts, Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { BatchAttempts } from "../parts/batch-attempts";
import { BatchOutcome } from "../parts/batch-outcome";
import { HashText } from "../parts/hash-text";
import { AttemptStatus, BatchStatus } from "../parts/payout-words";
import { Breaks, Calls, CutNotice, Events } from "../parts/traces";
import { TwoColumns } from "../parts/two-columns";

type Batch = AnswerOf<"GET /v1/payout-batches/{batchId}">;

function BatchFacts({ batch }: { batch: Batch }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { payoutBatchId, firstSentAt, nextTryAt, nextLookAt, closedAt, problem } = batch;
  const moments = [
    { label: t("batches.firstSent"), at: firstSentAt },
    { label: t("batches.nextTry"), at: nextTryAt },
    { label: t("payouts.nextLook"), at: nextLookAt },
    { label: t("batches.closed"), at: closedAt },
  ];
  return (
    <Panel>
      <Facts
        items={[
          { label: t("batches.total"), value: <MoneyText money={batch.total} /> },
          { label: t("batches.items"), value: format.number(batch.itemsCount) },
          { label: t("batches.created"), value: <DateText at={batch.createdAt} /> },
          ...moments.flatMap(({ label, at }) =>
            at ? [{ label, value: <DateText at={at} hasDistance /> }] : [],
          ),
          { label: t("batches.calls"), value: format.number(batch.callsCount) },
          ...(payoutBatchId
            ? [{ label: t("batches.paypalId"), value: <HashText>{payoutBatchId}</HashText> }]
            : []),
          ...(problem ? [{ label: t("batches.problem"), value: problem.message }] : []),
          { label: t("batches.bodyHash"), value: <HashText>{batch.bodySha256}</HashText> },
        ]}
      />
    </Panel>
  );
}

function BatchLedger({ ledger }: { ledger: Batch["ledger"] }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return (
    <Panel title={t("payouts.ledger")}>
      {ledger.length === 0 ? <Text c="dimmed">{t("payouts.noLedger")}</Text> : null}
      <RowList
        rows={ledger.map((line) => ({
          key: `${line.rule} ${line.account}`,
          title: <span style={{ overflowWrap: "anywhere" }}>{line.account}</span>,
          text: `${line.rule} · ${t("batches.postings", {
            count: line.transactionsCount,
            formatted: format.number(line.transactionsCount),
          })}`,
          end: <MoneyText money={line.amount} />,
        }))}
      />
    </Panel>
  );
}

function Releases({ releases }: { releases: Batch["releases"] }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return (
    <Panel title={t("payouts.signatures")}>
      <RowList
        rows={releases.map((one) => ({
          key: `${one.release} ${one.preparedBy?.id} ${one.approvedBy?.id}`,
          title: one.release ? t(`payouts.releaseBy.${one.release}`) : "–",
          text: [one.preparedBy?.name, one.approvedBy?.name].filter(Boolean).join(" → "),
          end: t("payouts.count", { count: one.count, formatted: format.number(one.count) }),
        }))}
      />
    </Panel>
  );
}

function Screen({ batch }: { batch: Batch }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { hasRole } = useSession();
  const isInDoubt = batch.state === "ambiguous" || batch.state === "stopped";
  return (
    <>
      <PageHeader
        title={batch.senderBatchId}
        text={<BatchStatus state={batch.state} />}
        crumbs={[{ label: t("batches.title"), to: "/finance/batches" }]}
        actions={isInDoubt && hasRole("finance_maker") ? <BatchOutcome batch={batch} /> : null}
      />
      <Figures>
        {batch.states.map(({ state, count, total }) => (
          <Figure
            key={state}
            label={t("payouts.count", { count, formatted: format.number(count) })}
            value={<MoneyText money={total} />}
            text={<AttemptStatus state={state} />}
          />
        ))}
      </Figures>
      <BatchFacts batch={batch} />
      <Title order={2} size="h3" mb="sm">
        {t("payouts.attempts")}
      </Title>
      <BatchAttempts batchId={batch.id} states={batch.states.map(({ state }) => state)} />
      <TwoColumns
        left={
          <>
            <Releases releases={batch.releases} />
            <Calls calls={batch.calls} />
            <CutNotice incomplete={batch.incomplete} part="calls" />
          </>
        }
        right={
          <>
            <Breaks breaks={batch.breaks} />
            <Events events={batch.events} />
            <CutNotice incomplete={batch.incomplete} part="events" />
          </>
        }
      />
      <BatchLedger ledger={batch.ledger} />
    </>
  );
}

export function Page() {
  const { batchId = "" } = useParams();
  const batch = useRead(
    "GET /v1/payout-batches/{batchId}",
    { params: { batchId } },
    { isLive: true },
  );
  return (
    <QueryState query={batch} skeleton={<PageSkeleton />}>
      {(data) => <Screen batch={data} />}
    </QueryState>
  );
}
