import { defineArea } from "../../app/area";
import { pageState } from "../../app/page-state";
import { keyPages, notificationPages } from "../../shared/own-pages";

/** The simulated world exists only where nothing is real. */
const worldNavigation = pageState.isSandbox
  ? ([{ to: "world", label: "nav.world", icon: "flask", group: "nav.groups.system" }] as const)
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
    ...notificationPages,
    ...keyPages,
  ],
  navigation: [
    { to: "", label: "nav.home", icon: "home" },
    { to: "disputes", label: "nav.disputes", icon: "scale", group: "nav.groups.inbox" },
    { to: "consultations", label: "nav.consultations", icon: "inbox", group: "nav.groups.inbox" },
    { to: "opinions", label: "nav.opinions", icon: "chat", group: "nav.groups.inbox" },
    { to: "reviews", label: "nav.reviews", icon: "star", group: "nav.groups.inbox" },
    { to: "clawbacks", label: "nav.clawbacks", icon: "money", group: "nav.groups.inbox" },
    { to: "breaks", label: "nav.breaks", icon: "warning", group: "nav.groups.inbox" },
    { to: "users", label: "nav.users", icon: "people", group: "nav.groups.access" },
    { to: "role-changes", label: "nav.roleChanges", icon: "shield", group: "nav.groups.access" },
    { to: "audit", label: "nav.audit", icon: "search", group: "nav.groups.access" },
    { to: "policies", label: "nav.policies", icon: "document", group: "nav.groups.rules" },
    { to: "rates", label: "nav.rates", icon: "bank", group: "nav.groups.rules" },
    { to: "books", label: "nav.books", icon: "book", group: "nav.groups.system" },
    { to: "queues", label: "nav.queues", icon: "columns", group: "nav.groups.system" },
    { to: "metrics", label: "nav.metrics", icon: "chart", group: "nav.groups.system" },
    ...worldNavigation,
    { to: "notifications", label: "nav.notifications", icon: "clock", group: "nav.groups.mine" },
    { to: "api-keys", label: "nav.keys", icon: "lock", group: "nav.groups.mine" },
  ],
});
