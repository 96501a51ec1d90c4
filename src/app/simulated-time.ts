/** Time in the simulated outside world, which people may move ahead of ours: its statements are of its own days. */
import { parseInstant } from "../kernel/clock";
import { getJson } from "./sandbox-world";

export function simulatedTime(bankUrl: string): () => Promise<Date | undefined> {
  return async () => {
    try {
      const { now } = (await getJson(`${bankUrl}/control/clock`)) as { now: string };
      return parseInstant(now);
    } catch {
      // A simulator that is gone says nothing about its days; ours count.
      return undefined;
    }
  };
}
