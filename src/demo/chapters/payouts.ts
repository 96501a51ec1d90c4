/** Payouts go out by themselves, by two people, and in the ways nobody wishes for. */
import { call, type Json, until } from "../http-client";
import type { Row } from "../narrator";
import { amountText, creatorAt, type StoryWorld } from "../story-world";

type Step = (what: string) => void;

/** Every payout, over all pages. */
export async function allPayouts(world: StoryWorld): Promise<Json[]> {
  const items: Json[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const from: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const page = await world.maker.get(`/v1/payouts?limit=100${from}`);
    items.push(...page.items);
    cursor = page.nextCursor as string | null;
  }
  return items;
}

async function payoutOf(world: StoryWorld, creator: string, currency: string): Promise<Json> {
  const { creatorId } = creatorAt(world, creator);
  const page = await world.maker.get(`/v1/payouts?creatorId=${creatorId}&currency=${currency}`);
  const [payout] = page.items as Json[];
  if (!payout) throw new Error(`${creator} has no payout in ${currency}`);
  return payout;
}

async function waitFor(world: StoryWorld, creator: string, currency: string, states: string[]) {
  const wished = states.join(" or ");
  return await until(`${creator}'s ${currency} payout to be ${wished}`, async () => {
    const payout = await payoutOf(world, creator, currency);
    const seen = payout.status === "in_progress" ? payout.attemptState : payout.status;
    return states.includes(seen as string) && payout;
  });
}

function payoutRow(payout: Json, why: string): Row {
  return {
    creator: payout.creatorName,
    amount: amountText(payout.amount),
    by: payout.rail ?? "–",
    released: payout.release ?? "–",
    status: payout.status,
    attempt: payout.attemptState ?? "–",
    why,
  };
}

const firstOutcomes: readonly (readonly [creator: string, state: string, why: string])[] = [
  ["ayu", "paid", "small enough for the policy to release it alone"],
  ["budi", "paid", "as above"],
  ["citra", "unclaimed", "PayPal has no account for this address yet"],
  ["dewi", "unclaimed", "as above"],
  ["eko", "failed", "PayPal refuses this receiver; no money moved"],
  ["fah", "queued", "wants a cheque; waits for finance"],
  ["gun", "paid", "as the first"],
  ["hana", "paid", "as the first"],
];

export async function payByPolicy(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [creator, state, why] of firstOutcomes) {
    step(`waiting for ${creator}'s payout`);
    rows.push(payoutRow(await waitFor(world, creator, "USD", [state]), why));
  }
  return rows;
}

/** Terms stand for each currency, and two people agree on a change: in THB this shop wants to see more than most. */
export async function agreeOnTerms(world: StoryWorld): Promise<Row[]> {
  const inForce = async () => (await world.maker.get("/v1/release-terms")).items as Json[];
  const found = (await inForce()).find((one) => one.currency === "THB");
  const { policyId: _policyId, version: _version, ...delivered } = found;
  const proposed = await world.maker.post("/v1/release-policies", {
    ...delivered,
    autoPayoutUnits: "1000",
    autoCreatorDayUnits: "1000",
  });
  const { id, contentHash } = proposed;
  await world.checker.post(`/v1/release-policies/${id}/approval`, { contentHash });
  const shown = (await inForce()).filter((one) => ["USD", "THB", "IDR"].includes(one.currency));
  return shown.map((one) => ({
    currency: one.currency,
    version: one.version,
    "leaves alone up to": one.autoPayoutUnits,
    "a day and creator": one.autoCreatorDayUnits,
  }));
}

