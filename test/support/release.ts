/** Terms of release, agreed on as finance people do it, and a database whose past lies further back. */
import type { Client, TestApp } from "./app";
import { asOwner } from "./database";

export interface Terms {
  autoPayoutUnits: string;
  autoCreatorDayUnits: string;
  holdDays: number;
  schedule: "at_once" | "daily" | "weekly";
  minimumUnits: string;
  coolOffHours: number;
  firstCoolOffHours: number;
  paypalItemMaxUnits: string | null;
}

/** What is delivered. */
export const usualTerms: Terms = {
  autoPayoutUnits: "500",
  autoCreatorDayUnits: "500",
  holdDays: 0,
  schedule: "at_once",
  minimumUnits: "0",
  coolOffHours: 72,
  firstCoolOffHours: 0,
  paypalItemMaxUnits: null,
};

export interface FinancePair {
  maker: Client;
  checker: Client;
}

/** One proposes, the other agrees. @returns the id of the policy now in force. */
export async function agreeOn(
  { maker, checker }: FinancePair,
  currency: string,
  terms: Partial<Terms>,
): Promise<string> {
  const { body } = await maker
    .post("/v1/release-policies", { currency, ...usualTerms, ...terms })
    .expect(201);
  const { id, contentHash } = body;
  await checker.post(`/v1/release-policies/${id}/approval`, { contentHash }).expect(200);
  return id;
}

/** Makes fees look as if they had become payable `days` earlier. */
export async function payableEarlier(
  app: TestApp,
  endorsementIds: readonly string[],
  days: number,
): Promise<void> {
  await asOwner(
    app.database.url,
    `UPDATE endorsements SET payable_at = payable_at - make_interval(days => $2)
     WHERE id = ANY($1::uuid[])`,
    [endorsementIds, days],
  );
}

/** Makes everything about one creator's payout method and holds look `hours` older. */
export async function methodEarlier(app: TestApp, creatorId: string, hours: number): Promise<void> {
  await asOwner(
    app.database.url,
    `UPDATE payout_methods SET created_at = created_at - make_interval(hours => $2),
       replaced_at = replaced_at - make_interval(hours => $2) WHERE creator_id = $1`,
    [creatorId, hours],
  );
  await asOwner(
    app.database.url,
    `UPDATE payout_holds h SET expires_at = expires_at - make_interval(hours => $2)
     FROM payouts p WHERE p.id = h.payout_id AND p.creator_id = $1`,
    [creatorId, hours],
  );
}
