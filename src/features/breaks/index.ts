export { breaksAbout, type ListedBreak, listBreaks, resolveBreakById } from "./break-list";
export {
  type BreakSearch,
  breakSorts,
  type DeskBreak,
  searchBreaks,
} from "./break-search";
export { keepBreaks, type WatchedKind } from "./break-watch";
export { isRailStopped, openBreak, resolveBreaks, violatedKind } from "./breaks";
