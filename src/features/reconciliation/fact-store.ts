/** What the books say about the accounts that statements speak of, and what no line stands for yet. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { isPayoutUnderWay, type PayingProvider } from "../ledger";
import type { PayoutInTransit } from "./decision";
import type { LedgerFact, OpenLine } from "./statement";

interface FactRow {
  id: string;
  reference: string;
  rule: string;
  account: string;
  currency: Currency;
  effect: string;
  fee: string;
  tags: Record<string, string>;
  effective_at: Date;
}

/** Stripe's two accounts are one to its statement. */
export const railSql =
  "CASE WHEN a.name LIKE 'assets:stripe:%' THEN 'assets:stripe' ELSE a.name END";
const isRail = `(a.name IN ('assets:paypal', 'assets:stripe:pending', 'assets:stripe:available')
  OR a.name LIKE 'assets:bank:%')`;

/** A posting and its reversal of which no statement knows anything: together they are nothing. */
const isUndone = `(EXISTS (SELECT FROM ledger_transactions r WHERE r.reverses_id = t.id
    AND NOT EXISTS (SELECT FROM statement_matches m WHERE m.transaction_id = r.id))
  OR (t.reverses_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM statement_matches m WHERE m.transaction_id = t.reverses_id)))`;

/** Ledger transactions out of `from` that no line stands for, with what they do to each account of a statement. */
const factsIn = (from: string) => `
  SELECT t.id, t.seq, t.reference, t.rule, ${railSql} AS account, t.currency, t.effective_at, t.tags,
         sum(e.amount_minor) AS effect
  FROM ${from}
  JOIN ledger_entries e ON e.transaction_id = t.id
  JOIN ledger_accounts a ON a.id = e.account_id
  WHERE ${isRail} AND NOT ${isUndone}
    AND NOT EXISTS (SELECT FROM statement_matches m WHERE m.transaction_id = t.id)
  GROUP BY t.id, t.seq, t.reference, t.rule, t.currency, t.effective_at, t.tags, ${railSql} HAVING sum(e.amount_minor) <> 0`;

/** Rules of the chart that are found by their references instead; the list is that of the index. */
const frequentRules = `('L6', 'L7', 'L8', 'L9', 'L10', 'L11', 'L12', 'L13', 'L14', 'L15', 'L16', 'L17', 'L18',
  'L19', 'L20', 'L21', 'L22', 'L24')`;

const factSelect = (facts: string) => `
  SELECT f.id, f.reference, f.rule, f.account, f.currency, f.effect::text, f.tags, f.effective_at,
         coalesce((SELECT sum(x.amount_minor) FROM ledger_entries x
                   JOIN ledger_accounts xa ON xa.id = x.account_id
                   WHERE x.transaction_id = f.id AND xa.name = 'expenses:fee:paypal'), 0)::text AS fee
  FROM (${facts}) f ORDER BY f.seq`;

export interface DatedFact extends LedgerFact {
  effectiveAt: Date;
}

const factOf = (row: FactRow): DatedFact => ({
  transactionId: row.id,
  reference: row.reference,
  rule: row.rule,
  account: row.account,
  currency: row.currency,
  effectMinor: BigInt(row.effect),
  feeMinor: BigInt(row.fee),
  tags: row.tags,
  effectiveAt: row.effective_at,
});

const afterSuccess = ["RETURNED", "REFUNDED", "REVERSED"];

