/**
 * C19 of docs/payout-protocol.md: an older backup of the database is restored beside a PayPal that has gone on. The
 * backup is a real copy of the database; what follows runs on that copy.
 */
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { allInvariants } from "../../src/app/invariants";
import { findViolations } from "../../src/features/ledger";
import { utcDate } from "../../src/kernel/clock";
import { many } from "../../src/platform/db/sql";
import { processEnvironment } from "../support/payout-process";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { startEntry } from "../support/programs";
import { type Installation, openInstallation } from "../support/second-installation";

let w: PayoutWorld;
const restoredUrls: string[] = [];
beforeEach(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
});
afterEach(async () => {
  await w.close();
  for (const url of restoredUrls.splice(0)) await drop(url);
});

async function asAdmin(...statements: string[]): Promise<void> {
  const url = new URL(w.app.database.url);
  url.pathname = "/postgres";
  const client = new Client({ connectionString: url.href });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function drop(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
}

/** A copy of the database as it is now. */
async function backUp(): Promise<string> {
  const url = new URL(w.app.database.url);
  const source = url.pathname.slice(1);
  const name = `t_${randomBytes(6).toString("hex")}`;
  // A database can be copied while nobody is connected to it; the pools connect again by themselves.
  await asAdmin(
    `ALTER DATABASE ${source} ALLOW_CONNECTIONS false`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}'`,
    `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`,
    `ALTER DATABASE ${source} ALLOW_CONNECTIONS true`,
    `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`,
  );
  url.pathname = `/${name}`;
  restoredUrls.push(url.href);
  return url.href;
}

interface Restored extends Installation {
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  openBreaks(): Promise<string[]>;
  statusOf(payoutId: string): Promise<string>;
  violations(): Promise<unknown[]>;
}

async function restore(databaseUrl: string): Promise<Restored> {
  const installation = await openInstallation(w, databaseUrl);
  const { reader } = installation.composition.services.unitOfWork;
  const rows = <T>(text: string, values: readonly unknown[] = []) => many<T>(reader, text, values);
  return {
    ...installation,
    rows,
    openBreaks: async () =>
      (await rows<{ kind: string }>("SELECT kind FROM breaks WHERE resolved_at IS NULL")).map(
        ({ kind }) => kind,
      ),
    statusOf: async (payoutId) =>
      (await rows<{ status: string }>("SELECT status FROM payouts WHERE id = $1", [payoutId]))[0]!
        .status,
    violations: () => findViolations(reader, allInvariants),
  };
}

/** One `npm run cli -- recovery …` against the restored database. */
async function cli(
  databaseUrl: string,
  ...words: string[]
): Promise<{ code: number; out: string }> {
  const program = startEntry(
    "src/app/cli.js",
    { ...processEnvironment(w), DATABASE_URL: databaseUrl },
    ["recovery", ...words],
  );
  await program.ended;
  return { code: program.child.exitCode ?? -1, out: program.output() };
}

/** Everything PayPal has ever sent to this address, in minor units. */
async function sentTo(receiver: string): Promise<bigint> {
  const { items } = (await w.world.control("paypal", "GET", "/payouts")).body;
  return (items as Record<string, string>[])
    .filter((item) => item["receiver"] === receiver && item["transaction_status"] === "SUCCESS")
    .reduce((sum, item) => sum + BigInt(item["amountMinor"]!), 0n);
}

async function payAll(): Promise<void> {
  for (const batchId of await w.payouts.freeze()) {
    await w.submitted(batchId);
    await eventually("the batch to be closed", async () => {
      await w.payouts.observeBatch(batchId);
      return (await w.batch(batchId)).state === "closed";
    });
  }
}

const yesterday = () => utcDate(new Date(Date.now() - 86_400_000));

test("C19: an older backup is restored: PayPal is asked first, what we know is adopted, the rest is never paid again", async () => {
  // One batch is frozen before the backup, one payout waits, and one endorsement will be made after it.
  const [frozen] = await w.released("frozen@example.com");
  const knownBatchId = await w.frozen();
  const [queued] = await w.released("queued@example.com");
  const lateCreator = await w.market.creator({ paypal: "late@example.com" });
  const backup = await backUp();

  await w.submitted(knownBatchId);
  await w.observed(knownBatchId, frozen!.payoutId, "success");
  const late = await w.market.accepted(await w.campaign(), lateCreator);
  await w.payouts.schedule(await w.market.endorsed(late));
  await payAll();
  for (const name of ["frozen", "queued", "late"]) {
    expect(await sentTo(`${name}@example.com`)).toBe(10_000n);
  }

  const started = await cli(backup, "start", "--since", yesterday(), "--by", "rina");
  expect(started.out).toContain("Payouts are paused.");
  expect(started.out).toContain("1 adopted, 2 unknown items written down, 1 payouts held");
  expect(started.code).toBe(0);
  expect((await cli(backup, "status")).code).toBe(1);

  const r = await restore(backup);
  const { payouts } = r.composition.services;
  expect(await r.openBreaks()).toEqual(
    expect.arrayContaining(["payouts_paused", "payout_item_unknown"]),
  );
  // Nothing is frozen and nothing sent, however often the jobs ask.
  expect(await payouts.freeze()).toEqual([]);
  await payouts.send(knownBatchId);
  expect(await r.rows("SELECT * FROM provider_calls")).toEqual([]);
  // The batch we know is only looked at.
  await eventually("the adopted batch to be booked", async () => {
    await payouts.observeBatch(knownBatchId);
    return (await r.statusOf(frozen!.payoutId)) === "paid";
  });

  const ended = await cli(backup, "end", "--by", "rina", "--note", "compared with PayPal");
  expect(ended).toMatchObject({ code: 0 });
  expect(await r.openBreaks()).not.toContain("payouts_paused");
  // Over, but the payout that PayPal seems to have made already stays held until a person lets it go.
  expect(await payouts.freeze()).toEqual([]);
  expect(
    await r.rows("SELECT kind FROM payout_holds WHERE payout_id = $1", [queued!.payoutId]),
  ).toEqual([{ kind: "maybe_paid_before" }]);
  expect(await r.violations()).toEqual([]);
  for (const name of ["frozen", "queued", "late"]) {
    expect(await sentTo(`${name}@example.com`)).toBe(10_000n);
  }
  await r.close();
}, 120_000);

