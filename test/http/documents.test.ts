/** Documents from the money they speak of to the paper, asked for by everybody who may and by some who may not. */

import { documentInvariants } from "../../src/features/documents";
import { findViolations } from "../../src/features/ledger";
import { newId } from "../../src/kernel/ids";
import { locales } from "../../src/kernel/locale";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import type { Brand, Campaign, Creator } from "../support/marketplace";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { newMember, newStaff } from "../support/people";
import { readPdfs } from "../support/read-pdf";

let w: PayoutWorld;
let maker: Client;
let operator: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld({
    ISSUER_NAME: "PT Kampanye Nusantara",
    ISSUER_ADDRESS: "Jl. Kemang 1 | Jakarta",
    ISSUER_TAX_ID: "01.234.567.8",
  });
  await w.fillPaypal("USD", 100_000_000n);
  maker = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
  operator = (await newStaff(w.app, ["operator"])).client;
});
afterAll(() => w.close());

const documents = () => w.app.composition.services.documents;
const owner = (statement: string, values: unknown[] = []) =>
  asOwner(w.app.database.url, statement, values);
const broken = async () =>
  (await findViolations(w.app.database.unitOfWork.reader, documentInvariants)).map(
    ({ invariant }) => invariant,
  );

interface Listed {
  id: string;
  code: string;
  kind: string;
  total: { amountMinor: string; currency: string };
  contentSha256: string;
  undoneAt: string | null;
}

async function listed(client: Client, query = ""): Promise<Listed[]> {
  const { body } = await client.get(`/v1/documents${query}`).expect(200);
  return body.items;
}

async function pdf(client: Client, path: string): Promise<Buffer> {
  const answer = await client
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => done(null, Buffer.concat(chunks)));
    })
    .expect(200)
    .expect("Content-Type", "application/pdf");
  return answer.body as Buffer;
}

async function paid(...receivers: string[]) {
  const made = await w.released(...receivers);
  const batchId = await w.frozen();
  await w.submitted(batchId);
  for (const { payoutId } of made) await w.observed(batchId, payoutId, "success");
  return made.map((one) => ({ ...one, batchId }));
}

/** Same status and same words as for an id nobody has. */
async function hiddenFrom(client: Client, path: (id: string) => string, id: string) {
  const theirs = await client.get(path(id)).expect(404);
  const nobodys = await client.get(path(newId())).expect(404);
  expect(theirs.text).toBe(nobodys.text);
}

test("a deposit gets one receipt, the same in every language and on every reprint", async () => {
  const brand = await w.market.brand();
  await w.market.deposit(brand, 123_456_789n, "THB");
  await documents().issueDue(2);
  await documents().issueDue(null);
  const [receipt, ...others] = await listed(brand.client, `?brandId=${brand.id}`);
  expect(others).toEqual([]);
  expect(receipt).toMatchObject({
    kind: "deposit_receipt",
    total: { amountMinor: "123456789", currency: "THB" },
  });
  const { id, code } = receipt!;
  expect(code).toMatch(/^DR-20\d\d-\d{6}$/);

  const papers: Buffer[] = [];
  for (const language of locales) {
    const path = `/v1/documents/${id}`;
    const { body } = await brand.client.get(`${path}?language=${language}`).expect(200);
    expect(body.content).toMatchObject({
      code,
      issuer: {
        name: "PT Kampanye Nusantara",
        address: ["Jl. Kemang 1", "Jakarta"],
        taxId: "01.234.567.8",
      },
      party: { id: brand.id, name: "Warung Kopi", country: "ID" },
      method: "bank_transfer",
      total: { amountMinor: "123456789", currency: "THB" },
    });
    const paper = await pdf(brand.client, `${path}/pdf?language=${language}`);
    const again = await pdf(maker, `${path}/pdf?language=${language}`);
    expect(again.equals(paper)).toBe(true);
    papers.push(paper);
  }
  const read = readPdfs(papers);
  expect(read.map(({ pages }) => pages[0]![0])).toEqual([
    "Receipt for a deposit",
    "Tanda terima deposit",
    "ใบรับเงินฝาก",
  ]);
  expect(read.map(({ pages }) => pages[0]!.findLast((line) => line.endsWith(" THB")))).toEqual([
    "Total received 1,234,567.89 THB",
    "Total diterima 1.234.567,89 THB",
    "รวมเงินที่รับ 1,234,567.89 THB",
  ]);
  // Without a wish, the language is that of the request.
  const { body } = await brand.client
    .get(`/v1/documents/${id}`)
    .set("Accept-Language", "th")
    .expect(200);
  expect(body.printout.language).toBe("th");

  const member = await newMember(w.app, brand.id);
  expect(await listed(member)).toHaveLength(1);
  for (const stranger of [(await w.market.brand()).client, (await w.market.creator()).client]) {
    await hiddenFrom(stranger, (one) => `/v1/documents/${one}`, id);
    await hiddenFrom(stranger, (one) => `/v1/documents/${one}/pdf`, id);
    expect(await listed(stranger)).toEqual([]);
  }
  await operator.get(`/v1/documents/${id}`).expect(403);
  const [line] = await w.sql<{ actor: string }>(
    "SELECT actor FROM audit_events WHERE action = 'document.issued' AND object_id = $1",
    [id],
  );
  expect(line!.actor).toBe("system:documents");
});

