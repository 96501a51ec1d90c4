/**
 * While a brand's payment is taken back or in doubt, its unearned work waits: no offer is accepted, no money is refunded,
 * and what is endorsed meanwhile is held. What was earned before is paid as if nothing had happened.
 */
import { ConflictError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { exec, maybeOne, type Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";

/** Begins once for each cause; asking again does nothing, also after it has ended. */
export async function freezeBrand(
  tx: Tx,
  { brandId, causeId, actor }: { brandId: string; causeId: string; actor: string },
): Promise<void> {
  const began = await exec(
    tx,
    `INSERT INTO brand_freezes (id, brand_id, cause_id) VALUES ($1, $2, $3)
     ON CONFLICT (cause_id) DO NOTHING`,
    [newId(), brandId, causeId],
  );
  if (began === 0) return;
  await recordAudit(tx, {
    actor,
    action: "brand.frozen",
    objectType: "brand",
    objectId: brandId,
    details: { cause: causeId },
  });
}

/** @returns false when there is nothing to end. */
export async function endBrandFreeze(
  tx: Tx,
  end: { brandId: string; causeId: string; actor: string; reason: string },
): Promise<boolean> {
  const ended = await exec(
    tx,
    `UPDATE brand_freezes SET ended_at = now(), ended_by = $2, end_reason = $3
     WHERE cause_id = $1 AND ended_at IS NULL`,
    [end.causeId, end.actor, end.reason],
  );
  if (ended === 0) return false;
  await recordAudit(tx, {
    actor: end.actor,
    action: "brand.freeze_ended",
    objectType: "brand",
    objectId: end.brandId,
    details: { cause: end.causeId },
  });
  return true;
}

/** @throws ConflictError `brand_frozen`. */
export async function requireNotFrozen(tx: Tx, brandId: string): Promise<void> {
  const frozen = await maybeOne(
    tx,
    "SELECT 1 FROM brand_freezes WHERE brand_id = $1 AND ended_at IS NULL LIMIT 1",
    [brandId],
  );
  if (frozen) throw new ConflictError("brand_frozen");
}

/**
 * SQL that is true for an endorsement `alias` that was earned while its brand was frozen, and still is: the money for it is
 * in doubt.
 */
export function earnedWhileFrozen(alias: string): string {
  return `EXISTS (SELECT FROM campaigns fc JOIN brand_freezes f ON f.brand_id = fc.brand_id
    WHERE fc.id = ${alias}.campaign_id AND f.ended_at IS NULL AND f.began_at <= ${alias}.endorsed_at)`;
}
