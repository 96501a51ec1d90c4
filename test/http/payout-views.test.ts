/** What creators and finance see of payouts: one timeline for the one, everything on one screen for the other. */
import { newId } from "../../src/kernel/ids";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import {
  eventually,
  openPayoutWorld,
  type PayoutAt,
  type PayoutWorld,
} from "../support/payout-world";
import { signedHeaders, signingOf } from "../support/paypal-signing";

let w: PayoutWorld;
let finance: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
  finance = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
});
afterAll(() => w.close());
afterEach(async () => expect(await w.violations()).toEqual([]));

/** A payout to this address that PayPal has brought into this state. */
async function brought(receiver: string, state: string): Promise<PayoutAt & { batchId: string }> {
  const [payout] = await w.released(receiver);
  const batchId = await w.frozen();
  await w.submitted(batchId);
  await w.observed(batchId, payout!.payoutId, state);
  return { ...payout!, batchId };
}

const mineOf = async ({ creator, payoutId }: PayoutAt, language = "en") =>
  (
    await creator.client
      .get(`/v1/creators/me/payouts/${payoutId}`)
      .set("Accept-Language", language)
      .expect(200)
  ).body;
const screenOf = async (payoutId: string, language = "en") =>
  (await finance.get(`/v1/payouts/${payoutId}`).set("Accept-Language", language).expect(200)).body;
const steps = (view: { timeline: { what: string }[] }) => view.timeline.map(({ what }) => what);

/** A message of PayPal about this attempt, at our door. */
async function tell(itemId: string, payoutBatchId: string): Promise<void> {
  const event = {
    id: `WH-${newId()}`,
    event_type: "PAYMENT.PAYOUTS-ITEM.SUCCEEDED",
    resource: { payout_item_id: itemId, payout_batch_id: payoutBatchId },
  };
  const raw = Buffer.from(JSON.stringify(event));
  const answer = await fetch(`${w.app.url}/webhooks/paypal`, {
    method: "POST",
    headers: signedHeaders(raw, signingOf(w.world)),
    body: new Uint8Array(raw),
  });
  expect(answer.status).toBe(200);
}

