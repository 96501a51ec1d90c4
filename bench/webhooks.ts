import type { Bench } from "./report";
export const webhooks: Bench = async () => {
  throw new Error("not yet");
};
