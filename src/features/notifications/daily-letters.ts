/** What somebody wants to hear of once a day: one letter with the headings of all that has come since the last one. */
import { newId } from "../../kernel/ids";
import { many, type Tx } from "../../platform/db/sql";
import { dailyKind } from "./daily-kind";
import { digestTexts } from "./digest-texts";
import { fill, signature } from "./letters";
import { insertMail, readersAmong } from "./mail-store";

const linesMax = 100;

/** Readers whose oldest gathered letter has waited long enough. */
export async function findDailyReaders(tx: Tx, afterMs: number, limit: number): Promise<string[]> {
  const rows = await many<{ user_id: string }>(
    tx,
    `SELECT user_id FROM mails WHERE status = 'gathered' GROUP BY user_id
     HAVING min(created_at) <= now() - make_interval(secs => $1::float8) ORDER BY min(created_at) LIMIT $2`,
    [afterMs / 1000, limit],
  );
  return rows.map((row) => row.user_id);
}

/** Writes the letter of one reader; whoever comes second finds nothing to tell. */
export async function writeDailyLetter(tx: Tx, userId: string, publicUrl: string): Promise<void> {
  const told = await many<{ id: string; subject: string }>(
    tx,
    `UPDATE mails SET status = 'told' WHERE user_id = $1 AND status = 'gathered' RETURNING id, subject`,
    [userId],
  );
  const [reader] = await readersAmong(tx, [userId]);
  if (!reader || told.length === 0) return;
  const { locale } = reader;
  const subjects = told
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ subject }) => `- ${subject}`);
  const lines = subjects.slice(0, linesMax);
  const rest = subjects.length - lines.length;
  if (rest > 0) lines.push(fill(digestTexts.moreNews[locale], { number: `${rest}` }));
  const values = { number: `${told.length}`, news: lines.join("\n") };
  await insertMail(tx, reader, {
    kind: dailyKind,
    subjectId: newId(),
    object: null,
    subject: fill(digestTexts.dailySubject[locale], values),
    body: `${fill(digestTexts.dailyBody[locale], values)}${signature(publicUrl)}`,
  });
}