describe("a payment that went through", () => {
  let payout: PayoutAt & { batchId: string };
  beforeAll(async () => {
    payout = await brought("through@example.com", "success");
  });

  test("its creator sees every step with its date, in the language of the request", async () => {
    const mine = await mineOf(payout);
    expect(steps(mine)).toEqual(["earned", "released", "sent", "paid"]);
    expect(mine).toMatchObject({ stage: "paid", rail: "paypal", expectedArrival: null });
    expect(mine.paidAt).not.toBeNull();
    expect(mine.endorsementIds).toEqual([payout.endorsementId]);
    const dates = mine.timeline.map(({ at }: { at: string }) => at);
    expect(dates.every((at: string, n: number) => n === 0 || at >= dates[n - 1])).toBe(true);
    const texts = await Promise.all(
      ["en", "id", "th"].map(async (language) => (await mineOf(payout, language)).timeline[3].text),
    );
    expect(texts).toEqual(["You were paid.", "Anda sudah dibayar.", "คุณได้รับเงินแล้ว"]);
    const { body } = await payout.creator.client.get("/v1/creators/me/payouts").expect(200);
    expect(body.items[0]).toEqual(mine);
  });

  test("nobody else's creator finds it, and finance's screen is not for creators", async () => {
    const stranger = await w.market.creator({ paypal: "stranger@example.com" });
    const statusOf = async (path: string) => (await stranger.client.get(path)).status;
    expect(await statusOf(`/v1/creators/me/payouts/${payout.payoutId}`)).toBe(404);
    expect(await statusOf(`/v1/payouts/${payout.payoutId}`)).toBe(403);
    expect(await statusOf("/v1/payouts/summary")).toBe(403);
    expect(await statusOf(`/v1/payout-batches/${payout.batchId}/attempts`)).toBe(403);
  });

  test("finance sees calls, messages, ledger lines, signatures and ages on one screen", async () => {
    const batch = await w.batch(payout.batchId);
    const [attempt] = await w.attempts(payout.payoutId);
    await tell(attempt!.provider_item_id!, batch.payout_batch_id!);
    const screen = await screenOf(payout.payoutId);
    expect(screen.attempts).toEqual([
      expect.objectContaining({ state: "success", problem: null, batchId: payout.batchId }),
    ]);
    expect(screen.batches).toEqual([
      {
        id: payout.batchId,
        senderBatchId: batch.sender_batch_id,
        payoutBatchId: batch.payout_batch_id,
        state: "closed",
      },
    ]);
    expect(screen.calls[0]).toMatchObject({ outcome: "accepted", httpStatus: 201, n: 1 });
    expect(screen.calls[0].debugId).toMatch(/\w+/);
    expect(screen.events).toEqual([
      expect.objectContaining({ type: "PAYMENT.PAYOUTS-ITEM.SUCCEEDED", state: "pending" }),
    ]);
    const rules = screen.ledger.map(({ rule }: { rule: string }) => rule).sort();
    expect(rules).toEqual(["L11", "L15", "L17", "L18", "L9"]);
    // From the payout down to the work: what it pays was earned by exactly its endorsements.
    const earned = screen.ledger.filter(({ rule }: { rule: string }) => rule === "L9");
    expect(earned).toEqual([
      expect.objectContaining({
        endorsementId: payout.endorsementId,
        reference: `endorsement:${payout.endorsementId}`,
      }),
    ]);
    const sent = screen.ledger.find(({ rule }: { rule: string }) => rule === "L15");
    expect(sent.endorsementId).toBeNull();
    for (const { entries } of screen.ledger) {
      const sum = entries.reduce(
        (total: bigint, entry: { amount: { amountMinor: string } }) =>
          total + BigInt(entry.amount.amountMinor),
        0n,
      );
      expect(sum).toBe(0n);
    }
    expect(screen.signatures).toEqual([
      expect.objectContaining({
        what: "payout.released",
        by: { id: null, name: "system:schedule-payout" },
      }),
    ]);
    expect(screen.nextLookAt).not.toBeNull();
    expect(screen.ageSeconds).toBeGreaterThanOrEqual(screen.inStatusSeconds);
    expect(screen).toMatchObject({ breaks: [], holdHistory: [], incomplete: [] });
  });

  test("and the same of the whole batch, with sums in place of single lines", async () => {
    const { body } = await finance.get(`/v1/payout-batches/${payout.batchId}`).expect(200);
    expect(body).toMatchObject({
      state: "closed",
      problem: null,
      itemsCount: 1,
      states: [{ state: "success", count: 1, total: { amountMinor: "10000", currency: "USD" } }],
      attemptsCursor: null,
      nextTryAt: null,
      incomplete: [],
    });
    expect(body.attempts).toHaveLength(1);
    expect(body.calls).toHaveLength(1);
    expect(body.events).toHaveLength(1);
    expect(body.releases).toEqual([
      expect.objectContaining({
        release: "auto",
        count: 1,
        preparedBy: { id: null, name: "system:schedule-payout" },
      }),
    ]);
    expect(body.ledger).toContainEqual({
      rule: "L15",
      account: "liabilities:creator:*:payable",
      transactionsCount: 1,
      amount: { amountMinor: "10000", currency: "USD" },
    });
  });
});

test("finance lists what PayPal has and the receiver does not yet", async () => {
  const { payoutId } = await brought("unclaimed+filter@example.com", "unclaimed");
  const idsOf = async (query: string) =>
    (
      (await finance.get(`/v1/payouts?limit=100&${query}`).expect(200)).body.items as {
        id: string;
      }[]
    ).map(({ id }) => id);
  expect(await idsOf("isParked=true")).toContain(payoutId);
  expect(await idsOf("isParked=false")).not.toContain(payoutId);
  await finance.get("/v1/payouts?isParked=nowhere").expect(422);
});

