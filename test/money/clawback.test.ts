/** Fees that are taken back: within the hold, before and after they were sent, and repaid from later fees. */
import fc from "fast-check";
import { settleCampaign } from "../../src/features/campaigns";
import { endHolds } from "../../src/features/submissions";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import type { Application, Creator } from "../support/marketplace";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { newStaff } from "../support/people";

let w: PayoutWorld;
let maker: Client;
let checker: Client;
let operator: Client;
beforeAll(async () => {
  w = await openPayoutWorld({ HOLD_PERIOD_SECONDS: "86400" });
  await w.fillPaypal("USD", 100_000_000n);
  maker = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
  operator = (await newStaff(w.app, ["operator"])).client;
});
afterAll(() => w.close());
afterEach(async () => expect(await w.violations()).toEqual([]));

const owner = (statement: string, values: unknown[] = []) =>
  asOwner(w.app.database.url, statement, values);

interface Earning {
  endorsementId: string;
  submissionId: string;
  application: Application;
}

/** An agreed collaboration of so many pieces, each worth 60.00 USD and 6.00 for the platform. */
async function collaboration(pieces: number, creator?: Creator): Promise<Application> {
  const by = creator ?? (await w.market.creator({ paypal: "happy@example.com" }));
  const campaign = await w.market.campaign(await w.market.brand(), {
    fee: 6_000n * BigInt(pieces),
    creatorsMax: 1,
    deliverables: [{ platform: "instagram", kind: "post", quantity: pieces }],
  });
  return await w.market.accepted(campaign, by);
}

/** One more piece of it is endorsed; its fee is held. */
async function held(application: Application): Promise<Earning> {
  const endorsementId = await w.market.endorsed(application);
  const [row] = await w.sql<{ submission_id: string }>(
    "SELECT submission_id FROM endorsements WHERE id = $1",
    [endorsementId],
  );
  return { endorsementId, submissionId: row!.submission_id, application };
}

async function holdOver(endorsementId: string): Promise<void> {
  await owner("UPDATE endorsements SET held_until = now() WHERE id = $1", [endorsementId]);
  await w.app.database.unitOfWork.run((tx) => endHolds(tx, 100));
}

async function payable(application: Application): Promise<Earning> {
  const earning = await held(application);
  await holdOver(earning.endorsementId);
  return earning;
}

async function payoutOf(endorsementId: string): Promise<string> {
  await w.payouts.schedule(endorsementId);
  const [row] = await w.sql<{ payout_id: string }>(
    "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
    [endorsementId],
  );
  return row!.payout_id;
}

async function frozen(payoutId: string): Promise<string> {
  await w.payouts.freeze();
  return (await w.attempts(payoutId)).at(-1)!.batch_id!;
}

async function pay(payoutId: string): Promise<void> {
  const batchId = await frozen(payoutId);
  await w.submitted(batchId);
  await w.observed(batchId, payoutId, "success");
}

async function paid(application: Application): Promise<Earning & { payoutId: string }> {
  const earning = await payable(application);
  const payoutId = await payoutOf(earning.endorsementId);
  await pay(payoutId);
  return { ...earning, payoutId };
}

const evidence = { reason: "removed_early", evidence: "The post was gone on the second day." };
const decide = (submissionId: string) =>
  operator.post(`/v1/submissions/${submissionId}/clawback`, evidence);
const confirm = (body: { id: string; contentHash: string }, by = checker) =>
  by.post(`/v1/clawbacks/${body.id}/confirmation`, { contentHash: body.contentHash });

async function clawedBack({ submissionId }: { submissionId: string }): Promise<void> {
  const { body } = await decide(submissionId).expect(201);
  await confirm(body).expect(200);
}

/** Lines of the posting that undid an earning: account and minor units, debits positive. */
async function undoing(endorsementId: string): Promise<{ rule: string; lines: string[] }> {
  const rows = await w.sql<{ rule: string; name: string; amount: string }>(
    `SELECT t.rule, a.name, e.amount_minor::text AS amount FROM ledger_transactions t
     JOIN ledger_entries e ON e.transaction_id = t.id JOIN ledger_accounts a ON a.id = e.account_id
     WHERE t.reference = $1 ORDER BY e.id`,
    [`endorsement:${endorsementId}:clawed-back`],
  );
  return {
    rule: rows[0]?.rule ?? "none",
    lines: rows.map(({ name, amount }) => `${name.replaceAll(/:[0-9a-f-]{36}/g, "")} ${amount}`),
  };
}

