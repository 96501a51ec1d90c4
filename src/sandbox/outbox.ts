/**
 * Webhooks on their way: every event is delivered until the receiver answers 2xx, with a back-off in sandbox time, at most
 * {@link triesMax} times. Which events exist is decided by the simulator's facts; only what became of each is kept here.
 */
import { hourMs, secondMs } from "../kernel/clock";
import type { SandboxClock } from "./clock";
import { createQueue } from "./outbox-queue";
import { createPoster } from "./post";
import type { Scheduler } from "./scheduler";

export interface OutboxEvent {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  /** JSON text; the same bytes at every try. */
  readonly body: () => string;
}

type DeliveryState = "pending" | "delivered" | "given-up" | "suppressed";

/** What the journal keeps of a delivery. */
export interface DeliveryFact {
  readonly t: "delivery";
  readonly id: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly nextAtMs: number;
}

export interface WebhookSettings {
  /** Events that arise while this is "off" are never sent by themselves. */
  webhooks: "on" | "off";
  /** How many extra times each event is sent. */
  webhookDuplicates: number;
  /** Sends events in random order. */
  webhookShuffle: boolean;
}

interface EventReport {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  readonly state: DeliveryState;
  readonly tries: number;
}

export interface OutboxOptions {
  readonly clock: SandboxClock;
  readonly scheduler: Scheduler;
  target(): string | undefined;
  settings(): WebhookSettings;
  /** Headers for one transmission of `body`. */
  sign(body: Buffer): Promise<Readonly<Record<string, string>>>;
  record(fact: DeliveryFact): void;
}

export interface Outbox {
  /** Called while facts are applied, at start as well as later. */
  add(event: OutboxEvent): void;
  apply(fact: DeliveryFact): void;
  start(): void;
  /** Tries what is ready; needed after the target changed. */
  wake(): void;
  /** Sends an event again, whatever became of it. False when there is no such event. */
  resend(id: string): boolean;
  find(id: string): OutboxEvent | undefined;
  /** Newest first. */
  events(): OutboxEvent[];
  report(): EventReport[];
  /** Resolves when nothing is ready or under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const triesMax = 25;
const firstBackoffMs = 2 * secondMs;
const backoffMsMax = 4 * hourMs;
const concurrentMax = 6;
const shuffleWindowMs = 300;

interface Entry {
  readonly event: OutboxEvent;
  state: DeliveryState;
  tries: number;
  nextAtMs: number;
}

interface Sending {
  readonly entry: Entry;
  /** An extra copy: nobody cares whether it arrives. */
  readonly isCopy: boolean;
}

/** Milliseconds to wait after the `tries`-th failure: 2 s, 4 s, 8 s, … up to four hours, about two days in all. */
function backoffMs(tries: number): number {
  return Math.min(firstBackoffMs * 2 ** (tries - 1), backoffMsMax);
}

/** One outbox per provider. Nothing is sent before {@link Outbox.start}. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { clock, scheduler } = options;
  const entries = new Map<string, Entry>();
  const sender = createSender(options);
  let isStarted = false;

  function enqueue(entry: Entry): void {
    const { webhookDuplicates, webhookShuffle } = options.settings();
    for (let i = 0; i <= webhookDuplicates; i++) {
      const add = (): void => sender.send({ entry, isCopy: i > 0 });
      if (!webhookShuffle) add();
      else scheduler.at(clock.nowMs() + Math.floor(Math.random() * shuffleWindowMs), add);
    }
  }

  return {
    add: (event) => {
      const state = options.settings().webhooks === "on" ? "pending" : "suppressed";
      const entry: Entry = { event, state, tries: 0, nextAtMs: 0 };
      entries.set(event.id, entry);
      if (isStarted && state === "pending") enqueue(entry);
    },
    apply: (fact) => {
      const entry = entries.get(fact.id);
      if (!entry) return;
      entry.state = fact.state;
      entry.tries = fact.tries;
      entry.nextAtMs = fact.nextAtMs;
    },
    start: () => {
      isStarted = true;
      for (const entry of entries.values()) {
        if (entry.state !== "pending") continue;
        if (entry.tries > 0) sender.retry(entry);
        else sender.send({ entry, isCopy: false });
      }
    },
    wake: sender.pump,
    resend: (id) => {
      const entry = entries.get(id);
      if (!entry) return false;
      options.record({ t: "delivery", id, state: "pending", tries: 0, nextAtMs: 0 });
      sender.send({ entry, isCopy: false });
      return true;
    },
    find: (id) => entries.get(id)?.event,
    events: () => [...entries.values()].map((entry) => entry.event).reverse(),
    report: () =>
      [...entries.values()].map(({ event: { id, type, atMs }, state, tries }) => {
        return { id, type, atMs, state, tries };
      }),
    idle: sender.idle,
    stop: sender.stop,
  };
}

interface Sender {
  send(sending: Sending): void;
  /** Sends `entry` again when its time has come, unless something else happened to it. */
  retry(entry: Entry): void;
  pump(): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Sends what is ready, a few at a time. */
function createSender(options: OutboxOptions): Sender {
  const ready = createQueue<Sending>();
  const poster = createPoster(concurrentMax);
  let waiters: (() => void)[] = [];
  let underWay = 0;
  let isStopped = false;
  const canSend = (): boolean => !isStopped && options.target() !== undefined;

  function pump(): void {
    while (canSend() && underWay < concurrentMax) {
      const next = ready.take(options.settings().webhookShuffle);
      if (!next) break;
      underWay += 1;
      void attempt(next).finally(() => {
        underWay -= 1;
        pump();
      });
    }
    if (underWay > 0 || (ready.size() > 0 && canSend())) return;
    for (const wake of waiters) wake();
    waiters = [];
  }

  async function attempt({ entry, isCopy }: Sending): Promise<void> {
    const body = Buffer.from(entry.event.body());
    const headers = await options.sign(body);
    const target = options.target();
    const status = target && !isStopped ? await poster.post(target, body, headers) : 0;
    if (isCopy || isStopped) return;
    const isDelivered = status >= 200 && status <= 299;
    const tries = entry.tries + 1;
    options.record({
      t: "delivery",
      id: entry.event.id,
      state: isDelivered ? "delivered" : tries < triesMax ? "pending" : "given-up",
      tries,
      nextAtMs: options.clock.nowMs() + backoffMs(tries),
    });
    if (entry.state === "pending") retry(entry);
  }

  function retry(entry: Entry): void {
    const { tries } = entry;
    options.scheduler.at(entry.nextAtMs, () => {
      if (entry.state === "pending" && entry.tries === tries) send({ entry, isCopy: false });
    });
  }

  function send(sending: Sending): void {
    ready.add(sending);
    pump();
  }

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      waiters.push(resolve);
      pump();
    });
  return {
    send,
    retry,
    pump,
    idle,
    stop: async () => {
      isStopped = true;
      poster.close();
      await idle();
    },
  };
}
