import { defineArea } from "../../app/area";

export const publicArea = defineArea({
  id: "public",
  pages: [
    { path: "", load: () => import("./pages/landing") },
    { path: "campaigns", load: () => import("./pages/campaigns") },
    { path: "campaigns/:campaignId", load: () => import("./pages/campaign") },
    { path: "creators", load: () => import("./pages/creators") },
    { path: "creators/:creatorId", load: () => import("./pages/creator") },
    { path: "opinions", load: () => import("./pages/opinions") },
    { path: "consultation", load: () => import("./pages/consultation") },
    { path: "log-in", load: () => import("./pages/log-in") },
    { path: "no-role", load: () => import("./pages/no-role") },
    { path: "join/:token", load: () => import("./pages/join") },
    { path: "design", load: () => import("./pages/design") },
    { path: "register/brand", load: () => import("./pages/register-brand") },
    { path: "register/creator", load: () => import("./pages/register-creator") },
  ],
  navigation: [
    { to: "", label: "nav.home", icon: "home" },
    { to: "campaigns", label: "nav.campaigns", icon: "campaign" },
    { to: "creators", label: "nav.creators", icon: "people" },
    { to: "opinions", label: "nav.opinions", icon: "chat" },
    { to: "consultation", label: "nav.consultation", icon: "info" },
  ],
});
