/** Many runs: the template is made once, each lane has its own database server and queue server, and results are added up. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { migrations } from "../../migrations";
import { startEmbeddedPostgres } from "../../src/platform/db/embedded-postgres";
import { migrate } from "../../src/platform/db/migrate";
import { startSandbox } from "../../src/sandbox";
import { fastFolder } from "../support/global-setup";
import { type Cluster, type RedisServer, startCluster, startRedis } from "./cluster";
import { type RunResult, run } from "./run";
import { makeSchedule, type Schedule, type Step } from "./schedule";
import { fillTemplate, type Template, wholeWorld } from "./template";
import { allowAging } from "./time";
import type { Variant } from "./variants";
import type { Lane, RunOptions } from "./world";

const templateName = "kampanye";

export interface Campaign {
  hasRedis: boolean;
  /** Plays and judges one seed in one of the lanes. */
  play(laneNumber: number, schedule: Schedule, extra?: Partial<RunOptions>): Promise<RunResult>;
  /** The schedule of a seed in this campaign's world. */
  schedule(seed: number): Schedule;
  close(): Promise<void>;
}

/** A PayPal world whose keys all runs share. */
export async function makeWorldKeys(dir: string): Promise<void> {
  const sandbox = await startSandbox({ dataDir: dir });
  await sandbox.stop();
}

async function openLane(dir: string, templateDir: string, worldDir: string, url: string) {
  const { username: user, password } = new URL(url);
  const cluster: Cluster = await startCluster(templateDir, path.join(dir, "postgres"), {
    user,
    password,
  });
  const redis: RedisServer | undefined = await startRedis(path.join(dir, "redis"));
  const lane: Lane = { databaseUrl: cluster.url, cluster, redis, worldDir };
  return lane;
}

interface MadeWorld {
  template: Template;
  url: string;
}

/** The administrator of an embedded server, whose password lies in its folder. */
export function administratorOf(ownerUrl: string, dir: string): string {
  const url = new URL(ownerUrl);
  url.username = "postgres";
  url.password = readFileSync(path.join(dir, "postgres.password"), "utf8").trim();
  url.pathname = "/postgres";
  return url.href;
}

/** Makes the template in a fresh folder: a stopped server's files, the simulators' keys, and what a run has to know. */
async function makeWorld(dir: string): Promise<void> {
  mkdirSync(path.join(dir, "world"), { recursive: true });
  await makeWorldKeys(path.join(dir, "world"));
  const origin = await startEmbeddedPostgres(dir, { isVolatile: true });
  try {
    await allowAging(administratorOf(origin.url, dir));
    await migrate(origin.url, migrations);
    const template = await fillTemplate(origin.url, path.join(dir, "data"), wholeWorld);
    const made: MadeWorld = { template, url: origin.url };
    writeFileSync(path.join(dir, "made.json"), JSON.stringify(made), { mode: 0o600 });
  } finally {
    await origin.stop();
  }
}

/** @param kept A folder in which the made world stays and is found again, for many replays after one another. */
export async function openCampaign(lanesCount: number, kept?: string): Promise<Campaign> {
  const dir = mkdtempSync(path.join(fastFolder(), "kampanye-faults-"));
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 20 });
  process.on("exit", remove);
  const origin = kept ?? path.join(dir, "origin");
  if (!existsSync(path.join(origin, "made.json"))) await makeWorld(origin);
  const made = JSON.parse(readFileSync(path.join(origin, "made.json"), "utf8")) as MadeWorld;
  const { template } = made;
  const worldDir = path.join(dir, "world");
  cpSync(path.join(origin, "world"), worldDir, { recursive: true });
  const lanes: Lane[] = [];
  for (let n = 0; n < lanesCount; n++) {
    const laneDir = path.join(dir, `lane-${n}`);
    lanes.push(await openLane(laneDir, path.join(origin, "postgres"), worldDir, made.url));
  }
  return {
    hasRedis: lanes[0]?.redis !== undefined,
    schedule: (seed) => makeSchedule(seed, template.submissionIds.length),
    async play(laneNumber, wished, extra = {}) {
      const lane = lanes[laneNumber];
      if (!lane) throw new Error(`There is no lane ${laneNumber}`);
      const schedule: Schedule = lane.redis ? wished : { ...wished, queue: "postgres" };
      return await run({ lane, template, templateName, schedule, ...extra });
    },
    async close() {
      for (const { cluster, redis } of lanes) {
        await redis?.stop();
        await cluster?.stop();
      }
      remove();
    },
  };
}

/** What hledger has against a journal; undefined when it accepts it, or when it is not installed. */
export function hledgerComplaint(journal: string, dir: string): string | undefined {
  const file = path.join(dir, "books.journal");
  writeFileSync(file, journal);
  const checked = spawnSync("hledger", ["-f", file, "check", "-s"], { encoding: "utf8" });
  if (checked.error) return undefined;
  return checked.status === 0 ? undefined : checked.stderr;
}

/** Enough to meet most payees, and quick. */
const variantPiecesMax = 32;
const burst: Step = { kind: "endorse", count: 14, isTwice: false };

/**
 * A quiet schedule with the situation a variant's mistake needs: people work, nothing is killed, and when PayPal's faults
 * come, many payouts are waiting to be sent, so that batches have several items.
 */
export function provoked(schedule: Schedule, variant: Variant): Schedule {
  const work = schedule.steps.filter(({ step }) => ["endorse", "person"].includes(step.kind));
  const timed = (afterMs: number) => (step: Step) => ({ step, afterMs });
  const of = (...kinds: Step["kind"][]) =>
    variant.provoke.filter((step) => kinds.includes(step.kind));
  const before = Math.floor(work.length / 5);
  return {
    ...schedule,
    queue: "postgres",
    isShort: false,
    hasMonth: false,
    order: schedule.order.slice(0, variantPiecesMax),
    steps: [
      ...of("settings").map(timed(0)),
      ...work.slice(0, before),
      ...[...of("fault"), burst].map(timed(10)),
      ...work.slice(before),
      ...of("person", "clock", "replay-webhooks").map(timed(250)),
    ],
  };
}
