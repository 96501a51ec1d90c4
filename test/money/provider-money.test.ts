/** What Stripe moves by itself, and what payers take back: read from Stripe's own list over HTTP, and in the books. */
import fc from "fast-check";
import { allInvariants } from "../../src/app/invariants";
import { giveBackParts, takeParts } from "../../src/features/funding/chargebacks/chargeback";
import { splitRefund } from "../../src/features/funding/refund";
import { findViolations, trialBalance } from "../../src/features/ledger";
import { readPaypal, readStripe } from "../../src/features/provider-events/event-hints";
import { newId } from "../../src/kernel/ids";
import { asOwner } from "../support/database";
import { lettersAbout } from "../support/letters";
import { type Brand, createMarketplace, type Marketplace } from "../support/marketplace";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import { newStaff } from "../support/people";

let w: MoneyWorld;
let market: Marketplace;
let brand: Brand;
let checker: Awaited<ReturnType<typeof newStaff>>;
let maker: Awaited<ReturnType<typeof newStaff>>;
beforeAll(async () => {
  w = await openMoneyWorld();
  market = createMarketplace(w.app);
  await stripeSettings({ webhooks: "off", availableAfterMs: 0 });
  checker = await newStaff(w.app, ["finance_checker"]);
  maker = await newStaff(w.app, ["finance_maker"]);
}, 60_000);
beforeEach(async () => {
  brand = await market.brand();
});
afterEach(async () => {
  expect(await findViolations(w.app.database.unitOfWork.reader, allInvariants)).toEqual([]);
});
afterAll(() => w.close());

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- answers are looked into

const { stripeSettings, control } = {
  stripeSettings: async (patch: object) => {
    const answer = await w.world.control("stripe", "POST", "/settings", patch);
    expect(answer.status).toBe(200);
  },
  control: async (path: string, body: object): Promise<Json> => {
    const answer = await w.world.control("stripe", "POST", path, body);
    expect([200, 201]).toContain(answer.status);
    return answer.body;
  },
};
const money = (amountMinor: number, currency = "USD") => ({
  amountMinor: String(amountMinor),
  currency,
});
const hintOf = (disputeId: string) => ({ provider: "stripe", disputeId }) as const;
const funding = () => w.app.composition.services.funding;
const payouts = () => w.app.composition.services.payouts;

async function paid(amount: object): Promise<{ id: string; charge: string }> {
  const { body } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "stripe", amount })
    .expect(201);
  await w.press(body.checkoutUrl, "pay");
  expect(await funding().settleDeposit(body.id)).toBe("captured");
  const [row] = (await asOwner(
    w.app.database.url,
    "SELECT provider_capture_id AS charge FROM deposits WHERE id = $1",
    [body.id],
  )) as { charge: string }[];
  return { id: body.id, charge: row?.charge ?? "" };
}

async function books(): Promise<Record<string, string>> {
  const lines = await trialBalance(w.app.database.unitOfWork.reader);
  return Object.fromEntries(
    lines.map((line) => [`${line.account} ${line.currency}`, line.balanceMinor.toString()]),
  );
}
const held = async () => -BigInt((await books())[`liabilities:brand:${brand.id}:deposit USD`] ?? 0);
const owed = async (currency = "USD") =>
  (await books())[`assets:receivable:brand:${brand.id} ${currency}`] ?? "0";

/** Reading twice must be reading once. */
async function readList(): Promise<void> {
  expect(await funding().readStripeBalance()).toBe(true);
  const before = await books();
  expect(await funding().readStripeBalance()).toBe(true);
  expect(await books()).toEqual(before);
}

async function dispute(charge: string, more: object = {}): Promise<Json> {
  const opened = await control("/disputes", { charge, ...more });
  expect(await funding().settleDisputeByHint(hintOf(opened["id"]))).toBe(true);
  expect(await funding().settleDisputeByHint(hintOf(opened["id"]))).toBe(true);
  return opened;
}

async function chargeback(disputeId: string): Promise<Json> {
  const { body } = await brand.client.get("/v1/chargebacks").expect(200);
  return (body.items as Json[]).find((item) => item["disputeId"] === disputeId) ?? {};
}

