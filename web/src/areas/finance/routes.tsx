import { defineArea } from "../../app/area";
import { keyPages, notificationPages } from "../../shared/own-pages";
import { booksNavigation, booksPages } from "./books-routes";
import { payoutNavigation, payoutPages, rulesNavigation } from "./payout-routes";

export const financeArea = defineArea({
  id: "finance",
  pages: [
    { path: "", load: () => import("./pages/home") },
    ...payoutPages,
    ...booksPages,
    ...notificationPages,
    ...keyPages,
  ],
  navigation: [
    { to: "", label: "nav.home", icon: "home" },
    ...payoutNavigation,
    ...booksNavigation,
    ...rulesNavigation,
    { to: "notifications", label: "nav.notifications", icon: "inbox", group: "nav.groups.mine" },
    { to: "api-keys", label: "nav.keys", icon: "lock", group: "nav.groups.mine" },
  ],
});
