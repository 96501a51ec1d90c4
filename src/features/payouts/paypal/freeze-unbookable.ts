/**
 * A payout that cannot be booked must not keep all others from going out. When a freeze fails because of what it wanted
 * to write, every candidate is tried by itself; the odd ones get a hold and a break, and the others go on.
 */
import type { Currency } from "../../../kernel/currency";
import { AmountError, AppError, InvariantError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { money, toPaypalValue } from "../../../kernel/money";
import { databaseNow, many, type Tx } from "../../../platform/db/sql";
import { sqlState, type UnitOfWork } from "../../../platform/db/unit-of-work";
import { recordAudit } from "../../audit";
import { openBreak } from "../../breaks";
import { attemptFrozen, post } from "../../ledger";
import { openHold } from "../payout-store";
import { holdRule } from "../release/hold-kinds";
import { freezeAll } from "./batch-freeze";

const trialsMax = 2_000;
const actor = "system:build-payout-batches";
/** SQLSTATE class 23: a constraint or one of our own checks said no. */
const integrityClass = "23";

/** Trouble that lies in what was to be written, and not in the database or the network. */
function isAboutContent(error: unknown): boolean {
  return (
    error instanceof InvariantError ||
    error instanceof AmountError ||
    error instanceof AppError ||
    sqlState(error)?.startsWith(integrityClass) === true
  );
}

interface Suspect {
  payoutId: string;
  creatorId: string;
  amountMinor: bigint;
  currency: Currency;
  taxMinor: bigint;
  taxJurisdiction: string | undefined;
}

interface Unbookable extends Suspect {
  reason: string;
}

async function findSuspects(tx: Tx): Promise<Suspect[]> {
  const rows = await many<{
    id: string;
    creator_id: string;
    amount_minor: string;
    currency: Currency;
    withheld_minor: string;
    jurisdiction: string | null;
  }>(
    tx,
    `SELECT p.id, p.creator_id, p.amount_minor, p.currency, p.withheld_minor, r.jurisdiction
     FROM payouts p LEFT JOIN tax_rules r ON r.id = p.tax_rule_id
     WHERE p.status = 'queued' AND p.rail = 'paypal'
       AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL)
     ORDER BY p.currency, p.id LIMIT $1`,
    [trialsMax],
  );
  return rows.map((row) => ({
    payoutId: row.id,
    creatorId: row.creator_id,
    amountMinor: BigInt(row.amount_minor),
    currency: row.currency,
    taxMinor: BigInt(row.withheld_minor),
    taxJurisdiction: row.jurisdiction ?? undefined,
  }));
}

/** Ends a transaction that was only made to see what would happen. */
class TrialOver extends Error {}

/**
 * Books the candidates one after the other, each behind a savepoint, so that two payouts which are covered singly but not
 * together are found as well. Nothing of it is kept.
 */
async function tryAll(unitOfWork: UnitOfWork): Promise<Unbookable[]> {
  const found: Unbookable[] = [];
  try {
    await unitOfWork.run(async (tx) => {
      found.length = 0;
      const at = await databaseNow(tx);
      for (const suspect of await findSuspects(tx)) {
        try {
          toPaypalValue(money(suspect.amountMinor, suspect.currency));
          await tx.transaction((inner) =>
            post(inner, attemptFrozen({ ...suspect, attemptId: newId(), at })),
          );
        } catch (error) {
          if (!isAboutContent(error)) throw error;
          const reason = error instanceof Error ? error.message.slice(0, 300) : "unknown";
          found.push({ ...suspect, reason });
        }
      }
      throw new TrialOver();
    });
  } catch (error) {
    if (!(error instanceof TrialOver)) throw error;
  }
  return found;
}

async function putAside(tx: Tx, { payoutId, amountMinor, currency, reason }: Unbookable) {
  const { owner, nextAction } = holdRule("unbookable");
  const isNew = await openHold(tx, payoutId, {
    kind: "unbookable",
    owner,
    nextAction,
    openedBy: actor,
  });
  if (!isNew) return;
  await openBreak(tx, {
    kind: "payout_unbookable",
    objectType: "payout",
    objectId: payoutId,
    amountMinor,
    currency,
    owner: "finance",
    nextAction,
    details: { reason },
  });
  await recordAudit(tx, {
    actor,
    action: "payout.held",
    objectType: "payout",
    objectId: payoutId,
    details: { kind: "unbookable" },
  });
}

/**
 * Freezes all that may go; when that fails over one payout, puts it aside and freezes the others.
 * @returns ids of the new batches.
 * @throws whatever {@link freezeAll} throws when no single payout is to blame.
 */
export async function freezeReleased(unitOfWork: UnitOfWork, itemsMax: number): Promise<string[]> {
  try {
    return await freezeAll(unitOfWork, itemsMax);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    const unbookable = await tryAll(unitOfWork);
    if (unbookable.length === 0) throw error;
    for (const payout of unbookable) await unitOfWork.run((tx) => putAside(tx, payout));
    return await freezeAll(unitOfWork, itemsMax);
  }
}
