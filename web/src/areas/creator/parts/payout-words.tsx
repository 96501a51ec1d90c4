import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText } from "../../../design/values";
import type { Payout } from "./words";

const tones: Record<Payout["stage"], Tone> = {
  held: "waiting",
  awaiting_release: "active",
  released: "active",
  sent: "active",
  unclaimed: "waiting",
  under_review: "active",
  cheque_issued: "active",
  cheque_stale: "waiting",
  cheque_escheated: "bad",
  paid: "good",
  returned: "waiting",
  failed: "bad",
  canceled: "quiet",
  recovered: "quiet",
};

/** Where the money is. */
export function PayoutStage({ stage }: Pick<Payout, "stage">) {
  const { t } = useTranslation("creator");
  return <StatusBadge tone={tones[stage]} label={t(`payout.stages.${stage}`)} />;
}

/** When it can be expected, in the server's words and with days where there are any. */
export function Arrival({ arrival }: { arrival: NonNullable<Payout["expectedArrival"]> }) {
  const { t } = useTranslation("creator");
  const { from, to, text } = arrival;
  return (
    <>
      {text}
      {from || to ? (
        <Text size="sm" c="dimmed">
          {from ? (
            <>
              {t("payout.from")} <DateText at={from} />{" "}
            </>
          ) : null}
          {to ? (
            <>
              {t("payout.until")} <DateText at={to} />
            </>
          ) : null}
        </Text>
      ) : null}
    </>
  );
}

const stepTones: Partial<Record<Payout["timeline"][number]["what"], Tone>> = {
  earned: "good",
  payable: "good",
  held: "waiting",
  hold_ended: "good",
  awaiting_release: "active",
  unclaimed: "waiting",
  under_review: "waiting",
  paid: "good",
  cheque_cleared: "good",
  cheque_stale: "waiting",
  cheque_escheated: "bad",
  returned: "bad",
  failed: "bad",
  canceled: "quiet",
  recovered: "quiet",
};

export function toneOfStep(what: Payout["timeline"][number]["what"]): Tone {
  return stepTones[what] ?? "active";
}
