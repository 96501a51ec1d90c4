import type { Bench } from "./report"; export const outbox: Bench = async () => { throw new Error("not yet"); };
