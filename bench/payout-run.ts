/**
 * A payout run from two signatures to settled books: prepare and approve over HTTP, freeze, send to the simulated PayPal
 * over HTTP, read all pages, book. Signatures are measured on at most some thousand payouts; the rest are seeded as
 * released.
 */
import { setTimeout as delay } from "node:timers/promises";
import { findViolations, ledgerInvariants } from "../src/features/ledger";
import { recordOpeningBalance } from "../src/features/treasury";
import { money } from "../src/kernel/money";
import { freezeBySet } from "./freeze-by-set";
import { createMemoryGauge, median, round, type Taken, timed } from "./measure";
import { openProduct, type Product } from "./product";
import { type Provider, startProvider } from "./provider";
import {
  atLeast,
  atMost,
  type BenchOptions,
  type BySize,
  type Figures,
  requireEqual,
  roundsOf,
} from "./report";
import { mainSize, spread, valueAt } from "./rounds";
import { type RunByJobs, runByTypeormJobs } from "./run-by-typeorm-jobs";
import { createAnchorTables, seedCreators, seedDrafts, seedReleased } from "./seed";
import { countServerCpu } from "./server-cpu";
import { settleBySet } from "./settle-by-set";
import { type BenchWorld, openWorld } from "./world";

const phases = ["sign", "freeze", "send", "observe"] as const;
type Phase = (typeof phases)[number];

const openingMinor = 10n ** 14n;
/** The most the API takes in one request. */
const signedAtOnceMax = 1_000;
const signedMax = 5_000;
const providerPollMs = 20;

const sets = "bare set statements: freeze and settle";
const jobs = "TypeORM save, one BullMQ job an item";

interface Ground {
  world: BenchWorld;
  provider: Provider;
  product: Product;
  maker: Awaited<ReturnType<Product["person"]>>;
  checker: Awaited<ReturnType<Product["person"]>>;
}

type Timings = Record<Phase, Taken>;

async function sign({ maker, checker }: Ground, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += signedAtOnceMax) {
    const payoutIds = ids.slice(from, from + signedAtOnceMax);
    const { items } = await maker.post<{ items: { id: string; contentHash: string }[] }>(
      "/v1/payouts/prepare",
      { payoutIds },
    );
    const payouts = items.map(({ id, contentHash }) => ({ payoutId: id, contentHash }));
    await checker.post("/v1/payouts/approvals", { payouts });
  }
}

/** PayPal takes its own time, which is not ours. */
async function providerIsDone({ world, product }: Ground): Promise<void> {
  const { payouts } = product.composition.services.paypal ?? {};
  const rows = await world.rows<{ id: string }>(
    "SELECT payout_batch_id AS id FROM payout_batches WHERE state = 'submitted'",
  );
  for (const { id } of rows) {
    while ((await payouts?.getBatchPage(id, 1))?.batchStatus !== "SUCCESS")
      await delay(providerPollMs);
  }
}

/** One run. @returns what each phase took, per item. */
async function runOurs(ground: Ground, n: number): Promise<Timings> {
  const { world, product } = ground;
  const { payouts } = product.composition.services;
  const signedCount = Math.min(n, signedMax);
  const drafts = await seedDrafts(world, signedCount);
  await seedReleased(world, signedCount, n - signedCount);
  await world.settleDown();
  const measure = async (itemsCount: number, work: () => Promise<unknown>): Promise<Taken> => {
    const { wallUs, cpuUs } = await timed(work, () => countServerCpu(world.dir));
    return { wallUs: wallUs / itemsCount, cpuUs: cpuUs / itemsCount };
  };
  const signed = await measure(signedCount, () => sign(ground, drafts));
  let batchIds: string[] = [];
  const freeze = await measure(n, async () => {
    batchIds = await payouts.freeze();
  });
  const send = await measure(n, async () => {
    for (const id of batchIds) await payouts.send(id);
  });
  await providerIsDone(ground);
  const observe = await measure(n, async () => {
    for (const id of batchIds) await payouts.observeBatch(id);
  });
  await judge(ground, batchIds, n);
  return { sign: signed, freeze, send, observe };
}

/** Everybody paid once, by our books, by the rules of the ledger, and by PayPal's own record. */
async function judge({ world, provider }: Ground, batchIds: string[], n: number): Promise<void> {
  const [row] = await world.rows<{ paid: number; batches: number; balance: string }>(
    `SELECT (SELECT count(*)::int FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
             WHERE a.batch_id = ANY($1) AND a.state = 'success' AND p.status = 'paid') AS paid,
            (SELECT count(*)::int FROM payout_batches WHERE id = ANY($1) AND state = 'closed') AS batches,
            (SELECT sum(e.amount_minor)::text FROM ledger_entries e JOIN ledger_accounts k ON k.id = e.account_id
             WHERE k.name = 'assets:paypal' AND k.currency = 'USD') AS balance`,
    [batchIds],
  );
  const { balances } = (await provider.control("GET", "/money")) as {
    balances: { currency: string; totalMinor: string }[];
  };
  const theirs = balances.find((one) => one.currency === "USD")?.totalMinor;
  requireEqual("payouts after the run", row, {
    paid: n,
    batches: batchIds.length,
    balance: theirs,
  });
  requireEqual("books", await findViolations(world.dataSource.manager, ledgerInvariants), []);
}