async function balance(name: string): Promise<bigint> {
  const [row] = await w.sql<{ total: string }>(
    `SELECT coalesce(-sum(e.amount_minor), 0)::text AS total FROM ledger_entries e
     JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = $1`,
    [name],
  );
  return BigInt(row!.total);
}
const debtOf = async (creator: Creator) =>
  -(await balance(`assets:receivable:creator:${creator.id}`));
const payableOf = (creator: Creator) => balance(`liabilities:creator:${creator.id}:payable`);

const seen = async (payoutId: string) => {
  const { body } = await maker.get(`/v1/payouts/${payoutId}`).expect(200);
  return [body.status, body.amount.amountMinor, body.recovered.amountMinor];
};

test("within the hold: fee and platform fee go back to the campaign, and are never payable", async () => {
  const application = await collaboration(1);
  const earning = await held(application);
  const { body } = await decide(earning.submissionId).expect(201);
  expect(body).toMatchObject({ status: "proposed", fee: { amountMinor: "6000" } });
  const done = await confirm(body).expect(200);
  expect(done.body.status).toBe("confirmed");
  expect(await undoing(earning.endorsementId)).toEqual({
    rule: "L12",
    lines: [
      "liabilities:creator:held 6000",
      "income:platform-fee 600",
      "liabilities:campaign:escrow -6600",
    ],
  });
  const { client } = application.creator;
  const submission = await client.get(`/v1/submissions/${earning.submissionId}`).expect(200);
  expect(submission.body.status).toBe("clawed_back");
  await holdOver(earning.endorsementId);
  expect((await w.payouts.findDue()).endorsementIds).not.toContain(earning.endorsementId);
  await w.payouts.schedule(earning.endorsementId);
  expect((await client.get("/v1/creators/me/payouts").expect(200)).body.items).toEqual([]);
});

test("both sides are told, in their languages", async () => {
  const application = await collaboration(1);
  const earning = await held(application);
  await owner("UPDATE users SET locale = 'id' WHERE id = $1", [application.creator.userId]);
  await clawedBack(earning);
  const topic = "endorsement.clawed_back";
  const [event] = await w.sql<{ id: string; payload: Record<string, string> }>(
    "SELECT id, payload FROM outbox WHERE topic = $1 AND payload ->> 'endorsementId' = $2",
    [topic, earning.endorsementId],
  );
  await lettersOf(w.app, topic, event!.id, event!.payload);
  const mails = await w.sql<{ user_id: string; subject: string }>(
    "SELECT user_id, subject FROM mails WHERE subject_id = $1 ORDER BY kind",
    [event!.id],
  );
  expect(mails).toMatchObject([
    { user_id: application.creator.userId, subject: expect.stringContaining("ditarik kembali") },
    { user_id: application.campaign.brand.userId, subject: expect.stringContaining("came back") },
  ]);
});

test("after the hold and not sent: its payout is canceled, and nothing is owed", async () => {
  const application = await collaboration(1);
  const earning = await payable(application);
  const payoutId = await payoutOf(earning.endorsementId);
  expect(await w.payoutStatus(payoutId)).toBe("queued");
  await clawedBack(earning);
  expect(await w.payoutStatus(payoutId)).toBe("canceled");
  expect(await undoing(earning.endorsementId)).toEqual({
    rule: "L13",
    lines: [
      "liabilities:creator:payable 6000",
      "income:platform-fee 600",
      "liabilities:campaign:escrow -6600",
    ],
  });
  expect(await debtOf(application.creator)).toBe(0n);
  expect((await w.payouts.findDue()).endorsementIds).not.toContain(earning.endorsementId);
});

test("while a payment is under way it waits; once paid the fee is owed, and the next fee repays it", async () => {
  const application = await collaboration(2);
  const { creator } = application;
  const first = await payable(application);
  const payoutId = await payoutOf(first.endorsementId);
  const batchId = await frozen(payoutId);
  const { body } = await decide(first.submissionId).expect(201);
  expect((await confirm(body).expect(409)).body.code).toBe("payout_attempt_live");
  await w.submitted(batchId);
  await w.observed(batchId, payoutId, "success");
  await confirm(body).expect(200);
  expect(await undoing(first.endorsementId)).toMatchObject({
    rule: "L13",
    lines: [
      "assets:receivable:creator 6000",
      "income:platform-fee 600",
      "liabilities:campaign:escrow -6600",
    ],
  });
  expect(await seen(payoutId)).toEqual(["paid", "6000", "0"]);
  const second = await payable(application);
  const repaying = await payoutOf(second.endorsementId);
  expect(await seen(repaying)).toEqual(["recovered", "0", "6000"]);
  expect(await debtOf(creator)).toBe(0n);
  const mine = await creator.client.get("/v1/creators/me/payouts").expect(200);
  expect(mine.body.items[0]).toMatchObject({
    stage: "recovered",
    recovered: { amountMinor: "6000", currency: "USD" },
  });
  expect(await w.payouts.freeze()).toEqual([]);
});

