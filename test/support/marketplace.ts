/**
 * A marketplace in a few lines: people and things in the state a test begins with. Everything goes through the HTTP API
 * as users would do it; only the bank's statement line is handed in directly, so that no test needs a provider.
 */
import { applicationInvariants } from "../../src/features/applications";
import { disputeInvariants } from "../../src/features/disputes";
import { fundingInvariants, matchBankDeposit } from "../../src/features/funding";
import { findViolations, ledgerInvariants } from "../../src/features/ledger";
import type { Violation } from "../../src/features/ledger/verification";
import { submissionInvariants } from "../../src/features/submissions";
import { addMs, dayMs, systemClock, utcDate } from "../../src/kernel/clock";
import type { Currency } from "../../src/kernel/currency";
import { newId } from "../../src/kernel/ids";
import type { Client, TestApp } from "./app";
import { uniquePng } from "./media";
import { publishPost } from "./social";

export interface Brand {
  id: string;
  userId: string;
  email: string;
  client: Client;
}

export interface Creator {
  id: string;
  userId: string;
  email: string;
  client: Client;
  /** On the platform of `creator()`. */
  platform: string;
  handle: string;
}

export interface Campaign {
  id: string;
  brand: Brand;
  currency: Currency;
}

export interface Application {
  id: string;
  campaign: Campaign;
  creator: Creator;
  /** Latest offer. */
  version: number;
}

export interface Submission {
  id: string;
  application: Application;
}

export interface CreatorOptions {
  platform?: string;
  followersCount?: number;
  country?: string;
  niches?: string[];
  /** E-mail address for PayPal; without it the creator has no payout method. */
  paypal?: string;
}

export interface CampaignOptions {
  currency?: Currency;
  compensation?: "money" | "product" | "both";
  /** Fee of one creator in minor units. */
  fee?: bigint;
  /** Set aside in minor units; what `creatorsMax` creators cost when absent. */
  budget?: bigint;
  creatorsMax?: number;
  deliverables?: { platform: string; kind: string; quantity: number }[];
  disclosureTags?: string[];
  requirements?: Record<string, unknown>;
  /** Put over the body as it is. */
  extra?: object;
  /** `funded` stops before it is published. */
  status?: "draft" | "funded" | "open";
}

const usualCaption = "A slow afternoon with kopi susu. #ad";
const password = "correct horse battery staple";
const unique = () => newId().replaceAll("-", "").slice(-12);

/** The day so many days from today, as `2026-11-30`. */
export function dayFromNow(days: number): string {
  return utcDate(addMs(systemClock.now(), days * dayMs));
}

/** A complete brief as a brand would send it. */
export function campaignBody(options: CampaignOptions = {}) {
  const { currency = "USD", compensation = "money", fee = 10_000n, creatorsMax = 3 } = options;
  const isPaid = compensation !== "product";
  // Ten percent on top is what the platform takes unless a test says otherwise.
  const budget = options.budget ?? ((fee * 11n) / 10n) * BigInt(creatorsMax);
  return {
    title: "Kopi susu for the rainy season",
    compensation,
    currency,
    ...(isPaid
      ? {
          budget: { amountMinor: budget.toString(), currency },
          fee: { amountMinor: fee.toString(), currency },
        }
      : {}),
    creatorsMax,
    applyBy: dayFromNow(14),
    postBy: dayFromNow(30),
    brief: {
      goal: "Show how the drink belongs to a slow afternoon.",
      product: { name: "Kopi susu", description: "Iced coffee with palm sugar." },
      disclosureMarket: "US",
      disclosureTags: options.disclosureTags ?? ["#ad", "#sponsored"],
    },
    deliverables: options.deliverables ?? [{ platform: "instagram", kind: "post", quantity: 1 }],
    ...(options.requirements ? { requirements: options.requirements } : {}),
    ...options.extra,
  };
}

