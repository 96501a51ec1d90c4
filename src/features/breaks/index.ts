export { breaksAbout, type ListedBreak, listBreaks, resolveBreakById } from "./break-list";
export { keepBreaks, type WatchedKind } from "./break-watch";
export { isRailStopped, openBreak, resolveBreaks, violatedKind } from "./breaks";
