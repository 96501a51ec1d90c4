/**
 * The state of the simulated PayPal and its journal. A fact is written first and applied second, and reading the journal
 * applies the same facts again.
 */
import { join } from "node:path";
import type { Currency } from "../../kernel/currency";
import type { SandboxClock } from "../clock";
import { type Journal, openJournal } from "../journal";
import { createOutbox, type DeliveryFact, type Outbox } from "../outbox";
import type { Scheduler } from "../scheduler";
import type { World } from "../world";
import { type Account, createAccount } from "./account";
import { completeCapture, pendingCaptureMs } from "./captures-routes";
import { createOrdersState, type OrdersState } from "./orders-state";
import type { OrdersFact } from "./orders-types";
import { createPayoutsProcess } from "./payouts-process";
import { createPayoutsState, type PayoutsState } from "./payouts-state";
import type { PayoutFact } from "./payouts-types";
import { defaultPaypalSettings, type PaypalSettings } from "./paypal-settings";
import { createWebhookSigner, type WebhookSigner } from "./webhook-signing";

/** Money from outside: a set-up credit, or a transfer from the simulated bank when `bankLineId` is there. */
interface CreditFact {
  readonly t: "credit";
  readonly atMs: number;
  readonly transactionId: string;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly bankLineId?: string;
  readonly reference?: string;
}

type PaypalFact =
  | PayoutFact
  | OrdersFact
  | CreditFact
  | DeliveryFact
  | {
      readonly t: "settings";
      readonly patch: { [K in keyof PaypalSettings]?: PaypalSettings[K] | undefined };
    }
  | { readonly t: "tokens" };

export interface PaypalCore {
  readonly clock: SandboxClock;
  readonly account: Account;
  readonly payouts: PayoutsState;
  readonly orders: OrdersState;
  readonly outbox: Outbox;
  readonly signer: WebhookSigner;
  settings(): PaypalSettings;
  tokenGeneration(): number;
  target(): string | undefined;
  setTarget(url: string): void;
  /** True when this line of the bank has been credited. */
  isCredited(bankLineId: string): boolean;
  commit(fact: PaypalFact): void;
  stop(): Promise<void>;
}

export interface PaypalCoreOptions {
  readonly dataDir: string;
  readonly world: World;
  readonly scheduler: Scheduler;
  /** Origin of this simulator's server. */
  readonly origin: string;
  /** Overrides what the journal says. */
  readonly settleMs: number | undefined;
}

/** Reads `paypal.jsonl` and stands ready; nothing moves before the scheduler starts. */
export function createPaypalCore(options: PaypalCoreOptions): PaypalCore {
  const { world, scheduler } = options;
  const { clock } = world;
  const settings: PaypalSettings = { ...defaultPaypalSettings };
  let journal: Journal<PaypalFact> | undefined;
  // Nothing is committed before the journal has been read: tasks and requests come later.
  const commit = (fact: PaypalFact): void => {
    journal?.append(fact);
    state.apply(fact);
  };
  const signer = createWebhookSigner(world.secrets.paypal, clock, options.origin);
  const outbox = createOutbox({
    clock,
    scheduler,
    target: () => world.target("paypal"),
    settings: () => settings,
    sign: (body) => signer.headers(body),
    record: commit,
  });
  const state = createPaypalState({ clock, scheduler, settings, outbox, commit });
  journal = openJournal<PaypalFact>(join(options.dataDir, "paypal.jsonl"), state.apply);
  if (options.settleMs !== undefined) settings.settleMs = options.settleMs;
  return {
    clock,
    account: state.account,
    payouts: state.payouts,
    orders: state.orders,
    outbox,
    signer,
    settings: () => settings,
    tokenGeneration: state.tokenGeneration,
    target: () => world.target("paypal"),
    setTarget: (url) => {
      world.setTarget("paypal", url);
      outbox.wake();
    },
    isCredited: state.isCredited,
    commit,
    stop: async () => {
      await outbox.stop();
      journal?.close();
    },
  };
}

interface StateOptions {
  readonly clock: SandboxClock;
  readonly scheduler: Scheduler;
  readonly settings: PaypalSettings;
  readonly outbox: Outbox;
  commit(fact: PaypalFact): void;
}

/** Everything a fact changes. */
function createPaypalState({ clock, scheduler, settings, outbox, commit }: StateOptions) {
  const account = createAccount();
  const credited = new Set<string>();
  let tokenGeneration = 0;
  const timetable = createPayoutsProcess({ scheduler, nowMs: () => clock.nowMs(), commit });
  const payouts = createPayoutsState({ account, addEvent: outbox.add, applied: timetable.applied });
  const orders = createOrdersState({
    account,
    addEvent: outbox.add,
    onPendingCapture: ({ id, createdAtMs }) => {
      scheduler.at(createdAtMs + pendingCaptureMs, () => {
        const waiting = orders.capture(id);
        if (waiting?.status === "PENDING") commit(completeCapture(waiting, clock.nowMs()));
      });
    },
  });

  function apply(fact: PaypalFact): void {
    switch (fact.t) {
      case "orders":
        return orders.apply(fact);
      case "credit":
        if (fact.bankLineId) credited.add(fact.bankLineId);
        return postCredit(account, fact);
      case "delivery":
        return outbox.apply(fact);
      case "settings":
        Object.assign(settings, fact.patch);
        return;
      case "tokens":
        tokenGeneration += 1;
        return;
      default:
        payouts.apply(fact);
    }
  }

  return {
    account,
    payouts,
    orders,
    apply,
    tokenGeneration: () => tokenGeneration,
    isCredited: (bankLineId: string) => credited.has(bankLineId),
  };
}

/** T0300, whoever sent the money. */
function postCredit(account: Account, fact: CreditFact): void {
  const { transactionId, currency, amountMinor, bankLineId, reference } = fact;
  account.post(
    fact.atMs,
    {
      transactionId,
      code: "T0300",
      currency,
      amountMinor,
      note: bankLineId ? "Bank transfer" : "Set-up credit",
      ...(bankLineId ? { bankReferenceId: bankLineId } : {}),
      ...(reference ? { customField: reference } : {}),
    },
    [
      {
        id: transactionId,
        kind: bankLineId ? "bank_topup" : "setup_credit",
        amountMinor,
        references: { bank_line_id: bankLineId, reference },
      },
    ],
  );
}