test("unclaimed: the creator reads why, by when and what to do; finance reads PayPal's own word", async () => {
  const payout = await brought("unclaimed+views@example.com", "unclaimed");
  const mine = await mineOf(payout, "id");
  expect(mine).toMatchObject({
    stage: "unclaimed",
    reason: { code: "receiver_unregistered" },
    nextAction: { code: "claim_at_paypal", by: "creator" },
  });
  expect(mine.reason.text).toMatch(/Buka akun/);
  expect(mine.expectedArrival.to).toBe(mine.timeline.at(-1).until);
  const screen = await screenOf(payout.payoutId, "th");
  expect(screen.attempts[0].problem).toEqual({
    name: "RECEIVER_UNREGISTERED",
    group: "creator_acts",
    message: expect.stringMatching(/[\u0e00-\u0e7f]/),
  });
  expect(screen.breaks).toEqual([]);
});

test("compliance: a break and finance's words; the creator learns nothing, and nothing is tried again", async () => {
  const payout = await brought("fail+risk_decline@example.com", "failed");
  const mine = await mineOf(payout);
  expect(mine).toMatchObject({
    stage: "failed",
    reason: { code: "being_checked" },
    nextAction: { code: "wait_for_finance", by: "finance" },
  });
  const list = await payout.creator.client.get("/v1/creators/me/payouts").expect(200);
  expect(JSON.stringify([mine, list.body])).not.toMatch(/risk|complian|decline/i);
  const screen = await screenOf(payout.payoutId);
  expect(screen.attempts[0].problem).toMatchObject({ name: "RISK_DECLINE", group: "compliance" });
  expect(screen.breaks).toEqual([
    expect.objectContaining({
      kind: "payout_item_compliance",
      nextAction: "ask_compliance",
      resolvedAt: null,
      details: expect.objectContaining({ error: "RISK_DECLINE" }),
    }),
  ]);
  // Whatever the sweeps ask for, no second attempt comes of it.
  await w.payouts.schedule(payout.endorsementId);
  await w.payouts.advanceDraftsOf(payout.creator.id);
  expect(await w.payouts.freeze()).toEqual([]);
  await w.payouts.observeBatch(payout.batchId);
  expect(await w.attempts(payout.payoutId)).toHaveLength(1);
  expect(await w.payoutStatus(payout.payoutId)).toBe("failed");
  expect(screen.breaks).toHaveLength(1);
});

test("a pending item that PayPal checks under the law opens its break once PayPal says so", async () => {
  const payout = await brought("pending+views@example.com", "pending");
  // Every item is pending at first; the reason comes a moment later.
  const screen = await eventually("the break to be open", async () => {
    await w.payouts.observeBatch(payout.batchId);
    const seen = await screenOf(payout.payoutId);
    return seen.breaks.length > 0 && seen;
  });
  expect(screen.breaks).toEqual([expect.objectContaining({ kind: "payout_item_compliance" })]);
  expect((await mineOf(payout)).stage).toBe("sent");
});

test("our own fault opens a break for the operator", async () => {
  const payout = await brought("selfpay+views@example.com", "failed");
  const screen = await screenOf(payout.payoutId);
  expect(screen.attempts[0].problem).toMatchObject({ group: "our_bug" });
  expect(screen.breaks).toEqual([
    expect.objectContaining({ kind: "payout_item_our_bug", owner: "operator" }),
  ]);
  expect((await mineOf(payout)).reason.code).toBe("being_checked");
});

test("a batch that PayPal refuses says why in finance's language, with the debug id", async () => {
  const [payout] = await w.released("refused@example.com");
  const batchId = await w.frozen();
  await w.fault("paypal", "POST", "/v1/payments/payouts$", {
    type: "status",
    status: 403,
    headers: { "paypal-debug-id": "debug-of-refusal" },
    body: { name: "SENDER_RESTRICTED", message: "restricted", debug_id: "debug-of-refusal" },
  });
  await w.payouts.send(batchId);
  const { body } = await finance
    .get(`/v1/payout-batches/${batchId}`)
    .set("Accept-Language", "id")
    .expect(200);
  expect(body).toMatchObject({
    state: "frozen",
    problem: { name: "SENDER_RESTRICTED", group: "we_act", message: expect.stringMatching(/akun/) },
    calls: [{ outcome: "refused", httpStatus: 403, debugId: "debug-of-refusal" }],
    breaks: [{ kind: "payout_batch_held", details: { debugId: "debug-of-refusal" } }],
  });
  expect(body.nextTryAt).not.toBeNull();
  const screen = await screenOf(payout!.payoutId);
  expect(screen.breaks).toEqual([expect.objectContaining({ objectType: "payout_batch" })]);
  const mine = await mineOf(payout!);
  expect(steps(mine)).toEqual(["earned", "released"]);
  expect(JSON.stringify(mine)).not.toMatch(/debug|restrict|SENDER/);
  const broken = await finance.get("/v1/payout-batches?hasOpenBreak=true").expect(200);
  expect(broken.body.items.map(({ id }: { id: string }) => id)).toContain(batchId);
  await asOwner(w.app.database.url, "UPDATE payout_batches SET next_try_at = now() WHERE id = $1", [
    batchId,
  ]);
  await w.submitted(batchId);
  await w.observed(batchId, payout!.payoutId, "success");
});

