/**
 * Books of many transactions: every format of the export, the general ledger and the trial balance, streamed to nobody. Beside
 * them the same rows read page by page, as somebody would write it first, and COPY, which is as quick as the database hands
 * rows out at all. Sizes are transactions of two entries.
 */
import { to as copyTo } from "pg-copy-streams";
import { type BookFormat, bookFormats, exportBooks } from "../src/features/books";
import {
  chainInvariants,
  findViolations,
  generalLedger,
  sealLedger,
  trialBalance,
} from "../src/features/ledger";
import { addMs, dayMs, systemClock, utcDate } from "../src/kernel/clock";
import { inSnapshot } from "../src/platform/db/snapshot";
import { many } from "../src/platform/db/sql";
import { createMemoryGauge, megabytes, round } from "./measure";
import { atMost, type BenchOptions, type BySize, type Figures, requireEqual } from "./report";
import { valueAt } from "./rounds";
import { type BenchWorld, openWorld } from "./world";

const accountsCount = 5_000;
const pageRows = 1_000;
const pages = "entries read page by page";
const copy = "COPY of the entries";
/** What exports may add to the memory of the idle process, however many transactions there are. */
const growthMbMax = 80;
/** A trial balance is looked at all day. */
const trialBalanceMsMax = 5;

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

async function lengthOf(parts: AsyncIterable<string | Buffer>): Promise<number> {
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

const entryRows = `
  SELECT e.id, t.id AS transaction, t.reference, t.effective_at, t.tags, a.name, e.amount_minor
  FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
  JOIN ledger_accounts a ON a.id = e.account_id`;

async function copyEntries(world: BenchWorld): Promise<void> {
  const client = await world.pool.connect();
  try {
    const rows = client.query(copyTo(`COPY (${entryRows}) TO STDOUT WITH (FORMAT csv)`));
    for await (const _part of rows);
  } finally {
    client.release();
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

interface Exported {
  seconds: Record<string, number>;
  /** Highest memory while each of ours ran. */
  peakMb: Record<string, number>;
}

/** Everything of ours once. */
async function exportAll(world: BenchWorld): Promise<Exported> {
  const { manager: reader } = world.dataSource;
  const { unitOfWork } = world;
  const seconds: Record<string, number> = {};
  const peakMb: Record<string, number> = {};
  const watched = async (name: string, work: () => Promise<unknown>) => {
    const gauge = createMemoryGauge();
    seconds[name] = await gauge.during(() => secondsOf(work));
    peakMb[name] = gauge.peakMb();
  };
  seconds["link into the chain"] = await secondsOf(() => sealLedger(unitOfWork, true));
  for (const format of bookFormats as readonly BookFormat[]) {
    await watched(format, () => lengthOf(exportBooks(unitOfWork, format)));
  }
  const days = { from: "2000-01-01", to: "2199-12-31" };
  const ledger = () => lengthOf(inSnapshot(reader, (tx) => generalLedger(tx, days)));
  await watched("general ledger", ledger);
  await watched("trial balance", () => trialBalance(reader));
  const on = utcDate(addMs(systemClock.now(), -30 * dayMs));
  await watched("trial balance 30 days ago", () => trialBalance(reader, on));
  seconds["verify the chain"] = await secondsOf(async () =>
    requireEqual("chain", await unitOfWork.run((tx) => findViolations(tx, chainInvariants)), []),
  );
  return { seconds, peakMb };
}

const rounded = (values: Record<string, number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));

export async function exportBench(options: BenchOptions): Promise<Figures> {
  const world = await openWorld({ cluster: options.cluster });
  const perTransaction: Record<string, BySize> = {};
  const details: Record<string, Exported> = {};
  let idleMb = 0;
  try {
    const largest = Math.max(...options.sizes);
    let seeded = 0;
    for (const size of [...options.sizes].sort((a, b) => a - b)) {
      await seed(world, seeded, size);
      seeded = size;
      await world.settleDown();
      idleMb ||= megabytes(process.memoryUsage.rss());
      const { seconds, peakMb } = await exportAll(world);
      // Baselines leave their garbage in this process, so they come when nothing of ours is watched any more.
      if (size === largest) {
        seconds[pages] = await secondsOf(() => lengthOf(entryPages(world)));
        seconds[copy] = await secondsOf(() => copyEntries(world));
      }
      details[size] = { seconds: rounded(seconds), peakMb };
      for (const [name, value] of Object.entries(seconds)) {
        (perTransaction[name] ??= {})[size] = round((value * 1e6) / size);
      }
      options.progress(`${size} transactions: ${JSON.stringify(details[size])}`);
    }
  } finally {
    await world.close();
  }
  return figuresOf(Math.max(...options.sizes), perTransaction, details, idleMb);
}

/** The goals are about the largest size. */
function figuresOf(
  size: number,
  perTransaction: Record<string, BySize>,
  details: Record<string, Exported>,
  idleMb: number,
): Figures {
  const at = (name: string) => valueAt(perTransaction[name], size);
  const rssMb = Math.max(...Object.values(details).flatMap((one) => Object.values(one.peakMb)));
  const ratio = {
    "jsonl / pages of entries": round(at("jsonl") / at(pages)),
    "hledger / pages of entries": round(at("hledger") / at(pages)),
    "beancount / pages of entries": round(at("beancount") / at(pages)),
    "jsonl / COPY": round(at("jsonl") / at(copy)),
    "general ledger / COPY": round(at("general ledger") / at(copy)),
    "trial balance, ms": round((details[size]?.seconds["trial balance"] ?? Number.NaN) * 1_000),
    "memory that exports add, MB": rssMb - idleMb,
  };
  const { jsonl = {}, [pages]: paged = {}, [copy]: copied = {}, ...others } = perTransaction;
  return {
    unit: "microseconds a transaction",
    ours: jsonl,
    anchors: { [pages]: paged, [copy]: copied },
    ratio,
    goal: {
      "jsonl / pages of entries": atMost(ratio["jsonl / pages of entries"], 1),
      "hledger / pages of entries": atMost(ratio["hledger / pages of entries"], 1),
      "beancount / pages of entries": atMost(ratio["beancount / pages of entries"], 1),
      "jsonl / COPY": atMost(ratio["jsonl / COPY"], 1.15),
      "general ledger / COPY": atMost(ratio["general ledger / COPY"], 1.15),
      "trial balance, ms": atMost(ratio["trial balance, ms"], trialBalanceMsMax),
      "memory that exports add, MB": atMost(ratio["memory that exports add, MB"], growthMbMax),
    },
    rssMb,
    details: { perTransaction: others, ...details, idleMb },
  };
}