test("a payout that was paid gets a remittance; one that came back says so and a second payment gets its own", async () => {
  const [made] = await paid("happy+advice@example.com");
  const { payoutId, creator, endorsementId } = made!;
  expect(await listed(creator.client, `?payoutId=${payoutId}`)).toEqual([]);
  await documents().issueDue(2);
  const [advice] = await listed(creator.client, `?payoutId=${payoutId}`);
  expect(advice).toMatchObject({ kind: "remittance", undoneAt: null });
  const { body } = await creator.client.get(`/v1/documents/${advice!.id}`).expect(200);
  expect(body.content).toMatchObject({
    payoutId,
    rail: "paypal",
    receiver: "happy+advice@example.com",
    lines: [{ endorsementId, amount: { amountMinor: "10000", currency: "USD" } }],
    deductions: [],
    total: { amountMinor: "10000", currency: "USD" },
  });
  expect(await listed(maker, `?payoutId=${payoutId}`)).toEqual([advice]);
  const { brand } = await w.campaign();
  await hiddenFrom(brand.client, (id) => `/v1/documents/${id}`, advice!.id);
  expect(await listed(brand.client, `?payoutId=${payoutId}`)).toEqual([]);

  const [attempt] = await w.attempts(payoutId);
  await w.world.control("paypal", "POST", `/payouts/${attempt!.provider_item_id}/status`, {
    status: "REFUNDED",
  });
  await w.observed(made!.batchId, payoutId, "refunded");
  const [undone] = await listed(creator.client, `?payoutId=${payoutId}`);
  expect({ ...undone, undoneAt: null }).toEqual(advice);
  expect(undone!.undoneAt).not.toBeNull();

  const again = await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(200);
  const { contentHash } = again.body;
  await checker.post("/v1/payouts/approvals", { payouts: [{ payoutId, contentHash }] }).expect(200);
  const second = await w.frozen();
  await w.submitted(second);
  await w.observed(second, payoutId, "success");
  await documents().issueDue(2);
  const both = await listed(creator.client, `?payoutId=${payoutId}`);
  expect(both.map(({ undoneAt }) => undoneAt === null)).toEqual([true, false]);
  expect(await broken()).toEqual([]);
});

