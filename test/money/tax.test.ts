/** Tax of payouts: forms, thresholds and withholding as dated data, rates that are never made up, and the year's export. */
import fc from "fast-check";
import { convertAt } from "../../src/features/exchange-rates/exchange-rate";
import { csvCell } from "../../src/features/payouts/withholding/tax-year";
import { decideTax, endOfNumber, isTaxNumber } from "../../src/features/tax/tax";
import { openBankAccount } from "../../src/features/treasury";
import { createSealer } from "../../src/platform/sealing";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import type { Creator } from "../support/marketplace";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { newStaff } from "../support/people";

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- answers are looked into

let w: PayoutWorld;
let maker: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
  maker = (await newStaff(w.app, ["finance_maker"])).client;
  checker = (await newStaff(w.app, ["finance_checker"])).client;
}, 60_000);
afterEach(async () => {
  expect(await w.violations()).toEqual([]);
});
afterAll(() => w.close());

const today = async () =>
  (await w.sql<{ day: string }>("SELECT (now() AT TIME ZONE 'UTC')::date::text AS day"))[0]?.day;

async function inForce(rule: object): Promise<Json> {
  const body = {
    jurisdiction: "TH",
    fromOn: "2026-01-01",
    currency: "USD",
    source: "A test's law",
    ...rule,
  };
  const { body: made } = await maker.post("/v1/tax-rules", body).expect(201);
  const approve = (client: Client, contentHash: string) =>
    client.post(`/v1/tax-rules/${made.id}/approve`, { contentHash });
  await approve(maker, made.contentHash).expect(403);
  const other = await approve(checker, "a".repeat(64)).expect(409);
  expect(other.body.code).toBe("content_changed");
  return (await approve(checker, made.contentHash).expect(200)).body;
}

let cities = 0;
/** A creator of a country nobody else lives in is endorsed for 100.00 USD. */
async function payable(country: string, fate = "pay", fee = 10_000n) {
  cities += 1;
  const creator = await w.market.creator({ country, paypal: `${fate}+t${cities}@example.com` });
  return { creator, payoutId: await another(creator, fee) };
}

async function another(creator: Creator, fee = 10_000n): Promise<string> {
  const campaign = await w.market.campaign(await w.market.brand(), { fee, creatorsMax: 1 });
  const endorsementId = await w.market.endorsed(await w.market.accepted(campaign, creator));
  await w.payouts.schedule(endorsementId);
  const [row] = await w.sql<{ payout_id: string }>(
    "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
    [endorsementId],
  );
  return row?.payout_id ?? "";
}

async function payoutOf(id: string): Promise<Json> {
  const [row] = await w.sql<Json>(
    `SELECT status, amount_minor::text AS amount, withheld_minor::text AS withheld,
            (SELECT array_agg(kind) FROM payout_holds h
             WHERE h.payout_id = p.id AND h.released_at IS NULL) AS holds FROM payouts p WHERE id = $1`,
    [id],
  );
  return row ?? {};
}

const owedTo = async (jurisdiction: string) => {
  const [row] = await w.sql<{ minor: string }>(
    `SELECT coalesce(-sum(e.amount_minor), 0)::text AS minor FROM ledger_accounts a
     JOIN ledger_entries e ON e.account_id = a.id WHERE a.name = $1`,
    [`liabilities:tax:${jurisdiction}`],
  );
  return row?.minor;
};

async function sendForm(creator: Creator, more: object = {}): Promise<Json> {
  const form = { kind: "w9", country: "US", legalName: "=Ploy, Suda", fromOn: "2026-01-01" };
  const number = "123-45-6789";
  const { body } = await creator.client
    .post("/v1/creators/me/tax-forms", { ...form, number, ...more })
    .expect(201);
  return body;
}

async function verified(form: Json): Promise<void> {
  await maker.post(`/v1/tax-forms/${form["id"]}/review`).expect(200);
  await checker.post(`/v1/tax-forms/${form["id"]}/verify`).expect(200);
}

