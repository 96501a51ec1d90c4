/**
 * A settlement report against as many payouts: every line of PayPal's file gets its verdict, and every payout that is not on
 * it stays an open item. Ours imports the file with all its checks and stores lines, matches and breaks. Baselines: csv-parse
 * with a Map of all payouts, which stores nothing, and reading the file line by line, which decides nothing.
 */
import { createReadStream, createWriteStream, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { createReconciliation } from "../src/features/reconciliation";
import { newId } from "../src/kernel/ids";
import { createFileStore } from "../src/platform/files/file-store";
import { type Contender, contender, createMemoryGauge, round } from "./measure";
import { atMost, type BenchOptions, type Figures, requireEqual } from "./report";
import { runRounds, spread, valueAt } from "./rounds";
import { seedCreators } from "./seed";
import { type BenchWorld, openWorld } from "./world";

const byMap = "csv-parse + Map";
const byLines = "read + count lines";
const pageSize = 20_000;

/** What a line or a payout came to. */
interface Verdicts {
  matched: number;
  differs: number;
  unknown: number;
  /** Payouts without a line. */
  missing: number;
}

interface Prepared {
  file: string;
  linesCount: number;
  expected: Verdicts;
  got?: Verdicts;
}

/** Tables that keep their rows; a round begins without the last one's. */
const guarded = ["ledger_entries", "ledger_transactions", "documents"];

/** Payouts that were paid, with their postings, all of one creator. */
async function seedPaid(world: BenchWorld, count: number): Promise<void> {
  await world.rows(
    "TRUNCATE statement_matches, statement_decisions, statement_explanations CASCADE",
  );
  await world.rows(
    "TRUNCATE statement_lines, statement_balances, statement_imports, statement_files, breaks CASCADE",
  );
  for (const table of guarded) await world.rows(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await world.rows("TRUNCATE ledger_entries, ledger_transactions CASCADE");
  await world.rows("TRUNCATE payout_attempts, payout_batches, payouts CASCADE");
  await seedCreators(world, 1);
  await world.rows(
    `INSERT INTO ledger_accounts (name, currency, kind, is_guarded)
     VALUES ('assets:paypal', 'USD', 'assets', false), ('liabilities:payout:in-flight', 'USD', 'liabilities', false)
     ON CONFLICT DO NOTHING`,
  );
  await world.rows(
    `WITH p AS (
       INSERT INTO payouts (id, creator_id, amount_minor, currency, rail, payout_method_id, status,
         release, content_hash, prepared_by, approved_by, released_at)
       SELECT uuidv7(), creator_id, 1000 + g % 5000, 'USD', 'paypal', method_id, 'paid',
         'auto', '', 'system:bench', 'policy:bench', now()
       FROM bench_people, generate_series(1, $1::int) g WHERE n = 1 RETURNING id, amount_minor
     )
     INSERT INTO payout_attempts
       (id, payout_id, seq, rail, amount_minor, currency, receiver, state, provider_item_id)
     SELECT a, id, 1, 'paypal', amount_minor, 'USD', '{"rail": "paypal", "receiver": "x"}', 'success', 'I' || a
     FROM (SELECT p.*, uuidv7() AS a FROM p) x`,
    [count],
  );
  await world.rows(
    `WITH t AS (
       INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
       SELECT uuidv7(), 'paypal:item:I' || id || ':SUCCESS', 'L17', 'USD', '',
              jsonb_build_object('attempt', id), now() FROM payout_attempts
       RETURNING id, (tags ->> 'attempt')::uuid AS attempt
     )
     INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
     SELECT t.id, k.id, 'USD', CASE k.name WHEN 'assets:paypal' THEN -a.amount_minor ELSE a.amount_minor END
     FROM t JOIN payout_attempts a ON a.id = t.attempt
     JOIN ledger_accounts k ON k.name IN ('assets:paypal', 'liabilities:payout:in-flight')`,
  );
  for (const table of guarded) await world.rows(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

const columns = [
  "Transaction ID",
  "Invoice ID",
  "PayPal Reference ID",
  "PayPal Reference ID Type",
  "Transaction Event Code",
  "Transaction Initiation Date",
  "Transaction Completion Date",
  "Transaction Debit or Credit",
  "Gross Transaction Amount",
  "Gross Transaction Currency",
  "Fee Debit or Credit",
  "Fee Amount",
  "Fee Currency",
  "Custom Field",
];
const at = "2026/11/23 10:08:24 -0700";

/** Every thousandth payout each: a wrong amount, an unknown id, no line at all; some lines stand twice. */
const isEvery = (n: number, of: number, place: number) => n % of === place;

/** Writes the report page by page, so that this process stays small. */
async function writeReport(world: BenchWorld, file: string): Promise<Prepared> {
  const expected = { matched: 0, differs: 0, unknown: 0, missing: 0 };
  let linesCount = 0;
  let debits = 0n;
  const row = (id: string, amount: bigint, custom: string) => {
    linesCount++;
    debits += amount;
    return `"SB","${id}","","","","T0001",${at},${at},"DR",${amount},"USD","",0,"USD","${custom}"\n`;
  };
  async function* pieces(): AsyncGenerator<string> {
    yield `"RH",${at},"A","BENCH",010\n"FH",01\n"SH",${at},${at},"BENCH",""\n`;
    yield `"CH",${columns.map((name) => `"${name}"`).join()}\n`;
    let n = 0;
    for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
      const page = await world.rows<{ id: string; amount: string }>(
        `SELECT id, amount_minor::text AS amount FROM payout_attempts WHERE id > $1 ORDER BY id LIMIT ${pageSize}`,
        [after],
      );
      const last = page.at(-1);
      if (!last) break;
      let text = "";
      for (const { id, amount } of page) {
        n++;
        const transaction = `TX${n}`;
        if (isEvery(n, 1_000, 3)) expected.missing++;
        else if (isEvery(n, 1_000, 1)) {
          expected.differs++;
          expected.missing++;
          text += row(transaction, BigInt(amount) + 1n, id);
        } else if (isEvery(n, 1_000, 2)) {
          expected.unknown++;
          expected.missing++;
          text += row(transaction, BigInt(amount), newId());
        } else {
          expected.matched++;
          text += row(transaction, BigInt(amount), id);
          if (isEvery(n, 2_500, 4)) {
            expected.unknown++;
            text += row(transaction, BigInt(amount), id);
          }
        }
      }
      yield text;
      after = last.id;
    }
    const totals = `"USD",0,${debits},0,0,${debits},0`;
    yield `"SF",${totals}\n"SC",${linesCount}\n"RF",${totals}\n"RC",${linesCount}\n"FF",${linesCount}\n`;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(file));
  return { file, linesCount, expected };
}

async function prepare(world: BenchWorld, count: number): Promise<Prepared> {
  await seedPaid(world, count);
  return await writeReport(world, path.join(world.dir, "report.csv"));
}

function ours(world: BenchWorld): Contender {
  const folder = path.join(world.dir, "files");
  const files = createFileStore(folder);
  const reconciliation = createReconciliation({
    unitOfWork: world.unitOfWork,
    log: world.log,
    files,
    paypal: undefined,
    stripe: undefined,
    matchBankDeposit: async () => undefined,
    depositsAloneUnitsMax: {},
    undoBankDeposit: async () => undefined,
    explainAloneUnitsMax: {},
  });
  return contender<Prepared>({
    name: "ours",
    itemsOf: (size) => size,
    prepare: (count) => prepare(world, count),
    work: async ({ file }) => {
      const spooled = await files.spool(createReadStream(file), "report.csv");
      const row = await reconciliation.files.upload(
        { principal: "bench", person: "bench" },
        { file: spooled, format: "paypal_stl" },
      );
      // A large file is the job's; a small one was read at once.
      await reconciliation.files.run(row.id);
    },
    async answer({ expected, linesCount }) {
      const [found] = await world.rows<Verdicts & { lines: number }>(
        `SELECT count(*)::int AS lines, count(*) FILTER (WHERE status = 'matched')::int AS matched,
                count(*) FILTER (WHERE problem = 'amount_differs')::int AS differs,
                count(*) FILTER (WHERE problem = 'not_booked')::int AS unknown,
                (SELECT count(*)::int FROM ledger_transactions t
                 WHERE NOT EXISTS (SELECT FROM statement_matches m WHERE m.transaction_id = t.id)) AS missing
         FROM statement_lines WHERE kind <> 'OPENING'`,
      );
      requireEqual("ours", found, { lines: linesCount, ...expected });
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

async function matchByMap(world: BenchWorld, prepared: Prepared): Promise<void> {
  const waiting = new Map<string, string>();
  const rows = await world.rows<{ id: string; amount_minor: string }>(
    "SELECT id, amount_minor FROM payout_attempts WHERE state = 'success'",
  );
  for (const { id, amount_minor } of rows) waiting.set(id, amount_minor);
  const got = { matched: 0, differs: 0, unknown: 0, missing: 0 };
  const records = createReadStream(prepared.file).pipe(parse({ relax_column_count: true }));
  for await (const record of records as AsyncIterable<string[]>) {
    if (record[0] !== "SB") continue;
    const id = record[14] ?? "";
    const amount = waiting.get(id);
    if (amount === undefined) got.unknown++;
    else if (amount !== record[9]) got.differs++;
    else {
      waiting.delete(id);
      got.matched++;
    }
  }
  got.missing = waiting.size;
  prepared.got = got;
}

function anchors(world: BenchWorld): Contender[] {
  return [
    contender<Prepared>({
      name: byMap,
      itemsOf: (size) => size,
      prepare: (count) => prepare(world, count),
      work: (prepared) => matchByMap(world, prepared),
      answer: async ({ got, expected }) => requireEqual(byMap, got, expected),
    }),
    contender<Prepared & { lines?: number }>({
      name: byLines,
      itemsOf: (size) => size,
      prepare: (count) => prepare(world, count),
      work: async (prepared) => {
        let lines = 0;
        const reader = createInterface({ input: createReadStream(prepared.file) });
        for await (const line of reader) if (line.startsWith('"SB"')) lines++;
        prepared.lines = lines;
      },
      answer: async ({ lines, linesCount }) => requireEqual(byLines, lines, linesCount),
    }),
  ];
}

export async function reconcile(options: BenchOptions): Promise<Figures> {
  const world = await openWorld({ cluster: options.cluster });
  const gauge = createMemoryGauge();
  try {
    const contenders = [ours(world), ...anchors(world)];
    const measured = await runRounds(world, options, contenders, gauge);
    const size = Math.max(...options.sizes);
    const wall = (name: string) => measured.get(name)?.wall ?? {};
    const ratio = {
      "ours / csv-parse + Map": round(valueAt(wall("ours"), size) / valueAt(wall(byMap), size)),
      "ours, slowest size / fastest": spread(wall("ours")),
      "memory of ours, MB": gauge.peakMb(),
    };
    return {
      unit: "us a line",
      ours: wall("ours"),
      anchors: { [byMap]: wall(byMap), [byLines]: wall(byLines) },
      ratio,
      goal: {
        "ours / csv-parse + Map": atMost(ratio["ours / csv-parse + Map"], 1),
        "memory of ours, MB": atMost(gauge.peakMb(), 150),
      },
      rssMb: gauge.peakMb(),
      details: { cpu: Object.fromEntries([...measured].map(([name, { cpu }]) => [name, cpu])) },
    };
  } finally {
    await world.close();
  }
}
