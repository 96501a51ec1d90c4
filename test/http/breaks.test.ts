/** The desk where people work on breaks: lists, assignment, notes, and postings that settle one. */
import fc from "fast-check";
import { openBreak } from "../../src/features/breaks";
import { presentCheque } from "../../src/features/cheques";
import { postingKinds, rightedAccount } from "../../src/features/desk/desk";
import { accounts, creditBalance, postAll } from "../../src/features/ledger";
import { credit, debit } from "../../src/features/ledger/posting";
import { isoExponent } from "../../src/kernel/currency";
import { newId } from "../../src/kernel/ids";
import { limitMinor } from "../../src/kernel/unit-limits";
import { unitsByCurrency } from "../../src/platform/setting-types";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { createFinance, type Finance } from "../support/finance";
import { newStaff } from "../support/people";

let app: TestApp;
let finance: Finance;
beforeAll(async () => {
  app = await startTestApp({
    environment: { BREAK_POSTING_LIMITS: "USD:50,JPY:5000,*:0", WATCH_SUSPENSE_SECONDS: "0.001" },
  });
  finance = await createFinance(app);
}, 60_000);
afterAll(() => app.close());

const suspense = accounts.suspense("bank");
const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });

/** A break, and as much in the suspense account as it is about. */
async function newBreak(
  amountMinor: bigint,
  shape: { currency?: "USD" | "JPY"; kind?: string } = {},
) {
  const { currency = "USD", kind = "statement_line_deposit_unknown" } = shape;
  const objectId = newId();
  await app.composition.services.unitOfWork.run(async (tx) => {
    await postAll(tx, [
      {
        rule: "L0",
        reference: `test:${objectId}`,
        currency,
        effectiveAt: new Date("2026-11-01T00:00:00Z"),
        entries: [debit(suspense, amountMinor), credit(accounts.opening, amountMinor)],
        tags: {},
      },
    ]);
    const about = { objectType: "statement_line", objectId, amountMinor, currency } as const;
    const details = { source: "bank", account: "main-usd" };
    await openBreak(tx, { kind, ...about, details, owner: "finance", nextAction: "find_sender" });
  });
  const [row] = await finance.rows<{ id: string }>("SELECT id FROM breaks WHERE object_id = $1", [
    objectId,
  ]);
  items.set(row!.id, `test:${objectId}`);
  return row!.id;
}

/** Reference of what was put into suspense, by the break. */
const items = new Map<string, string>();

const list = async (query: string) =>
  (await finance.checker.client.get(`/v1/breaks?${query}`).expect(200)).body as {
    items: { id: string; assigneeId: string | null; notesCount: number; ageSeconds: number }[];
    nextCursor: string | null;
  };
const inSuspense = async (currency = "USD") =>
  -(await creditBalance(app.database.unitOfWork.reader, suspense, currency));
/** Every proposal comes from somebody whose day has only begun, unless the test is about that. */
const propose = (breakId: string, body: object, client = finance.maker.client) =>
  client.post(`/v1/breaks/${breakId}/postings`, {
    kind: "write_off",
    reference: items.get(breakId),
    debitAccount: accounts.writeOff,
    creditAccount: suspense,
    reason: "Too small to ask about.",
    ...body,
  });

test("the list is filtered and sorted, page by page", async () => {
  const kind = "statement_line_cheque_amount_differs";
  const ids: string[] = [];
  for (const amount of [300n, -900n, 500n, 300n]) ids.push(await newBreak(amount, { kind }));
  const [a, b, c, d] = ids;
  await asOwner(
    app.database.url,
    "UPDATE breaks SET opened_at = now() - interval '3 days' WHERE id = $1",
    [a],
  );
  const sorted = async (query: string) => {
    const found: (string | undefined)[] = [];
    let cursor = "";
    do {
      const page = await list(`kind=${kind}&limit=1&${query}${cursor}`);
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : "";
    } while (cursor);
    return found;
  };
  expect(await sorted("")).toEqual([d, c, b, a]);
  expect(await sorted("sort=oldest")).toEqual([a, b, c, d]);
  expect(await sorted("sort=largest")).toEqual([b, c, d, a]);
  expect(await sorted("ageDays=2")).toEqual([a]);
  expect(await sorted("owner=operator")).toEqual([]);
  expect(await sorted("currency=JPY")).toEqual([]);
  expect(await sorted("assigned=no&objectType=statement_line")).toHaveLength(4);
  const [oldest] = (await list(`kind=${kind}&sort=oldest&limit=1`)).items;
  expect(oldest?.ageSeconds).toBeGreaterThan(3 * 86_400 - 10);
});