/** Sends what is released and looks until the payout's attempt is in this state. */
async function sent(payoutId: string, state: string): Promise<string> {
  const batchId = await w.frozen();
  await w.submitted(batchId);
  await w.observed(batchId, payoutId, state);
  return batchId;
}

test("what came with the product is a proposal and changes nothing", async () => {
  const { payoutId } = await payable("TH");
  expect(await payoutOf(payoutId)).toMatchObject({ status: "queued", withheld: "0" });
  const { body } = await maker.get("/v1/tax-rules?status=proposed").expect(200);
  expect((body.items as Json[]).length).toBe(4);
  expect((body.items as Json[]).every((rule) => rule["source"] !== "")).toBe(true);
});

test("L15 withholds, L16 gives it back, a second try withholds again", async () => {
  await inForce({ creatorCountry: "LA", basisPoints: 300 });
  const { payoutId, creator } = await payable("LA", "fail");
  expect(await payoutOf(payoutId)).toMatchObject({ amount: "9700", withheld: "300" });
  const mine = await creator.client.get("/v1/creators/me/payouts").expect(200);
  expect(mine.body.items[0]).toMatchObject({
    amount: { amountMinor: "9700" },
    withheld: { amountMinor: "300" },
  });
  const batchId = await w.frozen();
  expect(await owedTo("TH")).toBe("300");
  expect(await w.violations()).toEqual([]);
  await w.submitted(batchId);
  await w.observed(batchId, payoutId, "failed");
  expect(await owedTo("TH")).toBe("0");
  expect(await w.violations()).toEqual([]);
  await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(200);
  const { body } = await checker.get(`/v1/payouts/${payoutId}`).expect(200);
  expect(body).toMatchObject({ withheld: { amountMinor: "300" }, status: "pending_approval" });
  const payouts = [{ payoutId, contentHash: body.contentHash }];
  await checker.post("/v1/payouts/approvals", { payouts }).expect(200);
  await sent(payoutId, "failed");
  expect(await owedTo("TH")).toBe("0");
});

test("money that came back takes its tax back as well; what is paid stays kept", async () => {
  const { payoutId } = await payable("LA", "unclaimed");
  const batchId = await sent(payoutId, "unclaimed");
  expect(await owedTo("TH")).toBe("300");
  const [attempt] = await w.attempts(payoutId);
  const path = `/payouts/${attempt?.provider_item_id}/status`;
  await w.world.control("paypal", "POST", path, { status: "RETURNED" });
  await w.observed(batchId, payoutId, "returned");
  expect(await owedTo("TH")).toBe("0");
});

test("a form is asked for above the threshold of the year, and a verified one lets the payout go", async () => {
  await inForce({
    jurisdiction: "US",
    creatorCountry: "US",
    basisPoints: 0,
    formKinds: ["w9"],
    formAboveMinor: "15000",
  });
  const { creator, payoutId } = await payable("US");
  expect(await payoutOf(payoutId)).toMatchObject({ status: "queued", holds: null });
  const second = await another(creator);
  expect(await payoutOf(second)).toMatchObject({ status: "draft", holds: ["missing_tax_form"] });
  const early = await sendForm(creator, { untilOn: "2026-02-01" });
  await verified(early);
  await w.payouts.advanceDraftsOf(creator.id);
  expect(await payoutOf(second)).toMatchObject({ holds: ["missing_tax_form"] });
  const form = await sendForm(creator);
  expect(form).toMatchObject({ status: "submitted", numberEnd: "6789" });
  const read = await maker.post(`/v1/tax-forms/${form["id"]}/number-readings`).expect(200);
  expect(read.body).toEqual({ number: "123-45-6789" });
  const [line] = await w.sql<{ action: string }>(
    "SELECT action FROM audit_events WHERE object_id = $1 ORDER BY id DESC LIMIT 1",
    [form["id"]],
  );
  expect(line?.action).toBe("tax_form.number_read");
  await checker.post(`/v1/tax-forms/${form["id"]}/verify`).expect(409);
  await verified(form);
  await w.payouts.advanceDraftsOf(creator.id);
  expect(await payoutOf(second)).toMatchObject({ status: "queued", holds: null });
  const rows = await asOwner(w.app.database.url, "SELECT number_sealed FROM tax_forms");
  expect(JSON.stringify(rows)).not.toContain("6789");
  const { body } = await checker.get(`/v1/tax-forms?creatorId=${creator.id}`).expect(200);
  expect((body.items as Json[]).map((item) => item["status"])).toEqual(["verified", "replaced"]);
});

