import { defineArea } from "../../app/area";

export const creatorArea = defineArea({
  id: "creator",
  pages: [{ path: "", load: () => import("./pages/home") }],
  navigation: [{ to: "", label: "nav.home", icon: "home" }],
});
