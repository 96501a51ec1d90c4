/** A line in the hands of a person. */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import type { Actor } from "../identity";
import * as store from "./match-store";
import type { LineStatus, OpenLine } from "./statement";

export type LockedLine = OpenLine & { status: LineStatus; rule: string | null };

/** Any line. @throws NotFoundError */
export async function lockLine(tx: Tx, lineId: string): Promise<LockedLine> {
  const line = await store.lockLine(tx, lineId);
  if (!line) throw new NotFoundError();
  return line;
}

/** @throws NotFoundError; ConflictError `line_settled`. */
export async function lockOpenLine(tx: Tx, lineId: string): Promise<LockedLine> {
  const line = await lockLine(tx, lineId);
  if (line.status !== "open") throw new ConflictError("line_settled", {}, { current: line.status });
  return line;
}

/** What a line moves, whichever way. */
export const sizeOf = ({ effectMinor }: OpenLine): bigint =>
  effectMinor < 0n ? -effectMinor : effectMinor;

export async function auditLine(
  tx: Tx,
  actor: Actor,
  action: string,
  lineId: string,
  details: Record<string, string>,
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `statement_line.${action}`,
    objectType: "statement_line",
    objectId: lineId,
    details,
  });
}
