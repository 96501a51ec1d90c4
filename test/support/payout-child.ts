/**
 * A process of its own that takes one step of the payout protocol with the product's own parts and kills itself, without
 * warning, at a named point of it. RUN says what it does, CRASH_AT where it dies, CLOCK_SHIFT_HOURS how wrong its clock is.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startWorker } from "../../jobs/worker";
import { type Composition, compose } from "../../src/app/compose";
import { connectOutside } from "../../src/app/outside";
import { loadConfig } from "../../src/platform/config";
import { one } from "../../src/platform/db/sql";
import { createLogger } from "../../src/platform/logger";

type Moment = "before-commit" | "after-commit" | "after-submit" | "before-page";

/** Moments as they are named in CRASH_AT: `after-commit:2` is the second commit of something about payouts. */
export type CrashPoint = `${Moment}:${number}`;

/** Nothing of this process runs any further. */
function dieNow(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
}

function createFuse(point: string | undefined) {
  const counts = new Map<Moment, number>();
  return async (moment: Moment): Promise<void> => {
    const n = (counts.get(moment) ?? 0) + 1;
    counts.set(moment, n);
    if (point === `${moment}:${n}`) await dieNow();
  };
}

/** Other transactions, such as the note that PayPal was reached, do not count. */
const isAboutPayouts = `
  SELECT EXISTS (SELECT FROM payout_attempts WHERE xmin = pg_current_xact_id()::xid)
      OR EXISTS (SELECT FROM payout_batches WHERE xmin = pg_current_xact_id()::xid)
      OR EXISTS (SELECT FROM provider_events WHERE xmin = pg_current_xact_id()::xid) AS yes`;

/** Puts the fuse around the unit of work and the door to PayPal. */
function arm({ services, observation }: Composition, point: string | undefined): void {
  // Signs of life commit when they like and would be counted.
  observation.heartbeats.beat = () => undefined;
  const reach = createFuse(point);
  const { unitOfWork, paypal } = services;
  const { run } = unitOfWork;
  unitOfWork.run = async (work) => {
    let isCounted = false;
    const result = await run(async (tx) => {
      const done = await work(tx);
      isCounted = (await one<{ yes: boolean }>(tx, isAboutPayouts)).yes;
      if (isCounted) await reach("before-commit");
      return done;
    });
    if (isCounted) await reach("after-commit");
    return result;
  };
  if (!paypal) return;
  const { submitBatch, getBatchPage } = paypal.payouts;
  paypal.payouts.submitBatch = async (body) => {
    const outcome = await submitBatch(body);
    await reach("after-submit");
    return outcome;
  };
  paypal.payouts.getBatchPage = async (id, page) => {
    await reach("before-page");
    return await getBatchPage(id, page);
  };
}

function shiftClock(hours: number): void {
  const shiftMs = hours * 3_600_000;
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(RealDate.now() + shiftMs);
      else super(...(given as [number]));
    }

    static override now(): number {
      return RealDate.now() + shiftMs;
    }
  } as DateConstructor;
}

async function listen(composition: Composition): Promise<string> {
  const server = createServer(composition.createApp());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** @returns false when the process stays until it is killed. */
async function takeStep(composition: Composition, step: string): Promise<boolean> {
  const [name, id = ""] = step.split(" ");
  const { payouts } = composition.services;
  switch (name) {
    case "freeze":
      await payouts.freeze();
      return true;
    case "send":
      await payouts.send(id);
      return true;
    case "observe":
      await payouts.observeBatch(id);
      return true;
    case "api":
      process.stdout.write(`listening at ${await listen(composition)} .\n`);
      return false;
    case "worker":
      await startWorker(composition);
      process.stdout.write("working\n");
      return false;
    default:
      throw new Error(`No such step: ${step}`);
  }
}

async function main(): Promise<void> {
  const { RUN = "", CRASH_AT, CLOCK_SHIFT_HOURS = "0" } = process.env;
  if (CLOCK_SHIFT_HOURS !== "0") shiftClock(Number.parseFloat(CLOCK_SHIFT_HOURS));
  const config = loadConfig();
  const log = createLogger("silent");
  const { outside } = await connectOutside(config, log, { shouldMigrate: false });
  const composition = await compose({ config, outside, log });
  arm(composition, CRASH_AT);
  if (!(await takeStep(composition, RUN))) return;
  await composition.close();
  process.stdout.write("done\n");
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
}
