/**
 * The product with one mistake in it, to prove that the judge would notice. Each mistake is made here, around the product
 * or in the run's own database, and never in src. A variant also says which steps provoke the situation in which its
 * mistake matters.
 */
import type { Composition } from "../../src/app/compose";
import { itemFeeCharged, post } from "../../src/features/ledger";
import { createPayouts, type Payouts } from "../../src/features/payouts";
import type { Currency } from "../../src/kernel/currency";
import type { PaypalPayouts, SubmitOutcome } from "../../src/providers/paypal";
import type { Json } from "./people";
import type { Step } from "./schedule";

type ChangeDoor = (door: PaypalPayouts) => PaypalPayouts;

interface Broken {
  /** Instead of the door to PayPal's payouts. */
  door?: ChangeDoor;
  /** Instead of the payouts feature. */
  payouts?(payouts: Payouts, composition: Composition): Payouts;
  /** Changes operations of the API in place. */
  operations?(composition: Composition): void;
}

export interface Variant extends Broken {
  name: string;
  mistake: string;
  /** Run by the tables' owner before the product starts. */
  sql?: readonly string[];
  provoke: readonly Step[];
}

const fault = (name: string, skip = 0): Step => ({ kind: "fault", fault: name, skip });
const noWebhooks: Step = {
  kind: "settings",
  name: "paypal:webhooks-dropped",
  settings: { webhooks: "off" },
};
const times = (n: number, step: Step): Step[] => Array.from({ length: n }, () => step);
const approvals = [0, 1, 2].map((pick): Step => ({ kind: "person", act: "approve-stale", pick }));

/** Finance sends what it is told has failed once more; everybody signs at the end. */
const reroutes = [0, 1, 2, 3, 4, 5].map((pick): Step => ({ kind: "person", act: "reroute", pick }));

const withDoor = (change: (door: PaypalPayouts) => Partial<PaypalPayouts>): ChangeDoor => {
  return (door) => ({ ...door, ...change(door) });
};

type Item = Awaited<ReturnType<PaypalPayouts["getItem"]>>;

/** The door with every item it reads passed through `change`. */
const withItems = (change: (item: Item) => Item): ChangeDoor =>
  withDoor((door) => ({
    getItem: async (id) => change(await door.getItem(id)),
    cancelItem: async (id) => change(await door.cancelItem(id)),
    getBatchPage: async (id, page) => {
      const answer = await door.getBatchPage(id, page);
      return { ...answer, items: answer.items.map(change) };
    },
  }));

/** `from` read as `to`. */
const misread = (from: Item["status"], to: Item["status"]) =>
  withItems((item) => (item.status === from ? { ...item, status: to, rawStatus: to ?? "" } : item));

function newIdEachTime(body: string): string {
  const batch = JSON.parse(body) as Json;
  batch.sender_batch_header.sender_batch_id = `pb_${process.hrtime.bigint()}`;
  return JSON.stringify(batch);
}

/** Cents by way of a double, cut off: 4.35 * 100 is 434.99999999999994. */
function floatCents(body: string): string {
  const batch = JSON.parse(body) as Json;
  for (const { amount } of batch.items) {
    if (!amount.value.includes(".")) continue;
    amount.value = (Math.floor(Number.parseFloat(amount.value) * 1.1 * 100) / 110).toFixed(2);
  }
  return JSON.stringify(batch);
}

const asRefusal = (outcome: SubmitOutcome): SubmitOutcome =>
  outcome.kind === "ambiguous"
    ? {
        kind: "refused",
        httpStatus: 400,
        error: { name: "TIMED_OUT", details: [{ field: "items[0]", issue: "time-out" }] },
      }
    : outcome;

const asAccepted = (outcome: SubmitOutcome): SubmitOutcome =>
  outcome.kind === "duplicate" && outcome.payoutBatchId
    ? { kind: "accepted", payoutBatchId: outcome.payoutBatchId, httpStatus: 201 }
    : outcome;

