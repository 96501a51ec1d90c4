/** Reminding receivers of payments that nobody has claimed yet. */
import { newId } from "../../../kernel/ids";
import { many, type Tx } from "../../../platform/db/sql";
import { appendEvents } from "../../../platform/outbox/outbox";
import { recordAudits } from "../../audit";
import { payoutEvents } from "../payout-events";
import { reminderDays } from "./afterlife";

interface Due {
  attempt_id: string;
  payout_id: string;
  day: number;
}

/**
 * Asks for the letters that are due, at most `limit`, by the database's clock. A row for each attempt and day keeps two
 * schedulers from asking for the same letter. After a long pause only the latest is sent: three at once help nobody.
 * @returns how many there were; call again as long as it is `limit`.
 */
export async function remindUnclaimed(tx: Tx, limit: number): Promise<number> {
  const due = await many<Due>(
    tx,
    `SELECT a.id AS attempt_id, a.payout_id, max(d.day)::int AS day
     FROM payout_attempts a CROSS JOIN unnest($1::int[]) AS d (day)
     WHERE a.state = 'unclaimed' AND a.state_at <= now() - make_interval(days => d.day)
       AND NOT EXISTS (SELECT FROM payout_reminders r WHERE r.attempt_id = a.id AND r.day >= d.day)
     GROUP BY a.id, a.payout_id ORDER BY a.id LIMIT $2`,
    [reminderDays, limit],
  );
  const payouts = new Map(due.map((entry) => [entry.attempt_id, entry.payout_id]));
  const written = await many<{ id: string; attempt_id: string; day: number }>(
    tx,
    `INSERT INTO payout_reminders (id, attempt_id, day)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[])
     ON CONFLICT (attempt_id, day) DO NOTHING RETURNING id, attempt_id, day`,
    [due.map(() => newId()), due.map((entry) => entry.attempt_id), due.map((entry) => entry.day)],
  );
  await recordAudits(
    tx,
    written.map(({ attempt_id, day }) => ({
      actor: "system:remind-unclaimed",
      action: "payout_attempt.reminded",
      objectType: "payout_attempt",
      objectId: attempt_id,
      details: { day },
    })),
  );
  await appendEvents(
    tx,
    written.map(({ id, attempt_id }) => payoutEvents.reminded(payouts.get(attempt_id) ?? "", id)),
  );
  return due.length;
}
