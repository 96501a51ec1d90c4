/** Breaks nobody reads help nobody: their owners get one letter about all that are new, at most one an hour. */
import { newId } from "../../kernel/ids";
import type { Locale } from "../../kernel/locale";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import { type Role, usersWithRole } from "../identity";
import { digestTexts } from "./digest-texts";
import { fill, financeRoles, signature } from "./letters";
import { insertMail, readersAmong } from "./mail-store";

export const digestOwners = ["finance", "operator"] as const;
export type DigestOwner = (typeof digestOwners)[number];

const rolesOf: Readonly<Record<DigestOwner, readonly Role[]>> = {
  finance: financeRoles,
  operator: ["operator"],
};

const pauseMinutes = 60;
/** Kinds named in one letter; the others are only counted. */
const kindsMax = 30;

interface NewBreaks {
  kind: string;
  next_action: string;
  count: number;
}

/** One digest of an owner after the other, or two schedulers would write the same letter twice. */
async function mayWrite(tx: Tx, owner: DigestOwner): Promise<boolean> {
  const lock = await maybeOne<{ ours: boolean }>(
    tx,
    "SELECT pg_try_advisory_xact_lock(hashtextextended('break_digest ' || $1, 4)) AS ours",
    [owner],
  );
  if (!lock?.ours) return false;
  const recent = await many(
    tx,
    `SELECT 1 FROM break_digests WHERE owner = $1 AND created_at > now() - interval '${pauseMinutes} minutes'`,
    [owner],
  );
  return recent.length === 0;
}

/** Marks what is told now, and counts it by kind. */
async function takeNew(tx: Tx, owner: DigestOwner): Promise<NewBreaks[]> {
  return await many<NewBreaks>(
    tx,
    `WITH told AS (
       UPDATE breaks SET told_at = now()
       WHERE owner = $1 AND told_at IS NULL AND resolved_at IS NULL RETURNING kind, next_action)
     SELECT kind, next_action, count(*)::int AS count FROM told
     GROUP BY kind, next_action ORDER BY count(*) DESC, kind, next_action`,
    [owner],
  );
}

function linesOf(found: readonly NewBreaks[], locale: Locale): string {
  const lines = found
    .slice(0, kindsMax)
    .map(({ kind, next_action, count }) => `${count} × ${kind} → ${next_action}`);
  const rest = found.slice(kindsMax).reduce((sum, { count }) => sum + count, 0);
  if (rest > 0) lines.push(fill(digestTexts.more[locale], { number: `${rest}` }));
  return lines.join("\n");
}

/**
 * Writes one letter about the breaks of this owner that were opened since the last one and are still open, to everybody
 * who has the role. Does nothing within an hour of the last letter, or when there is nothing new. When nobody has the role, the
 * breaks stay untold.
 */
export async function writeDigest(tx: Tx, owner: DigestOwner, publicUrl: string): Promise<void> {
  if (!(await mayWrite(tx, owner))) return;
  const readers = await readersAmong(tx, await usersWithRole(tx, rolesOf[owner]));
  if (readers.length === 0) return;
  const found = await takeNew(tx, owner);
  if (found.length === 0) return;
  const id = newId();
  const number = found.reduce((sum, { count }) => sum + count, 0);
  await exec(tx, "INSERT INTO break_digests (id, owner, breaks_count) VALUES ($1, $2, $3)", [
    id,
    owner,
    number,
  ]);
  for (const reader of readers) {
    const { locale } = reader;
    const values = { number: `${number}`, breaks: linesOf(found, locale) };
    await insertMail(tx, reader, {
      kind: `breaks_of_${owner}`,
      subjectId: id,
      object: { kind: "break_digest", id },
      subject: fill(digestTexts.subject[locale], values),
      body: `${fill(digestTexts.body[locale], values)}${signature(publicUrl)}`,
    });
  }
}
