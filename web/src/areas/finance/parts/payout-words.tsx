/** Words about payouts that several pages share. */
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { StatusBadge, type Tone } from "../../../design/status";

export type Payout = ItemOf<"GET /v1/payouts">;

/** The server's words for each kind of hold, in the language of the page. */
export function useHoldTitle(): (kind: string) => string {
  const kinds = useRead("GET /v1/hold-kinds");
  return (kind) => kinds.data?.items.find((item) => item.kind === kind)?.title ?? kind;
}

const attemptTones: Partial<Record<string, Tone>> = {
  unknown: "waiting",
  unclaimed: "waiting",
  on_hold: "waiting",
  blocked: "waiting",
  stale: "waiting",
  success: "good",
  paid_late: "bad",
  failed: "bad",
  returned: "bad",
  refunded: "bad",
  reversed: "bad",
  escheated: "quiet",
};

/** How one try to pay stands; a state that is new to us stands as the server wrote it. */
export function AttemptStatus({ state }: { state: string }) {
  const { t } = useTranslation("finance");
  const label = t(`payouts.attemptState.${state}` as "payouts.attemptState.success", {
    defaultValue: state,
  });
  return <StatusBadge tone={attemptTones[state] ?? "active"} label={label} />;
}

export function RailText({ rail }: { rail: Payout["rail"] }) {
  const { t } = useTranslation("finance");
  return rail ? t(`payouts.rail.${rail}`) : t("payouts.noRail");
}

type BatchState = ItemOf<"GET /v1/payout-batches">["state"];

const batchTones: Record<BatchState, Tone> = {
  frozen: "active",
  ambiguous: "waiting",
  submitted: "active",
  closed: "good",
  refused: "bad",
  stopped: "bad",
};

export function BatchStatus({ state }: { state: BatchState }) {
  const { t } = useTranslation("finance");
  return <StatusBadge tone={batchTones[state]} label={t(`batches.state.${state}`)} />;
}

/** What happened, by the name the audit trail gives it. */
export function useStepText(): (what: string) => string {
  const { t } = useTranslation("finance");
  return (what) =>
    t(`payouts.step.${what}` as "payouts.step.payout.created", { defaultValue: what });
}
