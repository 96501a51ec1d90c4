/** Giving a payout up, and paying it by another rail: from every state, in both directions. */
import { openBankAccount } from "../../src/features/treasury";
import type { Client } from "../support/app";
import type { Creator } from "../support/marketplace";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { methodEarlier } from "../support/release";

let w: PayoutWorld;
let maker: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
  maker = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
  await w.app.database.unitOfWork.run((tx) =>
    openBankAccount(tx, "test", {
      code: "main-usd",
      name: "Main",
      currency: "USD",
      firstChequeNumber: 1001n,
    }),
  );
});
afterAll(() => w.close());
afterEach(async () => expect(await w.violations()).toEqual([]));

const address = { line1: "12 Soi Ari", city: "Bangkok", postalCode: "10400", country: "TH" };
const cheque = { rail: "cheque", payeeName: "Ploy Suwan", postalAddress: address };
const paypal = { rail: "paypal", receiver: "ploy@example.com" };

async function use(creator: Creator, method: object): Promise<void> {
  await creator.client.post("/v1/creators/me/payout-methods", method).expect(201);
  await w.payouts.advanceDraftsOf(creator.id);
}

interface Owed {
  id: string;
  creator: Creator;
}

/** A payout the policy released for this method. */
async function queued(method: object): Promise<Owed> {
  const creator = await w.market.creator();
  await creator.client.post("/v1/creators/me/payout-methods", method).expect(201);
  const endorsementId = await w.market.endorsed(
    await w.market.accepted(await w.campaign(), creator),
  );
  await w.payouts.schedule(endorsementId);
  const [row] = await w.sql<{ payout_id: string }>(
    "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
    [endorsementId],
  );
  expect(await w.payoutStatus(row!.payout_id)).toBe("queued");
  return { id: row!.payout_id, creator };
}

const cancel = (id: string) => maker.post(`/v1/payouts/${id}/cancel`, { reason: "test" });
const reroute = (id: string) => maker.post(`/v1/payouts/${id}/reroute`);
/** The changed method still cools off, so the first person says why it need not. */
const prepare = (id: string) =>
  maker.post("/v1/payouts/prepare", {
    payoutIds: [id],
    earlyReleaseReason: "She told us on the phone",
  });
const write = (id: string) =>
  maker.post("/v1/cheques", { bankAccountCode: "main-usd", payoutIds: [id] });

async function approve(id: string): Promise<void> {
  const { body } = await maker.get(`/v1/payouts/${id}`).expect(200);
  const payouts = [{ payoutId: id, contentHash: body.contentHash }];
  await checker.post("/v1/payouts/approvals", { payouts }).expect(200);
}

async function written(id: string): Promise<string> {
  const { body } = await write(id).expect(201);
  return body.items[0].id;
}

async function handedOver(id: string): Promise<string> {
  const chequeId = await written(id);
  await checker.post("/v1/cheques/handover", { chequeIds: [chequeId] }).expect(200);
  return chequeId;
}

/** Sends what is queued and looks until it is in this state. */
async function sentUntil(id: string, state: string): Promise<void> {
  await w.payouts.freeze();
  const batchId = (await w.attempts(id)).at(-1)!.batch_id!;
  await w.submitted(batchId);
  await w.observed(batchId, id, state);
}

const receiver = (name: string) => ({ rail: "paypal", receiver: `${name}@example.com` });

/** How a payout comes into each state, and whether it may be given up or paid another way from there. */
const states: Record<
  string,
  { make: () => Promise<Owed>; canCancel: boolean; canReroute: boolean }
> = {
  draft: {
    make: async () => {
      const owed = await queued(cheque);
      await use(owed.creator, paypal);
      expect(await w.payoutStatus(owed.id)).toBe("draft");
      return owed;
    },
    canCancel: true,
    canReroute: false,
  },
  pending_approval: {
    make: async () => {
      const owed = await queued(cheque);
      await use(owed.creator, paypal);
      await prepare(owed.id).expect(200);
      return owed;
    },
    canCancel: true,
    canReroute: false,
  },
  queued: { make: () => queued(paypal), canCancel: true, canReroute: false },
  "sent by PayPal": {
    make: async () => {
      const owed = await queued(paypal);
      await w.payouts.freeze();
      return owed;
    },
    canCancel: false,
    canReroute: false,
  },
  unclaimed: {
    make: async () => {
      const owed = await queued(receiver("unclaimed+1"));
      await sentUntil(owed.id, "unclaimed");
      return owed;
    },
    canCancel: false,
    canReroute: false,
  },
  blocked: {
    make: async () => {
      const owed = await queued(receiver("block+1"));
      await sentUntil(owed.id, "blocked");
      return owed;
    },
    canCancel: false,
    canReroute: false,
  },
  "written as a cheque": {
    make: async () => {
      const owed = await queued(cheque);
      await written(owed.id);
      return owed;
    },
    canCancel: false,
    canReroute: false,
  },
  "handed over as a cheque": {
    make: async () => {
      const owed = await queued(cheque);
      await handedOver(owed.id);
      return owed;
    },
    canCancel: false,
    canReroute: false,
  },
  paid: {
    make: async () => {
      const owed = await queued(paypal);
      await sentUntil(owed.id, "success");
      return owed;
    },
    canCancel: false,
    canReroute: false,
  },
  failed: {
    make: async () => {
      const owed = await queued(receiver("fail+1"));
      await sentUntil(owed.id, "failed");
      return owed;
    },
    canCancel: true,
    canReroute: true,
  },
  "spoiled as a cheque": {
    make: async () => {
      const owed = await queued(cheque);
      const reason = { reason: "torn" };
      await maker.post(`/v1/cheques/${await written(owed.id)}/spoil`, reason).expect(200);
      return owed;
    },
    canCancel: true,
    canReroute: false,
  },
  returned: {
    make: async () => {
      const owed = await queued(receiver("unclaimed+2"));
      await sentUntil(owed.id, "unclaimed");
      await maker.post(`/v1/payouts/${owed.id}/take-back`).expect(200);
      return owed;
    },
    canCancel: true,
    canReroute: true,
  },
  canceled: {
    make: async () => {
      const owed = await queued(paypal);
      await cancel(owed.id).expect(200);
      return owed;
    },
    canCancel: false,
    canReroute: false,
  },
};