test("one person cannot check a form twice, a rejected one stays rejected, and nobody sees another's", async () => {
  const { creator } = await payable("VN");
  const both = (await newStaff(w.app, ["finance_maker", "finance_checker"])).client;
  const form = await sendForm(creator);
  await both.post(`/v1/tax-forms/${form["id"]}/review`).expect(200);
  const same = await both.post(`/v1/tax-forms/${form["id"]}/verify`).expect(409);
  expect(same.body.code).toBe("same_person");
  const reject = (client: Client) =>
    client.post(`/v1/tax-forms/${form["id"]}/reject`, { reason: "The name is another one." });
  await reject(checker).expect(200);
  expect((await reject(checker).expect(409)).body.code).toBe("tax_form_state");
  const other = await w.market.creator();
  const seen = await other.client.get("/v1/creators/me/tax-forms").expect(200);
  expect(seen.body.items).toEqual([]);
});

test("a finance person may let one payout go without its form", async () => {
  await inForce({
    creatorCountry: "PH",
    basisPoints: 0,
    formKinds: ["w8ben"],
    formAboveMinor: "0",
  });
  const { payoutId } = await payable("PH");
  expect(await payoutOf(payoutId)).toMatchObject({ holds: ["missing_tax_form"] });
  await maker.post(`/v1/payouts/${payoutId}/release`, { kinds: ["missing_tax_form"] }).expect(200);
  expect(await payoutOf(payoutId)).toMatchObject({ status: "queued", holds: null });
});

test("without a rate nothing is guessed: the payout waits, a break says so, and a recorded rate decides", async () => {
  await inForce({
    creatorCountry: "JP",
    currency: "JPY",
    basisPoints: 0,
    formKinds: ["w8ben"],
    formAboveMinor: "20000",
    noFormBasisPoints: 1_000,
  });
  const { payoutId } = await payable("JP");
  expect(await payoutOf(payoutId)).toMatchObject({ status: "queued", withheld: "1000" });
  const breaks = await w.sql<{ kind: string }>(
    "SELECT kind FROM breaks WHERE object_id = $1 AND resolved_at IS NULL",
    [payoutId],
  );
  expect(breaks).toEqual([{ kind: "exchange_rate_missing" }]);
  const rate = (more: object) => ({
    rates: [{ currency: "USD", intoCurrency: "JPY", rate: "150.25", source: "Test bank", ...more }],
  });
  const day = await today();
  await maker.post("/v1/exchange-rates", rate({ rateOn: day })).expect(201);
  await maker.post("/v1/exchange-rates", rate({ rateOn: day })).expect(201);
  const differs = await maker
    .post("/v1/exchange-rates", rate({ rateOn: day, rate: "1" }))
    .expect(409);
  expect(differs.body.code).toBe("exchange_rate_differs");
  await maker.post("/v1/exchange-rates", rate({ rateOn: day, currency: "JPY" })).expect(422);
  // 100 dollars are 15,025 yen: below what asks for a form.
  const next = await payable("JP");
  expect(await payoutOf(next.payoutId)).toMatchObject({ status: "queued", withheld: "0" });
});

