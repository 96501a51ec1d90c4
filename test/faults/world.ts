/** What the parts of a run share, and what more than one of them does. */
import type { Pool } from "pg";
import type { Sandbox } from "../../src/sandbox";
import type { Cluster, RedisServer } from "./cluster";
import type { Finding } from "./judge";
import { control, type Deeds, type Office } from "./people";
import type { Supervised } from "./product";
import type { Schedule } from "./schedule";
import type { Template } from "./template";
import { agePayouts } from "./time";
import type { Variant } from "./variants";
import type { Watcher } from "./watch";

export interface Lane {
  /** Where databases are cloned; without `cluster` nothing kills the server. */
  databaseUrl(name: string): string;
  cluster: Cluster | undefined;
  redis: RedisServer | undefined;
  /** Folder of a world whose keys every run's simulators use, because making keys takes long. */
  worldDir: string;
}

export interface RunOptions {
  lane: Lane;
  template: Template;
  templateName: string;
  schedule: Schedule;
  variant?: Variant;
  /** One process for all parts: quicker to start, and nothing is killed. */
  isCompact?: boolean;
  /** Keeps the folder of the run. */
  keepDir?: string;
}

/** What is endorsed in this run, in its order. */
export function submissionsOf({ schedule, template }: RunOptions): string[] {
  return schedule.order.map((n) => template.submissionIds[n] ?? "");
}

/** With FAULTS_TRACE set, a line for each step and each look while everything comes to rest. */
export function trace(text: string): void {
  if (!process.env["FAULTS_TRACE"]) return;
  process.stderr.write(`${Math.round(performance.now())} ms ${text}\n`);
}

/** Everything the parts of a run share. */
export interface World {
  options: RunOptions;
  /** What every process of the product is started with. */
  environment: Record<string, string>;
  databaseUrl: string;
  /** For looking whether anything is due. */
  database: Pool;
  sandbox: Sandbox;
  apiUrl: string;
  office: Office;
  processes: Supervised[];
  watcher: Watcher;
  deeds: Deeds;
  hits: Map<string, number>;
  /** Names of the provider faults that were asked for, by the simulator's number. */
  armed: Map<number, string>;
  findings: Finding[];
  /** Ids of endorsements whose 200 somebody has received, by the submission. */
  acknowledged: Map<string, string>;
  /** Submissions nobody has tried to endorse yet. */
  waiting: string[];
  foreignIds: { batchId: string; senderBatchId: string };
}

export const count = (hits: Map<string, number>, kind: string, by = 1) =>
  hits.set(kind, (hits.get(kind) ?? 0) + by);

export async function endorse(world: World, submissionId: string, isTwice: boolean): Promise<void> {
  const { brand } = world.office;
  const at = `/v1/submissions/${submissionId}/endorsement`;
  const again = isTwice ? [brand.post(at, undefined, `${submissionId}-again`)] : [];
  if (isTwice) count(world.hits, "endorse:twice-at-once");
  const replies = await Promise.all([brand.post(at, undefined, submissionId), ...again]);
  const ids = replies.filter(({ status }) => status === 200).map(({ body }) => body.id as string);
  if (new Set(ids).size > 1) world.deeds.finding(`submission ${submissionId} was endorsed twice`);
  if (ids[0]) world.acknowledged.set(submissionId, ids[0]);
}

/** Adds what the armed faults have spoiled to the counts, once, before they are taken away. */
export async function countFaults(world: World): Promise<void> {
  const { body } = await control(world.sandbox.paypal.url, "GET", "/faults");
  for (const { id, hits } of body.faults) {
    const name = world.armed.get(id);
    if (name && hits > 0) count(world.hits, name, hits);
  }
}

/** Days pass everywhere at once: first for us, so that we never ask with an id PayPal has forgotten. */
export async function passTime(world: World, days: number): Promise<void> {
  await agePayouts(world.databaseUrl, days);
  await control(world.sandbox.bank.url, "POST", "/clock", { advanceDays: days });
}