async function openGround(options: BenchOptions): Promise<Ground> {
  const world = await openWorld({ cluster: options.cluster });
  const provider = await startProvider(world);
  const environment = {
    PAYOUT_BATCH_ITEMS_MAX: "15000",
    PROVIDER_TIMEOUT_SECONDS: "120",
    PAYOUT_LEASE_SECONDS: "300",
  };
  const product = await openProduct(world, provider.settings, environment);
  await provider.control("POST", "/paypal/balance", {
    currency: "USD",
    amountMinor: openingMinor.toString(),
  });
  await world.unitOfWork.run((tx) =>
    recordOpeningBalance(tx, "system:bench", {
      account: { kind: "paypal" },
      amount: money(openingMinor, "USD"),
    }),
  );
  const maker = await product.person("maker", ["finance_maker"]);
  const checker = await product.person("checker", ["finance_checker"]);
  return { world, provider, product, maker, checker };
}

interface Kept {
  ours: Timings[];
  sets: Taken[];
  jobs: Taken[];
}

async function oneRound(
  ground: Ground,
  byJobs: RunByJobs,
  size: number,
  options: BenchOptions,
  kept: Kept,
  gauge: ReturnType<typeof createMemoryGauge>,
) {
  const { world } = ground;
  const server = () => countServerCpu(world.dir);
  const few = Math.min(size, options.perItemMax);
  kept.ours.push(await gauge.during(() => runOurs(ground, size)));
  const plan = await seedReleased(world, 0, size, "anchor");
  await world.settleDown();
  const bySet = await timed(async () => settleBySet(world, await freezeBySet(world, plan)), server);
  kept.sets.push({ wallUs: bySet.wallUs / size, cpuUs: bySet.cpuUs / size });
  const fewer = await seedReleased(world, 0, few, "anchor");
  await world.settleDown();
  const byJob = await timed(() => byJobs.run(fewer), server);
  kept.jobs.push({ wallUs: byJob.wallUs / few, cpuUs: byJob.cpuUs / few });
}

export async function payoutRun(options: BenchOptions): Promise<Figures> {
  const ground = await openGround(options);
  const byJobs = await runByTypeormJobs(ground.world);
  const gauge = createMemoryGauge();
  try {
    await createAnchorTables(ground.world);
    await seedCreators(ground.world, Math.max(...options.sizes, 1_000));
    const bySize = new Map<number, Kept>();
    await oneRound(
      ground,
      byJobs,
      Math.min(40, ...options.sizes),
      options,
      { ours: [], sets: [], jobs: [] },
      createMemoryGauge(),
    );
    for (const size of options.sizes) {
      const kept: Kept = { ours: [], sets: [], jobs: [] };
      bySize.set(size, kept);
      for (let n = 0; n < roundsOf(options, size); n++) {
        await oneRound(ground, byJobs, size, options, kept, gauge);
        options.progress(`${size} items, round ${n + 1}: ${JSON.stringify(summary(kept))}`);
      }
    }
    return figuresOf(options, bySize, gauge.peakMb());
  } finally {
    await byJobs.close();
    await ground.product.close();
    await ground.provider.stop();
    await ground.world.close();
  }
}

function summary(kept: Kept) {
  const of = (rounds: Taken[], field: keyof Taken) =>
    round(median(rounds.map((one) => one[field])));
  const both = (rounds: Taken[]) => ({ cpu: of(rounds, "cpuUs"), wall: of(rounds, "wallUs") });
  return {
    ...Object.fromEntries(phases.map((phase) => [phase, both(kept.ours.map((one) => one[phase]))])),
    sets: both(kept.sets),
    jobs: both(kept.jobs),
  } as Record<Phase | "sets" | "jobs", { cpu: number; wall: number }>;
}

function figuresOf(
  options: BenchOptions,
  bySize: ReadonlyMap<number, Kept>,
  rssMb: number,
): Figures {
  const size = mainSize(options.sizes);
  const all = new Map([...bySize].map(([n, kept]) => [n, summary(kept)]));
  const per = (value: (one: ReturnType<typeof summary>) => number): BySize =>
    Object.fromEntries([...all].map(([n, one]) => [n, round(value(one))]));
  const released = per((one) => one.freeze.cpu + one.send.cpu + one.observe.cpu);
  const ours = per((one) => one.sign.cpu + one.freeze.cpu + one.send.cpu + one.observe.cpu);
  const bySets = per((one) => one.sets.cpu);
  const byJobs = per((one) => one.jobs.cpu);
  const ratio = {
    "ours / set statements": round(valueAt(ours, size) / valueAt(bySets, size)),
    "ours from the release on / set statements": round(
      valueAt(released, size) / valueAt(bySets, size),
    ),
    "TypeORM and jobs / ours": round(valueAt(byJobs, size) / valueAt(ours, size)),
    "TypeORM and jobs / ours from the release on": round(
      valueAt(byJobs, size) / valueAt(released, size),
    ),
    "slowest size / fastest size, from the release on": spread(released),
  };
  return {
    unit: "us of processor time an item, database included",
    ours,
    anchors: { [sets]: bySets, [jobs]: byJobs },
    ratio,
    goal: {
      "ours / set statements": atMost(ratio["ours / set statements"], 1.3),
      "TypeORM and jobs / ours": atLeast(ratio["TypeORM and jobs / ours"], 35),
      "slowest size / fastest size, from the release on": atMost(
        ratio["slowest size / fastest size, from the release on"],
        1.3,
      ),
      rssMb: atMost(rssMb, 300),
    },
    rssMb,
    details: { phases: Object.fromEntries(all), signedItems: Math.min(size, signedMax) },
  };
}
