import type { Locale } from "../../kernel/locale";
import { guardedMove } from "../../platform/db/guarded-move";
import { newestFirst } from "../../platform/db/newest-first";
import type { Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import { type OpinionStatus, opinionTransitions } from "./opinion";
import { OpinionRow } from "./opinion-row";

export type NewOpinion = Pick<OpinionRow, "id" | "name" | "email" | "locale" | "text" | "stars">;

export async function insertOpinion(tx: Tx, opinion: NewOpinion): Promise<void> {
  await tx.insert(OpinionRow, { ...opinion, status: "waiting" });
}

export async function findOpinion(tx: Tx, id: string): Promise<OpinionRow | undefined> {
  return (await tx.findOneBy(OpinionRow, { id })) ?? undefined;
}

/** @returns false when it does not stand where this decision may start. */
export async function decideOpinion(
  tx: Tx,
  id: string,
  to: OpinionStatus,
  { decidedBy, reason }: { decidedBy: string; reason: string | null },
): Promise<boolean> {
  return await guardedMove<OpinionStatus, OpinionRow>(tx, OpinionRow, opinionTransitions, id, to, {
    decidedBy,
    reason,
    decidedAt: () => "now()",
  });
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listOpinions(
  tx: Tx,
  filter: PageRequest & { status?: OpinionStatus | undefined; locale?: Locale | undefined },
): Promise<OpinionRow[]> {
  const { status, locale } = filter;
  return await newestFirst(tx, OpinionRow, filter, { status, locale }).getMany();
}