async function bookFeesAgain(composition: Composition, batchId: string): Promise<void> {
  const { unitOfWork } = composition.services;
  await unitOfWork.run(async (tx) => {
    const rows: Json[] = await tx.query(
      `SELECT a.id, a.payout_id, p.creator_id, a.amount_minor, a.currency, a.provider_item_id,
              a.provider_fee_minor, a.state_at
       FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
       WHERE a.batch_id = $1 AND a.provider_fee_minor > 0`,
      [batchId],
    );
    for (const row of rows) {
      const fact = {
        attemptId: row.id,
        payoutId: row.payout_id,
        creatorId: row.creator_id,
        amountMinor: BigInt(row.amount_minor),
        currency: row.currency as Currency,
        itemId: `${row.provider_item_id}:again`,
        feeMinor: BigInt(row.provider_fee_minor),
        at: row.state_at as Date,
      };
      await post(tx, itemFeeCharged(fact));
    }
  });
}

/** Signs whatever it is asked to sign, also what has long been sent. */
function approveAnything(composition: Composition): void {
  const found = composition.operations.find(({ operationId }) => operationId === "approvePayouts");
  if (!found) throw new Error("There is no approvePayouts");
  const handle = found.handle.bind(found);
  Object.assign(found, {
    handle: async (call: Json) => {
      for (const { payoutId } of call.body.payouts) {
        await call.tx.query(
          `UPDATE payouts SET status = 'pending_approval', prepared_by = 'user:somebody'
           WHERE id = $1 AND status IN ('in_progress', 'paid')`,
          [payoutId],
        );
      }
      return await handle(call);
    },
  });
}

/** Webhooks believed and applied as they come, whichever came before and however often. */
const believeWebhooks = [
  `CREATE FUNCTION believe_webhook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   DECLARE
     event jsonb := convert_from(NEW.raw, 'UTF8')::jsonb;
     said text := lower(split_part(NEW.event_type, '.', 3));
   BEGIN
     NEW.event_id := NEW.event_id || ':' || NEW.id;
     IF NEW.event_type LIKE 'PAYMENT.PAYOUTS-ITEM.%' THEN
       UPDATE payout_attempts SET state = CASE said WHEN 'succeeded' THEN 'success' WHEN 'held' THEN 'on_hold'
                                                    ELSE said END
       WHERE id::text = event->'resource'->'payout_item'->>'sender_item_id'
         AND said IN ('unclaimed', 'succeeded', 'held', 'returned', 'failed')
         AND state IN ('success', 'unclaimed', 'returned', 'refunded', 'reversed');
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER believe_webhook BEFORE INSERT ON provider_events
   FOR EACH ROW EXECUTE FUNCTION believe_webhook()`,
];

/** L16 is booked and vanishes before anybody can see it. */
const loseL16 = [
  "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_write_once",
  "ALTER TABLE ledger_transactions DISABLE TRIGGER ledger_transactions_write_once",
  `CREATE FUNCTION lose_l16() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   BEGIN
     DELETE FROM ledger_entries WHERE transaction_id = NEW.id;
     DELETE FROM ledger_transactions WHERE id = NEW.id;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER lose_l16 AFTER INSERT ON ledger_transactions DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW WHEN (NEW.rule = 'L16') EXECUTE FUNCTION lose_l16()`,
];

/** Every call is remembered as one that certainly did not reach PayPal. */
const forgetUnclear = [
  `CREATE FUNCTION forget_unclear() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.outcome = 'ambiguous' THEN NEW.outcome := 'not_sent'; END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER forget_unclear BEFORE UPDATE ON provider_calls
   FOR EACH ROW EXECUTE FUNCTION forget_unclear()`,
];

