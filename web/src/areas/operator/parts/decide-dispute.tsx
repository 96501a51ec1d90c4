import { Alert, Button, Group, Radio, Slider, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf, Money } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { Icon } from "../../../design/icons";
import { notice } from "../../../design/notice";
import { UnsavedGuard } from "../../../design/unsaved-guard";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";

type Dispute = AnswerOf<"GET /v1/disputes/{disputeId}">;
type Outcome = NonNullable<Dispute["outcome"]>;

const outcomes = ["creator", "brand", "split"] as const;
const wholePercent = 100;
const basisPointsOfPercent = 100;

function percentOf(outcome: Outcome, percent: number): number {
  if (outcome === "split") return percent;
  return outcome === "creator" ? wholePercent : 0;
}

/** About what each side gets; the server rounds to what can be paid. */
function partOf({ amountMinor, currency }: Money, percent: number): Money {
  const part = (BigInt(amountMinor) * BigInt(percent)) / BigInt(wholePercent);
  return { amountMinor: part.toString(), currency };
}

interface Draft {
  outcome: Outcome;
  percent: number;
  decision: string;
}

function useFacts(dispute: Dispute, { outcome, percent, decision }: Draft) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const { fee } = dispute.submission.deliverable;
  const share = percentOf(outcome, percent);
  const creatorPart = partOf(fee, share);
  const rest = (BigInt(fee.amountMinor) - BigInt(creatorPart.amountMinor)).toString();
  const brandPart = { amountMinor: rest, currency: fee.currency };
  return [
    { label: t("disputes.outcome"), value: t(`disputes.outcomes.${outcome}`) },
    {
      label: t("dispute.share"),
      value: format.number(share / wholePercent, { style: "percent" }),
    },
    { label: t("dispute.toCreator"), value: <MoneyText money={creatorPart} /> },
    { label: t("dispute.toBrand"), value: <MoneyText money={brandPart} /> },
    { label: t("dispute.reasons"), value: decision },
  ];
}

function Confirm({
  dispute,
  draft,
  onClose,
  onDone,
}: {
  dispute: Dispute;
  draft: Draft;
  onClose(): void;
  onDone(): void;
}) {
  const { t } = useTranslation("operator");
  const { outcome, percent, decision } = draft;
  const facts = useFacts(dispute, draft);
  const decide = useWrite("POST /v1/disputes/{disputeId}/decision", {
    invalidates: ["GET /v1/disputes", "GET /v1/disputes/{disputeId}"],
    onDone: () => {
      onDone();
      notice(t("dispute.nowDecided"));
    },
  });
  const body =
    outcome === "split"
      ? { outcome, shareBasisPoints: percent * basisPointsOfPercent, decision }
      : { outcome, decision };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("dispute.decide")}
      text={t("dispute.decideText")}
      facts={facts}
      isFinal
      confirmLabel={t("dispute.decide")}
      onConfirm={() => decide.mutate({ params: { disputeId: dispute.id }, body })}
      isBusy={decide.isPending}
      error={decide.error}
    />
  );
}

interface DraftProps {
  draft: Draft;
  onChange(draft: Draft): void;
}

function OutcomeField({ draft, onChange }: DraftProps) {
  const { t } = useTranslation("operator");
  return (
    <Radio.Group
      label={t("dispute.who")}
      value={draft.outcome}
      onChange={(outcome) => onChange({ ...draft, outcome: outcome as Outcome })}
    >
      <Stack gap="xs" mt="xs">
        {outcomes.map((outcome) => (
          <Radio
            key={outcome}
            value={outcome}
            label={t(`disputes.outcomes.${outcome}`)}
            description={t(`dispute.outcomeText.${outcome}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function ShareField({ draft, onChange, fee }: DraftProps & { fee: Money }) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const percentText = (value: number) => format.number(value / wholePercent, { style: "percent" });
  if (draft.outcome !== "split") return null;
  return (
    <div>
      <Text size="sm" fw={500}>
        {t("dispute.shareNow", { share: percentText(draft.percent) })}
      </Text>
      <Slider
        min={1}
        max={99}
        value={draft.percent}
        onChange={(percent) => onChange({ ...draft, percent })}
        label={percentText}
        thumbLabel={t("dispute.share")}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {t("dispute.about")} <MoneyText money={partOf(fee, draft.percent)} />
      </Text>
    </div>
  );
}

export function DecideDispute({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("operator");
  const { t: common } = useTranslation();
  const [draft, setDraft] = useState<Draft>({ outcome: "creator", percent: 50, decision: "" });
  const [hasTried, setTried] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const isMissing = draft.decision.trim() === "";
  const lookAgain = () => {
    setTried(true);
    if (!isMissing) setOpen(true);
  };
  return (
    <Panel title={t("dispute.decide")}>
      <UnsavedGuard isDirty={!isMissing} />
      <Stack maw="44rem" align="stretch">
        {dispute.answeredAt ? null : (
          <Alert icon={<Icon name="clock" />} title={t("dispute.answerAwaited")}>
            {t("dispute.mayDecide")} <DateText at={dispute.answerUntil} hasDistance />
          </Alert>
        )}
        <OutcomeField draft={draft} onChange={setDraft} />
        <ShareField draft={draft} onChange={setDraft} fee={dispute.submission.deliverable.fee} />
        <Textarea
          label={t("dispute.reasons")}
          description={t("dispute.reasonsText")}
          required
          autosize
          minRows={4}
          value={draft.decision}
          onChange={(event) => setDraft({ ...draft, decision: event.currentTarget.value })}
          error={hasTried && isMissing ? common("form.required") : null}
        />
        <Group>
          <Button onClick={lookAgain}>{t("dispute.look")}</Button>
        </Group>
      </Stack>
      {isOpen ? (
        <Confirm
          dispute={dispute}
          draft={draft}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            setDraft({ ...draft, decision: "" });
          }}
        />
      ) : null}
    </Panel>
  );
}
