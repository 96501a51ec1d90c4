/**
 * The best creators for a budget, with limits on twelve niches and three platforms: relaxation, prices and a small core,
 * beside the same solver given everything at once. Sizes are creators to choose from. Beyond what the solver can decide on
 * whole, its relaxation alone is the measure. Both answers are compared before anything is timed.
 */
import loadHighs from "highs";
import {
  greedy,
  isFeasible,
  type Limit,
  lpText,
  type Optimum,
  type Option,
  optimise,
  type PortfolioProblem,
  type Solve,
  type SolverAnswer,
  takenBy,
  totalsOf,
} from "../src/features/discovery";
import { createMemoryGauge, median, round, timed } from "./measure";
import { randomFrom } from "./random";
import { atMost, type BenchOptions, type BySize, type Figures, roundsOf } from "./report";

const nichesCount = 12;
const platformsCount = 3;
const creatorsMax = 200;
/** The solver decides on so many at once within seconds; beyond, only its relaxation is asked for. */
const wholeMax = 20_000;
const timeLimitMs = 60_000;
const minuteS = 600;
const whole = "HiGHS, the whole program";
const relaxation = "HiGHS, the relaxation of the whole";

/** The same market on every machine. */
function marketOf(count: number): PortfolioProblem {
  const random = randomFrom(20_261_201);
  const options = Array.from({ length: count }, (_, group): Option => {
    const followers = 1_000 * Math.exp(random() * 4.5);
    const value = Math.round(followers * (0.01 + random() * 0.09));
    const cost = Math.round(followers * (0.5 + random()) * 2);
    const niche = Math.floor(random() * nichesCount);
    const platform = nichesCount + Math.floor(random() * platformsCount);
    return { group, cost, value, limits: [niche, platform, nichesCount + platformsCount] };
  });
  const limits: Limit[] = [
    ...Array.from({ length: nichesCount }, (_, at) => ({ name: `niche:${at}`, min: 5, max: 40 })),
    ...Array.from({ length: platformsCount }, (_, at) => ({
      name: `platform:${at}`,
      min: 10,
      max: Number.POSITIVE_INFINITY,
    })),
    { name: "creators", min: 1, max: creatorsMax },
  ];
  return { options, groupsCount: count, budget: 10_000_000, limits };
}

interface Measured {
  oursUs: number;
  anchorUs: number;
  anchor: string;
  gap: number;
  greedyShare: number;
}

function checked(
  problem: PortfolioProblem,
  found: Optimum,
  answer: SolverAnswer,
  isWhole: boolean,
) {
  const slack = 1e-6 * found.bound;
  if (!isFeasible(problem, found.selection)) throw new Error("The set breaks a limit");
  const theirs = isWhole
    ? totalsOf(problem, takenBy([...problem.options.keys()], answer)).value
    : answer.ObjectiveValue;
  if (isWhole && theirs > found.bound + slack) throw new Error("The bound was no bound");
  if (!isWhole && found.value > theirs + slack) throw new Error("Better than the relaxation");
}

async function measure(problem: PortfolioProblem, solve: Solve, rounds: number): Promise<Measured> {
  const isWhole = problem.options.length <= wholeMax;
  const columns = [...problem.options.keys()];
  const ours = () => optimise(problem, { solve, timeLimitMs }) as Optimum;
  const theirs = () =>
    solve(lpText({ problem, columns, isInteger: isWhole }), {
      time_limit: minuteS,
      ...(isWhole ? { mip_rel_gap: 1e-4 } : {}),
    });
  const found = ours();
  const anchors: number[] = [];
  const own: number[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    let answer: SolverAnswer | undefined;
    anchors.push((await timed(async () => void (answer = theirs()))).wallUs);
    if (answer) checked(problem, found, answer, isWhole);
    own.push((await timed(async () => void ours())).wallUs);
  }
  return {
    oursUs: median(own),
    anchorUs: median(anchors),
    anchor: isWhole ? whole : relaxation,
    gap: found.gap,
    greedyShare: totalsOf(problem, greedy(problem) ?? []).value / found.value,
  };
}

const inSeconds = (us: number) => round(us / 1e6);

export async function portfolio(options: BenchOptions): Promise<Figures> {
  const highs = await loadHighs();
  const solve: Solve = (text, settings) => highs.solve(text, settings) as SolverAnswer;
  // The first solve pays for making the solver ready.
  optimise(marketOf(200), { solve, timeLimitMs });
  const memory = createMemoryGauge();
  const figures: Figures = {
    unit: "seconds to a set with its proof",
    ours: {},
    anchors: { [whole]: {}, [relaxation]: {} },
    ratio: {},
    goal: {},
    rssMb: 0,
    details: {},
  };
  const shares: BySize = {};
  await memory.during(async () => {
    for (const size of options.sizes) {
      const found = await measure(marketOf(size), solve, roundsOf(options, size));
      options.progress(
        `${size}: ${inSeconds(found.oursUs)} s, ${found.anchor} ${inSeconds(found.anchorUs)} s`,
      );
      figures.ours[size] = inSeconds(found.oursUs);
      figures.anchors[found.anchor]![size] = inSeconds(found.anchorUs);
      const ratio = round(found.oursUs / found.anchorUs);
      figures.ratio[`ours / ${found.anchor}, ${size}`] = ratio;
      shares[size] = round(found.greedyShare);
      figures.goal[`gap, ${size}`] = atMost(round(found.gap), 1e-4);
      if (size >= 10_000) {
        const limit = found.anchor === whole ? 0.2 : 1 / 40;
        figures.goal[`ours / ${found.anchor}, ${size}`] = atMost(ratio, limit);
      }
    }
  });
  return { ...figures, rssMb: memory.peakMb(), details: { greedyOfOurs: shares } };
}
