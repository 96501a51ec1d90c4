import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { BarChart } from "../../../design/bar-chart";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Figure, Figures, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { useDuration } from "../parts/duration";
import { inWords } from "../parts/in-words";

type Figuring = AnswerOf<"GET /v1/figures">;
interface Row {
  labels: Readonly<Record<string, string>>;
  value: number;
}

const secondMs = 1_000;
/** What is open, each with the age of the oldest; the names are those of /metrics. */
const openThings = [
  "payouts_open",
  "payout_attempts_open",
  "payout_batches_open",
  "endorsements_without_payout",
  "breaks_open",
  "outbox_events",
  "provider_events_pending",
] as const;

const rowsOf = ({ items }: Figuring, name: string): readonly Row[] =>
  (items.find((item) => item.name === `kampanye_${name}`)?.rows ?? []).map((row) => ({
    labels: row.labels,
    value: Number(row.value),
  }));
const sum = (rows: readonly Row[]) => rows.reduce((total, { value }) => total + value, 0);
const most = (rows: readonly Row[]) => Math.max(0, ...rows.map(({ value }) => value));

function OpenThings({ figures }: { figures: Figuring }) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const duration = useDuration();
  return (
    <Figures>
      {openThings.map((name) => {
        const oldest = most(rowsOf(figures, `${name}_oldest_seconds`));
        return (
          <Figure
            key={name}
            label={t(`metrics.open.${name}`)}
            value={format.number(sum(rowsOf(figures, name)))}
            text={oldest > 0 ? t("metrics.oldest", { age: duration(oldest) }) : null}
          />
        );
      })}
    </Figures>
  );
}

function Payouts({ figures }: { figures: Figuring }) {
  const { t } = useTranslation("operator");
  const { t: common } = useTranslation();
  const byStatus = new Map<string, number>();
  for (const { labels, value } of rowsOf(figures, "payouts_open")) {
    const status = labels["status"] ?? "";
    byStatus.set(status, (byStatus.get(status) ?? 0) + value);
  }
  if (byStatus.size === 0) return null;
  return (
    <Panel title={t("metrics.payouts")}>
      <BarChart
        label={t("metrics.payouts")}
        categoryLabel={t("metrics.state")}
        series={[{ name: "count", label: t("metrics.count") }]}
        rows={[...byStatus].map(([status, value]) => ({
          category: common(`status.payout.${status as "paid"}`),
          values: { count: value },
        }))}
        height={220}
      />
    </Panel>
  );
}

const jobStates = ["waiting", "active", "delayed", "failed"] as const;

function Jobs({ figures }: { figures: Figuring }) {
  const { t } = useTranslation("operator");
  const rows = rowsOf(figures, "queue_jobs");
  const queues = [...new Set(rows.map(({ labels }) => labels["queue"] ?? ""))];
  if (queues.length === 0) return null;
  return (
    <Panel title={t("metrics.jobs")}>
      <BarChart
        label={t("metrics.jobs")}
        categoryLabel={t("queues.name")}
        series={jobStates.map((name) => ({ name, label: t(`queues.is.${name}`) }))}
        rows={queues.map((queue) => ({
          category: t(`queues.names.${queue as "mail"}`),
          values: Object.fromEntries(
            rows
              .filter(({ labels }) => labels["queue"] === queue)
              .map(({ labels, value }) => [labels["state"] ?? "", value]),
          ),
        }))}
        height={220}
      />
    </Panel>
  );
}

/** Who has been heard of, and when. */
function LifeSigns({ figures }: { figures: Figuring }) {
  const { t } = useTranslation("operator");
  const signs = [
    ...rowsOf(figures, "provider_last_contact_timestamp_seconds").map((row) => ({
      key: `contact ${row.labels["provider"]}`,
      title: t("metrics.contact", { name: row.labels["provider"] }),
      value: row.value,
    })),
    ...rowsOf(figures, "provider_last_event_timestamp_seconds").map((row) => ({
      key: `event ${row.labels["provider"]}`,
      title: t("metrics.event", { name: row.labels["provider"] }),
      value: row.value,
    })),
    ...rowsOf(figures, "queue_last_finished_timestamp_seconds").map((row) => ({
      key: `queue ${row.labels["queue"]}`,
      title: t("metrics.finished", { name: row.labels["queue"] }),
      value: row.value,
    })),
    ...rowsOf(figures, "heartbeat_timestamp_seconds").map((row) => ({
      key: `heart ${row.labels["process"]}`,
      title: t("metrics.heartbeat", { name: inWords(row.labels["process"] ?? "") }),
      value: row.value,
    })),
  ];
  return (
    <Panel title={t("metrics.life")}>
      {signs.length === 0 ? <EmptyState icon="clock" title={t("metrics.noLife")} /> : null}
      <RowList
        rows={signs.map(({ key, title, value }) => ({
          key,
          title,
          end: <DateText at={new Date(value * secondMs).toISOString()} hasDistance />,
        }))}
      />
    </Panel>
  );
}

function Timeliness({ figures }: { figures: Figuring }) {
  const { t } = useTranslation("operator");
  const duration = useDuration();
  const rows = rowsOf(figures, "payout_release_to_paypal_seconds");
  const of = (quantile: string) =>
    rows.find(({ labels }) => labels["quantile"] === quantile)?.value;
  const [half, nearlyAll, slowest] = [of("0.5"), of("0.95"), of("1")];
  if (half === undefined || nearlyAll === undefined || slowest === undefined) return null;
  return (
    <Panel title={t("metrics.speed")}>
      <Figures>
        <Figure label={t("metrics.half")} value={duration(half)} />
        <Figure label={t("metrics.nearlyAll")} value={duration(nearlyAll)} />
        <Figure label={t("metrics.slowest")} value={duration(slowest)} />
      </Figures>
    </Panel>
  );
}

function Sources({ figures }: { figures: Figuring }) {
  const { t } = useTranslation("operator");
  return (
    <Panel title={t("metrics.sources")}>
      <RowList
        rows={rowsOf(figures, "source_up").map(({ labels, value }) => ({
          key: labels["source"] ?? "",
          title: t(`metrics.source.${labels["source"] as "queue"}`),
          end: (
            <StatusBadge
              tone={value === 1 ? "good" : "bad"}
              label={t(value === 1 ? "metrics.up" : "metrics.down")}
            />
          ),
        }))}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  const figures = useRead("GET /v1/figures", {}, { isLive: true });
  return (
    <>
      <PageHeader title={t("metrics.title")} text={t("metrics.text")} />
      <QueryState query={figures}>
        {(data) => (
          <>
            <OpenThings figures={data} />
            <Payouts figures={data} />
            <Jobs figures={data} />
            <Timeliness figures={data} />
            <LifeSigns figures={data} />
            <Sources figures={data} />
          </>
        )}
      </QueryState>
    </>
  );
}
