import { defineArea } from "../../app/area";
import { payoutNavigation, payoutPages } from "./payout-routes";

export const financeArea = defineArea({
  id: "finance",
  pages: [{ path: "", load: () => import("./pages/home") }, ...payoutPages],
  navigation: [{ to: "", label: "nav.home", icon: "home" }, ...payoutNavigation],
});
