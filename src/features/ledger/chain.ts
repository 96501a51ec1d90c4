/**
 * The chain of hashes: every transaction hashed together with the hash before it, so that no row can be changed, taken
 * out or put in afterwards without being named. Postings are never made to wait for it: what is committed is linked a
 * moment later, in batches.
 */
import { currencies, isoExponent } from "../../kernel/currency";
import { copiedLines } from "../../platform/db/copy-out";
import { many, maybeOne, type Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Invariant } from "./verification";

/** Linked by one database transaction. */
const sealMax = 5_000;
/** Postings that commit later than this many others are found by the full look only. */
const lookBack = 50_000;

/**
 * Links what is committed and not in the chain yet.
 * @param isComplete looks at all transactions instead of the latest ones; done before books are exported or closed.
 * @returns how many transactions were linked.
 */
export async function sealLedger(unitOfWork: UnitOfWork, isComplete = false): Promise<bigint> {
  let total = 0n;
  // Looking at all of them costs the same however few are left, so the latest go first.
  for (const back of isComplete ? [lookBack, null] : [lookBack]) {
    for (;;) {
      const [row] = await unitOfWork.run((tx) =>
        many<{ n: string }>(tx, "SELECT seal_ledger($1, $2)::text AS n", [back, sealMax]),
      );
      const linked = BigInt(row?.n ?? "0");
      total += linked;
      if (linked < BigInt(sealMax)) break;
    }
  }
  return total;
}

/** Links everything in the caller's transaction; for a moment when no posting can happen, such as closing. */
export async function sealInTransaction(tx: Tx): Promise<void> {
  for (;;) {
    const [row] = await many<{ n: string }>(tx, "SELECT seal_ledger(NULL, $1)::text AS n", [
      sealMax,
    ]);
    if (BigInt(row?.n ?? "0") < BigInt(sealMax)) return;
  }
}

export interface ChainHead {
  /** Number of transactions in the chain. */
  position: bigint;
  /** Lower-case hex; zeros before the first transaction. */
  hash: string;
}

export const emptyChain: ChainHead = { position: 0n, hash: "0".repeat(64) };

/** Where the chain ends. Whoever keeps it outside of the database can prove later that nothing was cut off or redone. */
export async function chainHead(tx: Tx): Promise<ChainHead> {
  const row = await maybeOne<{ position: string; hash: string }>(
    tx,
    `SELECT c.position::text, encode(c.hash, 'hex') AS hash FROM ledger_chain c ORDER BY c.position DESC LIMIT 1`,
  );
  return row ? { position: BigInt(row.position), hash: row.hash } : emptyChain;
}

/** The hash at a place of the chain, or undefined when the chain does not reach so far. */
export async function chainHashAt(tx: Tx, position: bigint): Promise<string | undefined> {
  if (position === 0n) return emptyChain.hash;
  const row = await maybeOne<{ hash: string }>(
    tx,
    "SELECT encode(hash, 'hex') AS hash FROM ledger_chain WHERE position = $1",
    [position.toString()],
  );
  return row?.hash;
}

/**
 * The text of a transaction that is hashed, as the view `ledger_lines` writes it, without the view and the functions it
 * uses: whoever replaces those in the database changes what is exported, and not what is checked here.
 */
const lineBody = `'{"contentHash":' || to_json(t.content_hash) || ',"currency":"' || t.currency
  || '","effectiveAt":"' || ${instant("t.effective_at")} || '","entries":['
  || (SELECT coalesce(string_agg('{"account":' || to_json(a.name) || ',"amountMinor":"' || e.amount_minor
             || CASE WHEN e.currency = t.currency THEN '"}' ELSE '","currency":"' || e.currency || '"}' END,
             ',' ORDER BY e.id), '')
      FROM ledger_entries e LEFT JOIN ledger_accounts a ON a.id = e.account_id
      WHERE e.transaction_id = t.id)
  || '],"exponent":' || ${exponent("t.currency")} || ',"id":"' || t.id
  || '","recordedAt":"' || ${instant("t.recorded_at")} || '","reference":' || to_json(t.reference)
  || ',"reversesId":' || coalesce('"' || t.reverses_id || '"', 'null') || ',"rule":' || to_json(t.rule)
  || ',"seq":"' || t.seq || '","tags":{'
  || (SELECT coalesce(string_agg(to_json(g.key) || ':' || coalesce(to_json(g.value)::text, 'null'), ','
                                 ORDER BY g.key COLLATE "C"), '')
      FROM jsonb_each_text(t.tags) g)
  || '}}'`;