/** Above the policy's limit: one finance person prepares, another approves what the first one saw. */
export async function payByTwoPeople(world: StoryWorld, step: Step): Promise<Row[]> {
  const drafts = await until("seven payouts in THB", async () => {
    const page = await world.maker.get("/v1/payouts?currency=THB&status=draft");
    return page.items.length === 7 && (page.items as Json[]);
  });
  step("the maker prepares");
  const payoutIds = drafts.map((payout) => payout.id as string);
  const prepared = await world.maker.post("/v1/payouts/prepare", { payoutIds });
  const payouts = (prepared.items as Json[]).map((payout) => ({
    payoutId: payout.id,
    contentHash: payout.contentHash,
  }));
  step("PayPal will accept the batch and its answer will be lost");
  // Slow enough that the second question comes before PayPal's messages about the items tell the answer.
  await call("POST", `${world.outside.paypalUrl}/control/settings`, { settleMs: 4000 });
  await call("POST", `${world.outside.paypalUrl}/control/faults`, {
    match: { method: "POST", path: "^/v1/payments/payouts$" },
    times: 1,
    action: { type: "drop", when: "after" },
  });
  await world.checker.post("/v1/payouts/approvals", { payouts });
  const rows: Row[] = [];
  for (const creator of ["eko", "gun", "hana", "intan", "jai", "kate", "lek"]) {
    step(`waiting for ${creator}'s payout`);
    const payout = await waitFor(
      world,
      creator,
      "THB",
      creator === "jai" ? ["queued"] : ["paid", "failed"],
    );
    rows.push(
      payoutRow(
        payout,
        creator === "jai" ? "wants a cheque" : "prepared and approved by two people",
      ),
    );
  }
  await call("POST", `${world.outside.paypalUrl}/control/settings`, { settleMs: 300 });
  return rows;
}

/** What became of the batch whose answer was lost. */
export async function showLostAnswer(world: StoryWorld): Promise<Row[]> {
  const batches = await world.maker.get("/v1/payout-batches?limit=100");
  for (const { id } of batches.items as Json[]) {
    const batch = await world.maker.get(`/v1/payout-batches/${id}`);
    const calls = (batch.calls as Json[]).sort((one, other) => one.n - other.n);
    if (!calls.some((one) => one.outcome === "duplicate")) continue;
    return calls.map((one) => ({
      batch: `${String(batch.senderBatchId).slice(0, 14)}…`,
      call: one.n,
      outcome: one.outcome,
      "HTTP status": one.httpStatus ?? "none",
      meaning:
        one.outcome === "duplicate"
          ? "PayPal had it all along: compared and adopted"
          : "no answer: neither paid nor failed, so asked again with the same id",
    }));
  }
  throw new Error("No batch was adopted by its duplicate");
}

async function claim(world: StoryWorld, creator: string): Promise<void> {
  const payout = await payoutOf(world, creator, "USD");
  const { attempts } = await world.maker.get(`/v1/payouts/${payout.id}`);
  const url = `${world.outside.paypalUrl}/control/payouts/${attempts[0].providerItemId}/status`;
  await call("POST", url, { status: "SUCCESS" });
}

const postalAddress = {
  line1: "Jalan Dago 12",
  city: "Bandung",
  postalCode: "40135",
  country: "ID",
};

/** A returned or failed payout is prepared anew by one finance person and approved by another. */
async function reroute(world: StoryWorld, creator: string, currency: string): Promise<void> {
  const payout = await payoutOf(world, creator, currency);
  const { id, contentHash } = await world.maker.post(`/v1/payouts/${payout.id}/reroute`);
  await world.checker.post("/v1/payouts/approvals", { payouts: [{ payoutId: id, contentHash }] });
}

/** What can be mended today: somebody claims, somebody corrects an address. */
export async function mendAtOnce(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  step("Citra opens a PayPal account and claims her money");
  await claim(world, "citra");
  rows.push(payoutRow(await waitFor(world, "citra", "USD", ["paid"]), "claimed at PayPal"));

  step("Eko corrects his address");
  const eko = creatorAt(world, "eko").person;
  await eko.post("/v1/creators/me/payout-methods", { rail: "paypal", receiver: "eko@example.com" });
  for (const currency of ["USD", "THB"]) {
    await reroute(world, "eko", currency);
    rows.push(
      payoutRow(
        await waitFor(world, "eko", currency, ["paid"]),
        "second attempt, to the new address",
      ),
    );
  }
  return rows;
}

export async function mendPayouts(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows = await mendAtOnce(world, step);
  step("thirty days pass at PayPal, and Dewi's money comes back");
  await call("POST", `${world.outside.paypalUrl}/control/clock`, { advanceDays: 30 });
  await waitFor(world, "dewi", "USD", ["returned"]);
  const dewi = creatorAt(world, "dewi").person;
  const method = { rail: "cheque", payeeName: "Dewi Anggraini", postalAddress };
  await dewi.post("/v1/creators/me/payout-methods", method);
  await reroute(world, "dewi", "USD");
  rows.push(
    payoutRow(
      await waitFor(world, "dewi", "USD", ["queued"]),
      "returned after 30 days, now by cheque",
    ),
  );
  return rows;
}
