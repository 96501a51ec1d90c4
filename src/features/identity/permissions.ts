/**
 * The one table of who may do what. Every HTTP operation names one of these permissions; whether the object belongs to
 * the caller is asked afterwards by the service, which answers "not found" when it does not.
 */

export const roles = [
  "public",
  "brand_member",
  "brand_manager",
  "creator",
  "finance_maker",
  "finance_checker",
  "operator",
] as const;
export type Role = (typeof roles)[number];

const brandPeople = ["brand_member", "brand_manager"] as const;
const financePeople = ["finance_maker", "finance_checker"] as const;
const everyone = [
  "brand_member",
  "brand_manager",
  "creator",
  "finance_maker",
  "finance_checker",
  "operator",
] as const;

export const permissions = {
  "identity.enter": ["public"],
  "identity.self": everyone,
  "notification.unsubscribe": ["public"],
  "creator.self": ["creator"],
  "creator.read": everyone,
  "niche.read": ["public"],
  "campaign.write": brandPeople,
  "campaign.manage": ["brand_manager"],
  "campaign.moderate": ["brand_manager", "operator"],
  "campaign.read": everyone,
  "campaign.invite": brandPeople,
  "funding.deposit": ["brand_manager"],
  "funding.read": [...brandPeople, ...financePeople],
  "funding.refund.request": ["brand_manager", "finance_maker"],
  "funding.refund.approve": ["finance_checker"],
  "chargeback.decide": ["finance_checker"],
  "application.apply": ["creator"],
  "application.read": [...brandPeople, "creator"],
  "application.mine": ["creator"],
  "application.review": brandPeople,
  "application.offer": ["brand_manager"],
  "application.counter": ["creator"],
  "application.accept": ["brand_manager", "creator"],
  "application.decline": [...brandPeople, "creator"],
  "application.withdraw": ["brand_manager", "creator"],
  "message.read": [...brandPeople, "creator"],
  "message.send": [...brandPeople, "creator"],
  "shipment.send": brandPeople,
  "shipment.receive": ["creator"],
  "shipment.waive": [...brandPeople, "creator"],
  "terms.propose": ["brand_manager"],
  "terms.answer": ["creator"],
  "application.cancel": ["brand_manager", "creator"],
  "disclosure.lint": [...brandPeople, "creator", "operator"],
  "submission.submit": ["creator"],
  "submission.read": [...brandPeople, "creator"],
  "submission.review": brandPeople,
  "submission.approve": ["brand_manager"],
  "dispute.open": ["brand_manager", "creator"],
  "dispute.decide": ["operator"],
  "dispute.read": [...brandPeople, "creator", "operator"],
  "live_post.read": [...brandPeople, "creator", "operator"],
  "live_post.check": [...brandPeople, "creator", "operator"],
  "live_post.confirm": [...brandPeople, "operator"],
  "live_post.measure": ["creator"],
  "media.upload": ["creator", ...brandPeople],
  "media.read": [...brandPeople, "creator"],
  "payout.read": [...financePeople, "operator"],
  "payout.mine": ["creator"],
  "payout.prepare": ["finance_maker"],
  "payout.approve": ["finance_checker"],
  "payout.hold": financePeople,
  "hold_kind.read": everyone,
  "release_policy.read": [...financePeople, "operator"],
  "release_policy.propose": ["finance_maker"],
  "release_policy.approve": ["finance_checker"],
  "clawback.decide": ["operator"],
  "clawback.confirm": ["finance_checker"],
  "clawback.read": [...financePeople, "operator"],
  "cheque.read": [...financePeople, "operator"],
  "cheque.prepare": ["finance_maker"],
  "cheque.issue": ["finance_checker"],
  "cheque.print": financePeople,
  "treasury.write": ["finance_maker"],
  "treasury.approve": ["finance_checker"],
  "treasury.cancel": financePeople,
  "tax.own": ["creator"],
  "tax.read": financePeople,
  "tax.prepare": ["finance_maker"],
  "tax.approve": ["finance_checker"],
  "tax.number": financePeople,
  "tax.export": ["finance_checker"],
  "reconciliation.read": [...financePeople, "operator"],
  "reconciliation.write": financePeople,
  "reconciliation.confirm": ["finance_checker"],
  "break.work": [...financePeople, "operator"],
  "break.post": ["finance_maker"],
  "break.confirm": ["finance_checker"],
  "break.withdraw": financePeople,
  "period.explain": financePeople,
  "period.propose": ["finance_maker"],
  "period.close": ["finance_checker"],
  "document.read": [...brandPeople, "creator", ...financePeople],
  "document.invoice": ["brand_manager", ...financePeople],
  "document.statement": [...brandPeople, ...financePeople],
  "ledger.read": [...financePeople, "operator"],
  "review.read": ["public"],
  "review.write": ["brand_manager", "creator"],
  "review.mine": [...brandPeople, "creator"],
  "review.moderate": ["operator"],
  "opinion.leave": ["public"],
  "opinion.read": ["public"],
  "opinion.moderate": ["operator"],
  "consultation.request": ["public"],
  "consultation.mine": everyone,
  "consultation.work": ["operator"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}

/** Roles that hold a permission. @throws Error for a name that is not in the table: such an operation must not start. */
export function rolesOf(permission: string): readonly Role[] {
  if (!isPermission(permission)) throw new Error(`No such permission: ${permission}`);
  return permissions[permission];
}