test.each(Object.entries(states))("from %s", async (_name, { make, canCancel, canReroute }) => {
  const { id } = await make();
  const before = await w.payoutStatus(id);
  if (!canReroute) {
    expect((await reroute(id).expect(409)).body.code).toBe("payout_state");
    expect(await w.payoutStatus(id)).toBe(before);
  }
  const answer = await cancel(id).expect(canCancel ? 200 : 409);
  expect(await w.payoutStatus(id)).toBe(canCancel ? "canceled" : before);
  if (!canCancel) expect(answer.body.code).toBe("payout_state");
  // Whatever waited for PayPal is gone before the next state is made.
  await w.payouts.freeze();
});

describe("from PayPal to cheque", () => {
  test.each(["failed", "returned"])("after it %s: two people, and a cheque", async (state) => {
    const { id, creator } = await states[state]!.make();
    await use(creator, cheque);
    await reroute(id).expect(200);
    expect((await write(id).expect(409)).body.code).toBe("payout_state");
    await approve(id);
    expect(await w.payouts.freeze()).toEqual([]);
    await handedOver(id);
    const { body } = await maker.get(`/v1/payouts/${id}`).expect(200);
    expect(
      body.attempts.map((one: { rail: string; state: string }) => [one.rail, one.state]),
    ).toEqual([
      ["paypal", state],
      ["cheque", "issued"],
    ]);
  });

  test("before it was sent: what the policy released is void, and two people release the cheque", async () => {
    const { id, creator } = await queued(paypal);
    await use(creator, cheque);
    expect(await w.payoutStatus(id)).toBe("draft");
    expect((await write(id).expect(409)).body.code).toBe("payout_not_by_cheque");
    await prepare(id).expect(200);
    await approve(id);
    expect(await w.payouts.freeze()).toEqual([]);
    await handedOver(id);
  });
});

describe("from cheque to PayPal", () => {
  test("after the cheque was spoiled: two people, and PayPal", async () => {
    const { id, creator } = await states["spoiled as a cheque"]!.make();
    // The signatures outlived the sheet of paper, and are void with the method they were for.
    expect(await w.payoutStatus(id)).toBe("queued");
    await use(creator, paypal);
    expect(await w.payoutStatus(id)).toBe("draft");
    await prepare(id).expect(200);
    expect(await w.payouts.freeze()).toEqual([]);
    await approve(id);
    await sentUntil(id, "success");
    expect((await w.attempts(id)).map((one) => one.state)).toEqual(["failed", "success"]);
    expect(await w.leftPaypal(id)).toBe(10_000n);
  });

  test("before it was written: two people release it, and no cheque can be written any more", async () => {
    const { id, creator } = await queued(cheque);
    await use(creator, paypal);
    expect(await w.payouts.freeze()).toEqual([]);
    await prepare(id).expect(200);
    await approve(id);
    expect((await write(id).expect(409)).body.code).toBe("payout_not_by_cheque");
    await sentUntil(id, "success");
  });

  test("and back again before it was sent: the policy's rail once more", async () => {
    const { id, creator } = await queued(paypal);
    await use(creator, cheque);
    await use(creator, receiver("back"));
    expect(await w.payoutStatus(id)).toBe("draft");
    await methodEarlier(w.app, creator.id, 73);
    await w.payouts.sweepRelease();
    expect(await w.payoutStatus(id)).toBe("queued");
    await cancel(id).expect(200);
  });
});

test("a method that changes between the two signatures voids the first one", async () => {
  const { id, creator } = await states["failed"]!.make();
  const { body } = await reroute(id).expect(200);
  await creator.client.post("/v1/creators/me/payout-methods", cheque).expect(201);
  const payouts = [{ payoutId: id, contentHash: body.contentHash }];
  const refused = await checker.post("/v1/payouts/approvals", { payouts }).expect(409);
  expect(refused.body.code).toBe("content_changed");
  await w.payouts.advanceDraftsOf(creator.id);
  expect(await w.payoutStatus(id)).toBe("draft");
  await prepare(id).expect(200);
  await approve(id);
  await handedOver(id);
});
