import { defineArea } from "../../app/area";

export const brandArea = defineArea({
  id: "brand",
  pages: [{ path: "", load: () => import("./pages/home") }],
  navigation: [{ to: "", label: "nav.home", icon: "home" }],
});
