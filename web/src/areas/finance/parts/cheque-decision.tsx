import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { ActionButton } from "./action-button";
import { chequeReads } from "./cheque-reads";

export type ChequeDecision = ItemOf<"GET /v1/cheque-decisions">;

/** The second signature about a cheque, a refusal, or one's own proposal taken back. */
export function DecideCheque({ decision }: { decision: ChequeDecision }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const options = { invalidates: chequeReads };
  const confirm = useWrite("POST /v1/cheque-decisions/{decisionId}/confirmation", options);
  const decline = useWrite("POST /v1/cheque-decisions/{decisionId}/decline", options);
  const withdraw = useWrite("POST /v1/cheque-decisions/{decisionId}/withdrawal", options);
  if (decision.status !== "proposed") return null;
  const params = { decisionId: decision.id };
  const isMine = decision.proposedBy.id === me.id;
  const facts = [
    { label: t("cheques.number"), value: decision.chequeNumber },
    { label: t("payouts.after.what"), value: t(`cheques.kind.${decision.kind}`) },
    { label: t("payouts.evidence"), value: decision.evidence },
    { label: t("payouts.after.by"), value: decision.proposedBy.name },
  ];
  return (
    <Group gap="xs">
      {hasRole("finance_checker") && !isMine ? (
        <>
          <ActionButton
            label={t("payouts.confirm")}
            text={t(`cheques.kindText.${decision.kind}`)}
            facts={facts}
            hash={decision.contentHash}
            isFinal
            variant="filled"
            write={confirm}
            toRequest={() => ({ params, body: { contentHash: decision.contentHash } })}
          />
          <ActionButton
            label={t("payouts.decline")}
            facts={facts}
            write={decline}
            words={{ name: "reason", label: t("payouts.reason") }}
            toRequest={(reason) => ({ params, body: { reason } })}
          />
        </>
      ) : null}
      {isMine ? (
        <ActionButton
          label={t("payouts.withdraw")}
          facts={facts}
          write={withdraw}
          toRequest={() => ({ params })}
        />
      ) : null}
    </Group>
  );
}
