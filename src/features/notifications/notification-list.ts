/** The letters of one person as a list inside the product, whatever was sent of it. */
import { NotFoundError } from "../../kernel/errors";
import { newestFirst } from "../../platform/db/newest-first";
import { exec, one, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import { dailyKind } from "./daily-kind";
import { MailRow } from "./mail-row";

/** Newest first; one more than `limit` when there is a next page. */
export async function listNotifications(
  tx: Tx,
  userId: string,
  filter: PageRequest & { state?: "read" | "unread" | undefined; kind?: string | undefined },
): Promise<MailRow[]> {
  const query = newestFirst(tx, MailRow, filter, { userId, kind: filter.kind });
  query.andWhere("r.kind <> :dailyKind", { dailyKind });
  if (filter.state === "read") query.andWhere("r.readAt IS NOT NULL");
  if (filter.state === "unread") query.andWhere("r.readAt IS NULL");
  return await query.getMany();
}

export async function countUnread(tx: Tx, userId: string): Promise<number> {
  const { count } = await one<{ count: number }>(
    tx,
    "SELECT count(*)::int AS count FROM mails WHERE user_id = $1 AND read_at IS NULL AND kind <> $2",
    [userId, dailyKind],
  );
  return count;
}

/** Doing it again changes nothing. @throws NotFoundError for somebody else's. */
export async function markRead(tx: Tx, userId: string, id: string): Promise<MailRow> {
  const found = await exec(
    tx,
    "UPDATE mails SET read_at = coalesce(read_at, now()) WHERE id = $1 AND user_id = $2 AND kind <> $3",
    [id, userId, dailyKind],
  );
  if (found === 0) throw new NotFoundError();
  return await tx.findOneByOrFail(MailRow, { id });
}

/** Everything up to one that was seen, so that what came meanwhile stays unread. */
export async function markReadUpTo(tx: Tx, userId: string, lastId: string): Promise<void> {
  await exec(
    tx,
    "UPDATE mails SET read_at = now() WHERE user_id = $1 AND id <= $2 AND read_at IS NULL AND kind <> $3",
    [userId, lastId, dailyKind],
  );
}