/** What the books and the tables of a marketplace promise and do not keep; empty when all is well. */
export async function violationsIn(app: TestApp): Promise<Violation[]> {
  return await findViolations(app.database.unitOfWork.reader, [
    ...ledgerInvariants,
    ...fundingInvariants,
    ...applicationInvariants,
    ...submissionInvariants,
    ...disputeInvariants,
  ]);
}

/** HTTP statuses of answers that came in any order. */
export function statusesOf(answers: readonly { status: number }[]): number[] {
  return answers.map((answer) => answer.status).sort((one, other) => one - other);
}

export type Marketplace = ReturnType<typeof createMarketplace>;

export function createMarketplace(app: TestApp) {
  async function logIn(email: string): Promise<Client> {
    return await app.as({ email, password });
  }

  /** A brand and its manager, logged in. */
  async function brand(): Promise<Brand> {
    const email = `brand-${unique()}@example.com`;
    const { body } = await app.http
      .post("/v1/auth/register/brand")
      .send({ email, password, displayName: "Rina", brandName: "Warung Kopi", country: "ID" })
      .expect(201);
    const client = await logIn(email);
    return { id: body.brandId, userId: body.user.id, email, client };
  }

  /** A creator with one social account, logged in. */
  async function creator(options: CreatorOptions = {}): Promise<Creator> {
    const { platform = "instagram", followersCount = 12_000, country = "TH" } = options;
    const name = unique();
    const email = `creator-${name}@example.com`;
    const { body } = await app.http
      .post("/v1/auth/register/creator")
      .send({ email, password, displayName: `Ploy ${name}`, country })
      .expect(201);
    const client = await logIn(email);
    const account = { platform, handle: `ploy.${name}`, followersCount };
    await client
      .post("/v1/creators/me/social-accounts", { ...account, averageEngagementsCount: 600 })
      .expect(201);
    if (options.niches) {
      await client.patch("/v1/creators/me", { version: 1, niches: options.niches }).expect(200);
    }
    if (options.paypal) {
      await client
        .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver: options.paypal })
        .expect(201);
    }
    const { handle } = account;
    return { id: body.creatorId, userId: body.user.id, email, client, platform, handle };
  }

  /** Money arrives by bank transfer and is found on the statement by its reference code (L5). */
  async function deposit(to: Brand, amountMinor: bigint, currency: Currency): Promise<void> {
    const amount = { amountMinor: amountMinor.toString(), currency };
    const { body } = await to.client
      .post(`/v1/brands/${to.id}/deposits`, { method: "bank_transfer", amount })
      .expect(201);
    const line = { amountMinor, currency, bankCode: "main", lineKey: newId(), lineId: newId() };
    const allowed = { isByHand: false, mayBook: async () => true };
    const matched = await app.database.unitOfWork.run((tx) =>
      matchBankDeposit(tx, {
        ...line,
        ...allowed,
        text: body.referenceCode,
        bookedAt: systemClock.now(),
      }),
    );
    if (matched?.kind !== "matched") throw new Error("The deposit was not matched");
  }

  /** A campaign with its money set aside, open to applications unless asked otherwise. */
  async function campaign(owner: Brand, options: CampaignOptions = {}): Promise<Campaign> {
    const body = campaignBody(options);
    const created = await owner.client.post("/v1/campaigns", body).expect(201);
    const made: Campaign = { id: created.body.id, brand: owner, currency: body.currency };
    if (options.status === "draft") return made;
    if (body.budget) {
      await deposit(owner, BigInt(body.budget.amountMinor), body.currency);
      await owner.client.post(`/v1/campaigns/${made.id}/funding`, {}).expect(200);
    }
    if (options.status === "funded") return made;
    await owner.client.post(`/v1/campaigns/${made.id}/publish`).expect(200);
    return made;
  }

  async function applied(to: Campaign, by: Creator): Promise<Application> {
    const { body } = await by.client
      .post(`/v1/campaigns/${to.id}/applications`, { pitch: "I drink this every day." })
      .expect(201);
    return { id: body.id, campaign: to, creator: by, version: 0 };
  }

  /** The brand has made an offer; the campaign's fee unless `fee` is given, in minor units. */
  async function offered(to: Campaign, by: Creator, fee?: bigint): Promise<Application> {
    const application = await applied(to, by);
    const { currency, brand: owner } = to;
    const { body } = await owner.client
      .post(
        `/v1/applications/${application.id}/offer`,
        fee === undefined ? {} : { fee: { amountMinor: fee.toString(), currency } },
      )
      .expect(200);
    return { ...application, version: body.offerVersion };
  }

  /** The creator has accepted and the fee is reserved. */
  async function accepted(to: Campaign, by: Creator, fee?: bigint): Promise<Application> {
    const application = await offered(to, by, fee);
    await by.client
      .post(`/v1/applications/${application.id}/accept`, { version: application.version })
      .expect(200);
    return application;
  }

  /** A picture of the creator's own. */
  async function media(by: { client: Client }): Promise<string> {
    const { body } = await by.client
      .post("/v1/media")
      .attach("file", uniquePng(newId()), { filename: "photo.png", contentType: "image/png" })
      .expect(201);
    return body.id;
  }

  /** Content waits for the brand's review. Without `deliverableId` it is for the first piece that is open. */
  async function submitted(
    application: Application,
    content: { caption?: string; deliverableId?: string } = {},
  ): Promise<Submission> {
    const { client } = application.creator;
    const { body } = await client
      .post(`/v1/applications/${application.id}/submissions`, {
        caption: content.caption ?? usualCaption,
        mediaIds: [await media(application.creator)],
        ...(content.deliverableId ? { deliverableId: content.deliverableId } : {}),
      })
      .expect(201);
    return { id: body.id, application };
  }

  async function approved(
    application: Application,
    content: { caption?: string; deliverableId?: string } = {},
  ): Promise<Submission> {
    const submission = await submitted(application, content);
    const { client } = application.campaign.brand;
    await client.post(`/v1/submissions/${submission.id}/approve`).expect(200);
    return submission;
  }

  /** Publishes approved content on the creator's account and records where; nobody has looked at it yet. */
  async function posted(
    submission: Submission,
    { caption = usualCaption, url = `https://www.instagram.com/p/${unique()}/` } = {},
  ): Promise<string> {
    const { platform, handle, client } = submission.application.creator;
    if (app.socialUrl) {
      // By the product's clock: a test may have moved that of the simulators by months.
      const publishedAt = app.composition.services.clock.now().toISOString();
      await publishPost(app.socialUrl, { platform, url, handle, caption, publishedAt });
    }
    await client.post(`/v1/submissions/${submission.id}/live-post`, { url }).expect(200);
    return url;
  }

  interface LiveContent {
    caption?: string;
    deliverableId?: string;
    url?: string;
  }

  /** Approved, published and recorded. */
  async function live(application: Application, content: LiveContent = {}): Promise<Submission> {
    const { url, ...rest } = content;
    const submission = await approved(application, rest);
    const { caption } = content;
    await posted(submission, { ...(caption ? { caption } : {}), ...(url ? { url } : {}) });
    return submission;
  }

  /** The look that follows: it finds the post as agreed, so that it can be endorsed. */
  async function lookedAt({ id }: Submission): Promise<void> {
    await app.composition.services.livePosts.check(id);
  }

  /** Live, and looked at. */
  async function verified(
    application: Application,
    content: LiveContent = {},
  ): Promise<Submission> {
    const submission = await live(application, content);
    await lookedAt(submission);
    return submission;
  }

  /** The brand has endorsed it: the fee is earned. Answers the endorsement's id. */
  async function endorsed(application: Application, deliverableId?: string): Promise<string> {
    const submission = await verified(application, deliverableId ? { deliverableId } : {});
    const { body } = await application.campaign.brand.client
      .post(`/v1/submissions/${submission.id}/endorsement`)
      .expect(200);
    return body.id;
  }

  return {
    app,
    brand,
    creator,
    campaign,
    deposit,
    applied,
    offered,
    accepted,
    media,
    submitted,
    approved,
    posted,
    live,
    lookedAt,
    verified,
    endorsed,
  };
}
