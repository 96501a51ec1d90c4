/** Looks at payouts and exports again and again while things go wrong. */
import { setTimeout as sleep } from "node:timers/promises";
import type { PayoutSeen } from "./evidence";
import type { Json, Office } from "./people";

export interface Watcher {
  start(): void;
  /** States of each attempt in the order in which they were seen. */
  histories(): Record<string, string[]>;
  journals(): string[];
  note(payouts: readonly PayoutSeen[]): void;
  stop(): Promise<void>;
}

const lookMs = 1_200;
/** The whole journal is long; it is kept at every third look. */
const looksPerExport = 3;
const journalsMax = 3;
export const exportPath = "/v1/ledger/export?format=hledger";

/** Looks on a person's behalf; an answer that does not come is no news. */
export function createWatcher({ maker }: Office): Watcher {
  const histories: Record<string, string[]> = {};
  const journals: string[] = [];
  let isOn = false;
  let looks = 0;
  let running = Promise.resolve();

  function note(payouts: readonly PayoutSeen[]): void {
    for (const { attempts } of payouts) {
      for (const { id, state } of attempts) {
        const states = (histories[id] ??= []);
        if (states.at(-1) !== state) states.push(state);
      }
    }
  }

  async function look(): Promise<void> {
    const { body } = await maker.get("/v1/payout-batches?limit=100");
    for (const batch of (body?.items ?? []).slice(0, 6) as Json[]) {
      const detail = await maker.get(`/v1/payout-batches/${batch.id}`);
      if (detail.status === 200) note([{ attempts: detail.body.attempts } as PayoutSeen]);
    }
    looks += 1;
    if (looks % looksPerExport !== 1) return;
    const journal = await maker.get(exportPath);
    if (journal.status === 200) journals.push(journal.text);
    if (journals.length > journalsMax) journals.splice(1, 1);
  }

  return {
    histories: () => histories,
    journals: () => journals,
    note,
    start() {
      isOn = true;
      running = (async () => {
        while (isOn) {
          await look();
          await sleep(lookMs);
        }
      })();
    },
    async stop() {
      isOn = false;
      await running;
    },
  };
}
