/**
 * A settlement report against as many payouts: every line of PayPal's file gets its verdict, and every payout that is not on
 * it stays an open item. Ours imports the file with all its checks and stores lines, matches and breaks. Baselines: csv-parse
 * with a Map of all payouts, which stores nothing, and reading the file line by line, which decides nothing.
 */
import { createReadStream, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { parse } from "csv-parse";
import { type Imported, type Importer, openImporter } from "./importer";
import { type Contender, contender, createMemoryGauge, round } from "./measure";
import { type Prepared, prepareReport, type Verdicts } from "./reconcile-seed";
import { atMost, type BenchOptions, type Figures, requireEqual } from "./report";
import { runRounds, spread, valueAt } from "./rounds";
import { type BenchWorld, openWorld } from "./world";

const byMap = "csv-parse + Map";
const byLines = "read + count lines";
/** What an import may add to the memory of an idle process, whatever the number of lines. */
const growthMbMax = 150;

/** What imports took, by size. */
type Taken = Map<number, Imported>;

function ours(world: BenchWorld, folder: string, importer: Importer, taken: Taken): Contender {
  let cpuUs = 0;
  return contender<Prepared>({
    name: "ours",
    itemsOf: (size) => size,
    prepare: (count) => prepareReport(world, count),
    work: async ({ file, payoutsCount }) => {
      const imported = await importer.importReport(file);
      cpuUs = imported.cpuUs;
      taken.set(payoutsCount, imported);
    },
    cpuElsewhere: () => cpuUs,
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
      prepare: (count) => prepareReport(world, count),
      work: (prepared) => matchByMap(world, prepared),
      answer: async ({ got, expected }) => requireEqual(byMap, got, expected),
    }),
    contender<Prepared & { lines?: number }>({
      name: byLines,
      itemsOf: (size) => size,
      prepare: (count) => prepareReport(world, count),
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
  const folder = path.join(world.dir, "files");
  const importer = await openImporter(world.url, folder);
  const taken: Taken = new Map();
  try {
    const contenders = [ours(world, folder, importer, taken), ...anchors(world)];
    const measured = await runRounds(world, options, contenders, createMemoryGauge());
    const size = Math.max(...options.sizes);
    const wall = (name: string) => measured.get(name)?.wall ?? {};
    const memory = options.sizes.flatMap((one) => taken.get(one) ?? []);
    const growthMb = Math.max(...memory.map(({ idleMb, peakMb }) => peakMb - idleMb));
    const ratio = {
      "ours / csv-parse + Map": round(valueAt(wall("ours"), size) / valueAt(wall(byMap), size)),
      "ours, slowest size / fastest": spread(wall("ours")),
      "memory that an import adds, MB": growthMb,
    };
    return {
      unit: "us a line",
      ours: wall("ours"),
      anchors: { [byMap]: wall(byMap), [byLines]: wall(byLines) },
      ratio,
      goal: {
        "ours / csv-parse + Map": atMost(ratio["ours / csv-parse + Map"], 1),
        "memory that an import adds, MB": atMost(growthMb, growthMbMax),
      },
      rssMb: Math.max(...memory.map(({ peakMb }) => peakMb)),
      details: {
        cpu: Object.fromEntries([...measured].map(([name, { cpu }]) => [name, cpu])),
        process: Object.fromEntries(taken),
      },
    };
  } finally {
    importer.close();
    await world.close();
  }
}