test("a larger fee repays the debt and the rest is sent", async () => {
  const application = await collaboration(1);
  const { creator } = application;
  await clawedBack(await paid(application));
  expect(await debtOf(creator)).toBe(6_000n);
  const campaign = await w.market.campaign(await w.market.brand(), { fee: 10_000n });
  const next = await payable(await w.market.accepted(campaign, creator));
  const payoutId = await payoutOf(next.endorsementId);
  expect(await seen(payoutId)).toEqual(["queued", "4000", "6000"]);
  await pay(payoutId);
  expect(await w.leftPaypal(payoutId)).toBe(4_000n);
  expect([await debtOf(creator), await payableOf(creator)]).toEqual([0n, 0n]);
});

test("what was signed and not sent repays at once: the signatures are void and payable is down to zero", async () => {
  const application = await collaboration(3);
  const { creator } = application;
  const first = await paid(application);
  const second = await paid(application);
  const waiting = await payable(application);
  const payoutId = await payoutOf(waiting.endorsementId);
  expect(await w.payoutStatus(payoutId)).toBe("queued");
  await clawedBack(first);
  expect(await seen(payoutId)).toEqual(["recovered", "0", "6000"]);
  expect([await debtOf(creator), await payableOf(creator)]).toEqual([0n, 0n]);
  await clawedBack(second);
  expect(await debtOf(creator)).toBe(6_000n);
  // The fee that repaid was itself not earned: all that was ever paid is owed.
  await clawedBack(waiting);
  expect(await debtOf(creator)).toBe(12_000n);
});

test("giving up a payout that repaid opens the debt again, until its fee is scheduled anew", async () => {
  const application = await collaboration(1);
  const { creator } = application;
  await clawedBack(await paid(application));
  const campaign = await w.market.campaign(await w.market.brand(), { fee: 10_000n });
  const next = await payable(await w.market.accepted(campaign, creator));
  const payoutId = await payoutOf(next.endorsementId);
  await maker.post(`/v1/payouts/${payoutId}/cancel`, { reason: "wrong" }).expect(200);
  expect(await seen(payoutId)).toEqual(["canceled", "10000", "0"]);
  expect([await debtOf(creator), await payableOf(creator)]).toEqual([6_000n, 10_000n]);
  const again = await payoutOf(next.endorsementId);
  expect(await seen(again)).toEqual(["draft", "4000", "6000"]);
});

test("refunded after it was taken back: what came back settles the debt", async () => {
  const application = await collaboration(1);
  const { creator } = application;
  const earning = await paid(application);
  await clawedBack(earning);
  const [attempt] = await w.attempts(earning.payoutId);
  await w.world.control("paypal", "POST", `/payouts/${attempt!.provider_item_id}/status`, {
    status: "REFUNDED",
  });
  await w.observed(attempt!.batch_id!, earning.payoutId, "refunded");
  expect(await w.payoutStatus(earning.payoutId)).toBe("returned");
  await w.payouts.afterlife.repayDebts();
  expect(await seen(earning.payoutId)).toEqual(["recovered", "0", "6000"]);
  expect([await debtOf(creator), await payableOf(creator)]).toEqual([0n, 0n]);
});

test("a campaign that is settled has no escrow: the brand's deposit gets it", async () => {
  const application = await collaboration(1);
  const earning = await paid(application);
  const { campaign } = application;
  await campaign.brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
  const isSettled = await w.app.database.unitOfWork.run((tx) =>
    settleCampaign(tx, campaign.id, "system:test"),
  );
  expect(isSettled).toBe(true);
  await clawedBack(earning);
  expect((await undoing(earning.endorsementId)).lines).toContain("liabilities:brand:deposit -6600");
});

