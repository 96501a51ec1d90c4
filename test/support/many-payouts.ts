/**
 * Thousands of released payouts in a second. Their endorsements are made through HTTP nowhere else in the tests but
 * here, where only the size matters: one creator has promised very many pieces, and every one of them was endorsed. The
 * rows are what the product would have written, so that every invariant holds.
 */
import { feeEarned, holdEnded, postAll } from "../../src/features/ledger";
import { asOwner } from "./database";
import type { Creator } from "./marketplace";
import type { PayoutWorld } from "./payout-world";

const chequeMethod = {
  rail: "cheque",
  payeeName: "Ploy Suwan",
  postalAddress: { line1: "12 Soi Ari", city: "Bangkok", postalCode: "10400", country: "TH" },
};

const unitMinor = 1_000n;
const platformMinor = unitMinor / 10n;

interface EndorsementSeen {
  id: string;
  application_id: string;
  creator_id: string;
}

const splitDeliverable = `
  WITH first AS (
    UPDATE deliverables SET fee_minor = $2, platform_fee_minor = $3 WHERE application_id = $1 RETURNING *
  )
  INSERT INTO deliverables
    (id, application_id, seq, platform, kind, fee_minor, platform_fee_minor, currency, post_by)
  SELECT gen_random_uuid(), f.application_id, f.seq + n, f.platform, f.kind, $2, $3, f.currency, f.post_by
  FROM first f, generate_series(1, $4::int - 1) AS n`;

const endorseAll = `
  WITH made AS (
    INSERT INTO submissions (id, deliverable_id, application_id, campaign_id, creator_id, status)
    SELECT gen_random_uuid(), d.id, a.id, a.campaign_id, a.creator_id, 'endorsed'
    FROM deliverables d JOIN applications a ON a.id = d.application_id WHERE a.id = $1
    RETURNING *
  ), posts AS (
    INSERT INTO live_posts (submission_id, url, post_key, verified_at)
    SELECT id, 'https://example.com/' || id, 'test:' || id, now() FROM made
  )
  INSERT INTO endorsements (id, submission_id, application_id, campaign_id, creator_id, fee_minor,
                            platform_fee_minor, currency, endorsed_by, payable_at)
  SELECT gen_random_uuid(), m.id, m.application_id, m.campaign_id, m.creator_id, d.fee_minor,
         d.platform_fee_minor, d.currency, $2, now()
  FROM made m JOIN deliverables d ON d.id = m.deliverable_id
  RETURNING id, application_id, creator_id`;

const releaseAll = `
  WITH named AS (
    SELECT gen_random_uuid() AS payout_id, e.* FROM endorsements e WHERE e.application_id = $1
  ), made AS (
    INSERT INTO payouts (id, creator_id, amount_minor, currency, rail, payout_method_id, status, release,
                         content_hash, prepared_by, approved_by, released_at)
    SELECT n.payout_id, n.creator_id, n.fee_minor, n.currency, m.rail, m.id, 'queued', 'auto',
           repeat('0', 64), 'system:test', 'policy:test', now()
    FROM named n JOIN payout_methods m ON m.creator_id = n.creator_id AND m.replaced_at IS NULL
    RETURNING id
  )
  INSERT INTO payout_lines (payout_id, endorsement_id, amount_minor)
  SELECT n.payout_id, n.id, n.fee_minor FROM named n JOIN made ON made.id = n.payout_id`;

/**
 * `count` payouts of 10.00 USD each, released and ready to be frozen, all to one creator at `receiver`, or by cheque.
 */
export async function manyReleased(
  w: Pick<PayoutWorld, "app" | "market">,
  count: number,
  receiver: string,
): Promise<Creator> {
  const brand = await w.market.brand();
  const campaign = await w.market.campaign(brand, {
    fee: unitMinor * BigInt(count),
    creatorsMax: 1,
  });
  const creator = await w.market.creator(receiver === "cheque" ? {} : { paypal: receiver });
  if (receiver === "cheque") {
    await creator.client.post("/v1/creators/me/payout-methods", chequeMethod).expect(201);
  }
  const { id: applicationId } = await w.market.accepted(campaign, creator);
  const { url, unitOfWork } = w.app.database;
  await asOwner(url, splitDeliverable, [applicationId, unitMinor, platformMinor, count]);
  const endorsements = (await asOwner(url, endorseAll, [
    applicationId,
    brand.userId,
  ])) as EndorsementSeen[];
  const at = new Date();
  await unitOfWork.run((tx) =>
    postAll(
      tx,
      endorsements.flatMap(({ id, creator_id }) => {
        const fact = { endorsementId: id, creatorId: creator_id, currency: "USD" as const, at };
        return [
          feeEarned({
            ...fact,
            applicationId,
            feeMinor: unitMinor,
            platformFeeMinor: platformMinor,
          }),
          holdEnded({ ...fact, feeMinor: unitMinor }),
        ];
      }),
    ),
  );
  await asOwner(url, "UPDATE applications SET status = 'completed' WHERE id = $1", [applicationId]);
  await asOwner(url, releaseAll, [applicationId]);
  return creator;
}