test("a hold keeps who and why for finance; the creator never reads the note or a name", async () => {
  const [payout] = await w.released("noted@example.com");
  const id = payout!.payoutId;
  const note = "Nama di KTP tidak cocok, tanya Bu Sri";
  await finance.post(`/v1/payouts/${id}/hold`, { reason: note }).expect(200);
  expect(steps(await mineOf(payout!))).toEqual(["earned", "released", "held"]);
  await checker.post(`/v1/payouts/${id}/release`).expect(200);
  const mine = JSON.stringify(await mineOf(payout!));
  expect(mine).not.toContain("KTP");
  expect(mine).not.toMatch(/user:|policy|maker/);
  const screen = await screenOf(id);
  expect(screen.holds).toEqual([]);
  expect(screen.holdHistory).toEqual([
    expect.objectContaining({
      kind: "person",
      reason: note,
      openedBy: { id: expect.any(String), name: "maker" },
      releasedBy: { id: expect.any(String), name: "checker" },
    }),
  ]);
});

test("lists take filters that belong together, and the summary counts the same", async () => {
  const ids = async (query: string) => {
    const { body } = await finance.get(`/v1/payouts?limit=100&${query}`).expect(200);
    return body.items.map(({ id }: { id: string }) => id) as string[];
  };
  const [held] = await w.released("filter-held@example.com");
  await finance.post(`/v1/payouts/${held!.payoutId}/hold`, { reason: "look" }).expect(200);
  const [stuck] = await w.released("filter-stuck@example.com");
  await asOwner(
    w.app.database.url,
    // A minute more than WATCH_FREEZE_SECONDS: what the watch tells is what the list shows.
    `UPDATE payouts SET status_at = now() - interval '11 minutes' WHERE id = ANY($1::uuid[])`,
    [[held!.payoutId, stuck!.payoutId]],
  );
  expect(await ids("hasOpenHold=true")).toEqual([held!.payoutId]);
  expect(await ids("isStuck=true")).toEqual([stuck!.payoutId]);
  await w.app.composition.services.watch.look();
  expect(
    await w.sql(
      `SELECT object_id FROM breaks WHERE kind = 'payout_not_frozen' AND resolved_at IS NULL
         AND details ->> 'reason' = 'not_taken'`,
    ),
  ).toEqual([{ object_id: stuck!.payoutId }]);
  const all = await ids("");
  expect((await ids("hasOpenHold=false")).length).toBe(all.length - 1);
  const broken = await ids("hasOpenBreak=true");
  expect(broken.length).toBeGreaterThanOrEqual(3);
  expect((await ids("hasOpenBreak=false")).length).toBe(all.length - broken.length);
  expect(await ids("createdTo=2020-01-01T00:00:00Z")).toEqual([]);
  expect(await ids("createdFrom=2020-01-01T00:00:00Z&currency=USD")).toEqual(all);
  expect(await ids(`creatorId=${stuck!.creator.id}&rail=paypal&status=queued`)).toEqual([
    stuck!.payoutId,
  ]);
  const { body } = await finance.get("/v1/payouts/summary").expect(200);
  const sum = (key: string) =>
    body.items.reduce((total: number, item: Record<string, number>) => total + item[key]!, 0);
  expect(sum("count")).toBe(all.length);
  expect(sum("heldCount")).toBe(1);
  expect(sum("stuckCount")).toBe(1);
  expect(sum("withOpenBreakCount")).toBe(broken.length);
  const failed = body.items.find(({ status }: { status: string }) => status === "failed");
  expect(failed.total).toEqual({ amountMinor: `${failed.count * 10_000}`, currency: "USD" });
  const none = await finance.get("/v1/payouts/summary?currency=JPY").expect(200);
  expect(none.body.items).toEqual([]);
});