async function openBreaks(objectId: string): Promise<string[]> {
  const rows = await asOwner(
    w.app.database.url,
    "SELECT kind FROM breaks WHERE object_id = $1 AND resolved_at IS NULL ORDER BY kind",
    [objectId],
  );
  return rows.map((row) => (row as { kind: string }).kind);
}

/** Our two Stripe accounts against what Stripe says it holds, in every currency. */
async function expectStripeAgrees(): Promise<void> {
  const { body } = await w.world.control("stripe", "GET", "/money");
  const ours = await books();
  for (const { currency, availableMinor, pendingMinor } of body.balances as Json[]) {
    expect({ currency, available: ours[`assets:stripe:available ${currency}`] ?? "0" }).toEqual({
      currency,
      available: availableMinor,
    });
    expect({ currency, pending: ours[`assets:stripe:pending ${currency}`] ?? "0" }).toEqual({
      currency,
      pending: pendingMinor,
    });
  }
}

test("L2, L3: a charge is pending, then available, then on its way to the bank", async () => {
  await stripeSettings({ availableAfterMs: 3_600_000 });
  await paid(money(20_000));
  await readList();
  await expectStripeAgrees();
  expect((await books())["assets:stripe:pending USD"]).toBe("19390");
  await stripeSettings({ availableAfterMs: 0 });
  await paid(money(10_000));
  await readList();
  await expectStripeAgrees();
  await control("/payout-to-bank", { currency: "USD", arrivesAfterMs: 60_000 });
  await readList();
  await expectStripeAgrees();
  const after = await books();
  expect(after["assets:stripe:available USD"]).toBe("0");
  expect(after["assets:transfer-in-transit USD"]).toBe("9680");
});

test("L33: a chargeback takes the deposit, the rest is owed, refunds wait; won gives everything back", async () => {
  const { charge } = await paid(money(30_000));
  await market.campaign(brand, { status: "funded" });
  const before = await held();
  const opened = await dispute(charge);
  expect(await held()).toBe(0n);
  expect(await owed()).toBe(String(30_000n - before));
  const seen = await chargeback(opened["id"]);
  expect(seen).toMatchObject({ status: "open", isFreezing: true, taken: money(30_000) });
  expect(await openBreaks(seen["id"])).toEqual(["chargeback_open"]);
  await readList();
  await expectStripeAgrees();
  const asked = { amount: money(1) };
  const refused = await brand.client.post(`/v1/brands/${brand.id}/refunds`, asked).expect(409);
  expect(refused.body.code).toBe("brand_frozen");
  const end = (client = checker.client) =>
    client.post(`/v1/chargebacks/${seen["id"]}/end-freeze`, { reason: "They paid by wire." });
  expect((await end().expect(409)).body.code).toBe("chargeback_state");
  await end(maker.client).expect(403);

  await control(`/disputes/${opened["id"]}/close`, { status: "won" });
  await readList();
  expect(await chargeback(opened["id"])).toMatchObject({ status: "won", isFreezing: false });
  expect(await held()).toBe(before);
  expect(await owed()).toBe("0");
  expect(await openBreaks(seen["id"])).toEqual([]);
  expect((await end().expect(409)).body.code).toBe("brand_not_frozen");
  await expectStripeAgrees();
  const stranger = await market.brand();
  await stranger.client.get(`/v1/chargebacks/${seen["id"]}`).expect(404);
});