test("a held fee that was taken back does not keep its campaign from settling", async () => {
  const application = await collaboration(1);
  await clawedBack(await held(application));
  const { campaign } = application;
  await campaign.brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
  const isSettled = await w.app.database.unitOfWork.run((tx) =>
    settleCampaign(tx, campaign.id, "system:test"),
  );
  expect(isSettled).toBe(true);
});

test("two people, and exactly what the first one wrote", async () => {
  const application = await collaboration(2);
  const earning = await held(application);
  const waiting = await w.market.live(application);
  expect((await decide(waiting.id).expect(404)).body.code).toBe("not_found");
  const { body } = await decide(earning.submissionId).expect(201);
  expect((await decide(earning.submissionId).expect(409)).body.code).toBe("clawback_exists");
  await maker
    .post(`/v1/clawbacks/${body.id}/confirmation`, { contentHash: body.contentHash })
    .expect(403);
  const other = await confirm({ id: body.id, contentHash: "0".repeat(64) }).expect(409);
  expect(other.body.code).toBe("content_changed");
  const both = await newStaff(w.app, ["operator", "finance_checker"]);
  await both.client.post(`/v1/submissions/${earning.submissionId}/clawback`, evidence).expect(409);
  const reason = { reason: "The post is still there." };
  const declined = await checker.post(`/v1/clawbacks/${body.id}/decline`, reason).expect(200);
  expect(declined.body.status).toBe("declined");
  expect((await confirm(body).expect(409)).body.code).toBe("clawback_state");
  const own = await both.client
    .post(`/v1/submissions/${earning.submissionId}/clawback`, evidence)
    .expect(201);
  expect((await confirm(own.body, both.client).expect(409)).body.code).toBe("same_person");
  const listed = await maker.get("/v1/clawbacks?status=proposed").expect(200);
  expect(listed.body.items.map((item: { id: string }) => item.id)).toEqual([own.body.id]);
  expect(await undoing(earning.endorsementId)).toEqual({ rule: "none", lines: [] });
  await confirm(own.body).expect(200);
});

test("confirmed ten times at once, while the payout is being frozen: once, or not at all", async () => {
  for (let round = 0; round < 3; round++) {
    const application = await collaboration(1);
    const earning = await payable(application);
    const payoutId = await payoutOf(earning.endorsementId);
    const { body } = await decide(earning.submissionId).expect(201);
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => confirm(body)),
      w.payouts.freeze(),
      ...Array.from({ length: 5 }, () => confirm(body)),
    ]);
    const statuses = answers.flatMap((answer) => ("status" in answer ? [answer.status] : []));
    const confirmed = statuses.filter((status) => status === 200).length;
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    expect(await w.payoutStatus(payoutId)).toBe(confirmed === 1 ? "canceled" : "in_progress");
    expect(confirmed).toBeLessThanOrEqual(1);
    const batchId = (await w.attempts(payoutId)).at(-1)?.batch_id;
    if (batchId) await w.submitted(batchId);
  }
});

test("many later fees at once repay a debt once", async () => {
  const application = await collaboration(5);
  const { creator } = application;
  await clawedBack(await paid(application));
  const later: string[] = [];
  for (let n = 0; n < 4; n++) later.push((await payable(application)).endorsementId);
  await Promise.all(later.map((id) => w.payouts.schedule(id)));
  const rows = await w.sql<{ recovered: string }>(
    `SELECT sum(recovered_minor)::text AS recovered FROM payouts WHERE creator_id = $1`,
    [creator.id],
  );
  expect(rows).toEqual([{ recovered: "6000" }]);
  expect(await debtOf(creator)).toBe(0n);
});

