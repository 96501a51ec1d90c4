/** What can be done with one cheque now, by its state and the reader's role. */

import { Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { today } from "../../../design/days";
import { fieldErrors } from "../../../design/form";
import { notice } from "../../../design/notice";
import { MoneyText } from "../../../design/values";
import { ActionButton } from "./action-button";
import { chequeReads } from "./cheque-reads";
import { type Cheque, HandOver, PrintCheques } from "./cheque-tools";

type Status = Cheque["status"];

interface ActionProps {
  cheque: Cheque;
}

function useFacts({ cheque }: ActionProps) {
  const { t } = useTranslation("finance");
  return [
    { label: t("cheques.number"), value: cheque.number },
    { label: t("cheques.payee"), value: cheque.payeeName },
    { label: t("payouts.amount"), value: <MoneyText money={cheque.amount} /> },
  ];
}

const reasonMoves = {
  spoil: "POST /v1/cheques/{chequeId}/spoil",
  stop: "POST /v1/cheques/{chequeId}/stop",
  returned: "POST /v1/cheques/{chequeId}/returned-mail",
} as const;

/** What one person does with a reason. */
function ReasonMove({ cheque, move }: ActionProps & { move: keyof typeof reasonMoves }) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ cheque });
  const write = useWrite(reasonMoves[move], { invalidates: chequeReads });
  return (
    <ActionButton
      label={t(`cheques.move.${move}`)}
      text={t(`cheques.moveText.${move}`)}
      facts={facts}
      isFinal={move === "spoil"}
      write={write}
      words={{ name: "reason", label: t("payouts.reason") }}
      toRequest={(reason) => ({ params: { chequeId: cheque.id }, body: { reason } })}
    />
  );
}

const proposals = {
  void: "POST /v1/cheques/{chequeId}/void",
  clear: "POST /v1/cheques/{chequeId}/clearance",
  contest: "POST /v1/cheques/{chequeId}/contest",
  reissue: "POST /v1/cheques/{chequeId}/reissue",
  reroute: "POST /v1/cheques/{chequeId}/reroute",
  escheat: "POST /v1/cheques/{chequeId}/escheat",
} as const;

/** What one person proposes and another has to confirm. */
function Propose({ cheque, kind }: ActionProps & { kind: keyof typeof proposals }) {
  const { t } = useTranslation("finance");
  const facts = useFacts({ cheque });
  const write = useWrite(proposals[kind], {
    invalidates: chequeReads,
    onDone: () => notice(t("cheques.proposed")),
  });
  return (
    <ActionButton
      label={t(`cheques.kind.${kind}`)}
      title={t(`cheques.kind.${kind}`)}
      text={t(`cheques.kindText.${kind}`)}
      facts={facts}
      write={write}
      words={{
        name: "evidence",
        label: t("payouts.evidence"),
        hint: t("payouts.evidenceHint"),
      }}
      toRequest={(evidence) => ({ params: { chequeId: cheque.id }, body: { evidence } })}
    />
  );
}

const mailings = {
  mail: "POST /v1/cheques/{chequeId}/mailing",
  remail: "POST /v1/cheques/{chequeId}/remailing",
} as const;

function Mailing({ cheque, move }: ActionProps & { move: keyof typeof mailings }) {
  const { t } = useTranslation("finance");
  const [mailedOn, setMailedOn] = useState(today);
  const [carrier, setCarrier] = useState("");
  const [tracking, setTracking] = useState("");
  const facts = useFacts({ cheque });
  const write = useWrite(mailings[move], { invalidates: chequeReads });
  const refused = fieldErrors(write.error, { mailedOn, carrier, tracking });
  return (
    <ActionButton
      label={t(`cheques.move.${move}`)}
      text={t(`cheques.moveText.${move}`)}
      facts={facts}
      write={write}
      toRequest={() => ({
        params: { chequeId: cheque.id },
        body: {
          mailedOn,
          ...(carrier.trim() ? { carrier: carrier.trim() } : {}),
          ...(tracking.trim() ? { tracking: tracking.trim() } : {}),
        },
      })}
    >
      <TextInput
        type="date"
        required
        label={t("cheques.mailedOn")}
        value={mailedOn}
        error={refused["mailedOn"]}
        onChange={(event) => setMailedOn(event.currentTarget.value)}
      />
      <TextInput
        label={t("cheques.carrier")}
        value={carrier}
        error={refused["carrier"]}
        onChange={(event) => setCarrier(event.currentTarget.value)}
      />
      <TextInput
        label={t("cheques.tracking")}
        value={tracking}
        error={refused["tracking"]}
        onChange={(event) => setTracking(event.currentTarget.value)}
      />
    </ActionButton>
  );
}

