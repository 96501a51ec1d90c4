import { Alert, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { Timeline, type TimelineStep } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { DocumentRows } from "../parts/document-rows";
import { useFreshWords } from "../parts/fresh-words";
import { Arrival, PayoutStage, toneOfStep } from "../parts/payout-words";
import type { Payout } from "../parts/words";

const methodActions: ReadonlySet<string> = new Set(["add_payout_method", "check_payout_method"]);

/** Why it waits, who has to act, and how. */
function Next({ payout }: { payout: Payout }) {
  const { t } = useTranslation("creator");
  const { reason, nextAction, expectedArrival, heldUntil } = payout;
  if (!reason && !nextAction && !expectedArrival) return null;
  const isMine = nextAction?.by === "creator";
  return (
    <Alert
      variant="default"
      icon={<Icon name={isMine ? "warning" : "clock"} />}
      title={t(isMine ? "payout.yourTurn" : "payout.whatNext")}
      mb="md"
    >
      {reason ? <Text>{reason.text}</Text> : null}
      {nextAction ? <Text fw={isMine ? 650 : 400}>{nextAction.text}</Text> : null}
      {heldUntil ? (
        <Text>
          {t("payout.heldUntil")} <DateText at={heldUntil} hasDistance />
        </Text>
      ) : null}
      {expectedArrival ? <Arrival arrival={expectedArrival} /> : null}
      {nextAction && methodActions.has(nextAction.code) ? (
        <PageButton to="/creator/payout-methods" mt="sm">
          {t("nav.methods")}
        </PageButton>
      ) : null}
    </Alert>
  );
}

/** What happened, and what is expected at the end. */
function useSteps(payout: Payout): TimelineStep[] {
  const { t } = useTranslation("creator");
  const past = payout.timeline.map(({ at, what, text, until }, index) => ({
    key: `${index} ${what}`,
    title: t(`payout.steps.${what}`),
    at,
    tone: toneOfStep(what),
    text: (
      <>
        {text}
        {until ? (
          <Text size="sm" c="dimmed">
            {t("payout.until")} <DateText at={until} hasDistance />
          </Text>
        ) : null}
      </>
    ),
  }));
  const { expectedArrival, nextAction } = payout;
  if (!expectedArrival) return past;
  // Where the creator has to act first, a date is the last one to do so and none on which money comes.
  const isMine = nextAction?.by === "creator";
  const at = isMine ? null : (expectedArrival.to ?? expectedArrival.from);
  return [
    ...past,
    {
      key: "expected",
      title: t("payout.arrival"),
      at,
      isExpected: true,
      tone: "quiet" as const,
      text: expectedArrival.text,
    },
  ];
}

function Way({ payout }: { payout: Payout }) {
  const { t } = useTranslation("creator");
  const steps = useSteps(payout);
  return (
    <Panel title={t("payout.way")}>
      <Timeline label={t("payout.way")} steps={steps} />
    </Panel>
  );
}

function Amounts({ payout }: { payout: Payout }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const { amount, recovered, withheld, rail, endorsementIds, paidAt } = payout;
  const isSome = ({ amountMinor }: typeof amount) => amountMinor !== "0";
  return (
    <Panel title={t("payout.amounts")}>
      <Facts
        items={[
          { label: t("earnings.amount"), value: <MoneyText money={amount} /> },
          ...(isSome(recovered)
            ? [{ label: t("payout.recovered"), value: <MoneyText money={recovered} /> }]
            : []),
          ...(isSome(withheld)
            ? [{ label: t("payout.withheld"), value: <MoneyText money={withheld} /> }]
            : []),
          { label: t("earnings.rail"), value: rail ? t(`rails.${rail}`) : t("payout.noRail") },
          { label: t("payout.fees"), value: format.number(endorsementIds.length) },
          ...(paidAt ? [{ label: t("payout.paidAt"), value: <DateText at={paidAt} /> }] : []),
        ]}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { payoutId = "" } = useParams();
  const key = "GET /v1/creators/me/payouts/{payoutId}";
  useFreshWords(key);
  const payout = useRead(key, { params: { payoutId } }, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("payout.title")}
        crumbs={[{ label: t("earnings.title"), to: "/creator/earnings" }]}
        actions={payout.data ? <PayoutStage stage={payout.data.stage} /> : null}
      />
      <QueryState query={payout}>
        {(data) => (
          <>
            <Next payout={data} />
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
              <Way payout={data} />
              <div>
                <Amounts payout={data} />
                <DocumentRows payoutId={payoutId} />
              </div>
            </SimpleGrid>
          </>
        )}
      </QueryState>
    </>
  );
}
