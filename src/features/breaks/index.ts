export { breaksAbout, type ListedBreak, listBreaks, resolveBreakById } from "./break-list";
export { keepBreaks, type WatchedKind } from "./break-watch";
export { isRailStopped, type NewBreak, openBreak, resolveBreaks, violatedKind } from "./breaks";
export { openBreaks } from "./open-many";
