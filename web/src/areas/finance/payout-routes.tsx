/** Payouts, cheques, tax and chargebacks: one half of the area; the books are the other. */
import type { ParseKeys } from "i18next";
import type { NavigationEntry, PageEntry } from "../../app/area";

export const payoutPages: readonly PageEntry[] = [
  { path: "payouts", load: () => import("./pages/payouts") },
  { path: "payouts/:payoutId", load: () => import("./pages/payout") },
  { path: "release", load: () => import("./pages/release-prepare") },
  { path: "release/approve", load: () => import("./pages/release-approve") },
  { path: "batches", load: () => import("./pages/batches") },
  { path: "batches/:batchId", load: () => import("./pages/batch") },
  { path: "holds", load: () => import("./pages/holds") },
  { path: "unclaimed", load: () => import("./pages/unclaimed") },
  { path: "afterlife", load: () => import("./pages/afterlife-returned") },
  { path: "afterlife/resolutions", load: () => import("./pages/afterlife-resolutions") },
  { path: "afterlife/clawbacks", load: () => import("./pages/afterlife-clawbacks") },
  { path: "afterlife/dormant", load: () => import("./pages/afterlife-dormant") },
  { path: "recovery", load: () => import("./pages/recovery") },
  { path: "cheques", load: () => import("./pages/cheques") },
  { path: "cheques/write", load: () => import("./pages/cheques-write") },
  { path: "cheques/decisions", load: () => import("./pages/cheque-decisions") },
  { path: "cheques/rules", load: () => import("./pages/escheat-rules") },
  { path: "cheques/:chequeId", load: () => import("./pages/cheque") },
  { path: "cheque-accounts", load: () => import("./pages/cheque-accounts") },
  { path: "cheque-accounts/:bankAccountId", load: () => import("./pages/cheque-stock") },
  {
    path: "cheque-accounts/:bankAccountId/settings",
    load: () => import("./pages/cheque-settings"),
  },
  { path: "positive-pay", load: () => import("./pages/positive-pay") },
  { path: "positive-pay/templates", load: () => import("./pages/positive-pay-templates") },
  { path: "positive-pay/:exportId", load: () => import("./pages/positive-pay-export") },
  { path: "tax", load: () => import("./pages/tax-rules") },
  { path: "tax/forms", load: () => import("./pages/tax-forms") },
  { path: "tax/year", load: () => import("./pages/tax-year") },
  { path: "chargebacks", load: () => import("./pages/chargebacks") },
  { path: "chargebacks/:chargebackId", load: () => import("./pages/chargeback") },
  { path: "policies", load: () => import("./pages/policies") },
];

type Entries = readonly (NavigationEntry & { label: ParseKeys<"finance"> })[];

const paying = "nav.groups.paying";
const cheques = "nav.groups.cheques";
const moneyIn = "nav.groups.moneyIn";
const rules = "nav.groups.rules";

export const payoutNavigation = [
  { to: "payouts", label: "payouts.title", icon: "payout", group: paying },
  { to: "release", label: "payouts.navRelease", icon: "shield", group: paying },
  { to: "batches", label: "batches.title", icon: "send", group: paying },
  { to: "holds", label: "payouts.holds", icon: "pause", group: paying },
  { to: "unclaimed", label: "payouts.unclaimed", icon: "inbox", group: paying },
  { to: "afterlife", label: "payouts.after.nav", icon: "refresh", group: paying },
  { to: "recovery", label: "payouts.recovery.title", icon: "clock", group: paying },
  { to: "cheques", label: "cheques.nav", icon: "cheque", group: cheques },
  { to: "positive-pay", label: "positivePay.title", icon: "bank", group: cheques },
  { to: "chargebacks", label: "chargebacks.title", icon: "warning", group: moneyIn },
] as const satisfies Entries;

export const rulesNavigation = [
  { to: "tax", label: "tax.nav", icon: "scale", group: rules },
  { to: "policies", label: "payouts.policies.title", icon: "settings", group: rules },
] as const satisfies Entries;
