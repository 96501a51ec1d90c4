/** Opinions of visitors: anybody may leave one, staff decide whether it is shown. */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { type Actor, userIdOf } from "../identity";
import { opinionEvents } from "./opinion-events";
import { OpinionRow } from "./opinion-row";
import * as store from "./opinion-store";

async function audit(tx: Tx, actor: Actor, opinionId: string, action: string): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `opinion.${action}`,
    objectType: "opinion",
    objectId: opinionId,
  });
}

/** Keeps an opinion as it was sent; nobody sees it before staff have decided. */
export async function leaveOpinion(
  tx: Tx,
  actor: Actor,
  opinion: Omit<store.NewOpinion, "id">,
): Promise<OpinionRow> {
  const id = newId();
  await store.insertOpinion(tx, { ...opinion, id });
  await audit(tx, actor, id, "left");
  return await tx.findOneByOrFail(OpinionRow, { id });
}

/**
 * Staff publish an opinion or decline it with a reason; whoever left an address hears of it.
 * @throws NotFoundError; ConflictError `opinion_state` when it is already so.
 */
export async function decideOpinion(
  tx: Tx,
  actor: Actor,
  id: string,
  decision: { status: "published" } | { status: "declined"; reason: string },
): Promise<OpinionRow> {
  const opinion = await store.findOpinion(tx, id);
  if (!opinion) throw new NotFoundError();
  const { status } = decision;
  const reason = decision.status === "declined" ? decision.reason : null;
  if (!(await store.decideOpinion(tx, id, status, { decidedBy: userIdOf(actor), reason }))) {
    throw new ConflictError("opinion_state", { status }, { current: status });
  }
  await audit(tx, actor, id, status);
  await appendEvent(tx, opinionEvents[status](id));
  return await tx.findOneByOrFail(OpinionRow, { id });
}