test("a batch of many payouts is read in pages, and its screen stays bounded", async () => {
  await w.payouts.freeze();
  const payouts = await w.released(...Array.from({ length: 3 }, (_, n) => `many-${n}@example.com`));
  const batchId = await w.frozen();
  const copies = 150;
  await asOwner(
    w.app.database.url,
    // Attempts of payouts that were given up: they hold no money, so the books do not miss them.
    `WITH made AS (
       INSERT INTO payouts (id, creator_id, amount_minor, currency, rail, payout_method_id, status)
       SELECT gen_random_uuid(), creator_id, amount_minor, currency, rail, payout_method_id, 'canceled'
       FROM payouts, generate_series(1, $2) WHERE id = $1 RETURNING id, amount_minor, currency),
     lines AS (SELECT 1)
     INSERT INTO payout_attempts (id, payout_id, seq, rail, amount_minor, currency, receiver, state, batch_id)
     SELECT gen_random_uuid(), id, 1, 'paypal', amount_minor, currency,
            '{"rail": "paypal", "receiver": "copy@example.com"}', 'failed', $3 FROM made`,
    [payouts[0]!.payoutId, copies, batchId],
  );
  const screen = (await finance.get(`/v1/payout-batches/${batchId}`).expect(200)).body;
  expect(screen.attempts).toHaveLength(100);
  expect(screen.states).toEqual([
    expect.objectContaining({ state: "failed", count: copies }),
    expect.objectContaining({ state: "intent", count: 3 }),
  ]);
  const seen = new Set<string>(screen.attempts.map(({ id }: { id: string }) => id));
  let cursor: string | null = screen.attemptsCursor;
  while (cursor !== null) {
    const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await finance
      .get(`/v1/payout-batches/${batchId}/attempts?limit=20&cursor=${cursor}`)
      .expect(200);
    for (const { id } of page.body.items) seen.add(id);
    cursor = page.body.nextCursor;
  }
  expect(seen.size).toBe(copies + 3);
  const intents = await finance.get(`/v1/payout-batches/${batchId}/attempts?state=intent`);
  expect(intents.body.items).toHaveLength(3);
  await finance.get(`/v1/payout-batches/${newId()}/attempts`).expect(404);
  await asOwner(
    w.app.database.url,
    "DELETE FROM payout_attempts WHERE receiver ->> 'receiver' = 'copy@example.com'",
  );
  await asOwner(
    w.app.database.url,
    "DELETE FROM payouts p WHERE NOT EXISTS (SELECT FROM payout_lines l WHERE l.payout_id = p.id)",
  );
});

test("letters about a payment that failed or waits carry the reason in the creator's language", async () => {
  const failed = await brought("fail+receiver_account_locked@example.com", "failed");
  const unclaimed = await brought("unconfirmed+letter@example.com", "unclaimed");
  const risky = await brought("fail+risk_decline.2@example.com", "failed");
  const letter = async (topic: string, payoutId: string) => {
    const eventId = newId();
    await lettersOf(w.app, topic, eventId, { payoutId });
    const [mail] = await w.sql<{ body: string }>("SELECT body FROM mails WHERE subject_id = $1", [
      eventId,
    ]);
    return mail!.body;
  };
  expect(await letter("payout.failed", failed.payoutId)).toContain(
    "Your PayPal account is locked.",
  );
  expect(await letter("payout.unclaimed", unclaimed.payoutId)).toContain("confirm it");
  const quiet = await letter("payout.failed", risky.payoutId);
  expect(quiet).toContain("We are sorting this out.");
  expect(quiet).not.toMatch(/risk/i);
});
