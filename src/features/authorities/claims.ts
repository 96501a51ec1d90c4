/** What states owe us, cheque by cheque: they had been given the money of a cheque that the bank paid all the same. */
import type { Currency } from "../../kernel/currency";
import { ConflictError } from "../../kernel/errors";
import { exec, many, type Tx } from "../../platform/db/sql";
import { type MoneyJson, moneyJson } from "../../platform/http/schemas";
import { resolveBreaks } from "../breaks";

/** Of the two terms of a claim one is what was booked when the bank paid, the other what came back and was booked since. */
const claims = `
  SELECT o.cheque_id, o.jurisdiction, o.currency, o.owed, coalesce(b.back, 0) AS back
  FROM (SELECT (t.tags ->> 'cheque')::uuid AS cheque_id, split_part(a.name, ':', 4) AS jurisdiction, a.currency,
               sum(e.amount_minor) AS owed
        FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
        JOIN ledger_transactions t ON t.id = e.transaction_id
        WHERE a.name LIKE 'assets:receivable:authority:%' AND t.tags ? 'cheque'
        GROUP BY 1, 2, 3) o
  LEFT JOIN (SELECT x.cheque_id, sum(x.amount_minor) AS back FROM remittance_returns x
             JOIN remittances r ON r.id = x.remittance_id AND r.status = 'remitted'
             GROUP BY x.cheque_id) b USING (cheque_id)
  WHERE o.owed > 0`;

/** Part of what comes back, for one cheque. */
export interface Return {
  chequeId: string;
  amountMinor: bigint;
}

interface Claim extends Return {
  jurisdiction: string;
}

interface Place {
  jurisdiction: string;
  currency: Currency;
}

/** What is still owed; the caller holds the lock of {@link heldMinor}. */
async function openClaims(tx: Tx, { currency }: Place): Promise<Claim[]> {
  const rows = await many<{ cheque_id: string; jurisdiction: string; minor: string }>(
    tx,
    `SELECT cheque_id, jurisdiction, (owed - back)::text AS minor FROM (${claims}) k
     WHERE currency = $1 AND owed > back ORDER BY cheque_id`,
    [currency],
  );
  return rows.map((row) => ({
    chequeId: row.cheque_id,
    jurisdiction: row.jurisdiction,
    amountMinor: BigInt(row.minor),
  }));
}

const sumOf = (returns: readonly Return[]) =>
  returns.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

/** The claims a person names. @throws ConflictError `remittance_authority_differs`, `remittance_not_owed`. */
function named(open: readonly Claim[], jurisdiction: string, chequeIds: readonly string[]) {
  return chequeIds.map((chequeId) => {
    const claim = open.find((one) => one.chequeId === chequeId);
    if (!claim) throw new ConflictError("remittance_not_owed", {}, { chequeId });
    if (claim.jurisdiction !== jurisdiction) {
      const params = { jurisdiction: claim.jurisdiction };
      throw new ConflictError("remittance_authority_differs", params, { chequeId });
    }
    return claim;
  });
}

/**
 * Which cheques' money comes back. The amount alone says so only when a single claim on this authority is exactly that;
 * whenever another one fits as well, or none does, a person has to name them.
 * @throws ConflictError `remittance_cheque_needed`, `remittance_amount_differs`, `remittance_authority_differs`,
 * `remittance_not_owed`.
 */
export async function returnsFor(
  tx: Tx,
  place: Place,
  amountMinor: bigint,
  chequeIds: readonly string[] | undefined,
): Promise<Return[]> {
  const open = await openClaims(tx, place);
  if (chequeIds === undefined) {
    const here = open.filter(({ jurisdiction }) => jurisdiction === place.jurisdiction);
    // The books say the same: they owe nothing, and the caller asks them.
    if (here.length === 0) return [];
    const fitting = here.filter((claim) => claim.amountMinor === amountMinor);
    const [only] = fitting;
    if (only && fitting.length === 1) return [{ chequeId: only.chequeId, amountMinor }];
    const candidates = (fitting.length > 0 ? fitting : here).map(({ chequeId }) => chequeId);
    throw new ConflictError("remittance_cheque_needed", {}, { chequeIds: candidates.slice(0, 20) });
  }
  const chosen = named(open, place.jurisdiction, chequeIds);
  const [first] = chosen;
  // A state may give back a part of one claim; of several nobody could tell which part is whose.
  if (first && chosen.length === 1 && amountMinor <= first.amountMinor) {
    return [{ chequeId: first.chequeId, amountMinor }];
  }
  if (sumOf(chosen) !== amountMinor) throw new ConflictError("remittance_amount_differs");
  return chosen.map((claim) => ({ chequeId: claim.chequeId, amountMinor: claim.amountMinor }));
}

