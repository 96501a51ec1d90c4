import { defineArea } from "../../app/area";

export const operatorArea = defineArea({
  id: "operator",
  pages: [{ path: "", load: () => import("./pages/home") }],
  navigation: [{ to: "", label: "nav.home", icon: "home" }],
});
