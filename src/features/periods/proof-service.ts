/** Proofs of accounts, read from the rows or, for the end of a closed period, as two people signed them. */
import type { Currency } from "../../kernel/currency";
import { NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { chequesOut } from "./cheques-out";
import { closedPeriod } from "./period-store";
import { outstandingItems, type Position, positionsOn, unbookedItems } from "./position-store";
import { itemsShownMax, type KeptProof, matterOf, type Proof, proofFrom, proofOf } from "./proof";

async function withItems(tx: Tx, position: Position): Promise<Proof> {
  const { account, currency, day } = position;
  const query = { account, currency, day, limit: itemsShownMax };
  return proofOf(position, {
    outstanding: await outstandingItems(tx, query),
    unbooked: await unbookedItems(tx, query),
    cheques: await chequesOut(tx, query),
  });
}

export interface Finding {
  proof: Proof;
  /** What has to be explained about the account. */
  matter: ReturnType<typeof matterOf>;
}

/** One proof for every account that a provider keeps for us, at the end of a day, and what stands against it. */
export async function proofsOn(tx: Tx, day: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const position of await positionsOn(tx, day)) {
    const proof = await withItems(tx, position);
    findings.push({ proof, matter: matterOf(proof, position) });
  }
  return findings;
}

/** What both people signed; see closing-service. */
interface KeptContent {
  proofs: KeptProof[];
}

export interface ProofAnswer {
  proof: Proof;
  /** Set when the day ends a closed period. */
  periodId: string | null;
}

/**
 * The proof of one account at the end of a day. For the last day of a closed period it is the one that was signed, so it
 * is the same for ever, whatever statements say later.
 * @throws NotFoundError for an account that no provider keeps, or that has no entry.
 */
export async function proofOn(
  tx: Tx,
  query: { account: string; currency: Currency; day: string },
): Promise<ProofAnswer> {
  const { account, currency, day } = query;
  const isIt = (one: { account: string; currency: string }) =>
    one.account === account && one.currency === currency;
  const period = await closedPeriod(tx, day);
  const content = period && (JSON.parse(period.content) as KeptContent);
  const kept = content?.proofs.find(isIt);
  if (period && kept) return { proof: proofFrom(kept), periodId: period.id };
  const position = (await positionsOn(tx, day)).find(isIt);
  if (!position) throw new NotFoundError();
  return { proof: await withItems(tx, position), periodId: null };
}
