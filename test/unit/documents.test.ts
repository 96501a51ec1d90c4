/** Words and figures of documents, on screen and on paper, without a database. */
import fc from "fast-check";
import {
  addsUp,
  type DocumentContent,
  documentCode,
  type Remittance,
} from "../../src/features/documents/document";
import { documentPrintout } from "../../src/features/documents/document-printout";
import { amountText, dayText, type Printout } from "../../src/features/documents/printout";
import { printoutPdf } from "../../src/features/documents/printout-pdf";
import { currencies, isoExponent } from "../../src/kernel/currency";
import { locales } from "../../src/kernel/locale";
import { amountMinorMax } from "../../src/kernel/money";
import { type ReadPdf, readPdfs } from "../support/read-pdf";

const money = (amountMinor: bigint) =>
  ({ amountMinor: amountMinor.toString(), currency: "THB" }) as const;
const head = {
  code: "RA-2026-000123",
  issuedAt: "2026-11-24T10:00:00.000Z",
  issuer: { name: "PT Kampanye", address: ["Jl. Kemang 1", "Jakarta"], taxId: "01.234" },
  currency: "THB",
} as const;
const longName = "น้ำฝน ศรีสุขประเสริฐวงศ์ไพบูลย์กิจเจริญพาณิชย์ผู้มีชื่อยาวมากกว่าหนึ่งบรรทัด";

function remittance(count: number, repaidMinor = 0n, taxMinor = 0n): Remittance {
  const lines = Array.from({ length: count }, (_, at) => ({
    endorsementId: `e${at}`,
    endorsedAt: "2026-11-20T00:00:00.000Z",
    campaignId: "c",
    campaign: at % 7 === 0 ? longName : "Kopi susu",
    brand: "Warung Kopi",
    platform: "instagram" as const,
    deliverable: "reel" as const,
    amount: money(100_050n + BigInt(at)),
  }));
  const earned = lines.reduce((sum, { amount }) => sum + BigInt(amount.amountMinor), 0n);
  return {
    kind: "remittance",
    ...head,
    issuer: { ...head.issuer, address: [...head.issuer.address] },
    party: { id: "k", name: longName, country: "TH" },
    payoutId: "p",
    attemptId: "a",
    paidAt: "2026-11-24T09:00:00.000Z",
    rail: "paypal",
    receiver: "namfon@example.com",
    reference: "8AELMXH8UB2P8",
    lines,
    earned: money(earned),
    deductions: [
      ...(repaidMinor > 0n ? [{ reason: "debt_repaid" as const, amount: money(repaidMinor) }] : []),
      ...(taxMinor > 0n
        ? [{ reason: "tax_withheld" as const, amount: money(taxMinor), jurisdiction: "TH" }]
        : []),
    ],
    total: money(earned - repaidMinor - taxMinor),
  };
}

const noFees: DocumentContent = {
  kind: "fee_invoice",
  ...head,
  issuer: { ...head.issuer, address: [] },
  party: { id: "b", name: longName, country: "ID" },
  lines: [],
  total: money(0n),
};

/** Every figure, fact and word that fits a line stands on the paper as it stands in the printout. */
function expectSame({ title, language, pages }: ReadPdf, printout: Printout, code: string) {
  const paper = pages.flat();
  expect(title).toBe(`${printout.title} ${code}`);
  expect(language).toBe(printout.language);
  expect(paper[0]).toBe(printout.title);
  for (const { label, value } of printout.facts) expect(paper).toContain(`${label} ${value}`);
  const sums = printout.totals.map((cells) => cells.filter((cell) => cell !== "").join(" "));
  expect(paper.filter((line) => sums.includes(line))).toEqual(sums);
  const amountAt = printout.columns.findIndex(({ isAmount }) => isAmount);
  const amounts = printout.rows.map((cells) => cells[amountAt]!);
  const printed = paper.flatMap((line) => amounts.filter((amount) => line.endsWith(` ${amount}`)));
  expect(new Set(printed)).toEqual(new Set(amounts));
  for (const note of printout.notes) {
    expect(paper.join("").replaceAll(/\s/g, "")).toContain(note.replaceAll(/\s/g, ""));
  }
}

test("paper and printout say the same, in three languages, long, short and empty", async () => {
  const contents = [remittance(1, 50n, 300n), remittance(200), noFees];
  const files = contents.flatMap((content) =>
    locales.map((locale) => ({ content, printout: documentPrintout(content, locale) })),
  );
  const papers: Buffer[] = [];
  for (const { content, printout } of files) {
    papers.push(await printoutPdf(printout, content.code, new Date(content.issuedAt)));
  }
  readPdfs(papers).forEach((pdf, at) => {
    const { content, printout } = files[at]!;
    expectSame(pdf, printout, content.code);
    const isLong = "lines" in content && content.lines.length > 100;
    expect(pdf.pages.length > 1).toBe(isLong);
    if (content === noFees) expect(pdf.pages[0]).toContain(printout.whenEmpty);
  });
});

test("an amount is written without rounding in every currency and language", () => {
  const signs = { en: [",", "."], id: [".", ","], th: [",", "."] } as const;
  const amounts = fc.bigInt({ min: -amountMinorMax, max: amountMinorMax });
  const anyCurrency = fc.constantFrom(...currencies);
  fc.assert(
    fc.property(amounts, anyCurrency, fc.constantFrom(...locales), (minor, currency, locale) => {
      const [group, decimal] = signs[locale];
      const text = amountText({ amountMinor: minor.toString(), currency }, locale);
      const [figures = "", code] = text.split(" ");
      expect(code).toBe(currency);
      const digits = figures.replaceAll(group, "").replace(decimal, "");
      expect(BigInt(digits)).toBe(minor);
      const exponent = isoExponent(currency);
      expect((figures.split(decimal)[1] ?? "").length).toBe(exponent);
    }),
  );
  expect(amountText({ amountMinor: "12345678900", currency: "IDR" }, "id")).toBe(
    "123.456.789,00 IDR",
  );
  expect(amountText({ amountMinor: "-5", currency: "KWD" }, "en")).toBe("-0.005 KWD");
  expect(amountText({ amountMinor: "1234", currency: "JPY" }, "th")).toBe("1,234 JPY");
});

test("days are the UTC day, and Thai counts its own years", () => {
  const at = "2026-11-24T23:59:59.000Z";
  expect(locales.map((locale) => dayText(at, locale))).toEqual([
    "November 24, 2026",
    "24 November 2026",
    "24 พฤศจิกายน 2569",
  ]);
});

test("only what adds up may be issued", () => {
  expect(addsUp(remittance(3, 50n, 7n))).toBe(true);
  expect(addsUp(noFees)).toBe(true);
  const cent = fc.bigInt({ min: 1n, max: 1_000n });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), cent, (count, off) => {
      const sound = remittance(count);
      const total = BigInt(sound.total.amountMinor);
      expect(addsUp({ ...sound, total: money(total + off) })).toBe(false);
      expect(addsUp({ ...sound, earned: money(total + off) })).toBe(false);
      expect(addsUp({ ...sound, lines: sound.lines.slice(1) })).toBe(false);
    }),
  );
});

test("numbers have six digits and more when they must", () => {
  expect(documentCode("remittance", 2026, 7)).toBe("RA-2026-000007");
  expect(documentCode("credit_note", 2027, 1_234_567)).toBe("CN-2027-1234567");
});
