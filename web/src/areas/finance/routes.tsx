import { defineArea } from "../../app/area";

export const financeArea = defineArea({
  id: "finance",
  pages: [{ path: "", load: () => import("./pages/home") }],
  navigation: [{ to: "", label: "nav.home", icon: "home" }],
});
