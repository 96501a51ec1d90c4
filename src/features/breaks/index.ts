export { breaksAbout, type ListedBreak, listBreaks, resolveBreakById } from "./break-list";
export { openBreak, resolveBreaks } from "./breaks";