test("platform fees are invoiced once; what is undone later becomes a credit note", async () => {
  const creator = await w.market.creator();
  const brand = await w.market.brand();
  const campaign = await w.market.campaign(brand, {
    fee: 20_000n,
    creatorsMax: 1,
    deliverables: [{ platform: "instagram", kind: "post", quantity: 2 }],
  });
  const application = await w.market.accepted(campaign, creator);
  const endorsements = [await w.market.endorsed(application), await w.market.endorsed(application)];
  const path = `/v1/brands/${brand.id}/fee-invoices`;
  const invoice = await brand.client.post(path, { currency: "USD" }).expect(201);
  expect(invoice.body).toMatchObject({
    kind: "fee_invoice",
    total: { amountMinor: "2000", currency: "USD" },
    content: {
      lines: endorsements.map((endorsementId) => ({ endorsementId, reason: "earned" })),
    },
  });
  const none = await brand.client.post(path, { currency: "USD" }).expect(409);
  expect(none.body.code).toBe("nothing_to_invoice");

  const [submission] = await w.sql<{ id: string }>(
    "SELECT submission_id AS id FROM endorsements WHERE id = $1",
    [endorsements[0]],
  );
  const decided = await operator
    .post(`/v1/submissions/${submission!.id}/clawback`, {
      reason: "removed_early",
      evidence: "The post was gone on the second day.",
    })
    .expect(201);
  await checker
    .post(`/v1/clawbacks/${decided.body.id}/confirmation`, {
      contentHash: decided.body.contentHash,
    })
    .expect(200);
  const note = await maker.post(path, { currency: "USD" }).expect(201);
  expect(note.body).toMatchObject({ kind: "credit_note", total: { amountMinor: "-1000" } });
  expect(note.body.content.lines).toMatchObject([
    { endorsementId: endorsements[0], reason: "undone", platformFee: { amountMinor: "-1000" } },
  ]);

  const member = await newMember(w.app, brand.id);
  await member.post(path, { currency: "USD" }).expect(403);
  const stranger = (await w.market.brand()).client;
  const theirs = await stranger.post(path, { currency: "USD" }).expect(404);
  const nobodys = await stranger.post(`/v1/brands/${newId()}/fee-invoices`, { currency: "USD" });
  expect([nobodys.status, nobodys.text]).toEqual([404, theirs.text]);
  expect(await broken()).toEqual([]);
});

test("months that are over are invoiced by themselves, the running one is not", async () => {
  const creator = await w.market.creator();
  const brand = await w.market.brand();
  const campaign = await w.market.campaign(brand, { creatorsMax: 2, fee: 10_000n });
  const old = await w.market.endorsed(await w.market.accepted(campaign, creator));
  await w.market.endorsed(await w.market.accepted(campaign, await w.market.creator()));
  await owner("UPDATE endorsements SET endorsed_at = now() - interval '40 days' WHERE id = $1", [
    old,
  ]);
  await documents().invoicePastMonths();
  await documents().invoicePastMonths();
  const invoices = await listed(brand.client, "?kind=fee_invoice");
  expect(invoices).toMatchObject([{ total: { amountMinor: "1000" } }]);
  const { body } = await brand.client.get(`/v1/documents/${invoices[0]!.id}`).expect(200);
  expect(body.content.lines).toMatchObject([{ endorsementId: old }]);
});

test("numbers have no gap, whoever issues at once and whatever is rolled back", async () => {
  const brands: Brand[] = [];
  for (let n = 0; n < 6; n += 1) {
    const brand = await w.market.brand();
    const campaign = await w.market.campaign(brand, { creatorsMax: 1 });
    await w.market.endorsed(await w.market.accepted(campaign, await w.market.creator()));
    brands.push(brand);
  }
  const order = (brand: Brand) => ({ brandId: brand.id, currency: "USD", until: null }) as const;
  const spoilt = w.app.database.unitOfWork.run(async (tx) => {
    await documents().issueInvoice(tx, "system:test", order(brands[0]!));
    throw new Error("the host died");
  });
  await expect(spoilt).rejects.toThrow("the host died");
  const issue = async (brand: Brand) =>
    await w.app.database.unitOfWork.run((tx) =>
      documents().issueInvoice(tx, "system:test", order(brand)),
    );
  const ids = await Promise.all([
    ...[...brands, ...brands].map(issue),
    ...[1, 2, 3].map(async () => void (await documents().issueDue(2))),
  ]);
  expect(ids.filter(Boolean)).toHaveLength(brands.length);
  const rows = await w.sql<{ kind: string; numbers: number[] }>(
    "SELECT kind, array_agg(number ORDER BY number) AS numbers FROM documents GROUP BY kind, year",
  );
  expect(rows.length).toBeGreaterThan(2);
  for (const { numbers } of rows) expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  expect(await broken()).toEqual([]);
});

