/** One month from its first day to the proofs, and its figures. */
import { endCleanMonth, endSpoiledMonth, type Outcome, plantedCount } from "./check";
import { createStages, playMonth } from "./month";
import { firstDay, planMonth } from "./plan";
import { dropMonth, newMonth, openMonth } from "./world";

export interface Figures extends Omit<Outcome, "findings"> {
  seed: number;
  endorsements: number;
  planted: number;
  seconds: Record<string, number>;
}

export interface MonthResult {
  clean: Outcome;
  spoiled: Outcome;
  figures: Figures;
}

/** The test cluster has to run; see test/support/global-setup.ts. */
export async function runMonth(seed: number, size: number): Promise<MonthResult> {
  const stages = createStages();
  const kept = await newMonth(new Date(`${firstDay}T06:00:00Z`));
  try {
    const world = await openMonth(kept);
    const { endorsements, fates } = await playMonth(world, planMonth(seed, size), stages).catch(
      async (error: unknown) => {
        await world.abandon();
        throw error;
      },
    );
    await world.close();
    const clean = await endCleanMonth(kept, stages);
    const spoiled = await endSpoiledMonth(kept, fates, stages);
    const { findings: _findings, ...counts } = clean;
    const seconds = stages.seconds();
    const figures = { seed, endorsements, planted: plantedCount, ...counts, seconds };
    return { clean, spoiled, figures };
  } finally {
    await dropMonth(kept);
  }
}
