import { defineArea } from "../../app/area";

export const publicArea = defineArea({
  id: "public",
  pages: [
    { path: "", load: () => import("./pages/landing") },
    { path: "log-in", load: () => import("./pages/log-in") },
    { path: "design", load: () => import("./pages/design") },
    { path: "register/brand", load: () => import("./pages/register-brand") },
    { path: "register/creator", load: () => import("./pages/register-creator") },
  ],
  navigation: [{ to: "", label: "nav.home", icon: "home" }],
});
