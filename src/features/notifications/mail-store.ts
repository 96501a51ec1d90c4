/** Letters that are written, and what became of them. */
import { newId } from "../../kernel/ids";
import type { Locale } from "../../kernel/locale";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import type { NoticeObject } from "./notice-object";
import { isForgotten, leaseEnd, nextTry, triesMax } from "./tries";

/** A user, or somebody without a log-in who left an address. */
export type Reader = { locale: Locale } & (
  | { id: string; address?: undefined }
  | { id?: undefined; address: string }
);

export interface WrittenLetter {
  kind: string;
  /** What it is about; one letter of a kind about one thing to one reader is written once. */
  subjectId: string;
  /** Where its reader can look at it; null for nowhere. */
  object: NoticeObject | null;
  subject: string;
  body: string;
}

/** A header must stay one line whatever a campaign is called. */
const oneLine = (line: string) => line.replaceAll(/[\r\n]+/g, " ");

/** Writes a letter down and asks for it to be sent, as its reader wants it; writing it again does nothing. */
export async function insertMail(tx: Tx, reader: Reader, letter: WrittenLetter): Promise<void> {
  const mailId = newId();
  const added = await maybeOne<{ status: string }>(
    tx,
    `INSERT INTO mails (id, user_id, address, kind, subject_id, locale, subject, body,
                        object_kind, object_id, status)
     SELECT $1::uuid, $2::uuid, $3, $4, $5::uuid, $6, $7, $8, $9, $10::uuid,
            CASE (SELECT c.delivery FROM notification_choices c WHERE c.user_id = $2 AND c.kind = $4)
              WHEN 'never' THEN 'silent' WHEN 'daily' THEN 'gathered' ELSE 'queued' END
     ON CONFLICT DO NOTHING RETURNING status`,
    [
      mailId,
      reader.id ?? null,
      reader.address ?? null,
      letter.kind,
      letter.subjectId,
      reader.locale,
      oneLine(letter.subject),
      letter.body,
      letter.object?.kind ?? null,
      letter.object?.id ?? null,
    ],
  );
  if (added?.status !== "queued") return;
  await appendEvent(tx, { topic: "mail.queued", payload: { mailId } });
}

export async function readersAmong(tx: Tx, userIds: readonly string[]): Promise<Reader[]> {
  return await many<Reader>(
    tx,
    "SELECT id, locale FROM users WHERE id = ANY($1::uuid[]) AND disabled_at IS NULL ORDER BY id",
    [userIds],
  );
}

export interface ReadyMail {
  id: string;
  /** Null for somebody without a log-in. */
  userId: string | null;
  kind: string;
  subjectId: string;
  locale: Locale;
  email: string;
  subject: string;
  body: string;
}

/** Takes a letter for sending, if it is due and nobody else has it. */
export async function claimMail(tx: Tx, mailId: string): Promise<ReadyMail | undefined> {
  return await maybeOne<ReadyMail>(
    tx,
    `WITH taken AS (
       UPDATE mails SET attempts_count = attempts_count + 1, next_try_at = ${leaseEnd}
       WHERE id = $1 AND status = 'queued' AND next_try_at <= now()
       RETURNING id, user_id, address, kind, subject_id, locale, subject, body)
     SELECT t.id, t.user_id AS "userId", t.kind, t.subject_id AS "subjectId", t.locale,
            coalesce(t.address, u.email) AS email, t.subject, t.body
     FROM taken t LEFT JOIN users u ON u.id = t.user_id`,
    [mailId],
  );
}

export async function markSent(tx: Tx, mailId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE mails SET status = 'sent', sent_at = now(), problem = NULL
     WHERE id = $1 AND status = 'queued'`,
    [mailId],
  );
}

/** Puts a letter off, or gives it up after too many tries. @returns whose letter was given up, null for a visitor's, and of which kind. */
export async function failMail(
  tx: Tx,
  mailId: string,
  problem: string,
): Promise<{ userId: string | null; kind: string } | undefined> {
  return await maybeOne<{ userId: string | null; kind: string }>(
    tx,
    `WITH failed AS (
       UPDATE mails SET problem = $2, next_try_at = ${nextTry},
         status = CASE WHEN attempts_count >= ${triesMax} THEN 'given_up' ELSE status END
       WHERE id = $1 AND status = 'queued' RETURNING user_id, kind, status)
     SELECT user_id AS "userId", kind FROM failed WHERE status = 'given_up'`,
    [mailId, problem],
  );
}

export async function findForgottenMails(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM mails WHERE status = 'queued' AND ${isForgotten} ORDER BY next_try_at LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}
