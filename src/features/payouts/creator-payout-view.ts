/** A creator's own payouts. What finance knows beyond the timeline stays out of these queries. */
import type { Currency } from "../../kernel/currency";
import { NotFoundError } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import { databaseNow, many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import type { AttemptState, PayoutStatus, Rail } from "./payout";
import type { AttemptFact, HoldFact, PayoutFacts } from "./payout-facts";
import { prospectOf, stageOf } from "./payout-outlook";
import { timelineOf } from "./payout-timeline";

interface HeaderRow {
  id: string;
  amount_minor: string;
  recovered_minor: string;
  withheld_minor: string;
  currency: Currency;
  status: PayoutStatus;
  rail: Rail | null;
  release: "auto" | "two_people" | null;
  created_at: Date;
  status_at: Date;
  released_at: Date | null;
  paid_at: Date | null;
}

interface EarnedRow {
  payout_id: string;
  endorsement_id: string;
  endorsed_at: Date;
  payable_at: Date | null;
}

interface HoldRow {
  payout_id: string;
  kind: string;
  owner: string;
  next_action: string;
  opened_at: Date;
  released_at: Date | null;
  expires_at: Date | null;
}

interface AttemptRow {
  id: string;
  payout_id: string;
  rail: Rail;
  state: AttemptState;
  state_at: Date;
  sent_at: Date | null;
  provider_error: string | null;
  cheque_number: string | null;
  issued_on: string | null;
  issued_at: Date | null;
  cleared_on: string | null;
}

interface SeenRow {
  attempt_id: string;
  state: string;
  at: Date;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const holdFact = (row: HoldRow): HoldFact => ({
  kind: row.kind,
  owner: row.owner,
  nextAction: row.next_action,
  openedAt: row.opened_at,
  releasedAt: row.released_at,
  expiresAt: row.expires_at,
});

function attemptFact(row: AttemptRow, seen: readonly SeenRow[]): AttemptFact {
  const cheque =
    row.cheque_number !== null && row.issued_on !== null
      ? {
          number: row.cheque_number,
          issuedAt: row.issued_at ?? new Date(row.issued_on),
          issuedOn: row.issued_on,
          clearedOn: row.cleared_on,
        }
      : null;
  return {
    rail: row.rail,
    state: row.state,
    stateAt: row.state_at,
    sentAt: row.sent_at,
    errorName: row.provider_error,
    seen,
    cheque,
  };
}

async function attemptsOf(
  tx: Tx,
  payoutIds: readonly string[],
): Promise<Map<string, AttemptFact[]>> {
  const attempts = await many<AttemptRow>(
    tx,
    `SELECT a.id, a.payout_id, a.rail, a.state, a.state_at, a.provider_error,
            CASE WHEN b.payout_batch_id IS NOT NULL THEN b.first_post_at END AS sent_at,
            q.number::text AS cheque_number, q.issued_on::text, q.cleared_on::text,
            (SELECT min(e.at) FROM audit_events e WHERE e.object_type = 'cheque'
             AND e.object_id = q.id::text AND e.action = 'cheque.issued') AS issued_at
     FROM payout_attempts a
     LEFT JOIN payout_batches b ON b.id = a.batch_id
     LEFT JOIN cheques q ON q.attempt_id = a.id
     WHERE a.payout_id = ANY($1::uuid[]) ORDER BY a.payout_id, a.seq`,
    [payoutIds],
  );
  const seen = await many<SeenRow>(
    tx,
    `SELECT a.id AS attempt_id, substr(e.action, 16) AS state, e.at
     FROM payout_attempts a
     JOIN audit_events e ON e.object_type = 'payout_attempt' AND e.object_id = a.id::text
     WHERE a.payout_id = ANY($1::uuid[]) AND e.action LIKE 'payout_attempt.%' ORDER BY e.id`,
    [payoutIds],
  );
  const seenBy = groupBy(seen, (row) => row.attempt_id);
  const facts = groupBy(attempts, (row) => row.payout_id);
  return new Map(
    [...facts].map(([id, rows]) => [
      id,
      rows.map((row) => attemptFact(row, seenBy.get(row.id) ?? [])),
    ]),
  );
}

async function views(tx: Tx, headers: readonly HeaderRow[], locale: Locale) {
  const ids = headers.map((row) => row.id);
  const earned = groupBy(
    await many<EarnedRow>(
      tx,
      `SELECT l.payout_id, l.endorsement_id, e.endorsed_at, e.payable_at
       FROM payout_lines l JOIN endorsements e ON e.id = l.endorsement_id
       WHERE l.payout_id = ANY($1::uuid[]) ORDER BY e.endorsed_at, e.id`,
      [ids],
    ),
    (row) => row.payout_id,
  );
  const holds = groupBy(
    await many<HoldRow>(
      tx,
      `SELECT payout_id, kind, owner, next_action, opened_at, released_at, expires_at
       FROM payout_holds WHERE payout_id = ANY($1::uuid[]) ORDER BY opened_at, id`,
      [ids],
    ),
    (row) => row.payout_id,
  );
  const attempts = await attemptsOf(tx, ids);
  const now = await databaseNow(tx);
  return headers.map((row) => {
    const lines = earned.get(row.id) ?? [];
    const facts: PayoutFacts = {
      status: row.status,
      rail: row.rail,
      release: row.release,
      createdAt: row.created_at,
      statusAt: row.status_at,
      releasedAt: row.released_at,
      paidAt: row.paid_at,
      earned: lines.map((line) => ({ endorsedAt: line.endorsed_at, payableAt: line.payable_at })),
      holds: (holds.get(row.id) ?? []).map(holdFact),
      attempts: attempts.get(row.id) ?? [],
      now,
    };
    return {
      id: row.id,
      amount: moneyJson(BigInt(row.amount_minor), row.currency),
      recovered: moneyJson(BigInt(row.recovered_minor), row.currency),
      withheld: moneyJson(BigInt(row.withheld_minor), row.currency),
      rail: row.rail,
      stage: stageOf(facts),
      since: row.status_at.toISOString(),
      paidAt: row.paid_at?.toISOString() ?? null,
      ...prospectOf(facts, locale),
      endorsementIds: lines.map((line) => line.endorsement_id),
      timeline: timelineOf(facts, locale),
    };
  });
}

const headerColumns = `id, amount_minor, recovered_minor, withheld_minor, currency, status, rail, release, created_at, status_at,
  released_at, paid_at`;

/** A creator's own payouts, newest first; one more than `limit` when there is a next page. */
export async function listMyPayouts(
  tx: Tx,
  page: { creatorId: string; afterId: string | null; limit: number },
  locale: Locale,
) {
  const headers = await many<HeaderRow>(
    tx,
    `SELECT ${headerColumns} FROM payouts
     WHERE creator_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [page.creatorId, page.afterId, page.limit + 1],
  );
  return await views(tx, headers, locale);
}

/** @throws NotFoundError also for a payout of somebody else. */
export async function getMyPayout(tx: Tx, creatorId: string, id: string, locale: Locale) {
  const headers = await many<HeaderRow>(
    tx,
    `SELECT ${headerColumns} FROM payouts WHERE id = $1 AND creator_id = $2`,
    [id, creatorId],
  );
  const [view] = await views(tx, headers, locale);
  if (!view) throw new NotFoundError();
  return view;
}
