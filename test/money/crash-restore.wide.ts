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
import { createClient, type Client as Person } from "../support/app";
import { asOwner } from "../support/database";
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
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}' AND backend_type = 'client backend'`,
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
  /** PayPal's dollars by these books, and by PayPal's own record. */
  balances(): Promise<bigint>;
  theirs(): Promise<bigint>;
}

const suspense = `
  SELECT a.name FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
  WHERE a.name LIKE 'assets:suspense:%' GROUP BY a.name HAVING sum(e.amount_minor) <> 0`;

async function holdBack(payoutId: string): Promise<void> {
  await asOwner(
    w.app.database.url,
    `INSERT INTO payout_holds (id, payout_id, kind, reason, owner, next_action, opened_by)
     VALUES (gen_random_uuid(), $1, 'person', 'wait', 'finance', 'review_hold', 'user:test')`,
    [payoutId],
  );
}

async function fetchEndorsement(url: string, submissionId: string, token: string): Promise<void> {
  const answer = await fetch(`${url}/v1/submissions/${submissionId}/endorsement`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "idempotency-key": `endorse-${submissionId}` },
  });
  expect(answer.status).toBe(200);
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
    balances: async () =>
      BigInt(
        (
          await rows<{ total: string }>(
            `SELECT coalesce(sum(e.amount_minor), 0)::text AS total FROM ledger_entries e
             JOIN ledger_accounts a ON a.id = e.account_id
             WHERE a.name = 'assets:paypal' AND a.currency = 'USD'`,
          )
        )[0]!.total,
      ),
    theirs: async () => (await w.paypalBalances("USD")).theirs,
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

interface Found {
  itemId: string;
  receiver: string | null;
  payoutId: string | null;
  creatorIds: string[];
  bookedAs: string | null;
}

/** Two people of finance at the restored installation; they have to exist before the backup. */
async function financeOf(r: Restored, tokens: { maker: string; checker: string }) {
  const url = await r.listen();
  const maker = createClient(url, tokens.maker);
  const checker = createClient(url, tokens.checker);
  const confirm = (decisions: { id: string; contentHash: string }[], by: Person = checker) =>
    by.post("/v1/recovery/confirmations", {
      decisions: decisions.map(({ id, contentHash }) => ({ decisionId: id, contentHash })),
    });
  const propose = (as: string, items: object[]) =>
    maker.post("/v1/recovery/proposals", { as, items, evidence: "PayPal's activity page" });
  return {
    url,
    maker,
    checker,
    confirm,
    propose,
    open: async (): Promise<Found[]> =>
      (await maker.get("/v1/recovery/items?state=open&limit=100").expect(200)).body.items,
    /** Both signatures. */
    async book(as: string, items: object[]): Promise<void> {
      const { body } = await propose(as, items).expect(201);
      await confirm(body.items).expect(200);
    },
  };
}

async function twoPeople() {
  const { token: maker } = await w.staff("finance_maker", "restore-maker");
  const { token: checker } = await w.staff("finance_checker", "restore-checker");
  return { maker, checker };
}

const yesterday = () => utcDate(new Date(Date.now() - 86_400_000));

test("C19: an older backup is restored: PayPal is asked first, what we know is adopted, the rest is never paid again", async () => {
  // One batch is frozen before the backup, one payout waits, and one endorsement will be made after it.
  const [frozen] = await w.released("frozen@example.com");
  const knownBatchId = await w.frozen();
  const [queued] = await w.released("queued@example.com");
  const lateCreator = await w.market.creator({ paypal: "late@example.com" });
  const tokens = await twoPeople();
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

  const early = await cli(backup, "end", "--by", "rina", "--note", "compared with PayPal");
  expect(early.code).not.toBe(0);
  expect(early.out).toContain("payments nobody has explained");
  const finance = await financeOf(r, tokens);
  const found = await finance.open();
  expect(new Set(found.map(({ receiver }) => receiver))).toEqual(
    new Set(["late@example.com", "queued@example.com"]),
  );
  await finance.book(
    "suspense",
    found.map(({ itemId }) => ({ itemId })),
  );
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
  const submission = await w.market.verified(application);
  const tokens = await twoPeople();
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
  await expect(recovery.end({ endedBy: "test", note: "read" })).rejects.toThrow("explained");
  const finance = await financeOf(r, tokens);
  const [item] = await finance.open();
  await finance.book("suspense", [{ itemId: item!.itemId }]);
  await recovery.end({ endedBy: "test", note: "read" });

  const again = (await (await endorse(finance.url, token)).json()) as { id: string };
  await payouts.schedule(again.id);
  expect(await payouts.freeze()).toEqual([]);
  const held = await r.rows<{ kind: string; reason: string }>(
    "SELECT kind, reason FROM payout_holds",
  );
  expect(held).toEqual([{ kind: "maybe_paid_before", reason: expect.any(String) }]);
  expect(await sentTo("again@example.com")).toBe(10_000n);
  expect(await r.violations()).toEqual([]);

  // Then it is known whose it was: the creator owed it, and the new payout repays it instead of being sent.
  await finance.book("creator_debt", [{ itemId: item!.itemId, creatorId: lateCreator.id }]);
  expect(await r.rows("SELECT status FROM payouts")).toEqual([{ status: "recovered" }]);
  expect(await payouts.freeze()).toEqual([]);
  expect(await r.violations()).toEqual([]);
  expect(await r.balances()).toEqual(await r.theirs());
  expect(await r.rows(suspense)).toEqual([]);
  await r.close();
});

