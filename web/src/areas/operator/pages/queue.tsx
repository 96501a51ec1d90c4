import { Button, Code, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, ProblemAlert } from "../../../design/states";
import { DateText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { inWords } from "../parts/in-words";
import classes from "../parts/queue.module.css";

type Job = ItemOf<"GET /v1/queues/{queue}/jobs">;
type Name = "payouts" | "provider-events" | "work" | "mail";

const queues: readonly string[] = ["payouts", "provider-events", "work", "mail"];
const states = ["failed", "waiting", "active", "delayed", "completed"] as const;

function payloadText({ payload }: Job): string {
  return Object.entries(payload)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : value}`)
    .join("\n");
}

function RetryButton({ queue, job }: { queue: Name; job: Job }) {
  const { t } = useTranslation("operator");
  const retry = useWrite("POST /v1/queues/{queue}/jobs/{jobId}/retry", {
    invalidates: ["GET /v1/queues", "GET /v1/queues/{queue}/jobs"],
    onDone: ({ retriedCount }) => notice(t("queues.retried", { count: retriedCount })),
  });
  return (
    <>
      <Button
        size="compact-md"
        loading={retry.isPending}
        onClick={() => retry.mutate({ params: { queue, jobId: job.id } })}
        aria-label={t("queues.retryOne", { job: inWords(job.name) })}
      >
        {t("queues.retry")}
      </Button>
      {retry.error ? <ProblemAlert error={retry.error} /> : null}
    </>
  );
}

function useColumns(queue: Name): readonly Column<Job>[] {
  const { t } = useTranslation("operator");
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("queues.job"),
      isMain: true,
      width: "14rem",
      cell: ({ name }) => <span lang="en">{inWords(name)}</span>,
    },
    {
      id: "payload",
      header: t("queues.about"),
      cell: (job) => <Code className={classes["payload"] ?? ""}>{payloadText(job) || "–"}</Code>,
    },
    {
      id: "tries",
      header: t("queues.tries"),
      isNumber: true,
      width: "7rem",
      cell: ({ attemptsCount, attemptsMax }) =>
        t("queues.triesOf", {
          done: format.number(attemptsCount),
          max: format.number(attemptsMax),
        }),
    },
    {
      id: "at",
      header: t("queues.at"),
      width: "12rem",
      cell: ({ finishedAt, startedAt, addedAt }) => (
        <DateText at={finishedAt ?? startedAt ?? addedAt} hasDistance />
      ),
    },
    {
      id: "failure",
      header: t("queues.failure"),
      cell: ({ failure }) => (failure ? <span lang="en">{failure}</span> : "–"),
    },
    {
      id: "do",
      header: t("queues.retry"),
      width: "10rem",
      cell: (job) => (job.state === "failed" ? <RetryButton queue={queue} job={job} /> : null),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("operator");
  const { queue: named = "" } = useParams();
  const queue = (queues.includes(named) ? named : "work") as Name;
  const [filters, setFilter] = useFilters(["state"]);
  const state = states.find((one) => one === filters.state) ?? "failed";
  const all = useRead("GET /v1/queues", {}, { isLive: true });
  const counts = all.data?.items.find(({ name }) => name === queue);
  const jobs = usePages(
    "GET /v1/queues/{queue}/jobs",
    { params: { queue }, query: { state } },
    { isLive: true },
  );
  const format = useFormat();
  const labelOf = (one: (typeof states)[number]) => {
    const count = one === "completed" ? undefined : counts?.[one];
    const text = t(`queues.is.${one}`);
    return count === undefined ? text : `${text} (${format.number(count)})`;
  };
  return (
    <>
      <PageHeader
        title={t(`queues.names.${queue}`)}
        text={t(`queues.namesText.${queue}`)}
        crumbs={[{ label: t("queues.title"), to: "/operator/queues" }]}
      />
      <SegmentedControl
        className={classes["states"] ?? ""}
        aria-label={t("queues.state")}
        value={state}
        onChange={(value) => setFilter("state", value)}
        data={states.map((value) => ({ value, label: labelOf(value) }))}
      />
      <DataTable
        {...fromPages(jobs)}
        label={t("queues.jobs")}
        columns={useColumns(queue)}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon="check" title={t("queues.none")} text={t(`queues.noneText.${state}`)} />
        }
      />
    </>
  );
}
