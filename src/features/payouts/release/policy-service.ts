/** Changing a release policy: one finance person proposes a version, another one agrees to exactly that. */
import { canonicalJson, sha256 } from "../../../kernel/canonical-json";
import type { Currency } from "../../../kernel/currency";
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { exec, many, maybeOne, one, type Tx } from "../../../platform/db/sql";
import { signer } from "../../../platform/http/signer";
import { appendEvent } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { type Actor, signerOf } from "../../identity";
import { payoutEvents } from "../payout-events";
import { currentPolicies, policyOf, type TermsRow, termsColumns } from "./release-policy";
import type { PolicyCurrency, PolicyStatus, ReleaseTerms } from "./release-terms";

interface PolicyListRow extends TermsRow {
  status: PolicyStatus;
  is_in_force: boolean;
  content_hash: string;
  prepared_by: string;
  released_by: string | null;
  proposed_at: Date;
  expires_at: Date | null;
  effective_at: Date | null;
}

/** A proposal nobody agreed to in time is over, whether or not somebody has looked. */
const statusNow =
  "CASE WHEN status = 'proposed' AND expires_at <= now() THEN 'expired' ELSE status END";

function termsView(policy: ReleaseTerms) {
  return {
    autoPayoutUnits: policy.autoPayoutUnits.toString(),
    autoCreatorDayUnits: policy.autoCreatorDayUnits.toString(),
    holdDays: policy.holdDays,
    schedule: policy.schedule,
    minimumUnits: policy.minimumUnits.toString(),
    coolOffHours: policy.coolOffHours,
    firstCoolOffHours: policy.firstCoolOffHours,
    paypalItemMaxUnits: policy.paypalItemMaxUnits?.toString() ?? null,
  };
}

/** What holds now, for every currency the books know. */
export async function listTermsInForce(tx: Tx) {
  return [...(await currentPolicies(tx))].map(([currency, policy]) => {
    const isAgreed = policy.version > 0;
    return {
      currency,
      policyId: isAgreed ? policy.id : null,
      version: isAgreed ? policy.version : null,
      ...termsView(policy),
    };
  });
}

function policyView(row: PolicyListRow) {
  const policy = policyOf(row);
  return {
    id: policy.id,
    currency: policy.currency,
    version: policy.version,
    status: row.status,
    isInForce: row.is_in_force,
    ...termsView(policy),
    contentHash: row.content_hash,
    proposedBy: signer(row.prepared_by),
    approvedBy: signer(row.released_by),
    proposedAt: row.proposed_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    effectiveAt: row.effective_at?.toISOString() ?? null,
  };
}

export interface PolicyFilter {
  id?: string | undefined;
  currency?: PolicyCurrency | undefined;
  status?: PolicyStatus | undefined;
  afterId: string | null;
  limit: number;
}