test("C19: two people book what was forgotten, the books are PayPal's again, and the pause ends over HTTP", async () => {
  const [paid] = await w.released("paid@example.com");
  const [back] = await w.released("unclaimed+back@example.com");
  const [untouched] = await w.released("untouched@example.com");
  const lost = await w.market.creator({ paypal: "lost@example.com" });
  const application = await w.market.accepted(await w.campaign(), lost);
  const submission = await w.market.verified(application);
  const tokens = await twoPeople();
  await holdBack(untouched!.payoutId);
  const backup = await backUp();
  await fetchEndorsement(w.app.url, submission.id, application.campaign.brand.client.token);
  const [endorsed] = await w.sql<{ id: string }>(
    "SELECT id FROM endorsements WHERE submission_id = $1",
    [submission.id],
  );
  await w.payouts.schedule(endorsed!.id);
  const batchId = await w.frozen();
  await w.submitted(batchId);
  await w.observed(batchId, paid!.payoutId, "success");
  await w.observed(batchId, back!.payoutId, "unclaimed");

  const r = await restore(backup);
  const { recovery, payouts, watch } = r.composition.services;
  await recovery.start({ since: new Date(yesterday()), reason: "test", startedBy: "test" });
  const finance = await financeOf(r, tokens);
  const state = async () => (await finance.maker.get("/v1/recovery").expect(200)).body;
  expect(await state()).toMatchObject({ isPaused: true, obstacle: "report", openItemsCount: 0 });
  const premature = await finance.maker.post("/v1/recovery/ending", { evidence: "well" });
  expect(premature.body).toMatchObject({ code: "recovery_unfinished", reason: "report" });
  await finance.checker.post("/v1/recovery/report").expect(200);
  expect(await state()).toMatchObject({ obstacle: "unexplained", openItemsCount: 3 });
  const items = new Map((await finance.open()).map((item) => [item.receiver ?? "", item]));
  const idOf = (receiver: string) => items.get(receiver)!.itemId;
  expect(items.get("paid@example.com")).toMatchObject({ payoutId: paid!.payoutId, bookedAs: null });
  expect(await r.balances()).not.toEqual(await r.theirs());

  // One person cannot: neither close the breaks, nor sign twice, nor book what does not fit.
  await watch.look();
  const refusals = await r.rows<{ id: string; kind: string }>(
    `SELECT id, kind FROM breaks WHERE kind IN ('payouts_paused', 'payout_item_unknown') AND resolved_at IS NULL`,
  );
  expect(refusals).toHaveLength(4);
  for (const { id } of refusals) {
    const { body } = await finance.checker
      .post(`/v1/breaks/${id}/resolution`, { note: "Fine" })
      .expect(409);
    expect(body.operation).toMatch(/^POST \/v1\/recovery\//);
  }
  const claim = { itemId: idOf("paid@example.com"), payoutId: paid!.payoutId };
  const unfit = async (as: string, item: object, reason: object) =>
    expect((await finance.propose(as, [item]).expect(409)).body).toMatchObject(reason);
  await unfit("paid_payout", { ...claim, payoutId: back!.payoutId }, { reason: "receiver" });
  await unfit("creator_debt", { itemId: claim.itemId, creatorId: lost.id }, { reason: "receiver" });
  await unfit("no_payment", { itemId: claim.itemId }, { code: "payment_not_final" });
  const unclaimed = { itemId: idOf("unclaimed+back@example.com") };
  await unfit(
    "creator_debt",
    { ...unclaimed, creatorId: back!.creator.id },
    { code: "payment_not_final", current: "UNCLAIMED" },
  );
  await finance.propose("suspense", [{ itemId: "NOBODY" }]).expect(404);
  const first = (await finance.propose("paid_payout", [claim]).expect(201)).body.items;
  expect((await finance.propose("paid_payout", [claim]).expect(409)).body.code).toBe(
    "resolution_exists",
  );
  await finance.confirm(first, finance.maker).expect(403);
  const wrong = [{ ...first[0], contentHash: "0".repeat(64) }];
  expect((await finance.confirm(wrong).expect(409)).body.code).toBe("content_changed");
  const withdrawal = { reason: "Looked at the wrong line" };
  await finance.checker
    .post(`/v1/recovery/decisions/${first[0].id}/withdrawal`, withdrawal)
    .expect(200);
  expect((await finance.confirm(first).expect(409)).body.code).toBe("resolution_state");

  await finance.book("paid_payout", [claim, { ...unclaimed, payoutId: back!.payoutId }]);
  await finance.book("creator_debt", [{ itemId: idOf("lost@example.com"), creatorId: lost.id }]);
  expect(await r.statusOf(paid!.payoutId)).toBe("paid");
  expect(await r.statusOf(back!.payoutId)).toBe("in_progress");
  expect(
    await r.rows("SELECT id, state FROM payout_attempts WHERE payout_id = $1", [paid!.payoutId]),
  ).toEqual([{ id: (await w.attempts(paid!.payoutId))[0]!.id, state: "success" }]);
  const booked = await finance.propose("suspense", [{ itemId: claim.itemId }]).expect(409);
  expect(booked.body.code).toBe("payment_booked");
  expect(await r.violations()).toEqual([]);
  expect(await r.balances()).toEqual(await r.theirs());
  expect(await r.openBreaks()).toEqual(["payouts_paused"]);

  expect(await state()).toMatchObject({ obstacle: null, openItemsCount: 0 });
  const evidence = "Three payments forgotten, three booked";
  const ending = (await finance.maker.post("/v1/recovery/ending", { evidence }).expect(201)).body;
  expect(await payouts.freeze()).toEqual([]);
  await finance.confirm([ending]).expect(200);
  expect(await state()).toMatchObject({ isPaused: false, obstacle: null });
  expect(await r.openBreaks()).not.toContain("payouts_paused");
  await finance.checker.post("/v1/recovery/report").expect(409);
  const decisions = await finance.maker.get("/v1/recovery/decisions?status=confirmed").expect(200);
  expect(decisions.body.items.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
    "creator_debt",
    "end",
    "paid_payout",
    "paid_payout",
  ]);

  // What was never paid is paid now, once; the unclaimed one is followed to its end, by timer and by message.
  await finance.checker.post(`/v1/payouts/${untouched!.payoutId}/release`).expect(200);
  expect(await payouts.freeze()).toHaveLength(1);
  await w.world.control("paypal", "POST", `/payouts/${unclaimed.itemId}/status`, {
    status: "RETURNED",
  });
  expect(
    await payouts.observeItem({
      itemId: unclaimed.itemId,
      payoutBatchId: undefined,
      senderBatchId: undefined,
    }),
  ).toBe(true);
  expect(await r.statusOf(back!.payoutId)).toBe("returned");
  await asOwner(backup, "UPDATE payout_attempts SET next_poll_at = now() WHERE state = 'success'");
  await w.world.control("paypal", "POST", `/payouts/${claim.itemId}/status`, {
    status: "REVERSED",
  });
  await recovery.found.follow();
  expect(await r.statusOf(paid!.payoutId)).toBe("returned");
  expect(await r.violations()).toEqual([]);
  expect(await r.balances()).toEqual(await r.theirs());

  // The report's lines find what was booked, fees included.
  const today = utcDate(new Date());
  await r.composition.services.reconciliation.importPaypalReport(
    { principal: "test", person: "test" },
    { from: yesterday(), to: today },
  );
  expect(
    await r.rows(
      "SELECT kind, problem FROM statement_lines WHERE status = 'open' AND kind NOT IN ('T1503', 'T1105')",
    ),
  ).toEqual([]);
  await r.close();
}, 120_000);

