/** What most people write: entities, `save`, one transaction an item. The product's sources may not use `save`. */
import {
  DataSource,
  type EntityManager,
  EntitySchema,
  type EntitySchemaColumnOptions,
} from "typeorm";
import { newId } from "../src/kernel/ids";
import { feeMinor, type ReleasedPayout, type SeededBatch, type SeededItem } from "./seed";
import type { BenchWorld } from "./world";

type Row = Record<string, unknown>;
type Columns = Record<string, EntitySchemaColumnOptions>;

const id = { type: "uuid", primary: true } as const;
const number = { type: "bigint", primary: true, generated: "increment" } as const;
const text = { type: "text" } as const;
const maybeText = { type: "text", nullable: true } as const;
const time = { type: "timestamptz", nullable: true } as const;
const json = { type: "jsonb" } as const;
const minor = { type: "bigint", nullable: true } as const;

const entity = (tableName: string, columns: Columns) =>
  new EntitySchema<Row>({ name: tableName, tableName, schema: "anchor", columns });

const attempts = entity("payout_attempts", {
  id,
  payout_id: { type: "uuid" },
  batch_id: { type: "uuid" },
  seq: { type: "integer" },
  rail: text,
  receiver: json,
  currency: text,
  amount_minor: minor,
  state: text,
  state_at: time,
  provider_item_id: maybeText,
  provider_status: maybeText,
  provider_fee_minor: minor,
  polls_count: { type: "integer" },
  next_poll_at: time,
});
const payouts = entity("payouts", {
  id,
  creator_id: { type: "uuid" },
  amount_minor: minor,
  status: text,
  status_at: time,
  paid_at: time,
});
const batches = entity("payout_batches", {
  id,
  sender_batch_id: text,
  currency: text,
  items_count: { type: "integer" },
  total_minor: minor,
  body: text,
  body_sha256: text,
  state: text,
});
const accounts = entity("ledger_accounts", {
  id: number,
  name: text,
  currency: text,
  kind: text,
  is_guarded: { type: "boolean" },
});
const transactions = entity("ledger_transactions", {
  id,
  reference: text,
  rule: text,
  currency: text,
  content_hash: text,
  tags: json,
  effective_at: time,
});
const entries = entity("ledger_entries", {
  id: number,
  transaction_id: { type: "uuid" },
  account_id: minor,
  currency: text,
  amount_minor: minor,
});
const audits = entity("audit_events", {
  id,
  actor: text,
  action: text,
  object_type: text,
  object_id: text,
  details: json,
});
const outbox = entity("outbox", { id, topic: text, payload: json });

async function postTwo(
  tx: EntityManager,
  rule: string,
  reference: string,
  tags: Row,
  amountMinor: bigint,
  sides: readonly [debit: Row, credit: Row],
): Promise<void> {
  const transaction = await tx.save(transactions, {
    id: newId(),
    reference,
    rule,
    currency: "USD",
    content_hash: "",
    tags,
    effective_at: new Date(),
  });
  await tx.save(
    entries,
    sides.map((account, index) => ({
      transaction_id: transaction["id"],
      account_id: account["id"],
      currency: "USD",
      amount_minor: String(index === 0 ? amountMinor : -amountMinor),
    })),
  );
}

/** Freezes one payout into a batch of its own. */
export async function freezeOneByTypeorm(
  source: DataSource,
  payout: ReleasedPayout,
): Promise<SeededItem> {
  return await source.transaction(async (tx) => {
    const row = await tx.findOneOrFail(payouts, {
      where: { id: payout.id },
      lock: { mode: "pessimistic_write" },
    });
    const batch = await tx.save(batches, {
      id: newId(),
      sender_batch_id: `pb_${newId()}`,
      currency: "USD",
      items_count: 1,
      total_minor: row["amount_minor"],
      body: "",
      body_sha256: "",
      state: "submitted",
    });
    const attempt = await tx.save(attempts, {
      id: newId(),
      payout_id: payout.id,
      batch_id: batch["id"],
      seq: 1,
      rail: "paypal",
      receiver: { rail: "paypal", receiver: "c@bench.invalid" },
      currency: "USD",
      amount_minor: row["amount_minor"],
      state: "submitted",
      polls_count: 0,
    });
    await tx.save(payouts, { ...row, status: "in_progress", status_at: new Date() });
    const name = `liabilities:creator:${String(row["creator_id"])}:payable`;
    const payable =
      (await tx.findOneBy(accounts, { name })) ??
      (await tx.save(accounts, { name, currency: "USD", kind: "liabilities", is_guarded: false }));
    const inFlight = await tx.findOneByOrFail(accounts, { name: "liabilities:payout:in-flight" });
    const attemptId = String(attempt["id"]);
    const tags = { payout: payout.id, attempt: attemptId };
    const sides = [payable, inFlight] as const;
    await postTwo(tx, "L15", `attempt:${attemptId}:sent`, tags, payout.amountMinor, sides);
    return {
      attemptId,
      payoutId: payout.id,
      itemId: `I${attemptId}`,
      amountMinor: payout.amountMinor,
    };
  });
}

export async function settleOneByTypeorm(source: DataSource, item: SeededItem): Promise<void> {
  await source.transaction(async (tx) => {
    const attempt = await tx.findOneOrFail(attempts, {
      where: { id: item.attemptId },
      lock: { mode: "pessimistic_write" },
    });
    const payout = await tx.findOneByOrFail(payouts, { id: item.payoutId });
    const at = new Date();
    await tx.save(attempts, {
      ...attempt,
      state: "success",
      state_at: at,
      provider_item_id: item.itemId,
      provider_status: "SUCCESS",
      provider_fee_minor: feeMinor.toString(),
      polls_count: 1,
      next_poll_at: new Date(at.getTime() + 86_400_000),
    });
    await tx.save(payouts, { ...payout, status: "paid", status_at: at, paid_at: at });
    for (const [rule, ending, name, amount] of [
      ["L17", "SUCCESS", "liabilities:payout:in-flight", item.amountMinor],
      ["L18", "fee", "expenses:fee:paypal", feeMinor],
    ] as const) {
      const debit = await tx.findOneByOrFail(accounts, { name });
      const credit = await tx.findOneByOrFail(accounts, { name: "assets:paypal" });
      const tags = { payout: item.payoutId, attempt: item.attemptId, provider_item: item.itemId };
      const reference = `paypal:item:${item.itemId}:${ending}`;
      await postTwo(tx, rule, reference, tags, amount, [debit, credit]);
    }
    await tx.save(audits, {
      id: newId(),
      actor: "system:observe-payout-items",
      action: "payout_attempt.success",
      object_type: "payout_attempt",
      object_id: item.attemptId,
      details: { from: "submitted", item: item.itemId, payout: item.payoutId },
    });
    await tx.save(outbox, {
      id: newId(),
      topic: "payout.paid",
      payload: { payoutId: item.payoutId },
    });
  });
}

export async function openTypeorm(world: BenchWorld): Promise<DataSource> {
  const source = new DataSource({
    type: "postgres",
    url: world.url,
    entities: [attempts, payouts, batches, accounts, transactions, entries, audits, outbox],
    synchronize: false,
    installExtensions: false,
  });
  return await source.initialize();
}

export async function settleByTypeorm(world: BenchWorld) {
  const source = await openTypeorm(world);
  return {
    async settle(seeded: readonly SeededBatch[]): Promise<void> {
      for (const { items } of seeded)
        for (const item of items) await settleOneByTypeorm(source, item);
    },
    close: () => source.destroy(),
  };
}