test("finance people are listed by name, and nobody else", async () => {
  const operator = await newStaff(app, ["operator"]);
  const { body } = await operator.client.get("/v1/finance-people").expect(200);
  const people = body.items as { id: string; name: string; roles: string[] }[];
  const ids = people.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([finance.maker.userId, finance.checker.userId]));
  expect(ids).not.toContain(operator.userId);
  expect(people.find(({ id }) => id === finance.maker.userId)?.roles).toEqual(["finance_maker"]);
  expect(people.every(({ name }) => name !== "")).toBe(true);
  const brand = await finance.market.brand();
  await brand.client.get("/v1/finance-people").expect(403);
});

test("a break goes to a role and a person of the staff, with notes that stay", async () => {
  const id = await newBreak(100n);
  const operator = await newStaff(app, ["operator"]);
  const at = `/v1/breaks/${id}`;
  const { body } = await operator.client
    .post(`${at}/assignment`, {
      owner: "operator",
      assigneeId: operator.userId,
      nextAction: "ask_bank",
    })
    .expect(200);
  expect(body).toMatchObject({
    owner: "operator",
    assigneeId: operator.userId,
    nextAction: "ask_bank",
  });
  expect((await list(`assigneeId=${operator.userId}`)).items.map((item) => item.id)).toEqual([id]);
  const brand = await finance.market.brand();
  for (const assigneeId of [newId(), brand.userId]) {
    await operator.client.post(`${at}/assignment`, { assigneeId }).expect(422);
  }
  const freed = await finance.maker.client
    .post(`${at}/assignment`, { assigneeId: null })
    .expect(200);
  expect(freed.body).toMatchObject({ owner: "operator", assigneeId: null, assignee: null });
  const one = await finance.checker.client.get(at).expect(200);
  expect(one.body).toMatchObject({ ...freed.body, ageSeconds: expect.any(Number) });
  await finance.checker.client.get(`/v1/breaks/${newId()}`).expect(404);
  for (const note of ["The bank was called.", "ธนาคารตอบแล้ว"]) {
    await operator.client.post(`${at}/notes`, { note }).expect(201);
  }
  const notes = (await finance.checker.client.get(`${at}/notes`).expect(200)).body.items;
  expect(notes).toMatchObject([
    { note: "ธนาคารตอบแล้ว", author: { id: operator.userId, name: "Siti Rahma" } },
    { note: "The bank was called." },
  ]);
  expect((await list("sort=newest&limit=1")).items[0]?.notesCount).toBe(2);
  for (const statement of ["UPDATE break_notes SET note = 'x'", "DELETE FROM break_notes"]) {
    await expect(asOwner(app.database.url, statement)).rejects.toThrow("written once");
  }
  await finance.maker.client.post(`/v1/breaks/${newId()}/notes`, { note: "x" }).expect(404);
  const audit = await finance.rows<{ action: string }>(
    "SELECT action FROM audit_events WHERE object_type = 'break' AND object_id = $1 ORDER BY id",
    [id],
  );
  expect(audit.map(({ action }) => action)).toEqual([
    "break.assigned",
    "break.assigned",
    "break.noted",
    "break.noted",
  ]);
});

test("up to the limit of a day one person posts, and the break is settled with it", async () => {
  const id = await newBreak(5_000n);
  const before = await inSuspense();
  const maker = await newStaff(app, ["finance_maker"]);
  const { body } = await propose(id, { amount: usd("5000") }, maker.client).expect(201);
  expect(body).toMatchObject({
    status: "posted",
    needsTwo: false,
    reference: `break:${body.id as string}`,
  });
  expect(await inSuspense()).toBe(before - 5_000n);
  const [settled] = (await list("status=resolved&limit=1")).items;
  expect(settled).toMatchObject({ id, resolution: body.reference });
  expect((await propose(id, { amount: usd("1") }).expect(409)).body.code).toBe("break_resolved");
  await finance.maker.client.post(`/v1/breaks/${id}/assignment`, {}).expect(409);
  // The day of this person is used up, to the cent.
  const next = await newBreak(1n);
  const more = await propose(next, { amount: usd("1") }, maker.client).expect(201);
  expect(more.body).toMatchObject({ status: "proposed", needsTwo: true });
});

