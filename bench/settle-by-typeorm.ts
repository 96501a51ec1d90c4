/** What most people write: entities, `save`, one transaction an item. The product's sources may not use `save`. */
import { DataSource, EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import { newId } from "../src/kernel/ids";
import { feeMinor, type SeededBatch, type SeededItem } from "./seed";
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
  amount_minor: minor,
  state: text,
  state_at: time,
  provider_item_id: maybeText,
  provider_status: maybeText,
  provider_fee_minor: minor,
  polls_count: { type: "integer" },
  next_poll_at: time,
});
const payouts = entity("payouts", { id, status: text, status_at: time, paid_at: time });
const accounts = entity("ledger_accounts", { id: number, name: text });
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

async function settleOne(source: DataSource, item: SeededItem): Promise<void> {
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
      const transaction = await tx.save(transactions, {
        id: newId(),
        reference: `paypal:item:${item.itemId}:${ending}`,
        rule,
        currency: "USD",
        content_hash: "",
        tags: { payout: item.payoutId, attempt: item.attemptId, provider_item: item.itemId },
        effective_at: at,
      });
      const debit = await tx.findOneByOrFail(accounts, { name });
      const credit = await tx.findOneByOrFail(accounts, { name: "assets:paypal" });
      await tx.save(
        entries,
        [
          [debit, amount],
          [credit, -amount],
        ].map(([account, amountMinor]) => ({
          transaction_id: transaction["id"],
          account_id: (account as Row)["id"],
          currency: "USD",
          amount_minor: String(amountMinor),
        })),
      );
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

export async function settleByTypeorm(world: BenchWorld) {
  const source = new DataSource({
    type: "postgres",
    url: world.url,
    entities: [attempts, payouts, accounts, transactions, entries, audits, outbox],
    synchronize: false,
    installExtensions: false,
  });
  await source.initialize();
  return {
    async settle(batches: readonly SeededBatch[]): Promise<void> {
      for (const { items } of batches) for (const item of items) await settleOne(source, item);
    },
    close: () => source.destroy(),
  };
}
