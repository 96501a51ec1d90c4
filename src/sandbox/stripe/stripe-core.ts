/**
 * The state of the simulated Stripe, its journal and its timetable. One change is one line of the journal: records, events
 * and the saved answer together.
 */
import { join } from "node:path";
import { hourMs } from "../../kernel/clock";
import type { SandboxClock } from "../clock";
import { type Journal, openJournal } from "../journal";
import type { JsonObject } from "../json";
import { createOutbox, type DeliveryFact, type Outbox } from "../outbox";
import type { Scheduler } from "../scheduler";
import type { World } from "../world";
import { defaultStripeSettings, type StripeSettings } from "./stripe-settings";
import { stripeWebhookHeaders } from "./stripe-signing";
import { createStripeStore, type StripeStore } from "./stripe-store";
import type {
  Intent,
  Payout,
  PutFact,
  SavedAnswer,
  Session,
  StripeEvent,
  Txn,
} from "./stripe-types";
import type { ViewContext } from "./stripe-view-parts";
import {
  chargeView,
  disputeView,
  intentView,
  payoutView,
  refundView,
  sessionView,
  txnView,
} from "./stripe-views";

type StripeFact =
  | PutFact
  | DeliveryFact
  | {
      readonly t: "settings";
      readonly patch: { [K in keyof StripeSettings]?: StripeSettings[K] | undefined };
    };

export interface Change {
  readonly put: Omit<PutFact, "t" | "events" | "saved">;
  /** Called when the records are in place, because events show objects that refer to each other. */
  events?(): StripeEvent[];
}

/** What happens to records by themselves when their time has come. */
interface StripeTimetable {
  expireSession(session: Session): void;
  settleIntent(intent: Intent): void;
  announceTxn(txn: Txn): void;
  arrivePayout(payout: Payout): void;
}

export interface StripeCore {
  readonly clock: SandboxClock;
  readonly store: StripeStore;
  readonly outbox: Outbox;
  readonly context: ViewContext;
  settings(): StripeSettings;
  changeSettings(patch: { [K in keyof StripeSettings]?: StripeSettings[K] | undefined }): void;
  target(): string | undefined;
  setTarget(url: string): void;
  commit(change: Change): void;
  /** Commits, prints the answer and keeps it under an idempotency key. Returns the answer's text. */
  commitAnswer(change: Change, render: () => string, saveAs?: Omit<SavedAnswer, "body">): string;
  /** A saved answer that is not older than a day. */
  saved(key: string): SavedAnswer | undefined;
  /** The object with this id as the API prints it. */
  lookUp(id: string): JsonObject | undefined;
  /** Must be called before time runs; connects what is due to what it does. */
  connect(timetable: StripeTimetable): void;
  stop(): Promise<void>;
}

export interface StripeCoreOptions {
  readonly dataDir: string;
  readonly world: World;
  readonly scheduler: Scheduler;
  readonly origin: string;
}

/** Stripe may forget an idempotency key after a day. */
const savedMs = 24 * hourMs;

/** Reads `stripe.jsonl` and stands ready; nothing moves before the scheduler starts. */
export function createStripeCore({
  dataDir,
  world,
  scheduler,
  origin,
}: StripeCoreOptions): StripeCore {
  const { clock, receiverClock } = world;
  const settings: StripeSettings = { ...defaultStripeSettings };
  let journal: Journal<StripeFact> | undefined;
  const record = (fact: StripeFact): void => {
    journal?.append(fact);
    state.apply(fact);
  };
  const outbox = createOutbox({
    clock,
    scheduler,
    target: () => world.target("stripe"),
    settings: () => settings,
    sign: (body) =>
      Promise.resolve(
        stripeWebhookHeaders(body, world.secrets.stripe.webhookSecret, receiverClock),
      ),
    record,
  });
  const state = createStripeState(scheduler, settings, outbox);
  const { store } = state;
  const context: ViewContext = { store, origin, nowMs: () => clock.nowMs() };

  function commitAnswer(
    change: Change,
    render: () => string,
    saveAs?: Omit<SavedAnswer, "body">,
  ): string {
    // Records first, text second, journal third: all of it in one go, so nothing can be seen before it is written.
    state.apply({ t: "put", ...change.put });
    const events = change.events?.() ?? [];
    const body = render();
    const rest = { events, ...(saveAs ? { saved: { ...saveAs, body } } : {}) };
    journal?.append({ t: "put", ...change.put, ...rest });
    state.apply({ t: "put", ...rest });
    return body;
  }

  journal = openJournal<StripeFact>(join(dataDir, "stripe.jsonl"), state.apply);
  return {
    clock,
    store,
    outbox,
    context,
    settings: () => settings,
    changeSettings: (patch) => record({ t: "settings", patch }),
    target: () => world.target("stripe"),
    setTarget: (url) => {
      world.setTarget("stripe", url);
      outbox.wake();
    },
    commit: (change) => {
      commitAnswer(change, () => "");
    },
    commitAnswer,
    saved: (key) => {
      const answer = store.saved(key);
      return answer && clock.nowMs() - answer.atMs < savedMs ? answer : undefined;
    },
    lookUp: (id) => lookUp(context, id),
    connect: state.connect,
    stop: async () => {
      await outbox.stop();
      journal?.close();
    },
  };
}

/** Everything a fact changes, and what it puts on the timetable. */
function createStripeState(scheduler: Scheduler, settings: StripeSettings, outbox: Outbox) {
  const store = createStripeStore();
  let timetable: StripeTimetable | undefined;

  function plan(fact: PutFact): void {
    for (const session of fact.sessions ?? []) {
      if (store.sessions.has(session.id)) continue;
      scheduler.at(session.expiresAtMs, () => timetable?.expireSession(session));
    }
    for (const intent of fact.intents ?? []) {
      if (intent.settlesAtMs === null) continue;
      scheduler.at(intent.settlesAtMs, () => timetable?.settleIntent(intent));
    }
    for (const txn of fact.txns ?? []) {
      if (store.txns.has(txn.id) || txn.type !== "charge") continue;
      for (const dueMs of [txn.visibleAtMs, txn.availableAtMs]) {
        scheduler.at(dueMs, () => timetable?.announceTxn(txn));
      }
    }
    for (const payout of fact.payouts ?? []) {
      if (payout.status !== "in_transit") continue;
      scheduler.at(payout.arrivalAtMs, () => timetable?.arrivePayout(payout));
    }
  }

  function apply(fact: StripeFact): void {
    switch (fact.t) {
      case "put":
        plan(fact);
        store.apply(fact);
        for (const { id, type, atMs, text } of fact.events ?? []) {
          outbox.add({ id, type, atMs, body: () => text });
        }
        return;
      case "delivery":
        return outbox.apply(fact);
      case "settings":
        Object.assign(settings, fact.patch);
    }
  }

  return {
    store,
    apply,
    connect: (next: StripeTimetable): void => {
      timetable = next;
    },
  };
}

/** Ids say by their prefix what they are. */
function lookUp(context: ViewContext, id: string): JsonObject | undefined {
  const { store } = context;
  const session = store.sessions.get(id);
  if (session) return sessionView(session, context);
  const intent = store.intents.get(id);
  if (intent) return intentView(intent);
  const charge = store.charges.get(id);
  if (charge) return chargeView(charge, context);
  const txn = store.txns.get(id);
  if (txn) return txnView(txn, context);
  const refund = store.refunds.get(id);
  if (refund) return refundView(refund);
  const payout = store.payouts.get(id);
  if (payout) return payoutView(payout);
  const dispute = store.disputes.get(id);
  return dispute ? disputeView(dispute, context) : undefined;
}
