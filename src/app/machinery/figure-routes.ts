import type { Actor } from "../../features/identity";
import { databaseNow } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import type { Reading } from "../../platform/metrics";
import { figureContract } from "./figure-schema";

export function figureRoutes(readFigures: () => Promise<Reading[]>): BoundOperation<Actor>[] {
  return bindContract<typeof figureContract, Actor>(figureContract, {
    listFigures: async ({ tx }) => {
      const readings = await readFigures();
      return {
        readAt: (await databaseNow(tx)).toISOString(),
        items: readings.map(({ name, rows }) => ({
          name,
          rows: rows.map(({ labels, value }) => ({ labels: { ...labels }, value: String(value) })),
        })),
      };
    },
  });
}
