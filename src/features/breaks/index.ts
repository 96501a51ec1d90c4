export { breaksAbout, type ListedBreak, listBreaks, resolveBreakById } from "./break-list";
export {
  breakSorts,
  type DeskBreak,
  searchBreaks,
} from "./break-search";
export { breakProblems } from "./break-texts";
export { keepBreaks, type WatchedKind } from "./break-watch";
export {
  isRailStopped,
  type NewBreak,
  openBreak,
  requireRailOpen,
  resolveBreaks,
  violatedKind,
} from "./breaks";
export { openBreaks } from "./open-many";
