import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import type { Side } from "../application";
import { MessageRow } from "./message-row";

/** Appends a message. The caller has locked the application, so that numbers follow each other. */
export async function insertMessage(
  tx: Tx,
  row: Omit<MessageRow, "createdAt" | "seq">,
): Promise<number> {
  const rows = await many<{ seq: number }>(
    tx,
    `INSERT INTO application_messages (id, application_id, seq, side, author_id, body)
     SELECT $1, $2::uuid, coalesce(max(seq), 0) + 1, $3, $4, $5 FROM application_messages WHERE application_id = $2
     RETURNING seq`,
    [row.id, row.applicationId, row.side, row.authorId, row.body],
  );
  return rows[0]?.seq ?? 0;
}

export async function findMessage(
  tx: Tx,
  applicationId: string,
  id: string,
): Promise<MessageRow | undefined> {
  return (await tx.findOneBy(MessageRow, { applicationId, id })) ?? undefined;
}

export async function lastSeq(tx: Tx, applicationId: string): Promise<number> {
  const row = await maybeOne<{ seq: number | null }>(
    tx,
    "SELECT max(seq) AS seq FROM application_messages WHERE application_id = $1",
    [applicationId],
  );
  return row?.seq ?? 0;
}

/** Newest first; `before` is the id of the last one shown. */
export async function listMessages(
  tx: Tx,
  applicationId: string,
  page: { before: string | null; limit: number },
): Promise<MessageRow[]> {
  return await many<MessageRow>(
    tx,
    `SELECT id, application_id AS "applicationId", seq, side, author_id AS "authorId", body,
            created_at AS "createdAt"
     FROM application_messages
     WHERE application_id = $1 AND ($2::uuid IS NULL OR seq <
       (SELECT seq FROM application_messages WHERE id = $2 AND application_id = $1))
     ORDER BY seq DESC LIMIT $3`,
    [applicationId, page.before, page.limit],
  );
}

/** Notes that somebody has read up to a message; what was read once stays read. */
export async function noteReading(
  tx: Tx,
  reading: { applicationId: string; userId: string; readSeq: number },
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO message_readings (application_id, user_id, read_seq) VALUES ($1, $2, $3)
     ON CONFLICT (application_id, user_id) DO UPDATE SET read_at = now(),
       read_seq = greatest(message_readings.read_seq, excluded.read_seq)`,
    [reading.applicationId, reading.userId, reading.readSeq],
  );
}

/** True when something this side wrote before `seq` was read by nobody on the other side yet. */
export async function hasUnreadBefore(
  tx: Tx,
  { applicationId, side, seq }: { applicationId: string; side: Side; seq: number },
): Promise<boolean> {
  const rows = await many(
    tx,
    `SELECT 1 FROM application_messages m
     WHERE m.application_id = $1 AND m.side = $2 AND m.seq < $3
       AND m.seq > (
         SELECT coalesce(max(r.read_seq), 0) FROM message_readings r
         JOIN applications a ON a.id = r.application_id JOIN creators k ON k.id = a.creator_id
         WHERE r.application_id = $1 AND (r.user_id = k.user_id) = ($2 = 'brand'))
     LIMIT 1`,
    [applicationId, side, seq],
  );
  return rows.length > 0;
}

/** How many messages of the other side somebody has not read, by application; none are left out. */
export async function unreadCounts(
  tx: Tx,
  applicationIds: readonly string[],
  { userId, side }: { userId: string; side: Side },
): Promise<Map<string, number>> {
  const rows = await many<{ id: string; count: number }>(
    tx,
    `SELECT m.application_id AS id, count(*)::int AS count FROM application_messages m
     LEFT JOIN message_readings r ON r.application_id = m.application_id AND r.user_id = $2
     WHERE m.application_id = ANY($1::uuid[]) AND m.side <> $3 AND m.seq > coalesce(r.read_seq, 0)
     GROUP BY m.application_id`,
    [applicationIds, userId, side],
  );
  return new Map(rows.map((row) => [row.id, row.count]));
}
