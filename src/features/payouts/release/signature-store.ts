/** Moves that signatures make, by one statement for any number of payouts. All of them must be locked and movable. */
import type { Currency } from "../../../kernel/currency";
import { invariant } from "../../../kernel/invariant";
import { sourcesOf } from "../../../kernel/transitions";
import { exec, type Tx } from "../../../platform/db/sql";
import { type PayoutStatus, payoutTransitions, type Rail } from "../payout";

export interface FirstSignature {
  payoutId: string;
  amountMinor: bigint;
  currency: Currency;
  contentHash: string;
  rail: Rail;
  payoutMethodId: string;
  earlyReleaseReason: string | undefined;
}

const from = (to: PayoutStatus) => sourcesOf<PayoutStatus>(payoutTransitions, to);

function requireAll(moved: number, payoutIds: readonly string[], to: PayoutStatus): void {
  invariant(
    moved === payoutIds.length,
    `${payoutIds.length - moved} locked payouts did not become ${to}`,
  );
}

/** Prepared: waits for the second person until `signedUntil`. */
export async function signFirst(
  tx: Tx,
  signatures: readonly FirstSignature[],
  { preparedBy, signedUntil }: { preparedBy: string; signedUntil: Date },
): Promise<void> {
  const ids = signatures.map(({ payoutId }) => payoutId);
  const moved = await exec(
    tx,
    `UPDATE payouts p SET status = 'pending_approval', status_at = now(), rail = s.rail,
       payout_method_id = s.method_id, content_hash = s.content_hash, early_release_reason = s.reason,
       prepared_by = $6, signed_until = $7, approved_by = NULL, release = NULL
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[])
       AS s (id, rail, method_id, content_hash, reason)
     WHERE p.id = s.id AND p.status = ANY($8::text[])`,
    [
      ids,
      signatures.map(({ rail }) => rail),
      signatures.map(({ payoutMethodId }) => payoutMethodId),
      signatures.map(({ contentHash }) => contentHash),
      signatures.map(({ earlyReleaseReason }) => earlyReleaseReason ?? null),
      preparedBy,
      signedUntil,
      from("pending_approval"),
    ],
  );
  requireAll(moved, ids, "pending_approval");
}

/** Approved by a second person. */
export async function signSecond(
  tx: Tx,
  payoutIds: readonly string[],
  { approvedBy, signedUntil }: { approvedBy: string; signedUntil: Date },
): Promise<void> {
  const moved = await exec(
    tx,
    `UPDATE payouts SET status = 'approved', status_at = now(), release = 'two_people',
       approved_by = $2, signed_until = $3
     WHERE id = ANY($1::uuid[]) AND status = ANY($4::text[])`,
    [payoutIds, approvedBy, signedUntil, from("approved")],
  );
  requireAll(moved, payoutIds, "approved");
}

/** Released: the next freeze takes them. */
export async function queueAll(tx: Tx, payoutIds: readonly string[]): Promise<void> {
  const moved = await exec(
    tx,
    `UPDATE payouts SET status = 'queued', status_at = now(), released_at = now()
     WHERE id = ANY($1::uuid[]) AND status = ANY($2::text[])`,
    [payoutIds, from("queued")],
  );
  requireAll(moved, payoutIds, "queued");
}
