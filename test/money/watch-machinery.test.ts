/** Limits on messages, accounts, providers and the machinery itself: too young, too old, looked at twice, healed. */
import { newId } from "../../src/kernel/ids";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { provesLimit, type Watching, watching } from "../support/watching";

let w: PayoutWorld;
let t: Watching;
beforeAll(async () => {
  w = await openPayoutWorld();
  t = watching(w);
  await w.fillPaypal("USD", 10_000_000n);
});
afterAll(() => w.close());

async function eventStored(state: string): Promise<string> {
  const id = newId();
  const raw = JSON.stringify({ type: "refund.updated", data: { object: { id: "re_1" } } });
  await t.force(
    "provider_events",
    `INSERT INTO provider_events (id, provider, event_id, event_type, raw, headers, state)
     VALUES ('${id}', 'stripe', 'evt_${id}', 'refund.updated', '${raw}', '{}', '${state}')`,
  );
  return id;
}

/** Debit positive, against the opening balance. */
async function booked(account: string, amountMinor: number, at: string): Promise<void> {
  const kind = account.split(":", 1)[0];
  await t.force(
    "ledger_transactions",
    `INSERT INTO ledger_accounts (name, currency, kind, is_guarded)
     VALUES ('${account}', 'USD', '${kind}', false), ('equity:opening', 'USD', 'equity', false)
     ON CONFLICT DO NOTHING;
     WITH t AS (
       INSERT INTO ledger_transactions
         (id, reference, rule, currency, content_hash, tags, effective_at, recorded_at)
       VALUES ('${newId()}', 'test:${newId()}', 'L0', 'USD', '', '{}', now(), now() - interval '${at}')
       RETURNING id)
     INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
     SELECT t.id, a.id, 'USD', CASE a.name WHEN '${account}' THEN ${amountMinor} ELSE ${-amountMinor} END
     FROM t, ledger_accounts a WHERE a.currency = 'USD' AND a.name IN ('${account}', 'equity:opening')`,
  );
}

test("a message that is not worked on: one break for its provider, however many wait", async () => {
  const ids = [await eventStored("pending"), await eventStored("pending")];
  const opened = await provesLimit(t, "provider_events_waiting", "stripe", {
    grow: async () => {
      for (const id of ids) await t.age("provider_events", "id", id, "11 minutes", "received_at");
    },
    heal: () => t.force("provider_events", "UPDATE provider_events SET state = 'applied'"),
  });
  expect(opened).toMatchObject({ owner: "operator", details: { events: 2, oldest: ids[0] } });
});

test("a message about nothing of ours; what a person has closed stays closed for good", async () => {
  const id = await eventStored("pending");
  await w.app.composition.services.providerEvents.apply(id, async () => false);
  const events = (state: string) =>
    t.force("provider_events", `UPDATE provider_events SET state = '${state}'`);
  await events("unmatched");
  await t.look();
  await t.look();
  expect(await t.breaksOf("provider_event_unmatched", id)).toMatchObject([
    { owner: "operator", next_action: "review_event", resolved_by: null },
  ]);
  await events("applied");
  await t.look();
  expect(await t.breaksOf("provider_event_unmatched", id)).toMatchObject([
    { resolved_by: "system:watch-limits" },
  ]);
  const other = await eventStored("unmatched");
  await t.look();
  await t.force(
    "breaks",
    `UPDATE breaks SET resolved_at = now() - interval '90 days', resolution = 'a friend', resolved_by = 'user:x'
     WHERE object_id = '${other}'`,
  );
  await t.look();
  expect(await t.breaksOf("provider_event_unmatched", other)).toHaveLength(1);
});

test.each([
  ["suspense_not_empty", "assets:suspense:bank", "25 hours"],
  ["clearing_not_zero", "assets:transfer-in-transit", "61 minutes"],
])("%s: a balance that stays", async (kind, account, back) => {
  await booked(account, 700, "0 seconds");
  const opened = await provesLimit(t, kind, `${account} USD`, {
    grow: () => booked(account, 77, back),
    heal: () => booked(account, -777, "0 seconds"),
  });
  expect(opened).toMatchObject({ amount_minor: "777", currency: "USD", owner: "finance" });
});