test("lost: what the deposit did not cover is our loss, and a person lets the brand go on", async () => {
  const { charge } = await paid(money(11_000));
  const campaign = await market.campaign(brand, { creatorsMax: 2 });
  const early = await market.accepted(campaign, await market.creator({ paypal: "a@example.com" }));
  const late = await market.accepted(campaign, await market.creator({ paypal: "b@example.com" }));
  const earned = await market.endorsed(early);
  await brand.client
    .post(`/v1/campaigns/${campaign.id}/funding`, { amount: money(11_000) })
    .expect(200);
  const third = await market.offered(campaign, await market.creator());
  const opened = await dispute(charge);
  const accept = () =>
    third.creator.client.post(`/v1/applications/${third.id}/accept`, { version: third.version });
  const seen = await chargeback(opened["id"]);
  // What was endorsed before goes out; what is endorsed now waits.
  const doubtful = await market.endorsed(late);
  const heldBy = async (endorsementId: string) => {
    await payouts().schedule(endorsementId);
    return (await asOwner(
      w.app.database.url,
      `SELECT p.status, (SELECT array_agg(h.kind) FROM payout_holds h
                         WHERE h.payout_id = p.id AND h.released_at IS NULL) AS holds
       FROM payouts p JOIN payout_lines l ON l.payout_id = p.id AND l.is_live WHERE l.endorsement_id = $1`,
      [endorsementId],
    )) as Json[];
  };
  expect(await heldBy(earned)).toEqual([{ status: "queued", holds: null }]);
  expect(await heldBy(doubtful)).toEqual([{ status: "draft", holds: ["chargeback"] }]);
  await payouts().endChargebackHolds();
  expect(await heldBy(doubtful)).toEqual([{ status: "draft", holds: ["chargeback"] }]);

  await control(`/disputes/${opened["id"]}/close`, { status: "lost" });
  expect(await funding().settleDisputeByHint(hintOf(opened["id"]))).toBe(true);
  const lost = await chargeback(opened["id"]);
  expect(lost).toMatchObject({
    status: "lost",
    isFreezing: true,
    owed: money(0),
    lost: money(11_000),
  });
  expect(await openBreaks(seen["id"])).toEqual(["chargeback_lost"]);
  expect((await books())["expenses:chargeback-loss USD"]).toBe("11000");
  const ended = await checker.client
    .post(`/v1/chargebacks/${seen["id"]}/end-freeze`, { reason: "They paid by wire." })
    .expect(200);
  expect(ended.body).toMatchObject({ isFreezing: false });
  await payouts().endChargebackHolds();
  expect(await heldBy(doubtful)).toEqual([{ status: "queued", holds: null }]);
  expect(await openBreaks(seen["id"])).toEqual([]);
  await accept().expect(409);
  await readList();
  await expectStripeAgrees();
});

test("an offer cannot be accepted while the brand's money is in doubt", async () => {
  const { charge } = await paid(money(5_000));
  const campaign = await market.campaign(brand);
  const offer = await market.offered(campaign, await market.creator());
  const opened = await dispute(charge);
  const accept = () =>
    offer.creator.client.post(`/v1/applications/${offer.id}/accept`, { version: offer.version });
  expect((await accept().expect(409)).body.code).toBe("brand_frozen");
  await control(`/disputes/${opened["id"]}/close`, { status: "lost" });
  await readList();
  // The deposit covered all of it: nobody else lost anything.
  expect(await chargeback(opened["id"])).toMatchObject({ isFreezing: false, lost: money(0) });
  await accept().expect(200);
});

test("an inquiry moves nothing; a dispute of nothing of ours is nobody's", async () => {
  const { charge } = await paid(money(4_000));
  const opened = await dispute(charge, { inquiry: true });
  const seen = await chargeback(opened["id"]);
  expect(seen).toMatchObject({ status: "inquiry", taken: money(0), isFreezing: false });
  expect(await openBreaks(seen["id"])).toEqual(["chargeback_inquiry"]);
  await control(`/disputes/${opened["id"]}/close`, { status: "warning_closed" });
  expect(await funding().settleDisputeByHint(hintOf(opened["id"]))).toBe(true);
  expect(await openBreaks(seen["id"])).toEqual([]);
  expect(await held()).toBe(4_000n);
  expect(await funding().settleDisputeByHint(hintOf("du_unknown"))).toBe(false);
  await readList();
});

