/** A creator's work in every state that has a page, made through the API as people would make it. */
import { uniquePng } from "../../support/media";
import { publishPost } from "../../support/social";
import type { World } from "./world";

interface Json {
  [name: string]: unknown;
  id: string;
}

export interface Caller {
  get(path: string): Promise<Json>;
  post(path: string, body?: unknown): Promise<Json>;
  patch(path: string, body: unknown): Promise<Json>;
}

/** Somebody who is logged in, without a browser. @throws Error with the problem that the API answers. */
export async function callerOf(
  url: string,
  { email, password }: { email: string; password: string },
): Promise<Caller> {
  const send = async (method: string, path: string, token: string, body?: unknown) => {
    const isFile = body instanceof FormData;
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined || isFile ? {} : { "content-type": "application/json" }),
        "idempotency-key": crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? {} : JSON.parse(text)) as Json;
  };
  const { token } = await send("POST", "/v1/auth/sessions", "", { email, password });
  return {
    get: (path) => send("GET", path, token as string),
    post: (path, body) => send("POST", path, token as string, body),
    patch: (path, body) => send("PATCH", path, token as string, body),
  };
}

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const usd = (minor: number) => ({ amountMinor: String(minor), currency: "USD" });
const caption = "#ad A slow afternoon with kopi susu. #RainyDays";

async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("It never came");
}

/** Money by the simulated Stripe page, as a brand would pay. */
async function deposit(brand: Caller, minor: number): Promise<void> {
  const me = await brand.get("/v1/me");
  const [own] = me["brands"] as { brandId: string }[];
  const made = await brand.post(`/v1/brands/${own?.brandId ?? ""}/deposits`, {
    method: "stripe",
    amount: usd(minor),
  });
  await fetch(made["checkoutUrl"] as string, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "action=pay",
    redirect: "manual",
  });
  await until(async () => {
    const { status } = await brand.get(`/v1/deposits/${made.id}`);
    return status === "captured" ? true : undefined;
  });
}

/** An open campaign of the demo brand: two posts for a fixed fee. */
async function openCampaign(brand: Caller, title: string): Promise<string> {
  const { id } = await brand.post("/v1/campaigns", {
    title,
    compensation: "both",
    currency: "USD",
    budget: usd(66_000),
    fee: usd(20_000),
    creatorsMax: 3,
    applyBy: day(10),
    postBy: day(30),
    brief: {
      goal: "Show that an afternoon inside is a gift.",
      product: { name: "Kopi susu box", description: "Six bottles, sent to the door." },
      keyMessages: ["Best over ice"],
      hashtags: ["#RainyDays"],
      disclosureMarket: "US",
      disclosureTags: ["#ad"],
    },
    deliverables: [
      { platform: "instagram", kind: "post", quantity: 2 },
      { platform: "instagram", kind: "story", quantity: 2 },
    ],
  });
  await brand.post(`/v1/campaigns/${id}/funding`, {});
  await brand.post(`/v1/campaigns/${id}/publish`);
  return id;
}

async function settleProfile(creator: Caller, handle: string): Promise<string> {
  const { id, version } = await creator.get("/v1/creators/me");
  await creator.patch("/v1/creators/me", {
    version,
    bio: "Coffee, rain and quiet kitchens.",
    languages: ["id"],
    niches: ["coffee"],
  });
  await creator.post("/v1/creators/me/social-accounts", {
    platform: "instagram",
    handle,
    followersCount: 9_000,
    averageEngagementsCount: 900,
  });
  await creator.post("/v1/creators/me/payout-methods", {
    rail: "paypal",
    receiver: "demo@creator.example",
  });
  return id;
}

/** Two signatures over everything that is ready; the money goes out. */
async function payOut(world: World): Promise<void> {
  const maker = await callerOf(world.url, world.demo("finance_maker"));
  const checker = await callerOf(world.url, world.demo("finance_checker"));
  const found = await until(async () => {
    const { items } = await maker.get("/v1/payouts");
    const [first] = items as { id: string; status: string }[];
    return first;
  });
  if (found.status !== "draft") return;
  const prepared = await maker.post("/v1/payouts/prepare", {
    payoutIds: [found.id],
    earlyReleaseReason: "It is a test.",
  });
  const items = prepared["items"] as { id: string; contentHash: string }[];
  await checker.post("/v1/payouts/approvals", {
    payouts: items.map(({ id, contentHash }) => ({ payoutId: id, contentHash })),
  });
}