test("the year's export: one line a creator, safe as a spreadsheet, with numbers for those who file", async () => {
  const { creator, payoutId } = await payable("LA");
  await verified(await sendForm(creator, { kind: "w8ben" }));
  await sent(payoutId, "success");
  // With what the test before kept back.
  expect(await owedTo("TH")).toBe("1300");
  const year = (await today())?.slice(0, 4);
  await maker.get(`/v1/tax-years/export?year=${year}`).expect(403);
  const csv = await checker.get(`/v1/tax-years/export?year=${year}`).expect(200);
  const [head, ...lines] = csv.text.trim().split("\r\n");
  expect(head).toBe(
    "creatorId,name,country,formKind,legalName,taxNumber,jurisdiction,currency,payoutsCount,gross,withheld",
  );
  const mine = lines.filter((line) => line.startsWith(creator.id));
  expect(mine).toHaveLength(1);
  expect(mine[0]).toContain(`LA,w8ben,"'=Ploy, Suda",123-45-6789,TH,USD,1,100.00,3.00`);
  const json = await checker.get(`/v1/tax-years/export?year=${year}&format=json`).expect(200);
  const parsed = JSON.parse(json.text) as Json[];
  expect(parsed).toHaveLength(lines.length);
  const empty = await checker.get("/v1/tax-years/export?year=2001&format=json").expect(200);
  expect(JSON.parse(empty.text)).toEqual([]);
  const audited = await w.sql("SELECT 1 FROM audit_events WHERE action = 'tax_year.exported'");
  expect(audited).toHaveLength(3);
});

test("what is withheld and what is sent always add up, in steps every rail can pay", () => {
  const amount = fc.bigInt(1n, 10n ** 12n);
  const points = fc.integer({ min: 0, max: 5_000 });
  const arbitrary = fc.record({
    left: amount,
    recovered: fc.bigInt(0n, 10n ** 12n),
    step: fc.constantFrom(1n, 100n),
    basisPoints: points,
    noForm: fc.option(points),
    formAbove: fc.option(amount),
    withholdAbove: amount,
    worth: fc.option(amount, { nil: undefined }),
    hasForm: fc.boolean(),
    isWaived: fc.boolean(),
  });
  fc.assert(
    fc.property(arbitrary, (x) => {
      const leftMinor = x.left * x.step;
      const grossMinor = leftMinor + x.recovered * x.step;
      const decision = decideTax(
        {
          formAboveMinor: x.formAbove,
          withholdAboveMinor: x.withholdAbove,
          basisPoints: x.basisPoints,
          noFormBasisPoints: x.noForm,
        },
        {
          grossMinor,
          leftMinor,
          stepMinor: x.step,
          grossWorthMinor: x.worth,
          yearWorthMinor: x.worth,
          hasForm: x.hasForm,
          isWaived: x.isWaived,
        },
      );
      const { withheldMinor, isFormMissing } = decision;
      expect(withheldMinor >= 0n && withheldMinor % x.step === 0n).toBe(true);
      expect(leftMinor - withheldMinor >= x.step).toBe(true);
      expect(withheldMinor * 10_000n <= grossMinor * 5_000n + 10_000n).toBe(true);
      if (isFormMissing) expect(x.hasForm || x.isWaived || withheldMinor > 0n).toBe(false);
    }),
  );
});

test("withheld tax goes to its country by two people, only what is settled (L39)", async () => {
  const bank = { code: "main-usd", name: "Main", currency: "USD", firstChequeNumber: 1n } as const;
  await w.app.composition.services.unitOfWork.run((tx) => openBankAccount(tx, "test", bank));
  await inForce({ jurisdiction: "ID", creatorCountry: "KH", basisPoints: 500 });
  const paid = await payable("KH");
  await sent(paid.payoutId, "success");
  await payable("KH");
  await w.submitted(await w.frozen());
  expect(await owedTo("ID")).toBe("1000");
  const { body } = await maker.get("/v1/authorities/holdings").expect(200);
  expect((body.items as Json[]).filter(({ jurisdiction }) => jurisdiction === "ID")).toEqual([
    {
      holding: "withheld_tax",
      jurisdiction: "ID",
      held: { amountMinor: "1000", currency: "USD" },
      unsettled: { amountMinor: "500", currency: "USD" },
      owedToUs: { amountMinor: "0", currency: "USD" },
    },
  ]);
  const path = "/v1/authorities/remittances";
  const transfer = {
    holding: "withheld_tax",
    jurisdiction: "ID",
    bankAccountCode: "main-usd",
    amount: { amountMinor: "501", currency: "USD" },
    reference: "TAX-ID-1",
  };
  const tooMuch = await maker.post(path, transfer).expect(409);
  expect(tooMuch.body.code).toBe("balance_insufficient");
  const amount = { amountMinor: "500", currency: "USD" };
  const { body: made } = await maker.post(path, { ...transfer, amount }).expect(201);
  const approval = { contentHash: made.contentHash };
  await maker.post(`${path}/${made.id}/approve`, approval).expect(403);
  await checker.post(`${path}/${made.id}/approve`, approval).expect(200);
  expect(await owedTo("ID")).toBe("500");
  const again = await maker.post(path, { ...transfer, amount, reference: "TAX-ID-2" }).expect(409);
  expect(again.body.code).toBe("balance_insufficient");
  await w.app.composition.services.documents.issueDue(2);
  const { client } = paid.creator;
  const { body: documents } = await client.get("/v1/documents").expect(200);
  const { body: advice } = await client.get(`/v1/documents/${documents.items[0].id}`).expect(200);
  const tax = { reason: "tax_withheld", jurisdiction: "ID", amount };
  const total = { amountMinor: "9500", currency: "USD" };
  expect(advice.content).toMatchObject({ deductions: [tax], total });
});