test("evidence: its end is shown, and finance is reminded before it until some was sent", async () => {
  const { charge } = await paid(money(4_000));
  const day = 24 * 3_600_000;
  const opened = await dispute(charge, { evidenceMs: 8 * day + 60_000 });
  const seen = await chargeback(opened["id"]);
  const dueAt = new Date(opened["evidence_details"]["due_by"] * 1000).toISOString();
  expect(seen).toMatchObject({ evidenceDueAt: dueAt, isEvidenceSent: false });
  const [broken] = (await asOwner(
    w.app.database.url,
    "SELECT details FROM breaks WHERE object_id = $1 AND kind = 'chargeback_open'",
    [seen["id"]],
  )) as { details: Json }[];
  expect(broken?.details).toMatchObject({ evidenceDue: dueAt });
  expect(await lettersAbout(w.app, "chargeback.opened", seen["id"])).toMatchObject([
    { kind: "deposit_disputed", userId: brand.userId },
  ]);

  /** As if so much time had passed. */
  const later = (days: number) =>
    asOwner(
      w.app.database.url,
      "UPDATE chargebacks SET evidence_due_at = evidence_due_at - make_interval(days => $2) WHERE id = $1",
      [seen["id"], days],
    );
  const reminders = async () => {
    await Promise.all([funding().remindOfEvidence(), funding().remindOfEvidence()]);
    return await lettersAbout(w.app, "chargeback.evidence_due", seen["id"]);
  };
  expect(await reminders()).toEqual([]);
  await later(2);
  const first = await reminders();
  expect(first.map(({ kind }) => kind)).toEqual(first.map(() => "chargeback_evidence_due"));
  expect(first.map(({ userId }) => userId).toSorted()).toEqual(
    [maker.userId, checker.userId].toSorted(),
  );
  expect(first[0]!.body).toContain(opened["id"]);
  expect(await reminders()).toHaveLength(2);
  // Two of the days have passed: one letter is enough.
  await later(5);
  expect(await reminders()).toHaveLength(4);
  expect(await reminders()).toHaveLength(4);

  await control(`/disputes/${opened["id"]}/evidence`, {});
  expect(await funding().settleDisputeByHint(hintOf(opened["id"]))).toBe(true);
  expect(await chargeback(opened["id"])).toMatchObject({
    evidenceDueAt: dueAt,
    isEvidenceSent: true,
  });
  await later(7);
  expect(await reminders()).toHaveLength(4);
  await control(`/disputes/${opened["id"]}/close`, { status: "won" });
  expect(await funding().settleDisputeByHint(hintOf(opened["id"]))).toBe(true);
  expect(await lettersAbout(w.app, "chargeback.won", seen["id"])).toHaveLength(1);
  await readList();
});

test("L31: what a payer took back is not refunded as well", async () => {
  const first = await paid(money(6_000));
  await paid(money(6_000));
  await paid(money(6_000));
  await dispute(first.charge, { amountMinor: "2500" }).then((opened) =>
    control(`/disputes/${opened["id"]}/close`, { status: "lost" }),
  );
  await readList();
  const asked = await brand.client
    .post(`/v1/brands/${brand.id}/refunds`, { amount: money(7_500) })
    .expect(201);
  const { body } = await checker.client.post(`/v1/refunds/${asked.body.id}/approve`).expect(200);
  // Stripe refunds nothing of a charge that was lost, so the two later ones give all of it.
  expect((body.parts as Json[]).map((part) => part["amount"])).toEqual([
    money(6_000),
    money(1_500),
  ]);
  const more = { amount: money(8_000) };
  const refused = await brand.client.post(`/v1/brands/${brand.id}/refunds`, more).expect(409);
  expect(refused.body.code).toBe("refund_needs_bank");
  const reader = w.app.database.unitOfWork.reader;
  for (const partId of await funding().refundPartIds(reader, asked.body.id)) {
    expect(await funding().settleRefundPart(partId)).toBe("succeeded");
  }
  await readList();
  await expectStripeAgrees();
});

test("L35: euros that Stripe keeps as dollars, their fee, a refund that bounces and a chargeback", async () => {
  await stripeSettings({ settleIn: { currency: "USD", numerator: 108, denominator: 100 } });
  const { charge, id } = await paid(money(10_000, "EUR"));
  await readList();
  await expectStripeAgrees();
  const seen = await checker.client.get(`/v1/deposits/${id}`).expect(200);
  expect(seen.body).toMatchObject({ amount: money(10_000, "EUR"), fee: money(343) });
  const asked = await brand.client
    .post(`/v1/brands/${brand.id}/refunds`, { amount: money(2_000, "EUR") })
    .expect(201);
  await checker.client.post(`/v1/refunds/${asked.body.id}/approve`).expect(200);
  const reader = w.app.database.unitOfWork.reader;
  const [partId = ""] = await funding().refundPartIds(reader, asked.body.id);
  expect(await funding().settleRefundPart(partId)).toBe("succeeded");
  await readList();
  await expectStripeAgrees();
  const { body } = await brand.client.get(`/v1/refunds/${asked.body.id}`).expect(200);
  await control(`/refunds/${body.parts[0].providerRefundId}/status`, { status: "failed" });
  expect(await funding().settleRefundPart(partId)).toBe("failed");
  const opened = await dispute(charge);
  await readList();
  await expectStripeAgrees();
  expect(await owed("EUR")).toBe("0");
  await control(`/disputes/${opened["id"]}/close`, { status: "won" });
  await readList();
  await expectStripeAgrees();
  await stripeSettings({ settleIn: null });
});