test("what does not add up gets a break and no number, and the others go on", async () => {
  const [odd, sound] = await paid("happy+odd@example.com", "happy+sound@example.com");
  await owner("UPDATE payout_lines SET amount_minor = amount_minor + 1 WHERE payout_id = $1", [
    odd!.payoutId,
  ]);
  await documents().issueDue(2);
  await documents().issueDue(2);
  expect(await listed(maker, `?payoutId=${odd!.payoutId}`)).toEqual([]);
  expect(await listed(maker, `?payoutId=${sound!.payoutId}`)).toHaveLength(1);
  const breaks = await w.sql(
    `SELECT object_id, amount_minor::text, owner, next_action FROM breaks
     WHERE kind = 'document_does_not_add_up' AND resolved_at IS NULL`,
  );
  expect(breaks).toEqual([
    {
      object_id: odd!.payoutId,
      amount_minor: "10000",
      owner: "finance",
      next_action: "find_the_error",
    },
  ]);
  await owner("UPDATE payout_lines SET amount_minor = amount_minor - 1 WHERE payout_id = $1", [
    odd!.payoutId,
  ]);
  await documents().issueDue(2);
  expect(await listed(maker, `?payoutId=${odd!.payoutId}`)).toHaveLength(1);
});

describe("a campaign's statement", () => {
  let brand: Brand;
  let campaign: Campaign;
  let creator: Creator;
  beforeAll(async () => {
    brand = await w.market.brand();
    campaign = await w.market.campaign(brand, { fee: 10_000n, creatorsMax: 3 });
    creator = await w.market.creator();
    await w.market.endorsed(await w.market.accepted(campaign, creator));
    await w.market.accepted(campaign, await w.market.creator());
  });
  const path = (id: string, tail = "") => `/v1/campaigns/${id}/statement${tail}`;
  const figures = (held: {
    available: { amountMinor: string };
    reserved: { amountMinor: string };
  }) => [held.available.amountMinor, held.reserved.amountMinor];

  test("shows every movement, and ends with what the books hold", async () => {
    const { body } = await brand.client.get(path(campaign.id)).expect(200);
    expect(figures(body.opening)).toEqual(["0", "0"]);
    expect(
      body.movements.map((one: { kind: string } & Parameters<typeof figures>[0]) => [
        one.kind,
        ...figures(one),
      ]),
    ).toEqual([
      ["funded", "33000", "0"],
      ["reserved", "-11000", "11000"],
      ["earned", "0", "-11000"],
      ["reserved", "-11000", "11000"],
    ]);
    expect(figures(body.closing)).toEqual(["11000", "11000"]);
    const funding = await brand.client.get(`/v1/campaigns/${campaign.id}/funding`).expect(200);
    expect(body.closing.available).toEqual(funding.body.escrow);
    expect(body.closing.reserved).toEqual(funding.body.reserved);
    const papers: Buffer[] = [];
    for (const language of locales) {
      papers.push(await pdf(maker, path(campaign.id, `/pdf?language=${language}`)));
    }
    const totals = readPdfs(papers).map(({ pages }) =>
      pages[0]!.findLast((line) => /110[.,]00 USD 110[.,]00 USD$/.test(line)),
    );
    expect(totals).toEqual([
      "Balance at the end 110.00 USD 110.00 USD",
      "Saldo akhir 110,00 USD 110,00 USD",
      "ยอดคงเหลือ 110.00 USD 110.00 USD",
    ]);
  });

  test("of a period carries the balance over, and days that are over stay as they are", async () => {
    const past = "?from=2020-01-01&until=2020-12-31";
    const before = await brand.client.get(path(campaign.id, past)).expect(200);
    expect(before.body.movements).toEqual([]);
    expect(figures(before.body.closing)).toEqual(["0", "0"]);
    const one = await pdf(brand.client, path(campaign.id, `/pdf${past}`));
    expect((await pdf(brand.client, path(campaign.id, `/pdf${past}`))).equals(one)).toBe(true);
    const later = await brand.client.get(path(campaign.id, "?from=2199-01-01")).expect(200);
    expect(later.body.movements).toEqual([]);
    expect(figures(later.body.opening)).toEqual(["11000", "11000"]);
    expect(figures(later.body.closing)).toEqual(["11000", "11000"]);
    const wrong = await brand.client.get(path(campaign.id, "?from=2026-02-01&until=2026-01-31"));
    expect([wrong.status, wrong.body.code]).toEqual([422, "period_reversed"]);
  });

  test("is the brand's and finance's alone, and empty for a draft", async () => {
    await hiddenFrom((await w.market.brand()).client, (id) => path(id), campaign.id);
    await hiddenFrom((await w.market.brand()).client, (id) => path(id, "/pdf"), campaign.id);
    await creator.client.get(path(campaign.id)).expect(403);
    await maker.get(path(newId())).expect(404);
    const draft = await w.market.campaign(brand, { status: "draft" });
    const { body } = await maker.get(path(draft.id)).expect(200);
    expect(body.movements).toEqual([]);
    const [paper] = readPdfs([await pdf(brand.client, path(draft.id, "/pdf"))]);
    const lines = ["Nothing in this period", "Balance at the end 0.00 USD 0.00 USD"];
    expect(paper!.pages[0]).toEqual(expect.arrayContaining(lines));
  });

  test("that would fill more than a person reads is refused", async () => {
    await owner(
      `WITH t AS (INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
         SELECT gen_random_uuid(), 'test:' || n, 'L6', 'USD', '', '{}', now() - interval '3 days'
         FROM generate_series(1, 2001) n RETURNING id)
       INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
       SELECT t.id, a.id, 'USD', v FROM t, (VALUES (1), (-1)) AS x (v), ledger_accounts a
       WHERE a.name = $1 AND a.currency = 'USD'`,
      [`liabilities:campaign:${campaign.id}:escrow`],
    );
    const long = await brand.client.get(path(campaign.id)).expect(409);
    expect(long.body.code).toBe("statement_too_long");
    const today = new Date().toISOString().slice(0, 10);
    const { body } = await brand.client.get(path(campaign.id, `?from=${today}`)).expect(200);
    expect(body.movements).toHaveLength(4);
  });
});

test("no hand changes a document, and verify-ledger names the one that was changed", async () => {
  const [one] = await listed(maker, "?kind=deposit_receipt");
  const change = "UPDATE documents SET content = replace(content, 'THB', 'USD') WHERE id = $1";
  await expect(owner(change, [one!.id])).rejects.toThrow(/written once/);
  await owner("ALTER TABLE documents DISABLE TRIGGER documents_write_once");
  // Even then the hash has to fit.
  const dear = "UPDATE documents SET content = content || ' ' WHERE id = $1";
  await expect(owner(dear, [one!.id])).rejects.toThrow(/documents_content_sha256_check/);
  await owner("UPDATE documents SET total_minor = total_minor + 1 WHERE id = $1", [one!.id]);
  expect(await broken()).toEqual([
    "documents say what they said when they were issued",
    "a receipt names the amount that was deposited",
  ]);
  await owner("UPDATE documents SET total_minor = total_minor - 1 WHERE id = $1", [one!.id]);
  await owner("ALTER TABLE documents ENABLE TRIGGER documents_write_once");
  await owner("UPDATE document_series SET last_number = last_number + 1 WHERE kind = 'remittance'");
  expect(await broken()).toEqual(["document numbers have no gap and none is given twice"]);
});
