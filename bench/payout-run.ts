import type { Bench } from "./report"; export const payoutRun: Bench = async () => { throw new Error("not yet"); };