test("a posting is about what its break is about: its amount, its account, its item", async () => {
  const id = await newBreak(700n);
  const code = async (body: object) => (await propose(id, body)).body.code as string;
  expect(await code({ amount: usd("701") })).toBe("posting_exceeds_break");
  const correction = {
    kind: "fee_correction",
    amount: usd("700"),
    debitAccount: accounts.bankFee,
    creditAccount: accounts.paypal,
  };
  expect(await code(correction)).toBe("posting_unfit");
  expect(await code({ amount: usd("7"), creditAccount: accounts.suspense("paypal") })).toBe(
    "posting_unfit",
  );
  expect(await code({ amount: usd("7"), reference: undefined })).toBe("suspense_item_unknown");
  expect(await code({ amount: usd("7"), reference: "nothing" })).toBe("suspense_item_unknown");
});

test("suspense is cleared item by item, in parts, with or without a break", async () => {
  const put = async (name: string, minor: bigint, source: "stripe") => {
    const account = accounts.suspense(source);
    await app.composition.services.unitOfWork.run((tx) =>
      postAll(tx, [
        {
          rule: "L0",
          reference: `item:${name}`,
          currency: "USD",
          effectiveAt: new Date("2026-11-01T00:00:00Z"),
          entries: [debit(account, minor), credit(accounts.opening, minor)],
          tags: {},
        },
      ]),
    );
  };
  const account = accounts.suspense("stripe");
  await put("deposit", -25_000n, "stripe");
  await put("cheque", 777n, "stripe");
  await put("altered", 500n, "stripe");
  await app.composition.services.unitOfWork.run((tx) =>
    openBreak(tx, {
      kind: "suspense_not_empty",
      objectType: "account",
      objectId: `${account} USD`,
      amountMinor: -23_723n,
      currency: "USD",
      owner: "finance",
      nextAction: "explain_balance",
    }),
  );
  const openItems = async () => {
    const { body } = await finance.checker.client
      .get(`/v1/suspense-items?account=${account}&currency=USD`)
      .expect(200);
    return (body.items as { reference: string; open: { amountMinor: string } }[]).map(
      ({ reference, open }) => [reference, open.amountMinor],
    );
  };
  expect(await openItems()).toEqual([
    ["item:altered", "500"],
    ["item:cheque", "777"],
    ["item:deposit", "-25000"],
  ]);
  const brand = await finance.market.brand();
  const post = (body: object) =>
    finance.maker.client.post("/v1/suspense-items/postings", {
      kind: "suspense_clearing",
      debitAccount: account,
      creditAccount: accounts.brandDeposit(brand.id),
      amount: usd("25000"),
      reference: "item:deposit",
      reason: "The sender wrote to us.",
      ...body,
    });
  /** Small ones are booked at once. */
  const sign = async ({ body }: { body: { id: string; status: string; contentHash: string } }) => {
    if (body.status === "posted") return;
    await finance.checker.client
      .post(`/v1/break-postings/${body.id}/confirm`, { contentHash: body.contentHash })
      .expect(200);
  };
  expect((await post({ amount: usd("25001") }).expect(409)).body.code).toBe("posting_exceeds");
  expect((await post({ reference: "item:cheque" }).expect(409)).body.code).toBe("posting_exceeds");
  await sign(await post({ amount: usd("10000") }).expect(201));
  expect((await openItems())[2]).toEqual(["item:deposit", "-15000"]);
  await sign(await post({ amount: usd("15000") }).expect(201));
  const lost = { kind: "write_off", debitAccount: accounts.writeOff, creditAccount: account };
  await sign(await post({ ...lost, amount: usd("777"), reference: "item:cheque" }).expect(201));
  expect(await openItems()).toEqual([["item:altered", "500"]]);
  // The break is about the balance: a part leaves it open, and what settles it is named.
  const [row] = await finance.rows<{ id: string }>(
    "SELECT id FROM breaks WHERE kind = 'suspense_not_empty' AND resolved_at IS NULL",
  );
  const byBreak = (amountMinor: string) =>
    finance.maker.client.post(`/v1/breaks/${row!.id}/postings`, {
      ...lost,
      reference: "item:altered",
      amount: usd(amountMinor),
      reason: "The bank keeps it.",
    });
  await sign(await byBreak("200").expect(201));
  await sign(await byBreak("300").expect(201));
  expect(await openItems()).toEqual([]);
  expect(await finance.violations()).toEqual([]);
});

