import { Progress, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageButton, PageLink } from "../../../app/links";
import { useMe } from "../../../app/session";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { ApplicationStatus } from "../../../design/status";
import { DateText, Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { ClockText } from "../parts/clock-text";
import { FeeText } from "../parts/fee-text";
import { stepIds, useOnboarding } from "../parts/onboarding";
import { PayoutStage } from "../parts/payout-words";
import { useMyApplications } from "../parts/use-my-applications";
import { type ApplicationSummary, type SubmissionSummary, usePieceName } from "../parts/words";
import { clockOf, laneOf, useWork } from "../parts/work";

function Onboarding() {
  const { t } = useTranslation("creator");
  const progress = useOnboarding();
  if (!progress?.next) return null;
  const label = t("onboarding.progress", { done: progress.doneCount, all: stepIds.length });
  return (
    <Panel title={t("onboarding.title")}>
      <Text mb="sm">{label}</Text>
      <Progress value={(progress.doneCount / stepIds.length) * 100} aria-label={label} mb="md" />
      <PageButton to={`/creator/onboarding/${progress.next}`}>{t("home.goOn")}</PageButton>
    </Panel>
  );
}

interface Todo {
  key: string;
  title: ReactNode;
  text?: ReactNode;
  to: string;
}

/** What an application asks of its creator, besides the work itself. */
function useApplicationTodos(): Todo[] {
  const { t } = useTranslation("creator");
  const { data } = useMyApplications();
  const todosOf = ({ status, askedBriefVersion, unreadMessagesCount }: ApplicationSummary) => [
    ...(status === "offered" ? [t("home.todo.offer")] : []),
    ...(status === "invited" ? [t("home.todo.invited")] : []),
    ...(askedBriefVersion === null ? [] : [t("home.todo.terms")]),
    ...(unreadMessagesCount > 0 ? [t("home.todo.messages", { count: unreadMessagesCount })] : []),
  ];
  return (data?.items ?? []).flatMap((application) =>
    todosOf(application).map((title) => ({
      key: `${application.id} ${title}`,
      title,
      text: application.campaignTitle,
      to: `/creator/applications/${application.id}`,
    })),
  );
}

/** States in which it is the creator's turn. */
function todoOf(status: SubmissionSummary["status"] | undefined) {
  switch (status) {
    case "changes_requested":
    case "content_approved":
    case "rejected":
      return status;
    default:
      return "to_make";
  }
}

function useWorkTodos() {
  const { t } = useTranslation("creator");
  const nameOf = usePieceName();
  const { pieces, isPending } = useWork();
  const todos: Todo[] = pieces
    .filter((piece) => laneOf(piece) === "mine")
    .map((piece) => {
      const { application, deliverable, submission } = piece;
      const clock = clockOf(piece);
      return {
        key: deliverable.id,
        title: `${t(`pieceTodo.${todoOf(submission?.status)}`)}: ${nameOf(deliverable)}`,
        text: (
          <>
            {application.campaignTitle}
            {clock ? (
              <div>
                <ClockText clock={clock} />
              </div>
            ) : null}
          </>
        ),
        to: `/creator/work/${application.id}/${deliverable.id}`,
      };
    });
  return { todos, isPending };
}

function usePayoutTodos(): Todo[] {
  const { data } = useRead(
    "GET /v1/creators/me/payouts",
    { query: { limit: "20" } },
    { isLive: true },
  );
  return (data?.items ?? []).flatMap(({ id, amount, nextAction }) =>
    nextAction?.by === "creator"
      ? [
          {
            key: id,
            title: nextAction.text,
            text: <MoneyText money={amount} />,
            to: `/creator/earnings/${id}`,
          },
        ]
      : [],
  );
}

function Waiting() {
  const { t } = useTranslation("creator");
  const work = useWorkTodos();
  const todos = [...work.todos, ...useApplicationTodos(), ...usePayoutTodos()];
  const mine = useMyApplications();
  // Nobody should read that nothing waits before that is known.
  const isKnown = todos.length > 0 || !work.isPending;
  return (
    <Panel title={t("home.waiting")}>
      <QueryState query={{ ...mine, data: isKnown ? mine.data : undefined }}>
        {() =>
          todos.length === 0 ? (
            <EmptyState icon="check" title={t("home.nothing")} text={t("home.nothingText")} />
          ) : (
            <RowList rows={todos} />
          )
        }
      </QueryState>
    </Panel>
  );
}

/** Earned money on its way, and the newest payouts. */
function Money() {
  const { t } = useTranslation("creator");
  const upcoming = useRead("GET /v1/creators/me/upcoming-payouts", {}, { isLive: true });
  const payouts = useRead(
    "GET /v1/creators/me/payouts",
    { query: { limit: "20" } },
    { isLive: true },
  );
  return (
    <>
      <QueryState query={upcoming}>
        {({ items }) =>
          items.length === 0 ? null : (
            <Figures>
              {items.map(({ amount, expectedAt, reason }) => (
                <Figure
                  key={`${amount.currency} ${reason}`}
                  label={t(`earnings.reasons.${reason}`)}
                  value={<MoneyText money={amount} />}
                  text={expectedAt ? <DateText at={expectedAt} hasDistance /> : null}
                />
              ))}
            </Figures>
          )
        }
      </QueryState>
      <Panel title={t("home.money")}>
        <QueryState query={payouts}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t("earnings.noneText")}</Text>
            ) : (
              <RowList
                rows={items.slice(0, 5).map(({ id, amount, stage, since }) => ({
                  key: id,
                  title: <MoneyText money={amount} />,
                  to: `/creator/earnings/${id}`,
                  text: <DateText at={since} />,
                  end: <PayoutStage stage={stage} />,
                }))}
              />
            )
          }
        </QueryState>
        <PageLink to="/creator/earnings">{t("home.allMoney")}</PageLink>
      </Panel>
    </>
  );
}

function Applications() {
  const { t } = useTranslation("creator");
  const mine = useMyApplications();
  return (
    <Panel title={t("home.work")}>
      <QueryState query={mine}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="campaign" title={t("home.noWork")} text={t("home.noWorkText")} />
          ) : (
            <RowList
              rows={items.slice(0, 5).map((application) => ({
                key: application.id,
                title: application.campaignTitle,
                to: `/creator/applications/${application.id}`,
                text: <DateText at={application.createdAt} />,
                end: <ApplicationStatus status={application.status} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

function Campaigns() {
  const { t } = useTranslation("creator");
  const campaigns = useRead("GET /v1/campaigns", { query: { limit: "5" } }, { isLive: true });
  return (
    <Panel title={t("home.open")}>
      <QueryState query={campaigns}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="search" title={t("home.noOpen")} text={t("home.noOpenText")} />
          ) : (
            <RowList
              rows={items.map((campaign) => ({
                key: campaign.id,
                title: campaign.title,
                to: `/creator/campaigns/${campaign.id}`,
                text: campaign.brandName,
                end: <FeeText campaign={campaign} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { displayName } = useMe();
  return (
    <>
      <PageHeader title={t("home.title", { name: displayName })} text={t("home.text")} />
      <Onboarding />
      <Waiting />
      <Money />
      <Applications />
      <Campaigns />
    </>
  );
}
