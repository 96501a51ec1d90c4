/**
 * Audit lines about messages that changed nothing. A flood of forged ones must not become a flood of lines: the first few
 * of a kind and minute are written one by one, the others are counted, and one line says how many there were.
 */
import { minuteMs, monotonicMs } from "../../kernel/clock";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import { recordAudit } from "../audit";
import type { Provider } from "./provider-event-store";

/** Reasons are constants of ours, never words of the message, so there are few kinds. */
export interface UselessMessage {
  provider: Provider;
  action: "webhook.refused" | "webhook.repeated";
  reason: string;
}

export interface WebhookAudit {
  /** Leaves a line, or counts the message towards the line of this minute. @throws when the line cannot be written. */
  note(message: UselessMessage): Promise<void>;
  /** Writes what has been counted and stops. */
  close(): Promise<void>;
}

interface Window {
  message: UselessMessage;
  startedMs: number;
  written: number;
  counted: number;
}

export const linesPerWindowMax = 10;

export function createWebhookAudit(options: {
  unitOfWork: UnitOfWork;
  log: Logger;
  windowMs?: number;
}): WebhookAudit {
  const { unitOfWork, log, windowMs = minuteMs } = options;
  const windows = new Map<string, Window>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function write({ provider, action, reason }: UselessMessage, count: number): Promise<void> {
    await unitOfWork.run((tx) =>
      recordAudit(tx, {
        actor: `provider:${provider}`,
        action,
        objectType: "webhook",
        objectId: provider,
        outcome: action === "webhook.refused" ? "refused" : "done",
        details: { reason, count },
      }),
    );
  }

  /** Writes the counts of all windows that are over, or of all; what cannot be written stays counted. */
  async function flush(isOver: (window: Window) => boolean): Promise<void> {
    for (const [key, window] of [...windows].filter(([, one]) => isOver(one))) {
      windows.delete(key);
      if (window.counted === 0) continue;
      try {
        await write(window.message, window.counted);
      } catch (error) {
        log.warn({ err: error }, "refused webhooks could not be noted");
        const later = windows.get(key) ?? { ...window, counted: 0 };
        windows.set(key, { ...later, counted: later.counted + window.counted });
      }
    }
  }

  function arm(): void {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush(({ startedMs }) => monotonicMs() - startedMs >= windowMs).finally(() => {
        if (windows.size > 0) arm();
      });
    }, windowMs).unref();
  }

  return {
    async note(message) {
      const key = `${message.provider} ${message.action} ${message.reason}`;
      const window = windows.get(key) ?? {
        message,
        startedMs: monotonicMs(),
        written: 0,
        counted: 0,
      };
      windows.set(key, window);
      arm();
      if (window.written >= linesPerWindowMax) {
        window.counted++;
        return;
      }
      window.written++;
      await write(message, 1);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await flush(() => true);
    },
  };
}
