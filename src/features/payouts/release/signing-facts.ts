/**
 * Everything that is asked about payouts before they are signed: the payouts are locked in the order of their ids, and
 * each question is asked once for all of them.
 */
import { NotFoundError } from "../../../kernel/errors";
import { present } from "../../../kernel/invariant";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import {
  activePayoutMethods,
  creatorUsers,
  findPayoutMethods,
  findReplacers,
  type PayoutMethod,
} from "../../creators";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";
import { holdCauseOf } from "./automatic-holds";
import type { HoldKind } from "./hold-kinds";
import { currentPolicies } from "./release-policy";

export interface SigningFacts {
  now: Date;
  /** The locked payout. @throws NotFoundError */
  payout(payoutId: string): PayoutRow;
  /** Whose account the receiver is. */
  userIdOf(payout: PayoutRow): string;
  /** The method in question: the creator's present one, or the one that was signed. */
  methodOf(payout: PayoutRow): PayoutMethod | undefined;
  /** What stands against paying by `method`: holds that are open, and a cause that may not have become one yet. */
  holdKinds(payout: PayoutRow, method: PayoutMethod): string[];
}

/** Locks these payouts for the rest of the transaction and reads what the rules ask of them. */
export async function readSigningFacts(
  tx: Tx,
  payoutIds: readonly string[],
  whichMethod: "present" | "signed",
): Promise<SigningFacts> {
  const payouts = await store.lockPayouts(tx, payoutIds);
  const byId = new Map(payouts.map((payout) => [payout.id, payout]));
  const creatorIds = [...new Set(payouts.map((payout) => payout.creatorId))];
  const userIds = await creatorUsers(tx, creatorIds);
  const methods =
    whichMethod === "present"
      ? await activePayoutMethods(tx, creatorIds)
      : await findPayoutMethods(
          tx,
          payouts.flatMap(({ payoutMethodId }) => payoutMethodId ?? []),
        );
  const holds = await store.openHoldKinds(tx, payoutIds);
  const policies = await currentPolicies(tx);
  const replacers = await findReplacers(tx, creatorIds);
  const now = await databaseNow(tx);
  return {
    now,
    payout(payoutId) {
      const payout = byId.get(payoutId.toLowerCase());
      if (!payout) throw new NotFoundError();
      return payout;
    },
    userIdOf: ({ creatorId }) => present(userIds.get(creatorId), `Creator ${creatorId}`),
    methodOf: ({ creatorId, payoutMethodId }) =>
      methods.get((whichMethod === "present" ? creatorId : payoutMethodId) ?? ""),
    holdKinds(payout, method) {
      const kinds = [...(holds.get(payout.id) ?? [])];
      const policy = present(policies.get(payout.currency), `A policy for ${payout.currency}`);
      const isReplacement = replacers.has(payout.creatorId);
      const cause = holdCauseOf(payout, method, policy, { isReplacement, now });
      return cause ? [...kinds, cause.kind satisfies HoldKind] : kinds;
    },
  };
}
