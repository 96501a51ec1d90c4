/**
 * The sandbox world: simulated PayPal, Stripe, bank and social platforms as real HTTP servers on loopback, with their own
 * durable record of the money they moved, one movable clock and faults on demand. It shares nothing with the product but the kernel, so that
 * both cannot make the same mistake. docs/sandbox.md shows how to use it.
 */
import { type Clock, systemClock } from "../kernel/clock";
import type { TopUpTarget } from "./bank/bank-control";
import { type BankCore, createBankCore } from "./bank/bank-core";
import { createBankSimulator, payoutBank } from "./bank/bank-simulator";
import { type HttpServer, startHttpServer } from "./http-server";
import { derivedCode } from "./ids";
import { isRepresentable } from "./paypal/paypal-control";
import { createPaypalCore, type PaypalCore } from "./paypal/paypal-core";
import { createPaypalSimulator } from "./paypal/paypal-simulator";
import { createScheduler } from "./scheduler";
import { createSocialCore } from "./social/social-core";
import { createSocialSimulator } from "./social/social-simulator";
import { socialKeys } from "./social/social-types";
import { createStripeCore, type StripeCore } from "./stripe/stripe-core";
import { createStripeSimulator } from "./stripe/stripe-simulator";
import { openWorld, type World } from "./world";
import { takeWorldLock } from "./world-lock";

export { itemMoves as payoutItemMoves } from "./paypal/payouts-types";
export { addressFile, WorldInUseError } from "./world-lock";

export interface SandboxOptions {
  /** Where the world lives. A directory without one gets a new one. */
  readonly dataDir: string;
  /** 0 or absent is a free port; a port that is taken is replaced by a free one. */
  readonly ports?: {
    readonly paypal?: number;
    readonly stripe?: number;
    readonly bank?: number;
    readonly social?: number;
  };
  /** How long a PayPal batch is processed, in milliseconds of sandbox time; 300 unless the world knows better. */
  readonly settleMs?: number;
  readonly log?: (line: string) => void;
  /** The real clock that sandbox time is counted from. */
  readonly clock?: Clock;
  /** The clock of whoever receives webhooks; that of the machine, however far sandbox time was moved. */
  readonly receiverClock?: Clock;
}

interface WebhookTargets {
  readonly paypal?: string;
  readonly stripe?: string;
}

export interface Sandbox {
  readonly paypal: {
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly webhookId: string;
    /** The authority that issued the certificate PayPal's webhooks are signed with. */
    readonly certCaPem: string;
  };
  readonly stripe: {
    readonly url: string;
    readonly secretKey: string;
    readonly webhookSecret: string;
  };
  readonly bank: { readonly url: string };
  readonly social: { readonly url: string } & typeof socialKeys;
  /** Where signed webhooks are sent from now on. Survives a restart. */
  setWebhookTargets(targets: WebhookTargets): void;
  /** Closes servers, timers and files. Nothing is left running. */
  stop(): Promise<void>;
}

/** Starts the world in `options.dataDir`, or the one that is already there, where it stopped. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir, ports = {} } = options;
  const log = options.log ?? (() => undefined);
  const lock = takeWorldLock(dataDir);
  const servers: HttpServer[] = [];
  let world: World | undefined;
  try {
    const clock = options.clock ?? systemClock;
    world = await openWorld(dataDir, clock, options.receiverClock ?? clock);
    for (const port of [ports.paypal, ports.stripe, ports.bank, ports.social]) {
      servers.push(await startHttpServer(port ?? 0, log));
    }
    const sandbox = assemble(options, world, servers, log, lock.release);
    const { paypal, stripe, bank, social } = sandbox;
    lock.publish({ paypal, stripe, bank, social });
    return sandbox;
  } catch (error) {
    await Promise.all(servers.map((server) => server.close()));
    world?.close();
    lock.release();
    throw error;
  }
}

function assemble(
  { dataDir, settleMs }: SandboxOptions,
  world: World,
  servers: readonly HttpServer[],
  log: (line: string) => void,
  release: () => void,
): Sandbox {
  const [paypalUrl = "", stripeUrl = "", bankUrl = "", socialUrl = ""] = servers.map(
    (server) => server.url,
  );
  const { clock, secrets } = world;
  const scheduler = createScheduler(clock, world.persistOffset, log);
  const bank = createBankCore(dataDir, clock);
  const paypal = createPaypalCore({ dataDir, world, scheduler, origin: paypalUrl, settleMs });
  const stripe = createStripeCore({ dataDir, world, scheduler, origin: stripeUrl });
  const social = createSocialCore(dataDir, clock);
  const topUps = topUpTarget(paypal);
  catchUp(bank, paypal, stripe, topUps);
  const simulators = [
    createPaypalSimulator(paypal, scheduler, secrets.paypal, paypalUrl),
    createStripeSimulator(stripe, scheduler, secrets.stripe.secretKey, payoutBank(bank)),
    createBankSimulator(bank, scheduler, topUps),
    createSocialSimulator(social, scheduler),
  ];
  for (const outbox of [paypal.outbox, stripe.outbox]) {
    scheduler.addSettler(() => outbox.idle());
    outbox.start();
  }
  scheduler.start();
  for (const [i, simulator] of simulators.entries()) servers[i]?.serve(simulator);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    await Promise.all([scheduler.stop(), paypal.stop(), stripe.stop()]);
    bank.stop();
    social.stop();
    world.close();
    release();
  };
  const { certificates, clientId, clientSecret, webhookId } = secrets.paypal;
  return {
    paypal: { url: paypalUrl, clientId, clientSecret, webhookId, certCaPem: certificates.caPem },
    stripe: { url: stripeUrl, ...secrets.stripe },
    bank: { url: bankUrl },
    social: { url: socialUrl, ...socialKeys },
    setWebhookTargets: (targets) => {
      if (targets.paypal !== undefined) paypal.setTarget(targets.paypal);
      if (targets.stripe !== undefined) stripe.setTarget(targets.stripe);
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function topUpTarget(paypal: PaypalCore): TopUpTarget {
  return {
    canReceive: isRepresentable,
    topUp: (line, account) => {
      if (paypal.isCredited(line.id)) return;
      paypal.commit({
        t: "credit",
        atMs: paypal.clock.nowMs(),
        transactionId: derivedCode(17, "top-up", line.id),
        currency: account.currency,
        amountMinor: -line.amountMinor,
        bankLineId: line.id,
        reference: line.reference,
      });
    },
  };
}

/** Two simulators have two journals; what a crash left done in one only is done in the other now. */
function catchUp(
  bank: BankCore,
  paypal: PaypalCore,
  stripe: StripeCore,
  topUps: TopUpTarget,
): void {
  for (const line of bank.paypalTransfers()) {
    const account = bank.account(line.accountId);
    if (account && !paypal.isCredited(line.id)) topUps.topUp(line, account);
  }
  const receiver = payoutBank(bank);
  for (const payout of stripe.store.payouts.values()) {
    if (payout.status === "paid") receiver.receive(payout);
  }
}