function ConfirmStop({ cheque }: ActionProps) {
  const { t } = useTranslation("finance");
  const [endsOn, setEndsOn] = useState("");
  const facts = useFacts({ cheque });
  const write = useWrite("POST /v1/cheques/{chequeId}/stop-confirmation", {
    invalidates: chequeReads,
  });
  return (
    <ActionButton
      label={t("cheques.move.confirmStop")}
      text={t("cheques.moveText.confirmStop")}
      facts={[
        ...facts,
        { label: t("cheques.stopRequestedBy"), value: cheque.stopRequestedBy?.name ?? "–" },
        { label: t("payouts.reason"), value: cheque.reason ?? "–" },
      ]}
      isFinal
      variant="filled"
      write={write}
      words={{ name: "bankReference", label: t("cheques.bankReference") }}
      toRequest={(bankReference) => ({
        params: { chequeId: cheque.id },
        body: { bankReference, ...(endsOn ? { stopEndsOn: endsOn } : {}) },
      })}
    >
      <TextInput
        type="date"
        label={t("cheques.stopEndsOn")}
        value={endsOn}
        error={fieldErrors(write.error, { stopEndsOn: endsOn })["stopEndsOn"]}
        onChange={(event) => setEndsOn(event.currentTarget.value)}
      />
    </ActionButton>
  );
}

type Move = keyof typeof reasonMoves | keyof typeof mailings;

const movesOf: Partial<Record<Status, readonly Move[]>> = {
  allocated: ["spoil"],
  printed: ["spoil"],
  issued: ["mail", "stop", "returned"],
  pp_filed: ["mail", "stop", "returned"],
  exception: ["stop"],
  returned_mail: ["remail", "stop"],
};

const proposalsOf: Partial<Record<Status, readonly (keyof typeof proposals)[]>> = {
  issued: ["void"],
  pp_filed: ["void"],
  exception: ["clear", "contest"],
  returned_mail: ["void"],
  stopped: ["reissue", "reroute"],
  voided: ["reissue", "reroute"],
  stale: ["reissue", "reroute", "escheat"],
};

const isMailing = (move: Move): move is keyof typeof mailings => move in mailings;
const unprintable: readonly Status[] = ["spoiled"];

export function ChequeActions({ cheque }: ActionProps) {
  const { hasRole } = useSession();
  const isMaker = hasRole("finance_maker");
  const { status } = cheque;
  const isInside = status === "allocated" || status === "printed";
  return (
    <Group gap="xs">
      {isInside ? <HandOver cheques={[cheque]} variant="filled" /> : null}
      {unprintable.includes(status) ? null : <PrintCheques cheques={[cheque]} />}
      {hasRole("finance_checker") && status === "stop_requested" ? (
        <ConfirmStop cheque={cheque} />
      ) : null}
      {isMaker
        ? (movesOf[status] ?? []).map((move) =>
            isMailing(move) ? (
              <Mailing key={move} cheque={cheque} move={move} />
            ) : (
              <ReasonMove key={move} cheque={cheque} move={move} />
            ),
          )
        : null}
      {isMaker
        ? (proposalsOf[status] ?? []).map((kind) => (
            <Propose key={kind} cheque={cheque} kind={kind} />
          ))
        : null}
    </Group>
  );
}
