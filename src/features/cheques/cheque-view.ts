/** The register as people read it. */
import type { Currency } from "../../kernel/currency";
import { NotFoundError } from "../../kernel/errors";
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import type { ChequeStatus, DecisionKind, DecisionStatus } from "./cheque";
import { listBankAccounts } from "./cheque-store";
import { nextNumbers } from "./stock/stock-store";

export interface ChequeFilter {
  ids?: readonly string[];
  status?: ChequeStatus | undefined;
  bankAccountCode?: string | undefined;
  payoutId?: string | undefined;
  creatorId?: string | undefined;
  runId?: string | undefined;
  number?: bigint | undefined;
  afterId?: string | null;
  limit: number;
}

interface ListRow {
  id: string;
  bankAccountCode: string;
  number: string;
  payoutId: string;
  attemptId: string;
  creatorId: string;
  runId: string | null;
  amount_minor: string;
  currency: Currency;
  payeeName: string;
  /** The snapshot of what the creator entered; its fields were checked there. */
  postalAddress: Record<string, string>;
  status: ChequeStatus;
  preparedBy: string;
  issuedBy: string | null;
  issuedOn: string | null;
  clearedOn: string | null;
  reason: string | null;
  mailedOn: string | null;
  carrier: string | null;
  tracking: string | null;
  stopRequestedBy: string | null;
  stopConfirmedBy: string | null;
  stopReference: string | null;
  stopEndsOn: string | null;
  staleOn: string | null;
  escheatedOn: string | null;
  replacesId: string | null;
  replacedById: string | null;
  printingsCount: number;
  created_at: Date;
  status_at: Date;
}

const columns = `
  c.id, b.code AS "bankAccountCode", c.number::text, c.payout_id AS "payoutId", c.attempt_id AS "attemptId",
  c.creator_id AS "creatorId", c.run_id AS "runId", c.amount_minor, c.currency,
  c.payee_name AS "payeeName", c.postal_address AS "postalAddress", c.status,
  c.prepared_by AS "preparedBy", c.issued_by AS "issuedBy", c.issued_on::text AS "issuedOn",
  c.cleared_on::text AS "clearedOn", c.reason, c.mailed_on::text AS "mailedOn", c.carrier, c.tracking,
  c.stop_requested_by AS "stopRequestedBy", c.stop_confirmed_by AS "stopConfirmedBy",
  c.stop_reference AS "stopReference", c.stop_ends_on::text AS "stopEndsOn", c.stale_on::text AS "staleOn",
  c.escheated_on::text AS "escheatedOn", c.replaces_id AS "replacesId",
  (SELECT n.id FROM cheques n WHERE n.replaces_id = c.id) AS "replacedById",
  (SELECT count(*)::int FROM cheque_printing_pages p WHERE p.cheque_id = c.id) AS "printingsCount",
  c.created_at, c.status_at`;

/** Newest first; one row more than `limit` when there is a next page. */
export async function listCheques(tx: Tx, filter: ChequeFilter) {
  const rows = await many<ListRow>(
    tx,
    `SELECT ${columns} FROM cheques c JOIN bank_accounts b ON b.id = c.bank_account_id
     WHERE ($1::text IS NULL OR c.status = $1) AND ($2::text IS NULL OR b.code = $2)
       AND ($3::uuid IS NULL OR c.id < $3) AND ($4::uuid[] IS NULL OR c.id = ANY($4))
       AND ($5::uuid IS NULL OR c.payout_id = $5) AND ($6::uuid IS NULL OR c.creator_id = $6)
       AND ($7::uuid IS NULL OR c.run_id = $7) AND ($8::bigint IS NULL OR c.number = $8)
     ORDER BY c.id DESC LIMIT $9`,
    [
      filter.status ?? null,
      filter.bankAccountCode ?? null,
      filter.afterId ?? null,
      filter.ids ?? null,
      filter.payoutId ?? null,
      filter.creatorId ?? null,
      filter.runId ?? null,
      filter.number?.toString() ?? null,
      filter.limit + 1,
    ],
  );
  return rows.map(({ amount_minor, currency, created_at, status_at, ...cheque }) => ({
    ...cheque,
    preparedBy: signer(cheque.preparedBy),
    issuedBy: signer(cheque.issuedBy),
    stopRequestedBy: signer(cheque.stopRequestedBy),
    stopConfirmedBy: signer(cheque.stopConfirmedBy),
    amount: moneyJson(BigInt(amount_minor), currency),
    createdAt: created_at.toISOString(),
    statusAt: status_at.toISOString(),
  }));
}

/** In the order of their numbers. */
export async function showCheques(tx: Tx, ids: readonly string[]) {
  const rows = await listCheques(tx, { ids, limit: ids.length });
  return rows.sort((a, b) => (BigInt(a.number) < BigInt(b.number) ? -1 : 1));
}

/** @throws NotFoundError */
export async function showCheque(tx: Tx, id: string) {
  const [cheque] = await showCheques(tx, [id]);
  if (!cheque) throw new NotFoundError();
  return cheque;
}

/** Our accounts, each with the number its next cheque will have; null when no paper is left. */
export async function showBankAccounts(tx: Tx) {
  const next = await nextNumbers(tx);
  return (await listBankAccounts(tx)).map((account) => ({
    id: account.id,
    code: account.code,
    name: account.name,
    currency: account.currency,
    nextChequeNumber: next.get(account.id)?.toString() ?? null,
    createdAt: account.createdAt.toISOString(),
  }));
}

interface DecisionRow {
  id: string;
  cheque_id: string;
  number: string;
  kind: DecisionKind;
  evidence: string;
  content_hash: string;
  status: DecisionStatus;
  proposed_by: string;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  decline_reason: string | null;
  new_cheque_id: string | null;
}

/** What people decided about cheques, newest first; one row more than `limit` when there is a next page. */
export async function listDecisions(
  tx: Tx,
  filter: {
    id?: string | undefined;
    chequeId?: string | undefined;
    status?: DecisionRow["status"] | undefined;
    kind?: DecisionKind | undefined;
    afterId: string | null;
    limit: number;
  },
) {
  const rows = await many<DecisionRow>(
    tx,
    `SELECT d.*, c.number::text AS number FROM cheque_decisions d JOIN cheques c ON c.id = d.cheque_id
     WHERE ($1::uuid IS NULL OR d.id = $1) AND ($2::uuid IS NULL OR d.cheque_id = $2)
       AND ($3::text IS NULL OR d.status = $3) AND ($4::uuid IS NULL OR d.id < $4)
       AND ($6::text IS NULL OR d.kind = $6)
     ORDER BY d.id DESC LIMIT $5`,
    [
      filter.id ?? null,
      filter.chequeId ?? null,
      filter.status ?? null,
      filter.afterId,
      filter.limit + 1,
      filter.kind ?? null,
    ],
  );
  return rows.map((row) => ({
    id: row.id,
    chequeId: row.cheque_id,
    chequeNumber: row.number,
    kind: row.kind,
    evidence: row.evidence,
    contentHash: row.content_hash,
    status: row.status,
    proposedBy: signer(row.proposed_by),
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: signer(row.decided_by),
    decidedAt: row.decided_at?.toISOString() ?? null,
    declineReason: row.decline_reason,
    newChequeId: row.new_cheque_id,
  }));
}

/** @throws NotFoundError */
export async function showDecision(tx: Tx, id: string) {
  const [found] = await listDecisions(tx, { id, afterId: null, limit: 1 });
  if (!found) throw new NotFoundError();
  return found;
}