test("money that the bank gives back for a stopped cheque reduces the debt it made, and no more", async () => {
  await finance.openBank("late-usd", "USD", 1_000_000n);
  const [payable] = await finance.payables(["cheque"], { fee: 12_340n });
  const { maker, checker } = finance;
  const { body: written } = await maker.client
    .post("/v1/cheques", { bankAccountCode: "late-usd", payoutIds: [payable!.payoutId] })
    .expect(201);
  const { id, number } = written.items[0] as { id: string; number: string };
  await checker.client.post("/v1/cheques/handover", { chequeIds: [id] }).expect(200);
  await maker.client.post(`/v1/cheques/${id}/stop`, { reason: "Lost" }).expect(200);
  await checker.client
    .post(`/v1/cheques/${id}/stop-confirmation`, { bankReference: "S-1" })
    .expect(200);
  const line = { bankCode: "late-usd", number, lineKey: newId(), bookedAt: new Date() };
  await app.composition.services.unitOfWork.run(async (tx) => {
    await presentCheque(tx, { ...line, amountMinor: 12_340n, currency: "USD" });
    await postAll(tx, [
      {
        rule: "L0",
        reference: "item:given-back",
        currency: "USD",
        effectiveAt: new Date(),
        entries: [debit(accounts.bank("late-usd"), 20_000n), credit(suspense, 20_000n)],
        tags: {},
      },
    ]);
  });
  const debt = accounts.creatorReceivable(payable!.creatorId);
  const owed = async () => -(await creditBalance(app.database.unitOfWork.reader, debt, "USD"));
  expect(await owed()).toBe(12_340n);
  const [entry] = await finance.rows<{ id: string }>(
    "SELECT id FROM breaks WHERE kind = 'cheque_late_presented' AND object_id = $1",
    [id],
  );
  const close = () =>
    checker.client.post(`/v1/breaks/${entry!.id}/resolution`, { note: "The bank paid us back" });
  expect((await close().expect(409)).body.code).toBe("break_cause_remains");
  const clear = (amountMinor: string) =>
    maker.client.post("/v1/suspense-items/postings", {
      kind: "suspense_clearing",
      debitAccount: suspense,
      creditAccount: debt,
      amount: usd(amountMinor),
      reference: "item:given-back",
      reason: "The bank took the blame.",
    });
  expect((await clear("12341").expect(409)).body.code).toBe("posting_exceeds");
  const { body: asked } = await clear("12340").expect(201);
  expect(asked.status).toBe("proposed");
  await checker.client
    .post(`/v1/break-postings/${asked.id}/confirm`, { contentHash: asked.contentHash })
    .expect(200);
  expect(await owed()).toBe(0n);
  expect((await clear("1").expect(409)).body.code).toBe("posting_exceeds");
  await close().expect(200);
  expect(await finance.violations()).toEqual([]);
});

