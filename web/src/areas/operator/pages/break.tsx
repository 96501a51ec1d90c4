import { Button, Select, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { useMe } from "../../../app/session";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { ErrorState, PageSkeleton, ProblemAlert, QueryState } from "../../../design/states";
import { Timeline } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { inWords } from "../parts/in-words";
import { Prose } from "../parts/prose";

type Break = AnswerOf<"GET /v1/breaks/{breakId}">;

const owners = ["operator", "finance"] as const;
const refreshed = ["GET /v1/breaks", "GET /v1/breaks/{breakId}"] as const;

function TakeButton({ found }: { found: Break }) {
  const { t } = useTranslation("operator");
  const me = useMe();
  const take = useWrite("POST /v1/breaks/{breakId}/assignment", {
    invalidates: refreshed,
    onDone: () => notice(t("break.taken")),
  });
  if (found.resolvedAt || found.assigneeId === me.id) return null;
  return (
    <>
      <Button
        loading={take.isPending}
        onClick={() =>
          take.mutate({ params: { breakId: found.id }, body: { assigneeId: me.id } })
        }
      >
        {t("break.take")}
      </Button>
      {take.error ? <ProblemAlert error={take.error} /> : null}
    </>
  );
}

function HandOn({ found }: { found: Break }) {
  const { t } = useTranslation("operator");
  const form = useForm({ initialValues: { owner: found.owner as (typeof owners)[number] } });
  const assign = useWrite("POST /v1/breaks/{breakId}/assignment", {
    invalidates: refreshed,
    onDone: () => notice(t("break.handedOn")),
  });
  return (
    <Panel title={t("break.handOn")}>
      <FormLayout
        form={form}
        write={assign}
        toRequest={(body) => ({ params: { breakId: found.id }, body })}
        submitLabel={t("break.handOn")}
        isGuarded={false}
      >
        <Select
          label={t("break.owner")}
          data={owners.map((value) => ({ value, label: t(`policies.owners.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("owner")}
        />
      </FormLayout>
    </Panel>
  );
}

function Notes({ found }: { found: Break }) {
  const { t } = useTranslation("operator");
  const params = { breakId: found.id };
  const notes = usePages("GET /v1/breaks/{breakId}/notes", { params }, { isLive: true });
  const form = useForm({ initialValues: { note: "" }, validate: { note: useRequired() } });
  const add = useWrite("POST /v1/breaks/{breakId}/notes", {
    invalidates: ["GET /v1/breaks/{breakId}/notes", ...refreshed],
    onDone: () => {
      form.reset();
      notice(t("consultation.noted"));
    },
  });
  return (
    <Panel title={t("break.notes")}>
      {notes.error ? <ErrorState error={notes.error} onRetry={notes.refetch} /> : null}
      <Timeline
        label={t("break.notes")}
        steps={notes.items.map(({ id, author, note, createdAt }) => ({
          key: id,
          title: author.name,
          at: createdAt,
          tone: "quiet",
          text: <Prose text={note} />,
        }))}
      />
      <FormLayout
        form={form}
        write={add}
        toRequest={(body) => ({ params, body })}
        submitLabel={t("consultation.addNote")}
      >
        <Textarea
          label={t("break.noteLabel")}
          required
          autosize
          minRows={2}
          {...form.getInputProps("note")}
        />
      </FormLayout>
    </Panel>
  );
}

function Details({ found }: { found: Break }) {
  const { t } = useTranslation("operator");
  return (
    <>
      <PageHeader
        title={inWords(found.kind)}
        text={inWords(found.nextAction)}
        crumbs={[{ label: t("breaks.title"), to: "/operator/breaks" }]}
        actions={<TakeButton found={found} />}
      />
      <Panel>
        <Facts
          items={[
            {
              label: t("breaks.state"),
              value: t(found.resolvedAt ? "breaks.is.resolved" : "breaks.is.open"),
            },
            { label: t("breaks.opened"), value: <DateText at={found.openedAt} hasDistance /> },
            {
              label: t("breaks.amount"),
              value: found.amount ? <MoneyText money={found.amount} /> : "–",
            },
            {
              label: t("breaks.assignee"),
              value: found.assignee?.name ?? t("consultations.nobody"),
            },
            { label: inWords(found.objectType), value: <code>{found.objectId}</code> },
            ...Object.entries(found.details).map(([name, value]) => ({
              label: name,
              value: String(value ?? "–"),
            })),
            ...(found.resolution
              ? [{ label: t("break.resolution"), value: found.resolution }]
              : []),
          ]}
        />
      </Panel>
      <Notes found={found} />
      {found.resolvedAt ? null : <HandOn key={found.owner} found={found} />}
    </>
  );
}

export function Page() {
  const { breakId = "" } = useParams();
  const found = useRead("GET /v1/breaks/{breakId}", { params: { breakId } }, { isLive: true });
  return (
    <QueryState query={found} skeleton={<PageSkeleton />}>
      {(data) => <Details found={data} />}
    </QueryState>
  );
}
