/** Creators say what their accounts have; what they said before stays as history. */
import { isDay, utcDate } from "../../../kernel/clock";
import { InvalidError, NotFoundError } from "../../../kernel/errors";
import { present } from "../../../kernel/invariant";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import type { PageRequest } from "../../../platform/http/pagination";
import { recordAudit } from "../../audit";
import type { Actor } from "../../identity";
import type { AccountSnapshotRow, SocialAccountRow } from "../creator-row";
import { creatorOf } from "../creator-service";
import { lockCreator } from "../creator-store";
import type { Audience, Figures } from "./figures";
import * as store from "./figures-store";

/** @throws NotFoundError for an account that is not the caller's; InvalidError `figures_of_tomorrow`. */
export async function recordMyFigures(
  tx: Tx,
  actor: Actor,
  accountId: string,
  { measuredOn, ...figures }: Figures & { measuredOn: string },
): Promise<SocialAccountRow> {
  const { id: creatorId } = await creatorOf(tx, actor);
  await lockCreator(tx, creatorId);
  if (!(await store.findAccount(tx, { creatorId, accountId }))) throw new NotFoundError();
  const today = utcDate(await databaseNow(tx));
  if (measuredOn > today) {
    throw new InvalidError("figures_of_tomorrow", { day: today }, { pointer: "/body/measuredOn" });
  }
  await store.recordFigures(tx, accountId, measuredOn, figures);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "creator.figures_recorded",
    objectType: "creator",
    objectId: creatorId,
    details: { account: accountId, measuredOn },
  });
  return present(await store.findAccount(tx, { creatorId, accountId }), "The account");
}

/** @throws NotFoundError for an account that is not the caller's. */
export async function setMyAudience(
  tx: Tx,
  actor: Actor,
  accountId: string,
  audience: Audience | null,
): Promise<SocialAccountRow> {
  const { id: creatorId } = await creatorOf(tx, actor);
  if (!(await store.setAudience(tx, { creatorId, accountId }, audience))) throw new NotFoundError();
  await recordAudit(tx, {
    actor: actor.principal,
    action: "creator.audience_changed",
    objectType: "creator",
    objectId: creatorId,
    details: { account: accountId },
  });
  return present(await store.findAccount(tx, { creatorId, accountId }), "The account");
}

/** @throws InvalidError for a cursor this API never gave out. */
function dayOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const day = Buffer.from(cursor, "base64url").toString("utf8");
  if (!isDay(day)) throw new InvalidError("cursor_invalid", {}, { pointer: "/query/cursor" });
  return day;
}

/** One page of an account's days. @throws NotFoundError when the creator has no such account. */
export async function listFigures(
  tx: Tx,
  account: { creatorId: string; accountId: string },
  { limit, cursor }: PageRequest,
): Promise<{ items: AccountSnapshotRow[]; nextCursor: string | null }> {
  const before = dayOf(cursor);
  if (!(await store.findAccount(tx, account))) throw new NotFoundError();
  const rows = await store.findSnapshots(tx, account.accountId, { before, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? Buffer.from(last.measuredOn).toString("base64url") : null };
}