function instant(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

function exponent(column: string): string {
  const cases = currencies.map((currency) => `WHEN '${currency}' THEN ${isoExponent(currency)}`);
  return `CASE ${column} ${cases.join(" ")} END`;
}

const chained = `
  SELECT '{"hash":"' || encode(c.hash, 'hex') || '","previousHash":"' || encode(c.previous, 'hex') || '",'
         || substr(l.body, 2)
  FROM (SELECT position, seq, hash,
               coalesce(lag(hash) OVER (ORDER BY position), decode(repeat('00', 32), 'hex')) AS previous
        FROM ledger_chain) c
  JOIN ledger_lines l ON l.seq = c.seq ORDER BY c.position`;

/**
 * The books as JSON lines in the order of the chain. Each line is canonical JSON with two members in front: `hash`, and
 * `previousHash`. The hash is SHA-256 over the previous hash followed by the line without these two. The database writes the
 * JSON, and a million transactions never become objects here; `tx` has to be a transaction of its own.
 */
export function chainedLines(tx: Tx): AsyncGenerator<Buffer> {
  return copiedLines(tx, chained);
}

/**
 * Both name the rows themselves, the first bad one first. What was linked is compared with the chain; the amounts and
 * accounts of what is not linked yet are compared with the hash that was written beside them.
 */
export const chainInvariants: readonly Invariant[] = [
  {
    name: "the chain of hashes fits every transaction",
    sql: `SELECT 'transaction ' || c.position || ' of the chain'
                 || CASE WHEN c.is_gap THEN ': the link before it is missing'
                         WHEN t.id IS NULL THEN ': seq ' || c.seq || ' is gone'
                         ELSE ', seq ' || c.seq || ', ' || t.reference || ' (' || t.id || ') was changed' END AS found
          FROM (SELECT position, seq, hash,
                       coalesce(lag(hash) OVER o, decode(repeat('00', 32), 'hex')) AS previous,
                       position <> coalesce(lag(position) OVER o, 0) + 1 AS is_gap
                FROM ledger_chain WINDOW o AS (ORDER BY position)) c
          LEFT JOIN (SELECT t.id, t.seq, t.reference, ${lineBody} AS body FROM ledger_transactions t) t
            ON t.seq = c.seq
          WHERE c.is_gap OR t.body IS NULL
             OR c.hash <> sha256(convert_to(encode(c.previous, 'hex') || t.body, 'UTF8'))
          ORDER BY c.position`,
  },
  {
    name: "every transaction moves what was written down when it was booked",
    // One pass: grouped rows joined to anything else can be planned as a loop over all of them.
    sql: `SELECT 'seq ' || t.seq || ', ' || t.reference || ' (' || t.id || ')' AS found, t.currency
          FROM ledger_transactions t
          JOIN ledger_entries e ON e.transaction_id = t.id
          JOIN ledger_accounts a ON a.id = e.account_id
          GROUP BY t.id
          HAVING t.content_hash <> encode(sha256(convert_to(
            '{"currency":' || to_json(t.currency) || ',"lines":['
              || string_agg(to_json(a.name || '=' || e.amount_minor)::text, ','
                            ORDER BY (a.name || '=' || e.amount_minor) COLLATE "C")
              || '],"reference":' || to_json(t.reference) || ',"rule":' || to_json(t.rule) || '}', 'UTF8')), 'hex')
          ORDER BY t.seq`,
  },
];