test("money not taken shows the day from which it is the state's, once there is a rule", async () => {
  const { creator, payoutId } = await payable("MM", "fail");
  await sent(payoutId, "failed");
  const dueOn = async () => {
    const at = "/v1/authorities/dormant-payouts?olderThanDays=0&limit=100";
    const { body } = await maker.get(at).expect(200);
    const own = (body.items as Json[]).filter((row) => row["creatorId"] === creator.id);
    return own.map((row) => row["dueOn"]);
  };
  expect(await dueOn()).toEqual([null]);
  const day = await today();
  const rule = {
    jurisdiction: "MM",
    propertyType: "creator_fee",
    dormancyMonths: 12,
    source: "A test's law",
  };
  const made = await maker.post("/v1/escheat-rules", { ...rule, effectiveFrom: day }).expect(201);
  expect(await dueOn()).toEqual([null]);
  await checker.post(`/v1/escheat-rules/${made.body.id}/approval`).expect(200);
  const [next] = await w.sql<{ day: string }>(
    "SELECT ($1::date + interval '12 months')::date::text AS day",
    [day],
  );
  expect(await dueOn()).toEqual([next?.day]);
});

test("the end of a number is its last signs, and never more than half of it", () => {
  expect(endOfNumber("09.254.294.3-407.000")).toBe("7000");
  expect(endOfNumber("123-45-6789")).toBe("6789");
  expect(endOfNumber("12345")).toBe("45");
  expect(isTaxNumber("1--2--3-4")).toBe(false);
  fc.assert(
    fc.property(fc.string({ minLength: 5, unit: "grapheme" }).filter(isTaxNumber), (text) => {
      const end = Array.from(endOfNumber(text)).length;
      expect(end <= 4 && end * 2 <= Array.from(text).length).toBe(true);
    }),
  );
});

test("rates convert exactly and both ways; sealed texts open only where they belong; cells stay cells", () => {
  const rate = { currency: "USD", intoCurrency: "JPY", rate: "150.25" } as const;
  expect(convertAt({ amountMinor: 10_000n, currency: "USD" }, "JPY", rate)).toBe(15_025n);
  expect(convertAt({ amountMinor: 15_025n, currency: "JPY" }, "USD", rate)).toBe(10_000n);
  expect(convertAt({ amountMinor: 1n, currency: "EUR" }, "USD", rate)).toBeUndefined();
  const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
  const old = createSealer(`a:${key(1)}`, "s".repeat(32));
  const rotated = createSealer(`b:${key(2)},a:${key(1)}`, "s".repeat(32));
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, row) => {
      const sealed = old.seal(text, row);
      expect(rotated.open(sealed, row)).toBe(text);
      expect(() => rotated.open(sealed, `${row}x`)).toThrow("authenticate");
      const cell = csvCell(text);
      const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(/^[=+\-@]/.test(inner)).toBe(false);
      expect(inner.replace(/^'(?=[=+\-@\t\r])/, "")).toBe(text);
    }),
  );
  expect(() => createSealer("a:short", "s".repeat(32))).toThrow("ENCRYPTION_KEYS");
});
