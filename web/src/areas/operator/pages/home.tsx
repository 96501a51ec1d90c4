import { SimpleGrid } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Pages, usePages, useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, ErrorState, LinesSkeleton, QueryState } from "../../../design/states";
import { DisputeStatus } from "../../../design/status";
import { DateText, Figure, Figures, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ClawbackState, ConsultationState, OpinionState } from "../parts/states";

const few = "5";

interface WaitingProps<Item> {
  title: string;
  list: Pages<Item>;
  empty: string;
  emptyText: string;
  all: { to: string; label: string };
  row(item: Item): { key: string; title: ReactNode; to: string; text?: ReactNode; end?: ReactNode };
}

/** The first few of a list in which something waits, and the way to all of them. */
function Waiting<Item>({ title, list, empty, emptyText, all, row }: WaitingProps<Item>) {
  return (
    <Panel title={title}>
      {list.isPending ? <LinesSkeleton lines={3} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
      {list.isPending || list.error ? null : list.items.length === 0 ? (
        <EmptyState icon="check" title={empty} text={emptyText} />
      ) : (
        <RowList rows={list.items.slice(0, Number(few)).map(row)} />
      )}
      <PageLink to={all.to} size="sm">
        {all.label}
      </PageLink>
    </Panel>
  );
}

function Disputes() {
  const { t } = useTranslation("operator");
  const isLive = true;
  // Those that can be decided stand before those whose other side may still answer.
  const answered = usePages(
    "GET /v1/disputes",
    { query: { limit: few, status: "answered" } },
    { isLive },
  );
  const open = usePages("GET /v1/disputes", { query: { limit: few, status: "open" } }, { isLive });
  const isPending = answered.isPending || open.isPending;
  const items = [...answered.items, ...open.items];
  return (
    <Waiting
      title={t("home.disputes")}
      list={{ ...open, isPending, items }}
      empty={t("home.noDisputes")}
      emptyText={t("home.noDisputesText")}
      all={{ to: "/operator/disputes", label: t("home.allDisputes") }}
      row={(dispute) => ({
        key: dispute.id,
        to: `/operator/disputes/${dispute.id}`,
        title: t(`disputes.reasons.${dispute.reasonCode}`),
        text: <DateText at={dispute.openedAt} hasDistance />,
        end: <DisputeStatus status={dispute.status} />,
      })}
    />
  );
}

function Consultations() {
  const { t } = useTranslation("operator");
  const inbox = usePages(
    "GET /v1/consultations",
    { query: { limit: few, status: "new" } },
    { isLive: true },
  );
  return (
    <Waiting
      title={t("home.consultations")}
      list={inbox}
      empty={t("home.noConsultations")}
      emptyText={t("home.noConsultationsText")}
      all={{ to: "/operator/consultations", label: t("home.allConsultations") }}
      row={(request) => ({
        key: request.id,
        to: `/operator/consultations/${request.id}`,
        title: request.company ?? request.name,
        text: <DateText at={request.requestedAt} hasDistance />,
        end: <ConsultationState status={request.status} />,
      })}
    />
  );
}

function Opinions() {
  const { t } = useTranslation("operator");
  const opinions = usePages(
    "GET /v1/opinions/moderation",
    { query: { limit: few, status: "waiting" } },
    { isLive: true },
  );
  return (
    <Waiting
      title={t("home.opinions")}
      list={opinions}
      empty={t("home.noOpinions")}
      emptyText={t("home.noOpinionsText")}
      all={{ to: "/operator/opinions", label: t("home.allOpinions") }}
      row={(opinion) => ({
        key: opinion.id,
        to: "/operator/opinions?status=waiting",
        title: opinion.name,
        text: <DateText at={opinion.leftAt} hasDistance />,
        end: <OpinionState status={opinion.status} />,
      })}
    />
  );
}

function Clawbacks() {
  const { t } = useTranslation("operator");
  const suggested = usePages(
    "GET /v1/clawbacks",
    { query: { limit: few, status: "suggested" } },
    { isLive: true },
  );
  return (
    <Waiting
      title={t("home.clawbacks")}
      list={suggested}
      empty={t("home.noClawbacks")}
      emptyText={t("home.noClawbacksText")}
      all={{ to: "/operator/clawbacks", label: t("home.allClawbacks") }}
      row={(clawback) => ({
        key: clawback.id,
        to: "/operator/clawbacks?status=suggested",
        title: clawback.creatorName,
        text: <DateText at={clawback.decidedAt} hasDistance />,
        end: <ClawbackState status={clawback.status} />,
      })}
    />
  );
}

/** How the background is doing, in four numbers. */
function Machinery() {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const queues = useRead("GET /v1/queues", {}, { isLive: true });
  const breaks = usePages(
    "GET /v1/breaks",
    { query: { status: "open", owner: "operator" } },
    { isLive: true },
  );
  return (
    <QueryState query={queues}>
      {({ items }) => {
        const sum = (of: (item: (typeof items)[number]) => number) =>
          format.number(items.reduce((total, item) => total + of(item), 0));
        const more = breaks.hasMore ? "+" : "";
        return (
          <Figures>
            <Figure
              label={t("home.waitingJobs")}
              value={sum(({ waiting, delayed }) => waiting + delayed)}
            />
            <Figure label={t("home.activeJobs")} value={sum(({ active }) => active)} />
            <Figure
              label={t("home.failedJobs")}
              value={sum(({ failed }) => failed)}
              text={<PageLink to="/operator/queues">{t("home.toQueues")}</PageLink>}
            />
            <Figure
              label={t("home.breaks")}
              value={`${format.number(breaks.items.length)}${more}`}
              text={<PageLink to="/operator/breaks">{t("home.toBreaks")}</PageLink>}
            />
          </Figures>
        );
      }}
    </QueryState>
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  return (
    <>
      <PageHeader title={t("home.title")} text={t("home.text")} />
      <Machinery />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" verticalSpacing={0}>
        <Disputes />
        <Consultations />
        <Opinions />
        <Clawbacks />
      </SimpleGrid>
    </>
  );
}
