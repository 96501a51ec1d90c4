import type { AreaId } from "../../app/audiences";

/** May do whatever its owner may. */
export const everything = "*";

/** What programs of each audience may be allowed, by the names in the contract. */
export const scopesByArea: Readonly<Record<AreaId, readonly string[]>> = {
  brand: [
    "campaign.read",
    "campaign.write",
    "campaign.manage",
    "campaign.invite",
    "campaign.report",
    "creator.read",
    "funding.read",
    "funding.deposit",
    "application.read",
    "application.review",
    "application.offer",
    "application.accept",
    "submission.read",
    "submission.review",
    "submission.approve",
    "live_post.read",
    "document.read",
    "document.statement",
  ],
  finance: [
    "payout.read",
    "cheque.read",
    "funding.read",
    "ledger.read",
    "reconciliation.read",
    "reconciliation.write",
    "break.work",
    "tax.read",
    "document.read",
    "document.statement",
  ],
  operator: [
    "audit.read",
    "books.verify",
    "break.work",
    "campaign.read",
    "clawback.read",
    "consultation.work",
    "dispute.read",
    "ledger.read",
    "machinery.read",
    "machinery.retry",
    "opinion.moderate",
    "payout.read",
    "reconciliation.read",
    "review.moderate",
    "user.read",
  ],
  creator: [],
  public: [],
};
