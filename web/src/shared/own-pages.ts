/** Pages that every audience has for itself, below its own path; each reads the same in all of them. */
import type { PageEntry } from "../app/area";

export const notificationPages: readonly PageEntry[] = [
  { path: "notifications", load: () => import("./notifications/list-page") },
  { path: "notifications/choices", load: () => import("./notifications/choices-page") },
];

export const keyPages: readonly PageEntry[] = [
  { path: "api-keys", load: () => import("./api-keys/page") },
];