/** Every version there ever was, newest first; one row more than `limit` when there is a next page. */
export async function listPolicies(tx: Tx, filter: PolicyFilter) {
  const rows = await many<PolicyListRow>(
    tx,
    `SELECT ${termsColumns}, content_hash, prepared_by, released_by, proposed_at, expires_at, effective_at,
            ${statusNow} AS status,
            status = 'approved' AND currency <> '*' AND NOT EXISTS (
              SELECT FROM release_policies n WHERE n.currency = p.currency AND n.status = 'approved'
                AND n.version > p.version) AS is_in_force
     FROM release_policies p
     WHERE ($1::uuid IS NULL OR id = $1) AND ($2::text IS NULL OR currency = $2)
       AND ($3::text IS NULL OR ${statusNow} = $3) AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [
      filter.id ?? null,
      filter.currency ?? null,
      filter.status ?? null,
      filter.afterId,
      filter.limit + 1,
    ],
  );
  return rows.map(policyView);
}

/** @throws NotFoundError */
export async function getPolicy(tx: Tx, id: string) {
  const [policy] = await listPolicies(tx, { id, afterId: null, limit: 1 });
  if (!policy) throw new NotFoundError();
  return policy;
}

/** Serialises everything about the policy of one currency. */
async function lockCurrency(tx: Tx, currency: PolicyCurrency): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 4))", [
    `release policy ${currency}`,
  ]);
}

async function insertPolicy(
  tx: Tx,
  currency: PolicyCurrency,
  terms: ReleaseTerms,
  signature: { preparedBy: string; approvalExpiryMs: number },
): Promise<{ id: string; version: number }> {
  const id = newId();
  const { version } = await one<{ version: number }>(
    tx,
    "SELECT coalesce(max(version), 0) + 1 AS version FROM release_policies WHERE currency = $1",
    [currency],
  );
  await exec(
    tx,
    `INSERT INTO release_policies
       (id, currency, version, status, auto_payout_units, auto_creator_day_units, hold_days, schedule,
        minimum_units, cool_off_hours, first_cool_off_hours, paypal_item_max_units, content_hash,
        prepared_by, expires_at)
     VALUES ($1, $2, $3, 'proposed', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
             now() + make_interval(secs => $14))`,
    [
      id,
      currency,
      version,
      terms.autoPayoutUnits.toString(),
      terms.autoCreatorDayUnits.toString(),
      terms.holdDays,
      terms.schedule,
      terms.minimumUnits.toString(),
      terms.coolOffHours,
      terms.firstCoolOffHours,
      terms.paypalItemMaxUnits?.toString() ?? null,
      sha256(canonicalJson({ id, currency, version, ...terms })),
      signature.preparedBy,
      signature.approvalExpiryMs / 1000,
    ],
  );
  return { id, version };
}

/**
 * Proposes the next version for a currency. An older proposal that nobody agreed to is void.
 * @returns the id of the proposal.
 */
export async function proposePolicy(
  tx: Tx,
  actor: Actor,
  proposal: { currency: Currency; terms: ReleaseTerms; approvalExpiryMs: number },
): Promise<string> {
  const { currency, terms, approvalExpiryMs } = proposal;
  await lockCurrency(tx, currency);
  await exec(
    tx,
    "UPDATE release_policies SET status = 'void' WHERE currency = $1 AND status = 'proposed'",
    [currency],
  );
  const signature = { preparedBy: signerOf(actor), approvalExpiryMs };
  const { id, version } = await insertPolicy(tx, currency, terms, signature);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "release_policy.proposed",
    objectType: "release_policy",
    objectId: id,
    details: { currency, version },
  });
  return id;
}

/**
 * Puts a proposal in force; the version before stays on record. It holds for what is decided from now on.
 * @throws NotFoundError; ConflictError `policy_not_open`, `same_person`, `content_changed`.
 */
export async function approvePolicy(
  tx: Tx,
  actor: Actor,
  policyId: string,
  contentHash: string,
): Promise<void> {
  const { currency } = await getPolicy(tx, policyId);
  await lockCurrency(tx, currency);
  const proposal = await maybeOne<Pick<PolicyListRow, "status" | "content_hash" | "prepared_by">>(
    tx,
    `SELECT ${statusNow} AS status, content_hash, prepared_by FROM release_policies
     WHERE id = $1 FOR UPDATE`,
    [policyId],
  );
  if (!proposal) throw new NotFoundError();
  const { status } = proposal;
  if (status !== "proposed") {
    throw new ConflictError("policy_not_open", { status }, { current: status });
  }
  const approvedBy = signerOf(actor);
  if (proposal.prepared_by === approvedBy) throw new ConflictError("same_person");
  if (proposal.content_hash !== contentHash) throw new ConflictError("content_changed");
  await exec(
    tx,
    `UPDATE release_policies SET status = 'approved', released_by = $2, effective_at = now()
     WHERE id = $1 AND status = 'proposed'`,
    [policyId, approvedBy],
  );
  await recordAudit(tx, {
    actor: actor.principal,
    action: "release_policy.approved",
    objectType: "release_policy",
    objectId: policyId,
    details: { currency, contentHash },
  });
  await appendEvent(tx, payoutEvents.policyApproved(policyId));
}