test("C19: a payment in suspense is followed: what comes back leaves nothing behind", async () => {
  await w.released("happy+followed@example.com");
  const tokens = await twoPeople();
  const backup = await backUp();
  await payAll();
  const r = await restore(backup);
  const { recovery } = r.composition.services;
  await recovery.start({ since: new Date(yesterday()), reason: "test", startedBy: "test" });
  await recovery.read();
  const finance = await financeOf(r, tokens);
  const [item] = await finance.open();
  await finance.book("suspense", [{ itemId: item!.itemId }]);
  expect(await r.rows(suspense)).toHaveLength(1);
  expect(await r.balances()).toEqual(await r.theirs());
  await w.world.control("paypal", "POST", `/payouts/${item!.itemId}/status`, {
    status: "REVERSED",
  });
  await asOwner(backup, "UPDATE unknown_payout_items SET next_look_at = now()");
  await recovery.found.follow();
  await recovery.found.follow();
  expect(await r.rows("SELECT booked_as FROM unknown_payout_items")).toEqual([
    { booked_as: "no_payment" },
  ]);
  expect(await r.rows(suspense)).toEqual([]);
  expect(await r.balances()).toEqual(await r.theirs());
  expect(await r.violations()).toEqual([]);
  await r.close();
}, 120_000);

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
    const tokens = await twoPeople();
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
    const finance = await financeOf(r, tokens);
    const [item] = await finance.open();
    await finance.book("suspense", [{ itemId: item!.itemId }]);
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
      { principal: "test", person: "test" },
      { from: yesterday(), to: today },
    );
    expect(await r.openBreaks()).toContain("payouts_paused");
    expect(await payouts.freeze()).toEqual([]);
    expect(await r.statusOf(payout!.payoutId)).toBe("queued");
    await r.close();
  });
});