test("C19: an endorsement that was lost with the backup and is made again later is not paid again by itself", async () => {
  const lateCreator = await w.market.creator({ paypal: "again@example.com" });
  const application = await w.market.accepted(await w.campaign(), lateCreator);
  const submission = await w.market.live(application);
  const backup = await backUp();
  const endorse = (url: string, token: string) =>
    fetch(`${url}/v1/submissions/${submission.id}/endorsement`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "idempotency-key": "once-more-please" },
    });
  const { token } = application.campaign.brand.client;
  const first = (await (await endorse(w.app.url, token)).json()) as { id: string };
  await w.payouts.schedule(first.id);
  await payAll();
  expect(await sentTo("again@example.com")).toBe(10_000n);

  const r = await restore(backup);
  const { recovery, payouts } = r.composition.services;
  await recovery.start({ since: new Date(yesterday()), reason: "test", startedBy: "test" });
  await expect(recovery.end({ endedBy: "test", note: "too early" })).rejects.toThrow(
    "read it again",
  );
  expect(await recovery.read()).toMatchObject({ unknownCount: 1, heldCount: 0 });
  await recovery.end({ endedBy: "test", note: "read" });

  const again = (await (await endorse(await r.listen(), token)).json()) as { id: string };
  await payouts.schedule(again.id);
  expect(await payouts.freeze()).toEqual([]);
  const held = await r.rows<{ kind: string; reason: string }>(
    "SELECT kind, reason FROM payout_holds",
  );
  expect(held).toEqual([{ kind: "maybe_paid_before", reason: expect.any(String) }]);
  expect(await sentTo("again@example.com")).toBe(10_000n);
  expect(await r.violations()).toEqual([]);
  await r.close();
});

describe("C19: a restored backup that nobody told us about", () => {
  test("is noticed when PayPal already knows an id that was never used, and nothing more is sent", async () => {
    await w.released("noticed@example.com");
    const batchId = await w.frozen();
    const [waiting] = await w.released("waiting@example.com");
    const backup = await backUp();
    await w.submitted(batchId);

    const r = await restore(backup);
    const { payouts } = r.composition.services;
    await payouts.send(batchId);
    expect(await r.rows("SELECT outcome FROM provider_calls")).toEqual([{ outcome: "duplicate" }]);
    expect(await r.openBreaks()).toContain("payouts_paused");
    expect(await payouts.freeze()).toEqual([]);
    expect(await r.statusOf(waiting!.payoutId)).toBe("queued");
    await r.close();
  });

  test("is noticed when an event speaks of a batch that only we can have made", async () => {
    await w.released("event@example.com");
    const backup = await backUp();
    const batchId = await w.frozen();
    await w.submitted(batchId);
    const { sender_batch_id: senderBatchId } = await w.batch(batchId);

    const r = await restore(backup);
    const { payouts, recovery } = r.composition.services;
    const hint = { itemId: "ITEM", payoutBatchId: "BATCH", senderBatchId };
    expect(await payouts.observeItem({ ...hint, senderBatchId: "somebody-else" })).toBe(false);
    expect(await r.openBreaks()).toEqual([]);
    expect(await payouts.observeItem(hint)).toBe(false);
    expect((await r.openBreaks()).sort()).toEqual(["payout_batch_unknown", "payouts_paused"]);
    expect(await payouts.freeze()).toEqual([]);
    // Once a person has had it written down and ended the pause, later events of the same batch pause nothing.
    expect(await recovery.read()).toMatchObject({ unknownCount: 1, heldCount: 1 });
    await recovery.end({ endedBy: "test", note: "read" });
    await payouts.findBatch({ senderBatchId });
    expect(await r.openBreaks()).not.toContain("payouts_paused");
    expect(await payouts.freeze()).toEqual([]);
    await r.close();
  });

  test("is noticed when PayPal's report shows a payment that only we can have made", async () => {
    const [payout] = await w.released("report@example.com");
    const backup = await backUp();
    await payAll();
    expect(await w.payoutStatus(payout!.payoutId)).toBe("paid");

    const r = await restore(backup);
    const { reconciliation, payouts } = r.composition.services;
    const today = utcDate(new Date());
    await reconciliation.importPaypalReport(
      { principal: "test" },
      { from: yesterday(), to: today },
    );
    expect(await r.openBreaks()).toContain("payouts_paused");
    expect(await payouts.freeze()).toEqual([]);
    expect(await r.statusOf(payout!.payoutId)).toBe("queued");
    await r.close();
  });
});
