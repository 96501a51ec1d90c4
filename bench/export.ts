/**
 * Books of many transactions: every format of the export, the general ledger and the trial balance, streamed to nobody, and
 * beside them the same rows read page by page. Sizes are transactions of two entries.
 */
import { type BookFormat, bookFormats, exportBooks } from "../src/features/books";
import {
  chainInvariants,
  findViolations,
  generalLedger,
  sealLedger,
  trialBalance,
} from "../src/features/ledger";
import { inSnapshot } from "../src/platform/db/snapshot";
import { many } from "../src/platform/db/sql";
import { createMemoryGauge, round } from "./measure";
import { atMost, type BenchOptions, type BySize, type Figures, requireEqual } from "./report";
import { mainSize, valueAt } from "./rounds";
import { type BenchWorld, openWorld } from "./world";

const accountsCount = 5_000;
const pageRows = 1_000;
const pages = "entries read page by page";
/** Flat means that a hundred times as many transactions take no more memory than this. */
const rssMbMax = 250;

async function seed(world: BenchWorld, from: number, to: number): Promise<void> {
  await world.rows(
    `INSERT INTO ledger_accounts (name, currency, kind, is_guarded)
     SELECT 'liabilities:tax:' || n, 'USD', 'liabilities', false FROM generate_series(1, $1) n
     UNION ALL SELECT 'assets:paypal', 'USD', 'assets', false ON CONFLICT DO NOTHING`,
    [accountsCount],
  );
  await world.rows(
    `WITH wanted AS MATERIALIZED (
       SELECT n, uuidv7() AS id, 'bench:' || n AS reference, 1 + n % ${accountsCount} AS account,
              1 + n % 977 AS amount
       FROM generate_series($1::int + 1, $2::int) n
     ), t AS (
       INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
       SELECT id, reference, 'L17', 'USD',
              encode(sha256(convert_to('{"currency":"USD","lines":["assets:paypal=-' || amount
                || '","liabilities:tax:' || account || '=' || amount || '"],"reference":"' || reference
                || '","rule":"L17"}', 'UTF8')), 'hex'),
              jsonb_build_object('payout', id, 'provider_item', reference),
              now() - make_interval(days => (n % 90)::int)
       FROM wanted RETURNING id
     )
     INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
     SELECT w.id, a.id, 'USD', s.sign * w.amount
     FROM wanted w JOIN t ON t.id = w.id CROSS JOIN (VALUES (1), (-1)) AS s (sign)
     JOIN ledger_accounts a ON a.currency = 'USD' AND a.name = CASE s.sign
       WHEN 1 THEN 'liabilities:tax:' || w.account ELSE 'assets:paypal' END`,
    [from, to],
  );
}

async function lengthOf(parts: AsyncIterable<string>): Promise<number> {
  let length = 0;
  for await (const part of parts) length += part.length;
  return length;
}

/** What somebody would write first: entries with their transaction as objects, a page at a time. */
async function* entryPages(world: BenchWorld): AsyncGenerator<string> {
  let after = "0";
  for (;;) {
    const rows: { id: string }[] = await many(
      world.dataSource.manager,
      `SELECT e.id::text, t.id AS transaction, t.reference, t.effective_at, t.tags, a.name, e.amount_minor::text
       FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
       JOIN ledger_accounts a ON a.id = e.account_id
       WHERE e.id > $1 ORDER BY e.id LIMIT ${pageRows}`,
      [after],
    );
    if (rows.length === 0) return;
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    after = rows.at(-1)?.id ?? after;
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

export async function exportBench(options: BenchOptions): Promise<Figures> {
  const world = await openWorld({ cluster: options.cluster });
  const gauge = createMemoryGauge();
  const reader = world.dataSource.manager;
  const perTransaction: Record<string, BySize> = {};
  const details: Record<string, Record<string, number>> = {};
  try {
    let seeded = 0;
    for (const size of [...options.sizes].sort((a, b) => a - b)) {
      await seed(world, seeded, size);
      seeded = size;
      await world.settleDown();
      const seconds: Record<string, number> = {};
      seconds["link into the chain"] = await secondsOf(() => sealLedger(world.unitOfWork, true));
      for (const format of bookFormats as readonly BookFormat[]) {
        const work = () => lengthOf(exportBooks(world.unitOfWork, format));
        seconds[format] = await gauge.during(() => secondsOf(work));
      }
      const days = { from: "2000-01-01", to: "2199-12-31" };
      const ledger = () => lengthOf(inSnapshot(reader, (tx) => generalLedger(tx, days)));
      seconds["general ledger"] = await gauge.during(() => secondsOf(ledger));
      seconds["trial balance"] = await gauge.during(() => secondsOf(() => trialBalance(reader)));
      seconds["verify the chain"] = await secondsOf(async () =>
        requireEqual(
          "chain",
          await world.unitOfWork.run((tx) => findViolations(tx, chainInvariants)),
          [],
        ),
      );
      seconds[pages] = await secondsOf(() => lengthOf(entryPages(world)));
      details[size] = Object.fromEntries(
        Object.entries(seconds).map(([name, value]) => [name, round(value)]),
      );
      for (const [name, value] of Object.entries(seconds)) {
        (perTransaction[name] ??= {})[size] = round((value * 1e6) / size);
      }
      options.progress(`${size} transactions: ${JSON.stringify(details[size])} s`);
    }
  } finally {
    await world.close();
  }
  const size = mainSize(options.sizes);
  const { jsonl = {}, [pages]: paged = {}, ...others } = perTransaction;
  const ratio = { "jsonl / pages of entries": round(valueAt(jsonl, size) / valueAt(paged, size)) };
  const rssMb = gauge.peakMb();
  return {
    unit: "microseconds a transaction",
    ours: jsonl,
    anchors: { [pages]: paged },
    ratio,
    goal: {
      "jsonl / pages of entries": atMost(ratio["jsonl / pages of entries"], 1),
      "memory, MB": atMost(rssMb, rssMbMax),
    },
    rssMb,
    details: { perTransaction: others, seconds: details },
  };
}
