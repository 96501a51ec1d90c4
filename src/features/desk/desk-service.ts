/** Working on breaks: whose they are, and what was found out. */
import { InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { type Actor, signerOf } from "../identity";
import * as store from "./desk-store";

async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  breakId: string,
  details: Record<string, string | null>,
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `break.${action}`,
    objectType: "break",
    objectId: breakId,
    details,
  });
}

export interface Assignment {
  owner?: "finance" | "operator" | undefined;
  /** Null takes it from whoever has it. */
  assigneeId?: string | null | undefined;
  nextAction?: string | undefined;
}

/** @throws NotFoundError; ConflictError `break_resolved`; InvalidError `assignee_unknown`. */
export async function assignBreak(
  tx: Tx,
  actor: Actor,
  breakId: string,
  change: Assignment,
): Promise<void> {
  await store.lockOpenBreak(tx, breakId);
  const { assigneeId, owner, nextAction } = change;
  if (assigneeId && !(await store.isStaff(tx, assigneeId))) {
    throw new InvalidError("assignee_unknown", {}, { pointer: "/body/assigneeId" });
  }
  await store.changeBreak(tx, breakId, change);
  await audit(tx, actor, "assigned", breakId, {
    ...(owner !== undefined && { owner }),
    ...(assigneeId !== undefined && { assignee: assigneeId }),
    ...(nextAction !== undefined && { nextAction }),
  });
}

/** Also about a break that is settled: what is found out later belongs to it. @throws NotFoundError */
export async function addNote(
  tx: Tx,
  actor: Actor,
  breakId: string,
  note: string,
): Promise<store.Note> {
  await store.lockBreak(tx, breakId);
  const id = newId();
  const added = await store.insertNote(tx, breakId, { id, author: signerOf(actor), note });
  await audit(tx, actor, "noted", breakId, { note: id });
  return added;
}
