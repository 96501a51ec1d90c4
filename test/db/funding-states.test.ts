/** Every pair of states of deposits, refunds and their parts: allowed moves work, all others change nothing. */
import { depositTransitions } from "../../src/features/funding/deposit";
import * as deposits from "../../src/features/funding/deposit-store";
import { refundPartTransitions, refundTransitions } from "../../src/features/funding/refund";
import * as refunds from "../../src/features/funding/refund-store";
import { newId } from "../../src/kernel/ids";
import { present } from "../../src/kernel/invariant";
import { canMove, statesOf } from "../../src/kernel/transitions";
import type { Tx } from "../../src/platform/db/sql";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

let db: TestDatabase;
const brandId = newId();
const [userId, otherId] = [newId(), newId()];
const at = new Date("2026-11-23T00:00:00Z");
beforeAll(async () => {
  db = await createTestDatabase();
  await asOwner(db.url, "INSERT INTO brands (id, name, country) VALUES ($1, 'B', 'ID')", [brandId]);
  for (const id of [userId, otherId]) {
    await asOwner(
      db.url,
      `INSERT INTO users (id, email, password_hash, display_name, locale, roles)
       VALUES ($1, $2, '', 'U', 'en', '{}')`,
      [id, `${id}@example.com`],
    );
  }
});
afterAll(() => db.close());

const snapshot = async (table: string, id: string) =>
  (await asOwner(db.url, `SELECT * FROM ${table} WHERE id = $1`, [id]))[0];

async function deposit(status: string): Promise<string> {
  const id = newId();
  const isCaptured = status === "captured";
  await asOwner(
    db.url,
    `INSERT INTO deposits (id, brand_id, method, amount_minor, currency, status, request_key,
       reference_code, created_by, expires_at, captured_at, provider_capture_id)
     VALUES ($1, $2, 'stripe', 100, 'USD', $3, $4, $4, $5, now() + interval '1 day', $6, $7)`,
    [id, brandId, status, newId(), userId, isCaptured ? at : null, isCaptured ? newId() : null],
  );
  return id;
}

const pairs = <S extends string>(table: Readonly<Record<S, readonly S[]>>) =>
  statesOf(table).flatMap((from) =>
    statesOf(table).map((to) => [from, to, canMove(table, from, to)] as const),
  );

describe("deposits", () => {
  const moves: Record<string, (tx: Tx, id: string) => Promise<boolean>> = {
    pending: (tx, id) => deposits.recordOpened(tx, id, newId(), "https://pay.example"),
    captured: (tx, id) => deposits.recordCaptured(tx, id, { captureId: newId(), fee: null, at }),
    failed: (tx, id) => deposits.recordGivenUp(tx, id, "failed", "declined"),
    expired: (tx, id) => deposits.recordGivenUp(tx, id, "expired", null),
  };
  test.each(pairs(depositTransitions).filter(([, to]) => to !== "created"))(
    "%s to %s: %s",
    async (from, to, isAllowed) => {
      const id = await deposit(from);
      const before = await snapshot("deposits", id);
      expect(await db.unitOfWork.run((tx) => present(moves[to], to)(tx, id))).toBe(isAllowed);
      const after = await snapshot("deposits", id);
      if (isAllowed) expect(after).toMatchObject({ status: to });
      else expect(after).toEqual(before);
    },
  );
});

async function refund(status: string): Promise<string> {
  const id = newId();
  const decided = status === "requested" ? [null, null] : [otherId, at];
  await asOwner(
    db.url,
    `INSERT INTO refunds (id, brand_id, amount_minor, currency, status, requested_by, decided_by, decided_at)
     VALUES ($1, $2, 100, 'USD', $3, $4, $5, $6)`,
    [id, brandId, status, userId, ...decided],
  );
  return id;
}