function referencesOf(itemId: string): string[] {
  const item = `paypal:item:${itemId}`;
  return [
    ...["SUCCESS", "UNCLAIMED", "RETURNED", "fee"].map((end) => `${item}:${end}`),
    ...afterSuccess.map((end) => `${item}:after-success:${end}`),
  ];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Everything that open lines can be matched with: what is booked about the attempts they speak of, found by reference, and
 * all that is rare. So the work grows with what is open and not with the books.
 */
export async function factsFor(tx: Tx, attemptIds: readonly string[]): Promise<LedgerFact[]> {
  const all = [...new Set(attemptIds)];
  const items = await many<{ item: string }>(
    tx,
    `SELECT provider_item_id AS item FROM payout_attempts
     WHERE id = ANY($1::uuid[]) AND provider_item_id IS NOT NULL
     UNION
     SELECT item_id FROM unknown_payout_items
     WHERE booked_as IS NOT NULL AND coalesce(sender_item_id, item_id) = ANY($2::text[])`,
    [all.filter((id) => uuid.test(id)), all],
  );
  const rows = await many<FactRow>(
    tx,
    factSelect(
      factsIn(`(SELECT * FROM ledger_transactions
                WHERE reference = ANY($1::text[]) AND rule IN ${frequentRules}
                UNION ALL
                SELECT * FROM ledger_transactions WHERE rule NOT IN ${frequentRules}) t`),
    ),
    [items.flatMap(({ item }) => referencesOf(item))],
  );
  return rows.map(factOf);
}

/** Facts on one account that move it by exactly this much, for a person to choose from. */
export async function factsOfEffect(
  tx: Tx,
  line: Pick<OpenLine, "effectMinor" | "currency">,
  rail: string,
): Promise<DatedFact[]> {
  const rows = await many<FactRow>(
    tx,
    `SELECT * FROM (${factSelect(
      factsIn(`(SELECT * FROM ledger_transactions WHERE rule NOT IN ${frequentRules}) t`),
    )}) s WHERE s.account = $1 AND s.currency = $2 AND s.effect::bigint = $3 LIMIT 100`,
    [rail, line.currency, line.effectMinor.toString()],
  );
  return rows.map(factOf);
}

/** Unmatched facts with these references. */
export async function factsByReference(
  tx: Tx,
  references: readonly string[],
): Promise<DatedFact[]> {
  const from = "(SELECT * FROM ledger_transactions WHERE reference = ANY($1::text[])) t";
  const rows = await many<FactRow>(tx, factSelect(factsIn(from)), [references]);
  return rows.map(factOf);
}

export interface Timing {
  account: string;
  currency: Currency;
  count: number;
  totalMinor: bigint;
  /** The oldest, at most as many as asked for. */
  items: { reference: string; rule: string; effect: string }[];
}

/** Booked and not on a statement yet, summed up by account and currency. */
export async function timingOfAccounts(tx: Tx, shownMax: number): Promise<Timing[]> {
  const rows = await many<Omit<Timing, "totalMinor"> & { total: string }>(
    tx,
    `SELECT account, currency, count(*)::int AS count, sum(effect)::text AS total,
            coalesce(json_agg(json_build_object('reference', reference, 'rule', rule, 'effect', effect::text)
                              ORDER BY seq) FILTER (WHERE n <= $1), '[]') AS items
     FROM (SELECT f.*, row_number() OVER (PARTITION BY account, currency ORDER BY seq) AS n
           FROM (${factsIn("ledger_transactions t")}) f) s
     GROUP BY account, currency`,
    [shownMax],
  );
  return rows.map(({ total, ...row }) => ({ ...row, totalMinor: BigInt(total) }));
}

interface TransitRow {
  provider: PayingProvider;
  payout: string;
  currency: Currency;
  amount: string;
}

/** What left a provider for our bank, has not arrived and has not come back; oldest first. */
export async function payoutsInTransit(tx: Tx): Promise<PayoutInTransit[]> {
  const rows = await many<TransitRow>(
    tx,
    `SELECT t.tags ->> 'provider' AS provider, t.tags ->> 'provider_payout' AS payout, t.currency,
            e.amount_minor::text AS amount
     FROM ledger_transactions t
     JOIN ledger_entries e ON e.transaction_id = t.id
     JOIN ledger_accounts a ON a.id = e.account_id AND a.name = 'assets:transfer-in-transit'
     WHERE ${isPayoutUnderWay("t")}
     ORDER BY t.seq`,
  );
  return rows.map(({ provider, payout, currency, amount }) => ({
    provider,
    payoutId: payout,
    currency,
    amountMinor: BigInt(amount),
  }));
}

/** What the lines come to that these payouts of Stripe carry. */
export async function payoutContents(
  tx: Tx,
  payoutIds: readonly string[],
): Promise<Map<string, bigint>> {
  const rows = await many<{ payout: string; total: string }>(
    tx,
    `SELECT details ->> 'payoutId' AS payout, sum(effect_minor)::text AS total FROM statement_lines
     WHERE source = 'stripe' AND details ->> 'payoutId' = ANY($1::text[]) AND kind <> 'payout'
       AND status <> 'withdrawn'
     GROUP BY 1`,
    [payoutIds],
  );
  return new Map(rows.map(({ payout, total }) => [payout, BigInt(total)]));
}
