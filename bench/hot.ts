import type { Bench } from "./report";
export const hot: Bench = async () => {
  throw new Error("not yet");
};