test("a movement nobody can explain is booked nowhere and becomes a break", async () => {
  const id = `txn_${newId()}`;
  await asOwner(
    w.app.database.url,
    `INSERT INTO stripe_transactions
       (id, type, category, source_id, amount_minor, fee_minor, currency, created_at, available_at, is_available)
     VALUES ($1, 'stripe_fee', 'fee', NULL, -99, 0, 'USD', now() - interval '2 days', now(), true)`,
    [id],
  );
  await readList();
  expect(await openBreaks(id)).toEqual(["stripe_transaction_unexplained"]);
});

test("no answer is no news", async () => {
  await w.fault("stripe", "GET", "/v1/balance_transactions", {
    type: "status",
    status: 500,
    body: {},
  });
  expect(await funding().readStripeBalance()).toBe(false);
});

test("messages about disputes lead to the dispute", () => {
  const stripe = { type: "charge.dispute.closed", data: { object: { id: "du_1" } } };
  expect(readStripe(stripe)).toEqual({ about: "dispute", provider: "stripe", disputeId: "du_1" });
  const paypal = { event_type: "CUSTOMER.DISPUTE.CREATED", resource: { dispute_id: "PP-D-1" } };
  expect(readPaypal(paypal)).toEqual({ about: "dispute", provider: "paypal", disputeId: "PP-D-1" });
});

const minor = fc.bigInt(0n, 10n ** 12n);

test("a chargeback's parts always add up to what was taken, and back to nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(minor, minor), { maxLength: 5 }), minor, (moves, lost) => {
      const taken = { depositMinor: 0n, receivableMinor: 0n, lostMinor: lost };
      let total = lost;
      for (const [moved, balance] of moves) {
        const parts = takeParts(moved, balance);
        expect(parts.depositMinor <= balance && parts.receivableMinor >= 0n).toBe(true);
        taken.depositMinor += parts.depositMinor;
        taken.receivableMinor += parts.receivableMinor;
        total += moved;
      }
      expect(giveBackParts(total + 1n, taken)).toBeUndefined();
      const back = giveBackParts(total, taken);
      expect(back && back.depositMinor + taken.depositMinor).toBe(0n);
      expect(back && back.receivableMinor + taken.receivableMinor).toBe(0n);
      expect(back && back.lostMinor + taken.lostMinor).toBe(0n);
    }),
  );
});

test("a refund over any charges, refunds and chargebacks sums up and never exceeds a charge", () => {
  const charge = fc.record({ captured: minor, refunded: minor, disputed: minor });
  fc.assert(
    fc.property(fc.array(charge, { maxLength: 12 }), minor, (charges, wanted) => {
      const deposits = charges.map(({ captured, refunded, disputed }, at) => ({
        depositId: String(at),
        leftMinor: captured - refunded - disputed,
      }));
      const room = deposits.reduce((sum, d) => sum + (d.leftMinor > 0n ? d.leftMinor : 0n), 0n);
      const parts = splitRefund(deposits, wanted);
      expect(parts !== undefined).toBe(wanted <= room);
      if (!parts) return;
      expect(parts.reduce((sum, part) => sum + part.amountMinor, 0n)).toBe(wanted);
      for (const { depositId, amountMinor } of parts) {
        expect(amountMinor > 0n).toBe(true);
        expect(amountMinor <= (deposits[Number(depositId)]?.leftMinor ?? 0n)).toBe(true);
      }
      // Oldest first: only the last one may have something left.
      const used = parts.slice(0, -1);
      expect(
        used.every((part) => part.amountMinor === deposits[Number(part.depositId)]?.leftMinor),
      ).toBe(true);
    }),
  );
});
