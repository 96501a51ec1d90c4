/** Who signs, and what every step of a person leaves in the audit trail. */
import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import type { ChequeRow } from "./cheque-row";

export async function auditCheque(
  tx: Tx,
  actor: string,
  action: string,
  cheque: Pick<ChequeRow, "id" | "number">,
  details: Record<string, string> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `cheque.${action}`,
    objectType: "cheque",
    objectId: cheque.id,
    details: { number: cheque.number.toString(), ...details },
  });
}

export function stateConflict(cheque: Pick<ChequeRow, "id" | "number" | "status">): ConflictError {
  const { status } = cheque;
  const params = { number: cheque.number.toString(), status };
  return new ConflictError("cheque_state", params, { current: status, chequeId: cheque.id });
}