describe("random orders of earning, paying, sending back and taking back", () => {
  type Step =
    | { kind: "earn" | "sweep" | "freeze" | "pay" | "debts" }
    | {
        kind: "endHold" | "clawback" | "refund" | "cancel" | "release" | "sign" | "reroute";
        pick: number;
      };
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constantFrom("earn" as const, "sweep", "freeze", "pay") }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("debts" as const) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          "endHold" as const,
          "endHold",
          "clawback",
          "clawback",
          "refund",
          "cancel",
          "release",
          "sign",
          "reroute",
        ),
        pick: fc.nat(9),
      }),
    },
  ) as fc.Arbitrary<Step>;
  const piecesMax = 4;

  const payoutsOf = async (creator: Creator) =>
    await w.sql<{ id: string; status: string }>(
      "SELECT id, status FROM payouts WHERE creator_id = $1 ORDER BY id",
      [creator.id],
    );

  async function settleAll(creator: Creator): Promise<void> {
    for (const { id } of await payoutsOf(creator)) {
      const attempt = (await w.attempts(id)).at(-1);
      if (!attempt?.batch_id || attempt.state !== "intent") continue;
      await w.submitted(attempt.batch_id);
      await w.observed(attempt.batch_id, id, "success");
    }
  }

  async function sign(payoutId: string): Promise<void> {
    await maker.post("/v1/payouts/prepare", { payoutIds: [payoutId] });
    const { body } = await maker.get(`/v1/payouts/${payoutId}`);
    const contentHash = body.contentHash ?? "0".repeat(64);
    await checker.post("/v1/payouts/approvals", { payouts: [{ payoutId, contentHash }] });
  }

  async function sweep(): Promise<void> {
    for (const id of (await w.payouts.findDue()).endorsementIds) await w.payouts.schedule(id);
  }

  async function run(application: Application, earned: Earning[], at: Step): Promise<void> {
    const { creator } = application;
    if (at.kind === "earn") {
      if (earned.length < piecesMax) earned.push(await held(application));
      return;
    }
    if (at.kind === "sweep") return await sweep();
    if (at.kind === "freeze") return void (await w.payouts.freeze());
    if (at.kind === "pay") return await settleAll(creator);
    if (at.kind === "debts") return await w.payouts.afterlife.repayDebts();
    if (!("pick" in at)) return;
    const earning = earned[at.pick % Math.max(earned.length, 1)];
    const payouts = await payoutsOf(creator);
    const payout = payouts[at.pick % Math.max(payouts.length, 1)];
    if (at.kind === "endHold") return earning && (await holdOver(earning.endorsementId));
    if (at.kind === "clawback") {
      if (!earning) return;
      await decide(earning.submissionId);
      const { body } = await checker.get("/v1/clawbacks?status=proposed&limit=100").expect(200);
      for (const open of body.items) await confirm(open);
      return;
    }
    if (!payout) return;
    if (at.kind === "sign") return await sign(payout.id);
    if (at.kind === "release") return void (await checker.post(`/v1/payouts/${payout.id}/release`));
    if (at.kind === "reroute") return void (await maker.post(`/v1/payouts/${payout.id}/reroute`));
    if (at.kind === "cancel") {
      return void (await maker.post(`/v1/payouts/${payout.id}/cancel`, { reason: "random" }));
    }
    const attempt = (await w.attempts(payout.id)).at(-1);
    if (!attempt?.provider_item_id || !attempt.batch_id) return;
    await w.world.control("paypal", "POST", `/payouts/${attempt.provider_item_id}/status`, {
      status: "REFUNDED",
    });
    await w.payouts.observeBatch(attempt.batch_id);
  }

  test("what left PayPal is what was earned, less what is still owed to or by the creator", async () => {
    const life = fc.array(step, { minLength: 8, maxLength: 22 });
    await fc.assert(
      fc.asyncProperty(life, async (steps) => {
        const application = await collaboration(piecesMax);
        const { creator } = application;
        const earned: Earning[] = [];
        for (const at of steps) {
          await run(application, earned, at);
          expect([at, await w.violations()]).toEqual([at, []]);
        }
        await settleAll(creator);
        await w.payouts.afterlife.repayDebts();
        expect(await w.violations()).toEqual([]);
        // PayPal's own record against the claims that stand; the ledger is asked only for what is still open.
        let left = 0n;
        for (const { id } of await payoutsOf(creator)) left += await w.leftPaypal(id);
        const [standing] = await w.sql<{ n: number }>(
          "SELECT count(*)::int AS n FROM endorsements WHERE creator_id = $1 AND clawed_back_at IS NULL",
          [creator.id],
        );
        const heldMinor = await balance(`liabilities:creator:${creator.id}:held`);
        const openMinor = (await payableOf(creator)) + heldMinor - (await debtOf(creator));
        expect(left).toBe(6_000n * BigInt(standing!.n) - openMinor);
        // A debt is never left open beside money that could repay it.
        const unscheduled = (await w.payouts.findDue()).endorsementIds;
        if ((await debtOf(creator)) > 0n && unscheduled.length === 0) {
          expect(await payableOf(creator)).toBe(0n);
        }
      }),
      { numRuns: Number(process.env["RANDOM_LIVES"] ?? 3), endOnFailure: true },
    );
  }, 3_600_000);
});
