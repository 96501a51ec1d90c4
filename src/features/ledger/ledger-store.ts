import { ConflictError, InvariantError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import { exec, many, type Tx } from "../../platform/db/sql";
import { type AccountName, isGuarded, kindOf } from "./chart";
import { contentHash, makePosting, type Posting } from "./posting";

const ensureAccounts = `
  INSERT INTO ledger_accounts (name, currency, kind, is_guarded)
  SELECT name, currency, kind, guarded
  FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) AS a (name, currency, kind, guarded)
  WHERE NOT EXISTS (
    SELECT FROM ledger_accounts k WHERE k.name = a.name AND k.currency = a.currency)
  ORDER BY name, currency
  ON CONFLICT DO NOTHING`;

/**
 * Header and entries go in by one statement, because the database checks them together when it ends. A reference that is
 * there already adds nothing: its entries find no new header to join. What happened in a closed period is booked at the
 * beginning of the open one, and a tag says when it happened.
 */
const insertPostings = `
  WITH added AS (
    INSERT INTO ledger_transactions
      (id, reference, rule, currency, content_hash, tags, reverses_id, effective_at)
    SELECT p.id, p.reference, p.rule, p.currency, p.content_hash,
           CASE WHEN p.effective_at < open.since
                THEN p.tags || jsonb_build_object('happened_at', ledger_instant(p.effective_at))
                ELSE p.tags END,
           p.reverses_id, greatest(p.effective_at, open.since)
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::uuid[],
                $8::timestamptz[])
           AS p (id, reference, rule, currency, content_hash, tags, reverses_id, effective_at)
    CROSS JOIN (SELECT books_closed_until() AS since) open
    ON CONFLICT (reference) DO NOTHING
    RETURNING id, reference, currency
  ), lines AS (
    INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
    SELECT added.id, a.id, added.currency, l.amount
    FROM unnest($9::text[], $10::text[], $11::bigint[]) WITH ORDINALITY AS l (reference, account, amount, n)
    JOIN added ON added.reference = l.reference
    JOIN ledger_accounts a ON a.name = l.account AND a.currency = added.currency
    ORDER BY l.n
    RETURNING transaction_id
  )
  SELECT added.reference, added.id, count(*)::int AS lines
  FROM added JOIN lines ON lines.transaction_id = added.id GROUP BY 1, 2`;

async function openAccounts(tx: Tx, postings: readonly Posting[]): Promise<void> {
  const wanted = new Map<string, { name: AccountName; currency: string }>();
  for (const { currency, entries } of postings) {
    for (const { account } of entries)
      wanted.set(`${account} ${currency}`, { name: account, currency });
  }
  const list = [...wanted.values()];
  await exec(tx, ensureAccounts, [
    list.map((account) => account.name),
    list.map((account) => account.currency),
    list.map((account) => kindOf(account.name)),
    list.map((account) => isGuarded(account.name)),
  ]);
}

/** The stored transactions of these references must say what the postings say. */
async function checkRepeated(tx: Tx, repeated: readonly Posting[]): Promise<void> {
  if (repeated.length === 0) return;
  const stored = await many<{ reference: string; content_hash: string }>(
    tx,
    "SELECT reference, content_hash FROM ledger_transactions WHERE reference = ANY($1::text[])",
    [repeated.map((posting) => posting.reference)],
  );
  const hashes = new Map(stored.map((row) => [row.reference, row.content_hash]));
  for (const posting of repeated) {
    if (hashes.get(posting.reference) !== contentHash(posting)) {
      throw new InvariantError(`Ledger reference ${posting.reference} exists with other content`);
    }
  }
}

/**
 * Stores postings in the caller's transaction, all in one statement however many there are.
 * @returns the references that were new; the others had been posted before with the same content.
 * @throws InvariantError when a reference exists with other content; ConflictError `balance_insufficient` (as a check
 * violation that the edge translates) when a guarded account would go below zero.
 */
export async function postAll(tx: Tx, drafts: readonly Posting[]): Promise<Set<string>> {
  if (drafts.length === 0) return new Set();
  const postings = drafts.map(makePosting);
  const references = postings.map((posting) => posting.reference);
  invariant(new Set(references).size === references.length, "A reference stands twice in one call");
  await openAccounts(tx, postings);
  const lines = postings.flatMap((posting) =>
    posting.entries.map((entry) => ({ reference: posting.reference, ...entry })),
  );
  const added = await many<{ reference: string; lines: number }>(tx, insertPostings, [
    postings.map(() => newId()),
    references,
    postings.map((posting) => posting.rule),
    postings.map((posting) => posting.currency),
    postings.map(contentHash),
    postings.map((posting) => JSON.stringify(posting.tags)),
    postings.map((posting) => posting.reversesId ?? null),
    postings.map((posting) => posting.effectiveAt.toISOString()),
    lines.map((line) => line.reference),
    lines.map((line) => line.account),
    lines.map((line) => line.amountMinor.toString()),
  ]);
  const fresh = new Map(added.map((row) => [row.reference, row.lines]));
  for (const posting of postings) {
    const count = fresh.get(posting.reference);
    invariant(
      count === undefined || count === posting.entries.length,
      `Posting ${posting.reference} lost an entry`,
    );
  }
  await checkRepeated(
    tx,
    postings.filter((posting) => !fresh.has(posting.reference)),
  );
  return new Set(fresh.keys());
}

/** One posting; see {@link postAll}. @returns false when it had been posted before. */
export async function post(tx: Tx, posting: Posting): Promise<boolean> {
  return (await postAll(tx, [posting])).has(posting.reference);
}

/**
 * Locks the balance rows of guarded accounts in the order of their ids and returns the credit balances; an account that
 * has never been posted to counts as zero and cannot be locked.
 */
export async function lockBalances(
  tx: Tx,
  names: readonly AccountName[],
  currency: string,
): Promise<Map<AccountName, bigint>> {
  const rows = await many<{ name: AccountName; balance_minor: string }>(
    tx,
    "SELECT name, balance_minor FROM lock_ledger_balances($1, $2)",
    [names, currency],
  );
  const found = new Map(rows.map((row) => [row.name, BigInt(row.balance_minor)]));
  return new Map(names.map((name) => [name, found.get(name) ?? 0n]));
}

/** Debit balance of any account, from its entries; zero for one that was never posted to. */
export async function accountBalance(tx: Tx, name: string, currency: string): Promise<bigint> {
  return -(await creditBalance(tx, name as AccountName, currency));
}

/** Credit balance of one account, from its entries; positive for what we owe. */
export async function creditBalance(tx: Tx, name: AccountName, currency: string): Promise<bigint> {
  const rows = await many<{ total: string }>(
    tx,
    `SELECT coalesce(-sum(e.amount_minor), 0)::text AS total FROM ledger_entries e
     JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = $1 AND a.currency = $2`,
    [name, currency],
  );
  return BigInt(rows[0]?.total ?? "0");
}

/** @throws ConflictError `code` when a locked balance does not hold `neededMinor`. */
export function requireBalance(balanceMinor: bigint, neededMinor: bigint, code: string): void {
  if (balanceMinor < neededMinor) throw new ConflictError(code);
}
