import fc from "fast-check";
import {
  accounts,
  campaignFunded,
  creditBalance,
  feeEarned,
  feeReserved,
  findViolations,
  ledgerInvariants,
  lockBalances,
  post,
  postAll,
  stripeCaptured,
  trialBalance,
} from "../../src/features/ledger";
import { newId } from "../../src/kernel/ids";
import { exec } from "../../src/platform/db/sql";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const at = new Date("2026-11-23T00:00:00Z");

function deposit(brandId: string, grossMinor: bigint) {
  return stripeCaptured({
    brandId,
    depositId: newId(),
    chargeId: `ch_${newId()}`,
    grossMinor,
    currency: "USD",
    at,
  });
}

test("a posting moves money between two accounts and can be repeated without effect", async () => {
  const brandId = newId();
  const posting = deposit(brandId, 10_000n);
  expect(await db.unitOfWork.run((tx) => post(tx, posting))).toBe(true);
  expect(await db.unitOfWork.run((tx) => post(tx, posting))).toBe(false);
  expect(await creditBalance(db.unitOfWork.reader, accounts.brandDeposit(brandId), "USD")).toBe(
    10_000n,
  );
});

test("the same reference with another amount stops everything", async () => {
  const posting = deposit(newId(), 500n);
  await db.unitOfWork.run((tx) => post(tx, posting));
  const other = {
    ...posting,
    entries: posting.entries.map((e) => ({ ...e, amountMinor: e.amountMinor * 2n })),
  };
  await expect(db.unitOfWork.run((tx) => post(tx, other))).rejects.toThrow(
    "exists with other content",
  );
});

test("a guarded account cannot go below zero", async () => {
  const brandId = newId();
  await db.unitOfWork.run((tx) => post(tx, deposit(brandId, 100n)));
  const tooMuch = campaignFunded({
    brandId,
    campaignId: newId(),
    fundingId: newId(),
    amountMinor: 101n,
    currency: "USD",
    at,
  });
  await expect(db.unitOfWork.run((tx) => post(tx, tooMuch))).rejects.toThrow(
    "ledger_balances_balance_minor_check",
  );
});

test("fifty parallel withdrawals take exactly what is there", async () => {
  const brandId = newId();
  await db.unitOfWork.run((tx) => post(tx, deposit(brandId, 1_000n)));
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      db.unitOfWork.run((tx) =>
        post(
          tx,
          campaignFunded({
            brandId,
            campaignId: newId(),
            fundingId: newId(),
            amountMinor: 100n,
            currency: "USD",
            at,
          }),
        ),
      ),
    ),
  );
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(10);
  const balances = await db.unitOfWork.run((tx) =>
    lockBalances(tx, [accounts.brandDeposit(brandId)], "USD"),
  );
  expect(balances.get(accounts.brandDeposit(brandId))).toBe(0n);
});

