/** What a letter is about, as a page of the console can show it. */
import { maybeOne, type Tx } from "../../platform/db/sql";
import type { NoticeSubject } from "./notice-view";

export const objectKinds = [
  "application",
  "submission",
  "live_post",
  "dispute",
  "deposit",
  "chargeback",
  "payout",
  "brand",
  "break_digest",
] as const;
export type ObjectKind = (typeof objectKinds)[number];

export interface NoticeObject {
  kind: ObjectKind;
  /** A live post has the id of its submission. */
  id: string;
}

interface Way {
  kind: ObjectKind;
  /** Finds the object's id by that of the subject; absent where they are the same. */
  sql?: string;
}

const application: Way = { kind: "application" };
const submission: Way = { kind: "submission" };
const payout: Way = { kind: "payout" };

/** Null for letters to people without a log-in, who have no pages. */
const ways: Readonly<Record<NoticeSubject, Way | null>> = {
  applicationId: application,
  killFeeId: application,
  reviewableApplicationId: application,
  submissionId: submission,
  pieceId: submission,
  reviewPieceId: submission,
  postPieceId: submission,
  appealPieceId: submission,
  endorsePieceId: submission,
  endorsementId: {
    kind: "submission",
    sql: "SELECT submission_id AS id FROM endorsements WHERE id = $1",
  },
  disputeId: { kind: "dispute" },
  depositId: { kind: "deposit" },
  // The brand has no page for what its bank does; it looks at the deposit.
  chargebackId: { kind: "deposit", sql: "SELECT deposit_id AS id FROM chargebacks WHERE id = $1" },
  evidenceDueId: { kind: "chargeback" },
  payoutId: payout,
  heldPayoutId: payout,
  recoveredPayoutId: payout,
  reminderId: {
    kind: "payout",
    sql: `SELECT a.payout_id AS id FROM payout_reminders r JOIN payout_attempts a ON a.id = r.attempt_id
          WHERE r.id = $1`,
  },
  chequeId: { kind: "payout", sql: "SELECT payout_id AS id FROM cheques WHERE id = $1" },
  usedInvitationId: {
    kind: "brand",
    sql: "SELECT brand_id AS id FROM member_invitations WHERE id = $1",
  },
  openInvitationId: null,
  publishedOpinionId: null,
  declinedOpinionId: null,
  consultationId: null,
  answerId: null,
};

/** @returns null when the letter leads nowhere. */
export async function noticeObject(
  tx: Tx,
  subject: NoticeSubject,
  subjectId: string,
): Promise<NoticeObject | null> {
  const way = ways[subject];
  if (!way) return null;
  if (way.sql === undefined) return { kind: way.kind, id: subjectId };
  const found = await maybeOne<{ id: string }>(tx, way.sql, [subjectId]);
  return found ? { kind: way.kind, id: found.id } : null;
}