export const variants: readonly Variant[] = [
  {
    name: "new-id-each-time",
    mistake: "every try of a batch gets a new sender_batch_id",
    door: withDoor((door) => ({ submitBatch: (body) => door.submitBatch(newIdEachTime(body)) })),
    provoke: times(3, fault("create:drop-after")),
  },
  {
    name: "time-out-is-failure",
    mistake: "a time-out counts as a refusal, and the payouts are sent in a new batch",
    door: withDoor((door) => ({
      submitBatch: async (body) => asRefusal(await door.submitBatch(body)),
    })),
    // A webhook would tell what became of the batch before the time is up.
    provoke: [noWebhooks, ...times(6, fault("create:delay-after")), ...reroutes],
  },
  {
    name: "first-page-only",
    mistake: "only the first page of a batch is read, here the first half of its items",
    door: withDoor((door) => ({
      getBatchPage: async (id, page) => {
        const answer = await door.getBatchPage(id, page);
        return { ...answer, items: answer.items.slice(0, Math.ceil(answer.items.length / 2)) };
      },
    })),
    provoke: [noWebhooks],
  },
  {
    name: "webhooks-believed",
    mistake: "events are applied as they come: twice, late, over newer ones",
    sql: believeWebhooks,
    payouts: (payouts) => ({
      ...payouts,
      observeItem: async () => true,
      observeItems: async () => new Set(),
    }),
    provoke: [
      { kind: "settings", name: "duplicates", settings: { webhookDuplicates: 2 } },
      { kind: "clock", days: 2 },
      { kind: "replay-webhooks", count: 100 },
    ],
  },
  {
    name: "float-cents",
    mistake: "amounts go through a floating-point number",
    door: withDoor((door) => ({ submitBatch: (body) => door.submitBatch(floatCents(body)) })),
    provoke: [],
  },
  {
    name: "approve-without-guard",
    mistake: "an approval does not ask in which state the payout is",
    sql: ["DROP INDEX payout_attempts_payout_id_key"],
    operations: approveAnything,
    provoke: approvals,
  },
  {
    name: "returned-ignored",
    mistake: "RETURNED is read as UNCLAIMED",
    door: misread("RETURNED", "UNCLAIMED"),
    provoke: [],
  },
  {
    name: "unclaimed-is-paid",
    mistake: "UNCLAIMED is read as SUCCESS",
    door: misread("UNCLAIMED", "SUCCESS"),
    provoke: [],
  },
  {
    name: "fee-twice",
    mistake: "PayPal's fee is booked a second time",
    payouts: (payouts, composition) => ({
      ...payouts,
      async observeBatch(batchId) {
        await payouts.observeBatch(batchId);
        await bookFeesAgain(composition, batchId);
      },
    }),
    provoke: [noWebhooks],
  },
  {
    name: "l16-lost",
    mistake: "a failed attempt does not give its money back to the creator's account",
    sql: loseL16,
    provoke: [],
  },
  {
    name: "unclear-forgotten",
    mistake: "after a refusal everything is sent anew, although an earlier call was unclear",
    sql: forgetUnclear,
    provoke: [
      noWebhooks,
      ...times(5, fault("create:drop-after")),
      // With a busy queue any of the next calls may be the second one of a batch.
      ...times(24, fault("create:refuses-an-item")),
      ...reroutes,
    ],
  },
  {
    name: "duplicate-not-compared",
    mistake: "the batch a duplicate refusal links to is adopted without a look at its items",
    door: withDoor((door) => ({
      submitBatch: async (body) => asAccepted(await door.submitBatch(body)),
    })),
    provoke: times(2, fault("create:foreign-duplicate")),
  },
];

/** Puts the mistake in. Works on a composition before anything of it runs. */
export function breakProduct(composition: Composition, name: string): void {
  const variant = variants.find((one) => one.name === name);
  if (!variant) throw new Error(`No such variant: ${name}`);
  const { services } = composition;
  const { env } = services.config;
  if (variant.door && services.paypal) {
    services.payouts = createPayouts({
      unitOfWork: services.unitOfWork,
      log: services.log,
      paypal: variant.door(services.paypal.payouts),
      leaseMs: env.PAYOUT_LEASE_SECONDS,
      retryMs: env.PAYOUT_RETRY_SECONDS,
      pollMs: env.PAYOUT_POLL_SECONDS,
      batchItemsMax: env.PAYOUT_BATCH_ITEMS_MAX,
    });
  }
  if (variant.payouts) services.payouts = variant.payouts(services.payouts, composition);
  variant.operations?.(composition);
}
