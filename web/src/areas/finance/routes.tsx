import { defineArea } from "../../app/area";

export const financeArea = defineArea({
  id: "finance",
  roles: ["finance_maker", "finance_checker"],
  base: "finance",
  pages: [{ path: "", load: () => import("./pages/home") }],
  navigation: [{ to: "", label: "nav.home", icon: "home" }],
});
