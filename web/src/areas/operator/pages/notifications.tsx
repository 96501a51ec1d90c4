import { Button, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, ProblemAlert, QueryState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { inWords } from "../parts/in-words";
import { Prose } from "../parts/prose";

type News = ItemOf<"GET /v1/me/notifications">;
type Choice = AnswerOf<"GET /v1/me/notification-choices">["items"][number];

const deliveries = ["at_once", "daily", "never"] as const;
const refreshed = ["GET /v1/me/notifications"] as const;

function ReadButton({ news }: { news: News }) {
  const { t } = useTranslation("operator");
  const read = useWrite("POST /v1/me/notifications/{notificationId}/read", {
    invalidates: refreshed,
  });
  if (news.readAt) return <DateText at={news.readAt} />;
  return (
    <Button
      size="compact-md"
      variant="default"
      loading={read.isPending}
      onClick={() => read.mutate({ params: { notificationId: news.id } })}
      aria-label={t("news.readOne", { subject: news.subject })}
    >
      {t("news.read")}
    </Button>
  );
}

function ChoiceSelect({ choice }: { choice: Choice }) {
  const { t } = useTranslation("operator");
  const set = useWrite("PUT /v1/me/notification-choices", {
    invalidates: ["GET /v1/me/notification-choices"],
    onDone: () => notice(t("news.saved")),
  });
  return (
    <div>
      <Select
        aria-label={t("news.how", { kind: t(`news.kinds.${choice.kind as "breaks_of_operator"}`) })}
        data={deliveries.map((value) => ({ value, label: t(`news.deliveries.${value}`) }))}
        value={choice.delivery}
        allowDeselect={false}
        disabled={set.isPending}
        onChange={(value) =>
          set.mutate({
            body: { kind: choice.kind, delivery: (value ?? "at_once") as Choice["delivery"] },
          })
        }
      />
      {set.error ? <ProblemAlert error={set.error} /> : null}
    </div>
  );
}

function Choices() {
  const { t } = useTranslation("operator");
  const choices = useRead("GET /v1/me/notification-choices");
  return (
    <Panel title={t("news.choices")}>
      <QueryState query={choices}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("news.noChoices")} text={t("news.noChoicesText")} />
          ) : (
            <RowList
              rows={items.map((choice) => ({
                key: choice.kind,
                title:
                  choice.kind === "breaks_of_operator"
                    ? t("news.kinds.breaks_of_operator")
                    : inWords(choice.kind),
                end: <ChoiceSelect choice={choice} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

function ReadAll({ newest }: { newest: News | undefined }) {
  const { t } = useTranslation("operator");
  const readAll = useWrite("POST /v1/me/notifications/read", {
    invalidates: refreshed,
    onDone: () => notice(t("news.allRead")),
  });
  if (!newest || newest.readAt) return null;
  return (
    <>
      <Button
        variant="default"
        loading={readAll.isPending}
        onClick={() => readAll.mutate({ body: { upToId: newest.id } })}
      >
        {t("news.readAll")}
      </Button>
      {readAll.error ? <ProblemAlert error={readAll.error} /> : null}
    </>
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  const news = usePages("GET /v1/me/notifications", {}, { isLive: true });
  const columns: readonly Column<News>[] = [
    {
      id: "subject",
      header: t("news.subject"),
      isMain: true,
      cell: ({ subject, readAt }) => (readAt ? subject : <strong>{subject}</strong>),
    },
    { id: "body", header: t("news.body"), cell: ({ body }) => <Prose text={body} /> },
    {
      id: "at",
      header: t("news.at"),
      width: "12rem",
      cell: ({ createdAt }) => <DateText at={createdAt} hasDistance />,
    },
    {
      id: "read",
      header: t("news.readAt"),
      width: "11rem",
      cell: (one) => <ReadButton news={one} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t("news.title")}
        text={t("news.text")}
        actions={<ReadAll newest={news.items[0]} />}
      />
      <DataTable
        {...fromPages(news)}
        label={t("news.title")}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t("news.none")} text={t("news.noneText")} />}
      />
      <Choices />
    </>
  );
}
