export { spendSoloLimit } from "./solo-limits";