test("a provider that is silent while something is open there", async () => {
  const [payout] = await w.released("pending+silent@example.com");
  const [batchId] = await w.payouts.freeze();
  await w.submitted(batchId!);
  await w.observed(batchId!, payout!.payoutId, "pending");
  const [attempt] = await w.attempts(payout!.payoutId);
  await eventually("the sign of life to be written", async () => {
    const beats = await w.sql("SELECT FROM heartbeats WHERE name = 'provider:paypal'");
    return beats.length === 1;
  });
  const opened = await provesLimit(t, "provider_silent", "paypal", {
    grow: async () => {
      await t.age("payout_attempts", "id", attempt!.id, "3 hours", "created_at");
      await t.look();
      // Old work alone is no silence.
      expect(await t.breaksOf("provider_silent", "paypal")).toEqual([]);
      await t.age("heartbeats", "name", "provider:paypal", "3 hours", "beat_at");
    },
    heal: () =>
      eventually("PayPal to be heard again", async () => {
        await w.payouts.observeBatch(batchId!);
        const [beat] = await w.sql<{ fresh: boolean }>(
          "SELECT beat_at > now() - interval '1 minute' AS fresh FROM heartbeats WHERE name = 'provider:paypal'",
        );
        return beat?.fresh;
      }),
  });
  expect(opened.details).toMatchObject({ open: 1 });
});

test("an outbox that nobody empties", async () => {
  await w.released("outbox@example.com");
  const opened = await provesLimit(t, "outbox_lagging", "outbox", {
    grow: () =>
      t.force("outbox", "UPDATE outbox SET created_at = created_at - interval '3 minutes'"),
    heal: () => t.force("outbox", "DELETE FROM outbox"),
  });
  expect(opened.next_action).toBe("check_scheduler");
});

test.each([
  ["scheduler_silent", "scheduler", "6 minutes"],
  ["books_unchecked", "check-books", "3 days"],
])("%s", async (kind, name, back) => {
  const beat = `INSERT INTO heartbeats (name) VALUES ('${name}')
                ON CONFLICT (name) DO UPDATE SET beat_at = now()`;
  await t.force("heartbeats", beat);
  await provesLimit(t, kind, name, {
    grow: () => t.age("heartbeats", "name", name, back, "beat_at"),
    heal: () => t.force("heartbeats", beat),
  });
});

test("a watch that is itself not run any more is noticed by the timer", async () => {
  const { watchdog } = w.app.composition;
  await eventually("a round to be noted", async () => {
    const beats = await w.sql("SELECT FROM heartbeats WHERE name = 'watch-limits'");
    return beats.length === 1;
  });
  await t.age("heartbeats", "name", "watch-limits", "6 minutes", "beat_at");
  await watchdog.look();
  expect(await t.breaksOf("watch_silent", "watch-limits")).toMatchObject([{ resolved_by: null }]);
});

test("a rule that cannot be looked at is a break, and the other rules go on", async () => {
  await t.force("top_ups", "REVOKE SELECT ON top_ups FROM kampanye_app");
  await booked("assets:suspense:paypal", 5, "2 days");
  await t.look();
  expect(await t.breaksOf("watch_rule_failed", "clearing_not_zero")).toMatchObject([
    { owner: "operator", resolved_by: null },
  ]);
  expect(await t.breaksOf("suspense_not_empty", "assets:suspense:paypal USD")).toHaveLength(1);
  await t.force("top_ups", "GRANT SELECT ON top_ups TO kampanye_app");
  await t.look();
  expect(await t.breaksOf("watch_rule_failed", "clearing_not_zero")).toMatchObject([
    { resolved_by: "system:watch-limits" },
  ]);
});