describe("the database refuses", () => {
  const header = (reference: string) =>
    `INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
     VALUES ('${newId()}', '${reference}', 'L1', 'USD', '', '{}', now())`;

  test("a transaction without entries", async () => {
    await expect(asOwner(db.url, header("bare"))).rejects.toThrow("needs its entries");
  });

  test("an unbalanced transaction", async () => {
    await expect(
      asOwner(
        db.url,
        `WITH t AS (${header("lopsided")} RETURNING id, currency)
         INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
         SELECT t.id, a.id, t.currency, 5 FROM t, ledger_accounts a WHERE a.currency = 'USD' LIMIT 2`,
      ),
    ).rejects.toThrow("is not balanced");
  });

  test("entries added to an old transaction", async () => {
    await expect(
      asOwner(
        db.url,
        `INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
         SELECT t.id, a.id, 'USD', s.amount FROM (SELECT id FROM ledger_transactions LIMIT 1) t,
           (SELECT id FROM ledger_accounts WHERE name = 'assets:stripe:pending' AND currency = 'USD') a,
           (VALUES (7), (-7)) AS s (amount)`,
      ),
    ).rejects.toThrow("is not balanced");
  });

  const account =
    "SELECT id FROM ledger_accounts WHERE name = 'assets:stripe:pending' AND currency = 'USD'";
  const twoLines = (transaction: string, id: string, currency: string) =>
    `INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
     SELECT t.id, a.id, '${currency}', s.amount FROM (${transaction}) t, (${id}) a, (VALUES (7), (-7)) AS s (amount)`;

  test("entries of a transaction that does not exist", async () => {
    const unknown = `SELECT '${newId()}'::uuid AS id`;
    await expect(asOwner(db.url, twoLines(unknown, account, "USD"))).rejects.toThrow(
      "is not balanced",
    );
  });

  test.each([
    ["that does not exist", "SELECT -1 AS id", "USD"],
    ["in a currency it is not kept in", account, "EUR"],
  ])("entries of an account %s", async (_name, id, currency) => {
    const statement = `WITH t AS (${header(newId())} RETURNING id)
      ${twoLines("SELECT id FROM t", id, currency)}`;
    await expect(asOwner(db.url, statement)).rejects.toThrow("does not exist");
  });

  test("entries added to an old transaction beside those of a new one", async () => {
    const old = "SELECT id FROM ledger_transactions ORDER BY seq LIMIT 1";
    const statement = `WITH t AS (${header(newId())} RETURNING id)
      ${twoLines(`SELECT id FROM t UNION ALL (${old})`, account, "USD")}`;
    await expect(asOwner(db.url, statement)).rejects.toThrow("is not balanced");
  });

  test.each([
    "UPDATE ledger_entries SET amount_minor = 1",
    "DELETE FROM ledger_entries",
    "TRUNCATE ledger_entries",
    "UPDATE ledger_transactions SET rule = 'L2'",
    "DELETE FROM ledger_transactions",
    "TRUNCATE ledger_transactions CASCADE",
    "UPDATE ledger_accounts SET is_guarded = false",
    "DELETE FROM ledger_accounts",
    "TRUNCATE ledger_accounts CASCADE",
    "DELETE FROM ledger_balances",
    "UPDATE audit_events SET actor = 'x'",
  ])("%s by the owner of the tables", async (statement) => {
    const rows = await asOwner(db.url, "SELECT count(*)::int AS n FROM audit_events");
    if (statement.includes("audit") && (rows[0] as { n: number }).n === 0) {
      await asOwner(
        db.url,
        `INSERT INTO audit_events (id, actor, action, object_type, object_id)
         VALUES ('${newId()}', 'test', 'test', 'test', 'test')`,
      );
    }
    await expect(asOwner(db.url, statement)).rejects.toThrow(/refused/);
  });

  test("the application to touch a balance row or to switch a trigger off", async () => {
    const run = (sql: string) => db.unitOfWork.run((tx) => exec(tx, sql));
    await expect(run("UPDATE ledger_balances SET balance_minor = 10")).rejects.toThrow(
      "permission denied",
    );
    await expect(run("ALTER TABLE ledger_entries DISABLE TRIGGER ALL")).rejects.toThrow(
      "must be owner",
    );
    await expect(run("DELETE FROM ledger_entries")).rejects.toThrow("permission denied");
  });
});

test("random postings keep every invariant and the balances a simple model predicts", async () => {
  const brandId = newId();
  const [campaignA, campaignB] = [newId(), newId()];
  const model = { deposit: 0n, a: 0n, b: 0n };
  const amount = fc.bigInt({ min: 1n, max: 5_000n });
  const command = fc.oneof(
    fc.record({ kind: fc.constant("deposit" as const), amount }),
    fc.record({ kind: fc.constantFrom("fundA" as const, "fundB" as const), amount }),
    fc.record({ kind: fc.constantFrom("earnA" as const, "earnB" as const), amount }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (commands) => {
      for (const { kind, amount: amountMinor } of commands) {
        const fact = { currency: "USD" as const, at };
        if (kind === "deposit") {
          await db.unitOfWork.run((tx) => post(tx, deposit(brandId, amountMinor)));
          model.deposit += amountMinor;
          continue;
        }
        const key = kind.endsWith("A") ? ("a" as const) : ("b" as const);
        const campaignId = key === "a" ? campaignA : campaignB;
        if (kind.startsWith("fund")) {
          const posted = db.unitOfWork.run((tx) =>
            post(
              tx,
              campaignFunded({ ...fact, brandId, campaignId, fundingId: newId(), amountMinor }),
            ),
          );
          if (amountMinor > model.deposit) {
            await expect(posted).rejects.toThrow("balance_minor_check");
            continue;
          }
          await posted;
          model.deposit -= amountMinor;
          model[key] += amountMinor;
        } else if (amountMinor <= model[key]) {
          const applicationId = newId();
          await db.unitOfWork.run((tx) =>
            postAll(tx, [
              feeReserved({ ...fact, campaignId, applicationId, amountMinor }),
              feeEarned({
                ...fact,
                endorsementId: newId(),
                applicationId,
                creatorId: newId(),
                feeMinor: amountMinor,
                platformFeeMinor: 0n,
              }),
            ]),
          );
          model[key] -= amountMinor;
        }
      }
      expect(await findViolations(db.unitOfWork.reader, ledgerInvariants)).toEqual([]);
      const balance = (name: Parameters<typeof creditBalance>[1]) =>
        creditBalance(db.unitOfWork.reader, name, "USD");
      expect(await balance(accounts.brandDeposit(brandId))).toBe(model.deposit);
      expect(await balance(accounts.campaignEscrow(campaignA))).toBe(model.a);
    }),
    { numRuns: 25 },
  );
  const total = (await trialBalance(db.unitOfWork.reader)).reduce(
    (sum, line) => sum + line.balanceMinor,
    0n,
  );
  expect(total).toBe(0n);
}, 60_000);
