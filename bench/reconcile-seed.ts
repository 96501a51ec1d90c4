/** Payouts that were paid, and PayPal's report about them with some lines that do not fit. */
import { createWriteStream } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { newId } from "../src/kernel/ids";
import { seedCreators } from "./seed";
import type { BenchWorld } from "./world";

const pageSize = 20_000;

/** What a line or a payout came to. */
export interface Verdicts {
  matched: number;
  differs: number;
  unknown: number;
  /** Payouts without a line. */
  missing: number;
}

export interface Prepared {
  file: string;
  payoutsCount: number;
  linesCount: number;
  expected: Verdicts;
  got?: Verdicts;
}

/** Tables that keep their rows; a round begins without the last one's. */
const guarded = [
  "ledger_entries",
  "ledger_transactions",
  "documents",
  "statement_lines",
  "statement_imports",
];

/** Payouts that were paid, with their postings, all of one creator. */
async function seedPaid(world: BenchWorld, count: number): Promise<void> {
  for (const table of guarded) await world.rows(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await world.rows(
    "TRUNCATE statement_matches, statement_decisions, statement_explanations CASCADE",
  );
  await world.rows(
    "TRUNCATE statement_lines, statement_balances, statement_imports, statement_files, breaks CASCADE",
  );
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
const day = "2026/11/23";
const at = `${day} 10:08:24 -0700`;
/** A million lines fill most of the day. */
const linesASecond = 12;

/** Time of a line: a report is in the order of time. */
function timeOf(line: number): string {
  const seconds = Math.floor(line / linesASecond) % (24 * 60 * 60);
  const parts = [seconds / 3_600, (seconds / 60) % 60, seconds % 60];
  return `${day} ${parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":")} -0700`;
}

/** Every thousandth payout each: a wrong amount, an unknown id, no line at all; some lines stand twice. */
const isEvery = (n: number, of: number, place: number) => n % of === place;

/** Writes the report page by page, so that this process stays small. */
async function writeReport(
  world: BenchWorld,
  file: string,
  payoutsCount: number,
): Promise<Prepared> {
  const expected = { matched: 0, differs: 0, unknown: 0, missing: 0 };
  let linesCount = 0;
  let debits = 0n;
  const row = (id: string, amount: bigint, custom: string) => {
    linesCount++;
    debits += amount;
    const booked = timeOf(linesCount);
    return `"SB","${id}","","","","T0001",${booked},${booked},"DR",${amount},"USD","",0,"USD","${custom}"\n`;
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
  return { file, payoutsCount, linesCount, expected };
}

export async function prepareReport(world: BenchWorld, count: number): Promise<Prepared> {
  await seedPaid(world, count);
  return await writeReport(world, path.join(world.dir, "report.csv"), count);
}
