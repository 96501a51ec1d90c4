export { type NewBreak, openBreak, resolveBreaks } from "./breaks";
