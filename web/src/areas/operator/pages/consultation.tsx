import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, ProblemAlert, QueryState } from "../../../design/states";
import { Timeline } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { AnswerForm, NoteForm, OwnerForm } from "../parts/consultation-forms";
import { PersonName } from "../parts/person-name";
import { Prose } from "../parts/prose";
import { ReasonDialog } from "../parts/reason-dialog";
import { ConsultationState } from "../parts/states";

type Request = AnswerOf<"GET /v1/consultations/{consultationId}">;

const refreshed = ["GET /v1/consultations", "GET /v1/consultations/{consultationId}"] as const;

function CloseOrReopen({ request }: { request: Request }) {
  const { t } = useTranslation("operator");
  const [isOpen, setOpen] = useState(false);
  const close = useWrite("POST /v1/consultations/{consultationId}/close", {
    invalidates: refreshed,
    onDone: () => setOpen(false),
  });
  const reopen = useWrite("POST /v1/consultations/{consultationId}/reopen", {
    invalidates: refreshed,
    onDone: () => setOpen(false),
  });
  const isOver = request.status === "closed" || request.status === "answered";
  const [write, step] = isOver ? ([reopen, "reopen"] as const) : ([close, "close"] as const);
  const params = { consultationId: request.id };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(`consultation.${step}`)}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t(`consultation.${step}`)}
        text={t(`consultation.${step}Text`)}
        label={t("consultation.why")}
        confirmLabel={t(`consultation.${step}`)}
        onConfirm={(reason) => write.mutate({ params, body: { reason } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

function TakeButton({ request }: { request: Request }) {
  const { t } = useTranslation("operator");
  const take = useWrite("POST /v1/consultations/{consultationId}/take", {
    invalidates: refreshed,
    onDone: () => notice(t("consultation.taken")),
  });
  if (request.status !== "new") return null;
  return (
    <>
      <Button
        loading={take.isPending}
        onClick={() => take.mutate({ params: { consultationId: request.id } })}
      >
        {t("consultation.take")}
      </Button>
      {take.error ? <ProblemAlert error={take.error} /> : null}
    </>
  );
}

function Asked({ request }: { request: Request }) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const { budgetFrom, budgetTo } = request;
  const none = t("consultation.notSaid");
  return (
    <Panel title={t("consultation.asked")}>
      <Prose text={request.need} lang={request.locale} />
      <Facts
        items={[
          {
            label: t("consultation.email"),
            value: <a href={`mailto:${request.email}`}>{request.email}</a>,
          },
          {
            label: t("consultations.country"),
            value: request.country ? format.country(request.country) : none,
          },
          {
            label: t("consultation.budget"),
            value:
              budgetFrom || budgetTo ? (
                <>
                  {budgetFrom ? <MoneyText money={budgetFrom} /> : "…"}
                  {" – "}
                  {budgetTo ? <MoneyText money={budgetTo} /> : "…"}
                </>
              ) : (
                none
              ),
          },
          { label: t("consultations.language"), value: t(`languages.${request.locale}`) },
          { label: t("consultation.reach"), value: request.preferredTime ?? none },
          {
            label: t("consultation.from"),
            value: request.userId ? <PersonName id={request.userId} /> : t("consultation.visitor"),
          },
          {
            label: t("consultations.owner"),
            value: request.ownerId ? (
              <PersonName id={request.ownerId} />
            ) : (
              t("consultations.nobody")
            ),
          },
          {
            label: t("consultations.asked"),
            value: <DateText at={request.requestedAt} hasDistance />,
          },
        ]}
      />
    </Panel>
  );
}

function History({ request }: { request: Request }) {
  const { t } = useTranslation("operator");
  if (request.notes.length === 0) return null;
  return (
    <Panel title={t("consultation.history")}>
      <Timeline
        label={t("consultation.history")}
        steps={request.notes.map((note) => ({
          key: note.id,
          title: t(`consultation.kinds.${note.kind}`),
          at: note.writtenAt,
          tone: note.kind === "answer" ? "good" : "quiet",
          text: (
            <>
              <Prose text={note.text} />
              <PersonName id={note.authorId} />
            </>
          ),
        }))}
      />
    </Panel>
  );
}

function Details({ request }: { request: Request }) {
  const { t } = useTranslation("operator");
  return (
    <>
      <PageHeader
        title={request.company ? `${request.name}, ${request.company}` : request.name}
        text={<ConsultationState status={request.status} />}
        crumbs={[{ label: t("consultations.title"), to: "/operator/consultations" }]}
        actions={
          <>
            <TakeButton request={request} />
            <CloseOrReopen request={request} />
          </>
        }
      />
      <Asked request={request} />
      <History request={request} />
      {request.status === "in_progress" ? (
        <>
          <AnswerForm request={request} />
          <OwnerForm request={request} />
        </>
      ) : null}
      <NoteForm request={request} />
    </>
  );
}

export function Page() {
  const { consultationId = "" } = useParams();
  const request = useRead(
    "GET /v1/consultations/{consultationId}",
    { params: { consultationId } },
    { isLive: true },
  );
  return (
    <QueryState query={request} skeleton={<PageSkeleton />}>
      {(data) => <Details request={data} />}
    </QueryState>
  );
}
