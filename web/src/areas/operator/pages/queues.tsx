import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { ProblemAlert, QueryState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { useDuration } from "../parts/duration";

type Queue = AnswerOf<"GET /v1/queues">["items"][number];

const states = ["waiting", "active", "delayed", "failed"] as const;

function RetryAll({ queue }: { queue: Queue }) {
  const { t } = useTranslation("operator");
  const retry = useWrite("POST /v1/queues/{queue}/retry", {
    invalidates: ["GET /v1/queues", "GET /v1/queues/{queue}/jobs"],
    onDone: ({ retriedCount }) => notice(t("queues.retried", { count: retriedCount })),
  });
  if (queue.failed === 0) return null;
  return (
    <>
      <Button
        size="compact-md"
        variant="default"
        loading={retry.isPending}
        onClick={() => retry.mutate({ params: { queue: queue.name } })}
        aria-label={t("queues.retryAllOf", { queue: t(`queues.names.${queue.name}`) })}
      >
        {t("queues.retryAll")}
      </Button>
      {retry.error ? <ProblemAlert error={retry.error} /> : null}
    </>
  );
}

function useColumns(): readonly Column<Queue>[] {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const duration = useDuration();
  return [
    {
      id: "name",
      header: t("queues.name"),
      isMain: true,
      cell: ({ name }) => (
        <PageLink to={`/operator/queues/${name}`}>{t(`queues.names.${name}`)}</PageLink>
      ),
    },
    ...states.map((state) => ({
      id: state,
      header: t(`queues.is.${state}`),
      isNumber: true,
      cell: (queue: Queue) =>
        queue[state] === 0 ? (
          format.number(0)
        ) : (
          <PageLink to={`/operator/queues/${queue.name}?state=${state}`}>
            {format.number(queue[state])}
          </PageLink>
        ),
    })),
    {
      id: "oldest",
      header: t("queues.oldest"),
      cell: ({ oldestWaitingSeconds }) =>
        oldestWaitingSeconds === null ? "–" : duration(oldestWaitingSeconds),
    },
    {
      id: "last",
      header: t("queues.last"),
      cell: ({ lastFinishedAt }) =>
        lastFinishedAt ? <DateText at={lastFinishedAt} /> : t("users.never"),
    },
    { id: "do", header: t("queues.retry"), cell: (queue) => <RetryAll queue={queue} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("operator");
  const queues = useRead("GET /v1/queues", {}, { isLive: true });
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={t("queues.title")}
        text={
          queues.data
            ? t("queues.text", { backend: t(`queues.backends.${queues.data.backend}`) })
            : null
        }
      />
      <QueryState query={queues}>
        {({ items }) => (
          <DataTable
            label={t("queues.title")}
            rows={items}
            columns={columns}
            keyOf={({ name }) => name}
            empty={null}
          />
        )}
      </QueryState>
    </>
  );
}
