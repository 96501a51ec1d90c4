/** Read models of proposals and claw-backs. */
import { type FindOptionsWhere, LessThan } from "typeorm";
import { NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { moneyJson } from "../../../platform/http/schemas";
import { signer } from "../../../platform/http/signer";
import type { ClawbackStatus, ResolutionStatus } from "./afterlife";
import { PayoutResolutionRow } from "./afterlife-row";
import { type ClawbackSeen, listClawbacks } from "./clawback-store";
import { findResolution } from "./resolution-store";

function resolutionView(row: PayoutResolutionRow) {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subjectId,
    payoutBatchId: row.payoutBatchId,
    evidence: row.evidence,
    contentHash: row.contentHash,
    status: row.status,
    proposedBy: signer(row.proposedBy),
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: signer(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

/** @throws NotFoundError */
export async function getResolution(tx: Tx, id: string) {
  const row = await findResolution(tx, id);
  if (!row) throw new NotFoundError();
  return resolutionView(row);
}

/** One row more than `limit` when there is a next page. */
export async function resolutionPage(
  tx: Tx,
  filter: {
    status?: ResolutionStatus | undefined;
    subjectId?: string | undefined;
    afterId: string | null;
    limit: number;
  },
) {
  const where: FindOptionsWhere<PayoutResolutionRow> = {
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.subjectId ? { subjectId: filter.subjectId } : {}),
    ...(filter.afterId ? { id: LessThan(filter.afterId) } : {}),
  };
  const rows = await tx.find(PayoutResolutionRow, {
    where,
    order: { id: "DESC" },
    take: filter.limit + 1,
  });
  return rows.map(resolutionView);
}

function clawbackView(row: ClawbackSeen) {
  return {
    id: row.id,
    endorsementId: row.endorsement_id,
    submissionId: row.submission_id,
    campaignId: row.campaign_id,
    creatorId: row.creator_id,
    creatorName: row.creator_name,
    reason: row.reason,
    evidence: row.evidence,
    suggestion: row.suggestion,
    fee: moneyJson(BigInt(row.fee_minor), row.currency),
    platformFee: moneyJson(BigInt(row.platform_fee_minor), row.currency),
    contentHash: row.content_hash,
    status: row.status,
    decidedBy: signer(row.decided_by),
    decidedAt: row.decided_at.toISOString(),
    closedBy: signer(row.closed_by),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

/** @throws NotFoundError */
export async function getClawback(tx: Tx, id: string) {
  const [row] = await listClawbacks(tx, { id, limit: 1 });
  if (!row) throw new NotFoundError();
  return clawbackView(row);
}

/** One row more than `limit` when there is a next page. */
export async function clawbackPage(
  tx: Tx,
  filter: { status?: ClawbackStatus | undefined; afterId: string | null; limit: number },
) {
  return (await listClawbacks(tx, filter)).map(clawbackView);
}
