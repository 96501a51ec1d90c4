import { defineArea } from "../../app/area";
import { pageState } from "../../app/page-state";

/** The simulated world exists only where nothing is real. */
const worldNavigation = pageState.isSandbox
  ? ([{ to: "world", label: "nav.world", icon: "flask" }] as const)
  : [];

export const operatorArea = defineArea({
  id: "operator",
  pages: [
    { path: "", load: () => import("./pages/home") },
    { path: "users", load: () => import("./pages/users") },
    { path: "users/:userId", load: () => import("./pages/user") },
    { path: "role-changes", load: () => import("./pages/role-changes") },
    { path: "consultations", load: () => import("./pages/consultations") },
    { path: "consultations/:consultationId", load: () => import("./pages/consultation") },
    { path: "opinions", load: () => import("./pages/opinions") },
    { path: "reviews", load: () => import("./pages/reviews") },
    { path: "disputes", load: () => import("./pages/disputes") },
    { path: "disputes/:disputeId", load: () => import("./pages/dispute") },
    { path: "clawbacks", load: () => import("./pages/clawbacks") },
    { path: "breaks", load: () => import("./pages/breaks") },
    { path: "breaks/:breakId", load: () => import("./pages/break") },
    { path: "policies", load: () => import("./pages/policies") },
    { path: "audit", load: () => import("./pages/audit") },
    { path: "books", load: () => import("./pages/books") },
    { path: "queues", load: () => import("./pages/queues") },
    { path: "queues/:queue", load: () => import("./pages/queue") },
    { path: "metrics", load: () => import("./pages/metrics") },
    { path: "rates", load: () => import("./pages/rates") },
    { path: "world", load: () => import("./pages/world") },
    { path: "world/:section", load: () => import("./pages/world") },
    { path: "notifications", load: () => import("./pages/notifications") },
    { path: "keys", load: () => import("./pages/keys") },
  ],
  navigation: [
    { to: "", label: "nav.home", icon: "home" },
    { to: "disputes", label: "nav.disputes", icon: "scale" },
    { to: "consultations", label: "nav.consultations", icon: "inbox" },
    { to: "opinions", label: "nav.opinions", icon: "chat" },
    { to: "reviews", label: "nav.reviews", icon: "star" },
    { to: "clawbacks", label: "nav.clawbacks", icon: "money" },
    { to: "breaks", label: "nav.breaks", icon: "warning" },
    { to: "users", label: "nav.users", icon: "people" },
    { to: "role-changes", label: "nav.roleChanges", icon: "shield" },
    { to: "policies", label: "nav.policies", icon: "document" },
    { to: "rates", label: "nav.rates", icon: "bank" },
    { to: "audit", label: "nav.audit", icon: "search" },
    { to: "books", label: "nav.books", icon: "book" },
    { to: "queues", label: "nav.queues", icon: "columns" },
    { to: "metrics", label: "nav.metrics", icon: "chart" },
    ...worldNavigation,
    { to: "notifications", label: "nav.notifications", icon: "clock" },
    { to: "keys", label: "nav.keys", icon: "lock" },
  ],
});
