/** Chapters 3 and 4: money comes in by three ways, and three campaigns are posted and funded. */
import { addMs, dayMs, systemClock, utcDate } from "../../kernel/clock";
import { type CampaignRole, campaigns } from "../cast";
import { call, type Json, submitForm, until } from "../http-client";
import type { Row } from "../narrator";
import { amountText, brandOf, type StoryWorld } from "../story-world";

type Step = (what: string) => void;

export interface DepositPlan {
  brand: "kopi" | "siam";
  method: "stripe" | "paypal" | "bank_transfer";
  amount: { amountMinor: string; currency: string };
}

const deposits: readonly DepositPlan[] = [
  { brand: "kopi", method: "stripe", amount: { amountMinor: "150000", currency: "USD" } },
  { brand: "siam", method: "paypal", amount: { amountMinor: "2000000", currency: "THB" } },
  { brand: "siam", method: "bank_transfer", amount: { amountMinor: "1800000", currency: "THB" } },
];

/** What a buyer does on the payment page. */
async function pay(
  world: StoryWorld,
  plan: DepositPlan,
  deposit: Record<string, string>,
): Promise<void> {
  const url = new URL(deposit["checkoutUrl"] ?? world.base);
  if (plan.method === "stripe") {
    await submitForm(url.href, { action: "pay" });
    return;
  }
  if (plan.method === "paypal") {
    const token = url.searchParams.get("token") ?? "";
    await submitForm(`${url.origin}/checkoutnow`, { token, action: "pay" });
    return;
  }
  await call("POST", `${world.outside.bankUrl}/control/deposits`, {
    account: "main-thb",
    ...plan.amount,
    reference: deposit["referenceCode"],
    name: "Siam Glow Co Ltd",
  });
  await importBank(world, "main-thb");
}

/** Finance brings in the bank's statement of one account. */
export async function importBank(world: StoryWorld, bankAccountCode: string) {
  const { now } = await call("GET", `${world.outside.bankUrl}/control/clock`);
  const today = String(now).slice(0, 10);
  const range = `from=2020-01-01&to=${today}`;
  const url = `${world.outside.bankUrl}/accounts/${bankAccountCode}/statement.csv?${range}`;
  const content = await (await fetch(url)).text();
  if (!content.includes("OPENING"))
    throw new Error(`No statement of ${bankAccountCode} on ${today}`);
  return await world.maker.post("/v1/reconciliation/imports", {
    source: "bank",
    bankAccountCode,
    content,
  });
}

/** A brand pays in, and the money is there. @returns the deposit. */
export async function payIn(world: StoryWorld, plan: DepositPlan): Promise<Json> {
  const { person, brandId } = brandOf(world, plan.brand);
  const { method, amount } = plan;
  const deposit = await person.post(`/v1/brands/${brandId}/deposits`, { method, amount });
  await pay(world, plan, deposit);
  return await until(`deposit by ${method}`, async () => {
    const seen = await person.get(`/v1/deposits/${deposit.id}`);
    return seen.status === "captured" && seen;
  });
}

export async function bringMoney(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const plan of deposits) {
    step(`deposit by ${plan.method}`);
    const settled = await payIn(world, plan);
    rows.push({
      brand: plan.brand,
      method: plan.method,
      amount: amountText(settled.amount),
      status: settled.status,
    });
  }
  return rows;
}

/** What a brand sends to write such a campaign. */
export function campaignBody(role: Omit<CampaignRole, "key" | "brand" | "caption" | "accepted">) {
  const now = systemClock.now();
  const isMoney = role.compensation === "money";
  return {
    title: role.title,
    compensation: role.compensation,
    currency: role.currency,
    ...(isMoney
      ? {
          budget: { amountMinor: role.budgetMinor, currency: role.currency },
          fee: { amountMinor: role.feeMinor, currency: role.currency },
        }
      : {}),
    creatorsMax: role.creatorsMax,
    applyBy: utcDate(addMs(now, 10 * dayMs)),
    postBy: utcDate(addMs(now, 25 * dayMs)),
    brief: {
      goal: "Show our product in a moment of your own day.",
      product: { name: role.title, description: "What we send you, and what makes it ours." },
      keyMessages: ["Made by hand", "Take your time"],
      dontList: ["No comparison with other brands"],
      hashtags: [role.disclosureTag],
      disclosureMarket: role.market,
      disclosureTags: [role.disclosureTag, "#ad"],
    },
    deliverables: [{ platform: "instagram", kind: "post", quantity: 1 }],
    requirements: { followersMin: 500 },
  };
}

export async function postCampaigns(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const role of campaigns) {
    const { person } = brandOf(world, role.brand);
    step(`posting "${role.title}"`);
    const draft = await person.post("/v1/campaigns", campaignBody(role));
    world.campaignIds.set(role.key, draft.id as string);
    if (role.compensation === "money") await person.post(`/v1/campaigns/${draft.id}/funding`, {});
    const open = await person.post(`/v1/campaigns/${draft.id}/publish`);
    rows.push({
      campaign: role.title,
      pays: role.compensation === "money" ? amountText(open.fee) : "products",
      budget: role.compensation === "money" ? amountText(open.budget) : "–",
      places: open.creatorsMax,
      status: open.status,
    });
  }
  return rows;
}