test.each(pairs(refundTransitions).filter(([, to]) => to !== "requested"))(
  "a refund from %s to %s: %s",
  async (from, to, isAllowed) => {
    const id = await refund(from);
    const before = await snapshot("refunds", id);
    const decision = from === "requested" ? { decidedBy: otherId, decidedAt: at } : {};
    // From "requested" only decisions lead on; whatever is not allowed must not even try to write.
    expect(await db.unitOfWork.run((tx) => refunds.moveRefund(tx, id, to, decision))).toBe(
      isAllowed,
    );
    const after = await snapshot("refunds", id);
    if (isAllowed) expect(after).toMatchObject({ status: to });
    else expect(after).toEqual(before);
  },
);

test.each(pairs(refundPartTransitions))(
  "a refund part from %s to %s: %s",
  async (from, to, isAllowed) => {
    const id = newId();
    const [refundId, depositId] = [await refund("approved"), await deposit("captured")];
    await asOwner(
      db.url,
      `INSERT INTO refund_parts (id, refund_id, deposit_id, amount_minor, status)
       VALUES ($1, $2, $3, 100, $4)`,
      [id, refundId, depositId, from],
    );
    const before = await snapshot("refund_parts", id);
    const moved = await db.unitOfWork.run(async (tx) => {
      const open = present(await refunds.findPart(tx, id), "part");
      return await refunds.movePart(tx, open, to, { providerRefundId: newId() });
    });
    expect(moved).toBe(isAllowed);
    const after = await snapshot("refund_parts", id);
    if (isAllowed) expect(after).toMatchObject({ status: to });
    else expect(after).toEqual(before);
  },
);

test("the database itself wants two people, whole decisions and proof of every capture", async () => {
  const [depositId, refundId] = [await deposit("pending"), await refund("requested")];
  await expect(
    asOwner(db.url, "UPDATE deposits SET status = 'captured' WHERE id = $1", [depositId]),
  ).rejects.toThrow("deposits_captured_check");
  await expect(
    asOwner(db.url, "UPDATE refunds SET status = 'approved' WHERE id = $1", [refundId]),
  ).rejects.toThrow("refunds_decided_check");
  await expect(
    asOwner(
      db.url,
      "UPDATE refunds SET status = 'approved', decided_by = requested_by, decided_at = now() WHERE id = $1",
      [refundId],
    ),
  ).rejects.toThrow("refunds_two_people_check");
});

test("one provider's payment belongs to one deposit", async () => {
  const [first, second] = [await deposit("pending"), await deposit("pending")];
  const proof = { captureId: "ch_same", fee: { feeMinor: 0n, currency: "USD" as const }, at };
  await db.unitOfWork.run((tx) => deposits.recordCaptured(tx, first, proof));
  await expect(
    db.unitOfWork.run((tx) => deposits.recordCaptured(tx, second, proof)),
  ).rejects.toThrow("deposits_provider_capture_id_key");
});

test("a card refund that succeeded is looked at again for a month, then left alone", async () => {
  const id = newId();
  const [refundId, depositId] = [await refund("approved"), await deposit("captured")];
  await asOwner(db.url, "UPDATE refund_parts SET next_check_at = NULL");
  await asOwner(
    db.url,
    `INSERT INTO refund_parts (id, refund_id, deposit_id, amount_minor, status)
     VALUES ($1, $2, $3, 100, 'sending')`,
    [id, refundId, depositId],
  );
  await db.unitOfWork.run(async (tx) => {
    const open = present(await refunds.findPart(tx, id), "part");
    await refunds.movePart(tx, open, "succeeded", { providerRefundId: "re_1" });
  });
  const looks: unknown[] = [];
  for (let look = 0; look < 7; look++) {
    const [row] = (await asOwner(
      db.url,
      `SELECT round(extract(epoch FROM next_check_at - now()) / 86400)::int AS days
       FROM refund_parts WHERE id = $1`,
      [id],
    )) as { days: number | null }[];
    looks.push(row?.days);
    await asOwner(
      db.url,
      "UPDATE refund_parts SET next_check_at = now() WHERE id = $1 AND next_check_at IS NOT NULL",
      [id],
    );
    await db.unitOfWork.run((tx) => refunds.claimDueParts(tx, 10, [1_000]));
  }
  expect(looks).toEqual([1, 2, 4, 7, 16, null, null]);
});