test("above the limit a second person signs exactly what was proposed", async () => {
  const id = await newBreak(5_001n);
  const before = await inSuspense();
  const { body } = await propose(id, { amount: usd("5001") }).expect(201);
  expect(body).toMatchObject({ status: "proposed", needsTwo: true, reference: null });
  expect(await inSuspense()).toBe(before);
  expect((await propose(id, { amount: usd("1") }).expect(409)).body.code).toBe("posting_proposed");
  const confirm = (
    who: { post: Finance["maker"]["client"]["post"] },
    contentHash = body.contentHash,
  ) => who.post(`/v1/break-postings/${body.id as string}/confirm`, { contentHash });
  await confirm(finance.maker.client).expect(403);
  expect((await confirm(finance.checker.client, "b".repeat(64)).expect(409)).body.code).toBe(
    "posting_changed",
  );
  // The same person with both roles is still one person.
  const both = await newStaff(app, ["finance_maker", "finance_checker"]);
  const other = await newBreak(9_000n);
  const own = await both.client
    .post(`/v1/breaks/${other}/postings`, {
      kind: "write_off",
      debitAccount: accounts.writeOff,
      creditAccount: suspense,
      reference: items.get(other),
      amount: usd("9000"),
      reason: "x",
    })
    .expect(201);
  const { id: ownId, contentHash } = own.body as { id: string; contentHash: string };
  const signed = await both.client.post(`/v1/break-postings/${ownId}/confirm`, { contentHash });
  expect([signed.status, signed.body.code]).toEqual([409, "same_person"]);
  await finance.checker.client.post(`/v1/break-postings/${ownId}/withdraw`).expect(200);
  // Two checkers press the button at once.
  const second = await newStaff(app, ["finance_checker"]);
  const answers = await Promise.all([confirm(finance.checker.client), confirm(second.client)]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const { items: posted } = (await finance.checker.client.get(`/v1/break-postings?breakId=${id}`))
    .body;
  expect(posted).toMatchObject([{ status: "posted", reference: `break:${body.id as string}` }]);
  expect(await finance.violations()).toEqual([]);
  await asOwner(app.database.url, "UPDATE break_postings SET reason = 'y'").then(
    () => expect("it").toBe("refused"),
    (error: Error) => expect(error.message).toContain("kept as it is"),
  );
});

test("nothing is posted that is not there, and nothing between accounts that do not belong together", async () => {
  const id = await newBreak(700n);
  const held = await inSuspense();
  const code = async (body: object) => (await propose(id, body)).body.code as string;
  expect(
    await code({ amount: usd("1"), debitAccount: suspense, creditAccount: accounts.writeOff }),
  ).toBe("posting_exceeds");
  expect(await code({ amount: { amountMinor: "7", currency: "JPY" } })).toBe("break_currency");
  expect(await code({ amount: usd("7"), debitAccount: accounts.payoutInFlight })).toBe(
    "posting_accounts",
  );
  expect(await code({ amount: usd("7"), kind: "fee_correction" })).toBe("posting_accounts");
  const clearing = { amount: usd("7"), kind: "suspense_clearing" };
  expect(await code({ ...clearing, debitAccount: accounts.brandDeposit(newId()) })).toBe(
    "posting_account_unknown",
  );
  const brand = await finance.market.brand();
  // The account holds a debit, so what turns out to be a brand's is on the other side: nothing to clear in this direction.
  const toBrand = {
    ...clearing,
    debitAccount: suspense,
    creditAccount: accounts.brandDeposit(brand.id),
  };
  expect(await code(toBrand)).toBe("posting_exceeds");
  const fee = { amount: usd("300"), kind: "suspense_clearing", debitAccount: accounts.bankFee };
  const maker = await newStaff(app, ["finance_maker"]);
  expect((await propose(id, fee, maker.client).expect(201)).body.status).toBe("posted");
  expect(await inSuspense()).toBe(held - 300n);
});

test("what one person may post is a matter of the currency", () => {
  const limits = unitsByCurrency("USD:0").parse("USD:50,JPY:5000,KWD:7");
  expect(limitMinor(limits, "USD")).toBe(5_000n);
  expect(limitMinor(limits, "JPY")).toBe(5_000n);
  expect(limitMinor(limits, "KWD")).toBe(7_000n);
  expect(limitMinor({ USD: 1 }, "EUR")).toBe(0n);
  fc.assert(
    fc.property(fc.nat(), (units) => {
      const minor = BigInt(units) * 10n ** BigInt(isoExponent("USD"));
      expect(limitMinor({ USD: units }, "USD")).toBe(minor);
    }),
  );
  for (const wrong of ["USD", "USD:1.5", "usd:1", "USD:-1", "", "1.5", "-1"]) {
    expect(unitsByCurrency("*:0").safeParse(wrong).success).toBe(false);
  }
});

test("each kind joins its own accounts, in either direction, and never two of the same side", () => {
  const names = [
    suspense,
    accounts.writeOff,
    accounts.bankFee,
    accounts.paypal,
    accounts.bank("main-usd"),
    accounts.brandDeposit(newId()),
    accounts.brandReceivable(newId()),
    accounts.creatorReceivable(newId()),
    accounts.creatorPayable(newId()),
    accounts.chequeOutstanding,
    accounts.payoutInFlight,
  ];
  const allowed = postingKinds.map((kind) => ({
    kind,
    pairs: names.flatMap((debitAccount) =>
      names.flatMap((creditAccount) =>
        rightedAccount({ kind, debitAccount, creditAccount }) === undefined ? [] : [0],
      ),
    ).length,
  }));
  expect(allowed).toEqual([
    { kind: "write_off", pairs: 4 },
    { kind: "suspense_clearing", pairs: 12 },
    { kind: "fee_correction", pairs: 4 },
  ]);
});
