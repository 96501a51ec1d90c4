/** Cheques that a line of the bank had taken in, and that are out again because the line was not theirs or is gone. */
import type { Transitions } from "../../../kernel/transitions";
import { guardedMove } from "../../../platform/db/guarded-move";
import type { Tx } from "../../../platform/db/sql";
import type { ChequeStatus } from "../cheque";
import { ChequeRow } from "../cheque-row";
import { isFiled } from "../positive-pay/export-store";

/** Kept apart from the moves of every day, so that nothing else makes a cleared cheque an issued one. */
const undoing = {
  cleared: ["issued", "pp_filed"],
  exception: ["issued", "pp_filed"],
  issued: [],
  pp_filed: [],
} as const satisfies Transitions<
  Extract<ChequeStatus, "cleared" | "exception" | "issued" | "pp_filed">
>;

type Undone = keyof typeof undoing;

/** How a cheque is called that is out: the bank knows it from a file, or does not. */
export async function outStatus(tx: Tx, chequeId: string): Promise<"issued" | "pp_filed"> {
  return (await isFiled(tx, chequeId, "issue")) ? "pp_filed" : "issued";
}

/** The cheque is out as before. @returns the status it has now; undefined when no line had taken it in. */
export async function moveOutAgain(
  tx: Tx,
  chequeId: string,
): Promise<"issued" | "pp_filed" | undefined> {
  const to = await outStatus(tx, chequeId);
  const patch = { clearedOn: null, statusAt: () => "now()" };
  const isMoved = await guardedMove<Undone, ChequeRow & { status: Undone }>(
    tx,
    ChequeRow,
    undoing,
    chequeId,
    to,
    patch,
  );
  return isMoved ? to : undefined;
}
