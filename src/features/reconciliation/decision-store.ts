/** What people decide about lines, and what they may choose from. */
import { LessThan, Not } from "typeorm";
import { newId } from "../../kernel/ids";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import type { OpenLine } from "./statement";
import { DecisionRow, ExplanationRow } from "./statement-file-row";
import { type Candidate, mayShowCheque } from "./suggestions";

export async function insertDecision(
  tx: Tx,
  decision: Omit<DecisionRow, "id" | "decidedAt"> & { id?: string },
): Promise<void> {
  await tx.insert(DecisionRow, { id: newId(), ...decision });
}

/** How often a line was explained. */
export async function countExplained(tx: Tx, lineId: string): Promise<number> {
  return await tx.countBy(DecisionRow, { lineId, kind: "explained" });
}

interface CandidateRow {
  id: string;
  label: string;
  amount: string;
  at: Date;
  name: string;
}

const candidatesMax = 200;

/** Announced bank transfers of this amount that have not come. */
async function depositCandidates(tx: Tx, line: OpenLine): Promise<Candidate[]> {
  const rows = await many<CandidateRow>(
    tx,
    `SELECT d.id, d.reference_code AS label, d.amount_minor::text AS amount, d.created_at AS at, b.name
     FROM deposits d JOIN brands b ON b.id = d.brand_id
     WHERE d.method = 'bank_transfer' AND d.status IN ('created', 'pending', 'expired')
       AND d.currency = $1 AND d.amount_minor = $2
     ORDER BY d.id DESC LIMIT ${candidatesMax}`,
    [line.currency, line.effectMinor.toString()],
  );
  return rows.map(({ id, label, amount, at, name }) => ({
    kind: "deposit",
    id,
    label,
    name,
    effectMinor: BigInt(amount),
    currency: line.currency,
    on: at,
  }));
}

/** Cheques of this account and amount that the bank has not paid. */
async function chequeCandidates(tx: Tx, line: OpenLine): Promise<Candidate[]> {
  const rows = await many<CandidateRow>(
    tx,
    `SELECT c.id, c.number::text AS label, c.amount_minor::text AS amount,
            c.issued_on::timestamptz AS at, c.payee_name AS name
     FROM cheques c JOIN bank_accounts b ON b.id = c.bank_account_id
     WHERE b.code = $1 AND c.currency = $2 AND c.amount_minor = $3 AND c.issued_on IS NOT NULL
       AND c.cleared_on IS NULL
     ORDER BY c.id DESC LIMIT ${candidatesMax}`,
    [line.account, line.currency, (-line.effectMinor).toString()],
  );
  const fitting = rows.filter(({ label }) => mayShowCheque(line, label));
  return fitting.map(({ id, label, amount, at, name }) => ({
    kind: "cheque",
    id,
    label,
    name,
    effectMinor: -BigInt(amount),
    currency: line.currency,
    on: at,
  }));
}

/** What a line of a bank may be that is not in the books yet. */
export async function unbookedCandidates(tx: Tx, line: OpenLine): Promise<Candidate[]> {
  if (line.source !== "bank") return [];
  return line.effectMinor > 0n
    ? await depositCandidates(tx, line)
    : await chequeCandidates(tx, line);
}

/** The code that a bank transfer for this deposit quotes. */
export async function depositCode(tx: Tx, id: string): Promise<string | undefined> {
  const row = await maybeOne<{ code: string }>(
    tx,
    "SELECT reference_code AS code FROM deposits WHERE id = $1 AND method = 'bank_transfer'",
    [id],
  );
  return row?.code;
}

/** The number of a cheque of this account. */
export async function chequeNumber(
  tx: Tx,
  id: string,
  account: string,
): Promise<string | undefined> {
  const row = await maybeOne<{ number: string }>(
    tx,
    `SELECT c.number::text AS number FROM cheques c JOIN bank_accounts b ON b.id = c.bank_account_id
     WHERE c.id = $1 AND b.code = $2`,
    [id, account],
  );
  return row?.number;
}

/** @returns false when another explanation of the line waits for its second person. */
export async function insertExplanation(
  tx: Tx,
  row: Pick<
    ExplanationRow,
    "id" | "lineId" | "kind" | "objectId" | "clears" | "reason" | "needsSecondPerson" | "proposedBy"
  >,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO statement_explanations
       (id, line_id, kind, object_id, reason, state, needs_second_person, proposed_by, clears)
     VALUES ($1, $2, $3, $4, $5, 'proposed', $6, $7, $8)
     ON CONFLICT (line_id) WHERE state = 'proposed' DO NOTHING`,
    [
      row.id,
      row.lineId,
      row.kind,
      row.objectId,
      row.reason,
      row.needsSecondPerson,
      row.proposedBy,
      row.clears,
    ],
  );
  return added === 1;
}

export async function findExplanation(tx: Tx, id: string): Promise<ExplanationRow | null> {
  return await tx.findOneBy(ExplanationRow, { id });
}

/** What was said about a line and done, and stands; undefined where one person did it without asking. */
export async function bookedExplanation(tx: Tx, lineId: string): Promise<ExplanationRow | null> {
  return await tx.findOne(ExplanationRow, {
    where: { lineId, state: "booked", kind: Not("unmatch") },
    order: { id: "DESC" },
  });
}

/** What was done is taken back. */
export async function markReversed(tx: Tx, lineId: string): Promise<void> {
  await tx.update(
    ExplanationRow,
    { lineId, state: "booked", kind: Not("unmatch") },
    { state: "reversed" },
  );
}

/** True for a bank transfer of this amount that has not come. */
export async function isDepositOpen(tx: Tx, id: string, line: OpenLine): Promise<boolean> {
  const found = await maybeOne(
    tx,
    `SELECT FROM deposits WHERE id = $1 AND status <> 'captured' AND amount_minor = $2 AND currency = $3`,
    [id, line.effectMinor.toString(), line.currency],
  );
  return found !== undefined;
}

/** @returns false when somebody else has decided meanwhile. */
export async function decideExplanation(
  tx: Tx,
  id: string,
  state: "booked" | "rejected",
  decidedBy: string,
): Promise<boolean> {
  const { affected } = await tx.update(
    ExplanationRow,
    { id, state: "proposed" },
    { state, decidedBy, decidedAt: () => "now()" },
  );
  return affected === 1;
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listExplanations(
  tx: Tx,
  filter: { state?: ExplanationRow["state"] | undefined; afterId: string | null; limit: number },
): Promise<ExplanationRow[]> {
  return await tx.find(ExplanationRow, {
    where: {
      ...(filter.state ? { state: filter.state } : {}),
      ...(filter.afterId ? { id: LessThan(filter.afterId) } : {}),
    },
    order: { id: "DESC" },
    take: filter.limit + 1,
  });
}
