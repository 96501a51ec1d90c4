/** What one brand and one creator own after a while: ids in many states, for tests about whose they are. */
import { revealReviews } from "../../src/features/reviews";
import { newId } from "../../src/kernel/ids";
import type { Client } from "./app";
import { asOwner } from "./database";
import { type Brand, type Creator, createMarketplace } from "./marketplace";
import type { MoneyWorld } from "./money-world";

export interface Holdings {
  brand: Brand;
  creator: Creator;
  /** Ids by the name an operation gives them in its path. */
  ids: Readonly<Record<string, readonly string[]>>;
  draftCampaignId: string;
  openCampaignId: string;
  /** Waits for the creator's answer. */
  offeredApplicationId: string;
  acceptedApplicationId: string;
  /** Promised in the accepted application and not handed in yet. */
  deliverableId: string;
}

async function captured(w: MoneyWorld, brand: Brand, amountMinor: string): Promise<string> {
  const amount = { amountMinor, currency: "USD" };
  const { body } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "stripe", amount })
    .expect(201);
  await w.press(body.checkoutUrl, "pay");
  expect(await w.app.composition.services.funding.settleDeposit(body.id)).toBe("captured");
  return body.id;
}

async function apiKey(client: Client): Promise<string> {
  const { body } = await client.post("/v1/api-keys", { name: "script", scopes: ["*"] }).expect(201);
  return body.apiKey.id;
}

async function outline(brand: Brand, kind: "drafts" | "templates"): Promise<string> {
  const content = { title: "Half of an idea" };
  const { body } = await brand.client
    .post(`/v1/campaign-${kind}`, { name: "Half", content })
    .expect(201);
  return body.id;
}

/** A collaboration that is over, and a review of it that everybody may read. */
async function reviewed(w: MoneyWorld, brand: Brand, creator: Creator) {
  const market = createMarketplace(w.app);
  const application = await market.accepted(await market.campaign(brand), creator);
  await market.endorsed(application);
  const stars = { overall: 5, communication: 5, reliability: 5, quality: 5 };
  const path = `/v1/applications/${application.id}/reviews`;
  const write = (by: Client) => by.post(path, { stars, text: "Any time again." }).expect(201);
  const { body } = await write(brand.client);
  await write(creator.client);
  await w.app.composition.services.unitOfWork.run((tx) => revealReviews(tx, application.id, 1));
  return { applicationId: application.id, reviewId: body.id as string };
}

export async function newHoldings(w: MoneyWorld): Promise<Holdings> {
  const market = createMarketplace(w.app);
  const brand = await market.brand();
  const creator = await market.creator({ paypal: `ploy-${newId().slice(-9)}@example.com` });
  const other = await market.creator();
  const depositId = await captured(w, brand, "50000");
  const refund = await brand.client
    .post(`/v1/brands/${brand.id}/refunds`, { amount: { amountMinor: "700", currency: "USD" } })
    .expect(201);
  const draft = await market.campaign(brand, { status: "draft" });
  const funded = await market.campaign(brand, { status: "funded" });
  const open = await market.campaign(brand, {
    deliverables: [{ platform: "instagram", kind: "post", quantity: 4 }],
  });
  const offered = await market.offered(open, other);
  const accepted = await market.accepted(open, creator);
  const endorsed = await market.verified(accepted);
  const endorsement = await brand.client
    .post(`/v1/submissions/${endorsed.id}/endorsement`)
    .expect(200);
  await w.app.composition.services.payouts.schedule(endorsement.body.id);
  const payouts = await asOwner(
    w.app.database.url,
    "SELECT payout_id AS id FROM payout_lines WHERE endorsement_id = $1",
    [endorsement.body.id],
  );
  await w.app.composition.services.documents.issueDue(null);
  const documents = await asOwner(
    w.app.database.url,
    "SELECT id FROM documents WHERE deposit_id = $1",
    [depositId],
  );
  const disputed = await market.live(accepted);
  const dispute = await creator.client
    .post(`/v1/submissions/${disputed.id}/disputes`, {
      reasonCode: "not_endorsed",
      statement: "It is live and nobody looks at it.",
    })
    .expect(201);
  const submitted = await market.submitted(accepted);
  const comment = await brand.client
    .post(`/v1/submissions/${submitted.id}/comments`, { kind: "general", body: "Brighter?" })
    .expect(201);
  const application = await creator.client.get(`/v1/applications/${accepted.id}`).expect(200);
  const me = await creator.client.get("/v1/creators/me").expect(200);
  const past = await reviewed(w, brand, creator);
  return {
    brand,
    creator,
    draftCampaignId: draft.id,
    openCampaignId: open.id,
    offeredApplicationId: offered.id,
    acceptedApplicationId: accepted.id,
    deliverableId: application.body.deliverables[3].id,
    ids: {
      brandId: [brand.id],
      creatorId: [creator.id],
      campaignId: [draft.id, funded.id, open.id],
      depositId: [depositId],
      refundId: [refund.body.id],
      applicationId: [offered.id, accepted.id, past.applicationId],
      reviewId: [past.reviewId],
      submissionId: [submitted.id, endorsed.id, disputed.id],
      disputeId: [dispute.body.id],
      commentId: [comment.body.id],
      draftId: [await outline(brand, "drafts")],
      templateId: [await outline(brand, "templates")],
      mediaId: [await market.media(creator)],
      keyId: [await apiKey(brand.client), await apiKey(creator.client)],
      accountId: [me.body.socialAccounts[0].id],
      payoutId: payouts.map((row) => (row as { id: string }).id),
      documentId: documents.map((row) => (row as { id: string }).id),
    },
  };
}