export async function insertReturns(
  tx: Tx,
  remittanceId: string,
  returns: readonly Return[],
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO remittance_returns (remittance_id, cheque_id, amount_minor)
     SELECT $1, * FROM unnest($2::uuid[], $3::bigint[])`,
    [
      remittanceId,
      returns.map(({ chequeId }) => chequeId),
      returns.map(({ amountMinor }) => amountMinor.toString()),
    ],
  );
}

/** What each of these transfers brings back, cheque by cheque. */
export async function returnsOf(
  tx: Tx,
  remittanceIds: readonly string[],
): Promise<Map<string, Return[]>> {
  const rows = await many<{ remittance_id: string; cheque_id: string; minor: string }>(
    tx,
    `SELECT remittance_id, cheque_id, amount_minor::text AS minor FROM remittance_returns
     WHERE remittance_id = ANY($1::uuid[]) ORDER BY cheque_id`,
    [remittanceIds],
  );
  const found = new Map<string, Return[]>();
  for (const { remittance_id: id, cheque_id: chequeId, minor } of rows) {
    found.set(id, [...(found.get(id) ?? []), { chequeId, amountMinor: BigInt(minor) }]);
  }
  return found;
}

/** Another transfer may have brought the same money back meanwhile. @throws ConflictError `remittance_not_owed`. */
export async function requireStillOwed(
  tx: Tx,
  place: Place,
  returns: readonly Return[],
): Promise<void> {
  const open = await openClaims(tx, place);
  for (const { chequeId, amountMinor } of returns) {
    const claim = open.find((one) => one.chequeId === chequeId);
    if (!claim || claim.jurisdiction !== place.jurisdiction || claim.amountMinor < amountMinor) {
      throw new ConflictError("remittance_not_owed", {}, { chequeId });
    }
  }
}

/** Claims that are settled now have no break any more. */
export async function endClaimBreaks(
  tx: Tx,
  place: Place,
  returns: readonly Return[],
  end: { resolution: string; resolvedBy: string },
): Promise<void> {
  const open = new Set((await openClaims(tx, place)).map(({ chequeId }) => chequeId));
  for (const { chequeId } of returns.filter((one) => !open.has(one.chequeId))) {
    const about = { kind: "cheque_late_presented", objectType: "cheque", objectId: chequeId };
    await resolveBreaks(tx, { ...about, ...end });
  }
}

export interface ListedClaim {
  /** Of the cheque. */
  id: string;
  chequeNumber: string;
  payeeName: string;
  jurisdiction: string;
  owed: MoneyJson;
  returned: MoneyJson;
  clearedOn: string | null;
}

/** Newest cheque first; one more than `limit` when there is a next page. */
export async function listClaims(
  tx: Tx,
  filter: { jurisdiction?: string | undefined; afterId: string | null; limit: number },
): Promise<ListedClaim[]> {
  const rows = await many<{
    id: string;
    number: string;
    payeeName: string;
    jurisdiction: string;
    currency: Currency;
    owed: string;
    back: string;
    clearedOn: string | null;
  }>(
    tx,
    `SELECT k.cheque_id AS id, q.number::text AS number, q.payee_name AS "payeeName", k.jurisdiction, k.currency,
            k.owed::text AS owed, k.back::text AS back, q.cleared_on::text AS "clearedOn"
     FROM (${claims}) k JOIN cheques q ON q.id = k.cheque_id
     WHERE ($1::text IS NULL OR k.jurisdiction = $1) AND ($2::uuid IS NULL OR k.cheque_id < $2)
     ORDER BY k.cheque_id DESC LIMIT $3`,
    [filter.jurisdiction ?? null, filter.afterId, filter.limit + 1],
  );
  return rows.map(({ number, currency, owed, back, ...row }) => ({
    ...row,
    chequeNumber: number,
    owed: moneyJson(BigInt(owed), currency),
    returned: moneyJson(BigInt(back), currency),
  }));
}
