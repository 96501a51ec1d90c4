export { type ListedBreak, listBreaks, resolveBreakById } from "./break-list";
export { type NewBreak, openBreak, resolveBreaks } from "./breaks";
