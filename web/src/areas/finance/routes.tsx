import { defineArea } from "../../app/area";
import { booksNavigation, booksPages } from "./books-routes";
import { payoutNavigation, payoutPages } from "./payout-routes";

export const financeArea = defineArea({
  id: "finance",
  pages: [{ path: "", load: () => import("./pages/home") }, ...payoutPages, ...booksPages],
  navigation: [
    { to: "", label: "nav.home", icon: "home" },
    ...payoutNavigation,
    ...booksNavigation,
  ],
});
