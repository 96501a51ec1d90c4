/** Terms of an account: one finance person proposes a version, another one agrees to exactly that. */
import { canonicalJson, sha256 } from "../../../kernel/canonical-json";
import { ConflictError, InvalidError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { exec, many, maybeOne, one, type Tx } from "../../../platform/db/sql";
import { signer } from "../../../platform/http/signer";
import { recordAudit } from "../../audit";
import { type Actor, signerOf } from "../../identity";
import { lockBankAccount } from "../cheque-store";
import { findTemplate } from "../positive-pay/template-store";
import { type ChequeTerms, defaultTerms } from "./cheque-terms";

interface SettingsRow {
  id: string;
  bank_account_id: string;
  version: number;
  status: "proposed" | "approved" | "void";
  terms: ChequeTerms;
  content_hash: string;
  proposed_by: string;
  proposed_at: Date;
  approved_by: string | null;
  approved_at: Date | null;
}

/** The terms in force of an account with this alias of its id, as an SQL value; null where nobody agreed on any. */
export const termsInForce = (accountId: string) => `
  (SELECT s.terms FROM cheque_settings s
   WHERE s.bank_account_id = ${accountId} AND s.status = 'approved' ORDER BY s.version DESC LIMIT 1)`;

/** What holds for an account now. */
export async function termsOf(tx: Tx, bankAccountId: string): Promise<ChequeTerms> {
  const row = await one<{ terms: Partial<ChequeTerms> | null }>(
    tx,
    `SELECT ${termsInForce("$1")} AS terms`,
    [bankAccountId],
  );
  return { ...defaultTerms, ...row.terms };
}

function settingsView(row: SettingsRow) {
  return {
    id: row.id,
    bankAccountId: row.bank_account_id,
    version: row.version,
    status: row.status,
    terms: { ...defaultTerms, ...row.terms },
    contentHash: row.content_hash,
    proposedBy: signer(row.proposed_by),
    proposedAt: row.proposed_at.toISOString(),
    approvedBy: signer(row.approved_by),
    approvedAt: row.approved_at?.toISOString() ?? null,
  };
}

/** Every version there ever was, newest first; one row more than `limit` when there is a next page. */
export async function listSettings(
  tx: Tx,
  filter: { bankAccountId?: string; id?: string; afterId: string | null; limit: number },
) {
  const rows = await many<SettingsRow>(
    tx,
    `SELECT * FROM cheque_settings
     WHERE ($1::uuid IS NULL OR bank_account_id = $1) AND ($2::uuid IS NULL OR id = $2)
       AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [filter.bankAccountId ?? null, filter.id ?? null, filter.afterId, filter.limit + 1],
  );
  return rows.map(settingsView);
}

export async function getSettings(tx: Tx, id: string) {
  const [found] = await listSettings(tx, { id, afterId: null, limit: 1 });
  if (!found) throw new NotFoundError();
  return found;
}

/**
 * Proposes the next version; an older proposal that nobody agreed to is void.
 * @returns the id of the proposal.
 * @throws NotFoundError; InvalidError `positive_pay_template_unknown`.
 */
export async function proposeSettings(
  tx: Tx,
  actor: Actor,
  bankAccountId: string,
  terms: ChequeTerms,
): Promise<string> {
  const account = await lockBankAccount(tx, bankAccountId);
  const { positivePayTemplate: code } = terms;
  if (code !== null && !(await findTemplate(tx, code))) {
    const pointer = "/body/positivePayTemplate";
    throw new InvalidError("positive_pay_template_unknown", {}, { pointer });
  }
  await exec(
    tx,
    `UPDATE cheque_settings SET status = 'void' WHERE bank_account_id = $1 AND status = 'proposed'`,
    [bankAccountId],
  );
  const id = newId();
  const { version } = await one<{ version: number }>(
    tx,
    `SELECT coalesce(max(version), 0) + 1 AS version FROM cheque_settings WHERE bank_account_id = $1`,
    [bankAccountId],
  );
  const contentHash = sha256(canonicalJson({ id, bankAccountId, version, terms }));
  await exec(
    tx,
    `INSERT INTO cheque_settings (id, bank_account_id, version, status, terms, content_hash, proposed_by)
     VALUES ($1, $2, $3, 'proposed', $4, $5, $6)`,
    [id, bankAccountId, version, JSON.stringify(terms), contentHash, signerOf(actor)],
  );
  await recordAudit(tx, {
    actor: actor.principal,
    action: "cheque_settings.proposed",
    objectType: "bank_account",
    objectId: bankAccountId,
    details: { code: account.code, version, contentHash },
  });
  return id;
}

/**
 * Puts a proposal in force from now on; versions before stay on record.
 * @throws NotFoundError; ConflictError `cheque_settings_state`, `same_person`, `content_changed`.
 */
export async function approveSettings(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
): Promise<void> {
  const row = await maybeOne<SettingsRow>(
    tx,
    "SELECT * FROM cheque_settings WHERE id = $1 FOR UPDATE",
    [id],
  );
  if (!row) throw new NotFoundError();
  const { status } = row;
  if (status !== "proposed") {
    throw new ConflictError("cheque_settings_state", { status }, { current: status });
  }
  if (row.proposed_by === signerOf(actor)) throw new ConflictError("same_person");
  if (row.content_hash !== contentHash) throw new ConflictError("content_changed");
  await exec(
    tx,
    `UPDATE cheque_settings SET status = 'approved', approved_by = $2, approved_at = now()
     WHERE id = $1 AND status = 'proposed'`,
    [id, signerOf(actor)],
  );
  await recordAudit(tx, {
    actor: actor.principal,
    action: "cheque_settings.approved",
    objectType: "bank_account",
    objectId: row.bank_account_id,
    details: { version: row.version, contentHash },
  });
}
