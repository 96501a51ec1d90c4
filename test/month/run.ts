/** One month from its first day to the proofs, and its figures. */
import { endCleanMonth, endSpoiledMonth, type Outcome, plantedCount } from "./check";
import { createStages, playMonth } from "./month";
import { firstDay, planMonth } from "./plan";
import { dropMonth, newMonth, openMonth, type World } from "./world";

export interface Figures {
  seed: number;
  payouts: Record<string, number>;
  cheques: Record<string, number>;
  deposits: Record<string, number>;
  endorsements: number;
  /** Lines of the clean month by source and status. */
  lines: Record<string, number>;
  transactions: number;
  planted: number;
  seconds: Record<string, number>;
}

export interface MonthResult {
  clean: Outcome;
  spoiled: Outcome;
  figures: Figures;
}

async function counts(world: World, sql: string): Promise<Record<string, number>> {
  const rows = await world.look<{ name: string; n: number }>(sql);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

/** The test cluster has to run; see test/support/global-setup.ts. */
export async function runMonth(seed: number, size: number): Promise<MonthResult> {
  const stages = createStages();
  const kept = await newMonth(new Date(`${firstDay}T06:00:00Z`));
  try {
    const world = await openMonth(kept);
    const played = await playMonth(world, planMonth(seed, size), stages).catch(async (error) => {
      await world.abandon();
      throw error;
    });
    const by = (columns: string, table: string) =>
      counts(
        world,
        `SELECT concat_ws(' ', ${columns}) AS name, count(*)::int AS n FROM ${table} GROUP BY 1 ORDER BY 1`,
      );
    const seen = {
      payouts: await by("rail, currency, status", "payouts"),
      cheques: await by(
        "b.currency, c.status",
        "cheques c JOIN bank_accounts b ON b.id = c.bank_account_id",
      ),
      deposits: await by("method, currency, status", "deposits"),
    };
    await world.close();
    const clean = await endCleanMonth(kept, stages);
    const spoiled = await endSpoiledMonth(kept, played.fates, stages);
    const { lines, transactions } = clean;
    const { endorsements } = played;
    const figures = {
      seed,
      ...seen,
      endorsements,
      lines,
      transactions,
      planted: plantedCount,
      seconds: stages.seconds(),
    };
    return { clean, spoiled, figures };
  } finally {
    await dropMonth(kept);
  }
}
