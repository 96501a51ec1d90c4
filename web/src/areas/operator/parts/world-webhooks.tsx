import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";

type Webhook = AnswerOf<"GET /v1/sandbox/world/webhooks">["items"][number];

export function WorldWebhooks() {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const webhooks = useRead("GET /v1/sandbox/world/webhooks", {}, { isLive: true });
  const columns: readonly Column<Webhook>[] = [
    {
      id: "type",
      header: t("world.message"),
      isMain: true,
      cell: ({ type }) => <code>{type}</code>,
    },
    {
      id: "where",
      header: t("world.where"),
      cell: ({ simulator }) => t(`world.simulators.${simulator}`),
    },
    {
      id: "at",
      header: t("world.at"),
      cell: ({ at }) => <DateText at={at} />,
      sortBy: ({ at }) => at,
    },
    {
      id: "state",
      header: t("world.delivery"),
      cell: ({ state }) => <span lang="en">{state}</span>,
    },
    {
      id: "tries",
      header: t("queues.tries"),
      isNumber: true,
      cell: ({ tries }) => format.number(tries),
    },
  ];
  return (
    <DataTable
      label={t("world.sections.webhooks")}
      rows={webhooks.data?.items ?? []}
      isPending={webhooks.isPending}
      error={webhooks.error}
      onRetry={() => void webhooks.refetch()}
      columns={columns}
      keyOf={({ simulator, id }) => `${simulator} ${id}`}
      empty={
        <EmptyState icon="send" title={t("world.noWebhooks")} text={t("world.noWebhooksText")} />
      }
    />
  );
}
