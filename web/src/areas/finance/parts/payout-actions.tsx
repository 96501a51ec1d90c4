/** What a finance person can do with one payout now, by its status and their role. */
import { Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf, RequestOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { notice } from "../../../design/notice";
import { MoneyText } from "../../../design/values";
import { ActionButton } from "./action-button";
import { payoutReads } from "./payout-reads";
import { RailText } from "./payout-words";
import { receiverText } from "./receiver";
import { useBatchHash } from "./signing";

export type PayoutScreen = AnswerOf<"GET /v1/payouts/{payoutId}">;
type ManualHold = NonNullable<RequestOf<"POST /v1/payouts/{payoutId}/hold">["body"]>["kind"];

interface ActionProps {
  payout: PayoutScreen;
}

function useFacts({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  return [
    { label: t("payouts.creator"), value: payout.creatorName },
    { label: t("payouts.amount"), value: <MoneyText money={payout.amount} /> },
    { label: t("payouts.railLabel"), value: <RailText rail={payout.rail} /> },
    {
      label: t("payouts.receiver"),
      value: payout.receiver ? receiverText(payout.receiver) : "–",
    },
  ];
}

function Prepare({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ payout });
  const prepare = useWrite("POST /v1/payouts/prepare", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.prepared")),
  });
  const isCooling = payout.holds.some(({ kind }) => kind === "method_cooling_off");
  return (
    <ActionButton
      label={t("payouts.prepare")}
      text={t(isCooling ? "payouts.prepareEarlyText" : "payouts.prepareText")}
      facts={facts}
      variant="filled"
      write={prepare}
      toRequest={(words) => ({
        body: {
          payoutIds: [payout.id],
          ...(isCooling ? { earlyReleaseReason: words } : {}),
        },
      })}
      {...(isCooling
        ? { words: { name: "earlyReleaseReason", label: t("payouts.earlyReason") } }
        : {})}
    />
  );
}

function Approve({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ payout });
  const batchHash = useBatchHash([payout]);
  const approve = useWrite("POST /v1/payouts/approvals", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.approved")),
  });
  const early = payout.earlyReleaseReason
    ? [{ label: t("payouts.earlyReason"), value: payout.earlyReleaseReason }]
    : [];
  return (
    <ActionButton
      label={t("payouts.approve")}
      text={t("payouts.approveText")}
      facts={[...facts, ...early]}
      hash={batchHash}
      isFinal
      variant="filled"
      write={approve}
      isDisabled={batchHash === undefined}
      toRequest={() => ({
        body: {
          payouts: [{ payoutId: payout.id, contentHash: payout.contentHash ?? "" }],
          ...(batchHash ? { batchHash } : {}),
        },
      })}
    />
  );
}

function Hold({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  const [kind, setKind] = useState<string>("person");
  const [until, setUntil] = useState("");
  const kinds = useRead("GET /v1/hold-kinds");
  const hold = useWrite("POST /v1/payouts/{payoutId}/hold", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.holdDone")),
  });
  const options = (kinds.data?.items ?? []).filter((item) => item.isManual);
  return (
    <ActionButton
      label={t("payouts.hold")}
      text={t("payouts.holdText")}
      write={hold}
      words={{ name: "reason", label: t("payouts.reason") }}
      toRequest={(reason) => ({
        params: { payoutId: payout.id },
        body: {
          reason,
          kind: kind as ManualHold,
          ...(until ? { expiresAt: `${until}T23:59:59.000Z` } : {}),
        },
      })}
    >
      <Select
        label={t("payouts.holdKind")}
        data={options.map((item) => ({ value: item.kind, label: item.title }))}
        value={kind}
        onChange={(value) => setKind(value ?? "person")}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
      />
      <TextInput
        type="date"
        label={t("payouts.holdUntil")}
        description={t("payouts.holdUntilHint")}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </ActionButton>
  );
}

function Cancel({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ payout });
  const cancel = useWrite("POST /v1/payouts/{payoutId}/cancel", { invalidates: payoutReads });
  return (
    <ActionButton
      label={t("payouts.cancel")}
      text={t("payouts.cancelText")}
      facts={facts}
      isFinal
      write={cancel}
      words={{ name: "reason", label: t("payouts.reason") }}
      toRequest={(reason) => ({ params: { payoutId: payout.id }, body: { reason } })}
    />
  );
}

function Reroute({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ payout });
  const reroute = useWrite("POST /v1/payouts/{payoutId}/reroute", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.prepared")),
  });
  return (
    <ActionButton
      label={t("payouts.reroute")}
      text={t("payouts.rerouteText")}
      facts={facts.slice(0, 2)}
      variant="filled"
      write={reroute}
      toRequest={() => ({ params: { payoutId: payout.id } })}
    />
  );
}

function TakeBack({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ payout });
  const takeBack = useWrite("POST /v1/payouts/{payoutId}/take-back", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.takeBackDone")),
  });
  return (
    <ActionButton
      label={t("payouts.takeBack")}
      text={t("payouts.takeBackText")}
      facts={facts}
      write={takeBack}
      toRequest={() => ({ params: { payoutId: payout.id } })}
    />
  );
}

function ResolveBlocked({ payout }: ActionProps) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ payout });
  const resolve = useWrite("POST /v1/payouts/{payoutId}/blocked-resolution", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.resolutionProposed")),
  });
  return (
    <ActionButton
      label={t("payouts.resolveBlocked")}
      text={t("payouts.resolveBlockedText")}
      facts={facts}
      write={resolve}
      words={{
        name: "evidence",
        label: t("payouts.evidence"),
        hint: t("payouts.evidenceHint"),
      }}
      toRequest={(evidence) => ({ params: { payoutId: payout.id }, body: { evidence } })}
    />
  );
}

const unsent: readonly PayoutScreen["status"][] = [
  "draft",
  "pending_approval",
  "approved",
  "queued",
];
const cancelable: readonly PayoutScreen["status"][] = [...unsent, "returned", "failed"];

export function PayoutActions({ payout }: ActionProps) {
  const { hasRole } = useSession();
  const isMaker = hasRole("finance_maker");
  const { status, attemptState, holds } = payout;
  const stops = holds.filter(({ kind }) => kind !== "method_cooling_off");
  const isMoving = status === "in_progress";
  const canReroute = status === "returned" || status === "failed";
  return (
    <Group gap="xs">
      {isMaker && status === "draft" && stops.length === 0 ? <Prepare payout={payout} /> : null}
      {hasRole("finance_checker") && status === "pending_approval" ? (
        <Approve payout={payout} />
      ) : null}
      {isMaker && canReroute ? <Reroute payout={payout} /> : null}
      {isMaker && isMoving && attemptState === "unclaimed" ? <TakeBack payout={payout} /> : null}
      {isMaker && isMoving && attemptState === "blocked" ? (
        <ResolveBlocked payout={payout} />
      ) : null}
      {unsent.includes(status) ? <Hold payout={payout} /> : null}
      {cancelable.includes(status) ? <Cancel payout={payout} /> : null}
    </Group>
  );
}
