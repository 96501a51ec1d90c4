import { defineArea } from "../../app/area";

export const creatorArea = defineArea({
  id: "creator",
  roles: ["creator"],
  base: "creator",
  pages: [{ path: "", load: () => import("./pages/home") }],
  navigation: [{ to: "", label: "nav.home", icon: "home" }],
});