export interface CreatorStory {
  creatorId: string;
  /** Open, and nobody has applied. */
  campaignId: string;
  applicationId: string;
  offeredId: string;
  /** Nothing handed in; changes wanted; approved; endorsed. */
  pieceIds: readonly string[];
  disputeId: string;
  payoutId: string;
  documentId: string;
}

async function applied(brand: Caller, creator: Caller, title: string): Promise<string> {
  const campaignId = await openCampaign(brand, title);
  const { id } = await creator.post(`/v1/campaigns/${campaignId}/applications`, {
    pitch: "I drink this every day.",
  });
  await brand.post(`/v1/applications/${id}/offer`, {});
  return id;
}

async function handIn(creator: Caller, applicationId: string, deliverableId: string) {
  const file = new FormData();
  file.append("file", new Blob([uniquePng(deliverableId)], { type: "image/png" }), "a.png");
  const media = await creator.post("/v1/media", file);
  return await creator.post(`/v1/applications/${applicationId}/submissions`, {
    deliverableId,
    caption,
    mediaIds: [media.id],
  });
}

/** The demo creator with something on every page. */
export async function tellCreatorStory(world: World): Promise<CreatorStory> {
  const brand = await callerOf(world.url, world.demo("brand"));
  const creator = await callerOf(world.url, world.demo("creator"));
  const handle = "demo.drinks";
  const creatorId = await settleProfile(creator, handle);
  await deposit(brand, 200_000);
  const offeredId = await applied(brand, creator, "Evenings with a view");
  const applicationId = await applied(brand, creator, "Rainy afternoons, from the first cup");
  const { deliverables } = await creator.post(`/v1/applications/${applicationId}/accept`, {
    version: 1,
  });
  const pieceIds = (deliverables as { id: string }[]).map(({ id }) => id);
  const [, changed = "", approved = "", earned = ""] = pieceIds;
  const sent = await handIn(creator, applicationId, changed);
  await brand.post(`/v1/submissions/${sent.id}/comments`, { kind: "general", body: "Closer." });
  await brand.post(`/v1/submissions/${sent.id}/request-changes`, { reasonCode: "quality" });
  const dispute = await creator.post(`/v1/submissions/${sent.id}/disputes`, {
    reasonCode: "unreasonable_changes",
    statement: "The brief says nothing about it.",
  });
  await creator.post(`/v1/disputes/${dispute.id}/withdrawal`);
  const reason = { checklistReason: "Seen." };
  const ready = await handIn(creator, applicationId, approved);
  await brand.post(`/v1/submissions/${ready.id}/approve`, reason);
  const posted = await handIn(creator, applicationId, earned);
  await brand.post(`/v1/submissions/${posted.id}/approve`, reason);
  const url = `https://www.instagram.com/p/${posted.id}/`;
  await publishPost(socialUrl(world), { platform: "instagram", url, handle, caption });
  await creator.post(`/v1/submissions/${posted.id}/live-post`, { url });
  await until(async () => {
    const { status } = await creator.get(`/v1/submissions/${posted.id}`);
    return status === "verified" ? true : undefined;
  });
  await brand.post(`/v1/submissions/${posted.id}/endorsement`);
  await payOut(world);
  const first = (path: string) =>
    until(async () => ((await creator.get(path))["items"] as { id: string }[])[0]?.id);
  const documentId = await first("/v1/documents");
  const payoutId = await first("/v1/creators/me/payouts");
  const campaignId = await openCampaign(brand, "A third cup");
  return {
    creatorId,
    campaignId,
    applicationId,
    offeredId,
    pieceIds,
    disputeId: dispute.id,
    payoutId,
    documentId,
  };
}

export function socialUrl(world: World): string {
  const { social } = world.product.connected.outside;
  if (!social?.sandboxOrigin) throw new Error("There are no simulated platforms");
  return social.sandboxOrigin;
}
