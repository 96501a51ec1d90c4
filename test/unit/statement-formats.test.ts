import { parse } from "csv-parse/sync";
import fc from "fast-check";
import type { ColumnMap } from "../../src/features/reconciliation/formats";
import { createCsvScanner } from "../../src/features/reconciliation/formats/csv-scan";
import { readMappedAmount } from "../../src/features/reconciliation/formats/mapped-csv";
import { formatDecimal } from "../../src/kernel/money";
import {
  bankCsvFile,
  camtFile,
  type Movement,
  mt940File,
  ofxFile,
  readStatementFile,
  type StatementParts,
  type StlRow,
  stlFile,
} from "../support/statement-files";

const parts: StatementParts = {
  accountNumber: "DE0012345678",
  currency: "USD",
  fromOn: "2026-11-01",
  toOn: "2026-11-30",
  openingMinor: 10_000n,
  movements: [
    {
      id: "BL1",
      day: "2026-11-02",
      amountMinor: 5_025n,
      reference: "DEP-1 & more",
      name: "Warung Kopi",
      chequeNumber: "",
    },
    {
      id: "BL2",
      day: "2026-11-03",
      amountMinor: -3_000n,
      reference: "CHEQUE 1001",
      name: "Ploy",
      chequeNumber: "1001",
    },
  ],
};

const writers = {
  csv: bankCsvFile,
  ofx: ofxFile,
  mt940: mt940File,
  camt053: camtFile,
} as const;
type BankFormat = keyof typeof writers;
const bankFormats = Object.keys(writers) as BankFormat[];
const read = (format: BankFormat, content: string | Buffer) =>
  readStatementFile(content, { format, currency: "USD" });

describe.each(bankFormats)("%s", (format) => {
  const good = writers[format](parts);

  test("is read to the minor unit, with its days, balances and words", async () => {
    const { entries, frame, findings } = await read(format, good);
    expect(findings).toEqual([]);
    expect(frame).toMatchObject({
      accountNumber: format === "csv" ? "" : parts.accountNumber,
      // MT940 does not say from which day on it speaks.
      fromOn: format === "mt940" ? "2026-11-02" : "2026-11-01",
      toOn: "2026-11-30",
      linesCount: 2,
      balances: [
        { currency: "USD", openingMinor: 10_000n, closingMinor: 12_025n, asOf: "2026-11-03" },
      ],
    });
    expect(entries).toMatchObject([
      {
        bookedAt: "2026-11-02",
        kind: "DEPOSIT",
        amountMinor: 5_025n,
        details: { reference: expect.stringContaining("DEP-1 & more"), name: "Warung Kopi" },
      },
      { kind: "CHEQUE", amountMinor: -3_000n, details: { chequeNumber: "1001", name: "Ploy" } },
    ]);
    const lines = good.split("\n");
    // The line that is told is the one on which the movement begins.
    expect(lines[(entries[1]?.line ?? 0) - 1]).toMatch(/BL2|STMTTRN|:61:|<Ntry>/);
  });

  test("byte order mark, UTF-16 in both orders and line ends change nothing", async () => {
    const plain = await read(format, good);
    const unix = good.replaceAll("\r\n", "\n");
    const little = Buffer.from(`\uFEFF${good}`, "utf16le");
    const big = Buffer.from(little).swap16();
    const bare = little.subarray(2);
    for (const other of [unix, unix.replaceAll("\n", "\r\n"), `\uFEFF${good}`, little, big, bare]) {
      // An XML file that says UTF-8 in UTF-16 bytes is told by its bytes.
      const got = await read(format, other);
      expect(got).toEqual({ ...plain, entries: expect.any(Array) as unknown });
      expect(got.entries.map(({ amountMinor, details }) => ({ amountMinor, details }))).toEqual(
        plain.entries.map(({ amountMinor, details }) => ({ amountMinor, details })),
      );
    }
  });

  test("cut off anywhere it is refused, and never read as less than it was", async () => {
    const taken: number[] = [];
    for (let length = 0; length < good.trimEnd().length; length += 13) {
      const { findings, entries } = await read(format, good.slice(0, length));
      // Without its very last marks a file may still have said everything.
      if (findings.length === 0 && entries.length < 2) taken.push(length);
    }
    expect(taken).toEqual([]);
  });

  test("a sum that is off, reversed signs, another currency and a foreign encoding are refused", async () => {
    const wrong = {
      closing_differs: good.replace(/120[.,]25/g, (text) => text.replace("120", "121")),
      currency_not_of_account: good.replaceAll("USD", "EUR"),
      encoding_invalid: Buffer.from(good.replace("Warung", "Wärung"), "latin1"),
      text_invalid: good.replace("Warung", "War\u0000ung"),
    };
    for (const [problem, content] of Object.entries(wrong)) {
      const { findings } = await read(format, content);
      // OFX states one balance only, so a wrong one shows against what is known.
      if (format === "ofx" && problem === "closing_differs") continue;
      expect(findings.join()).toMatch(
        format === "camt053" && problem === "text_invalid" ? /text_invalid|malformed/ : problem,
      );
    }
    const reversed = {
      ...parts,
      movements: parts.movements.map((m) => ({ ...m, amountMinor: -m.amountMinor })),
    };
    const flipped = writers[format](reversed).replace(/79[.,]75/g, (text) =>
      text.replace("79", "120").replace("75", "25"),
    );
    if (format !== "ofx") expect((await read(format, flipped)).findings).not.toEqual([]);
  });

  test("whatever comes in, the answer is a statement or a list of lines", async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(...good.split(/(?<=[\n<>:,])/), '"', "\n", "<", ">"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const { findings } = await read(format, pieces.join(""));
        for (const finding of findings) expect(finding).toMatch(/^[1-9]\d* [a-z_]+$/);
      }),
      { numRuns: 60 },
    );
  });
});

/** Words that every format can carry. */
const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .]{0,20}[A-Za-z0-9]$/);
const movement: fc.Arbitrary<Movement> = fc.record({
  id: fc.uuid(),
  day: fc.constantFrom("2026-11-02", "2026-11-15", "2026-11-30"),
  amountMinor: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((minor) => minor !== 0n),
  reference: word,
  name: word,
  chequeNumber: fc.constant(""),
});

test("any movements are read back from every format, equal to the minor unit in any currency", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("USD" as const, "JPY" as const, "KWD" as const),
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      fc.array(movement, { maxLength: 8 }),
      fc.integer({ min: 1, max: 300 }),
      async (currency, openingMinor, movements, pieceLength) => {
        const sorted = [...movements].sort((a, b) => (a.day < b.day ? -1 : 1));
        const all = { ...parts, currency, openingMinor, movements: sorted };
        for (const format of bankFormats) {
          const content = writers[format](all);
          const got = await readStatementFile(content, { format, currency, pieceLength });
          expect({ format, findings: got.findings }).toEqual({ format, findings: [] });
          const simple = ({ bookedAt, amountMinor, details }: (typeof got.entries)[number]) => [
            bookedAt,
            amountMinor,
            details.name,
          ];
          expect(got.entries.map(simple)).toEqual(
            sorted.map(({ day, amountMinor, name }) => [day, amountMinor, name]),
          );
          expect(got.frame.balances[0]?.openingMinor).toBe(openingMinor);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("our CSV scanner finds what csv-parse finds, cut in any pieces", () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom('"', '""', "a,b", "x\ny", "z\r\nw", ""),
  );
  const quoted = (text: string) =>
    /[",\r\n]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text;
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 20 }),
      (rows, end, length) => {
        const text = rows.map((row) => row.map(quoted).join(",") + end).join("");
        const scanner = createCsvScanner(",");
        const found: string[][] = [];
        for (let at = 0; at < text.length; at += length) {
          found.push(...scanner.feed(text.slice(at, at + length)).map(({ cells }) => cells));
        }
        found.push(...scanner.end().map(({ cells }) => cells));
        const expected = parse(text, { relax_column_count: true, skip_empty_lines: true });
        expect({ found, stopped: scanner.stopped() }).toEqual({
          found: expected,
          stopped: undefined,
        });
      },
    ),
  );
});

describe("CAMT tokens without an end", () => {
  const long = "x".repeat(100_000);
  const head = '<?xml version="1.0"?>\n<Document>\n<BkToCstmrStmt><Stmt><Ntry>\n';
  test.each([
    ["an attribute", `<Amt Ccy="${long}">`],
    ["many attributes", `<Amt ${Array.from({ length: 9_000 }, (_, n) => `a${n}="1"`).join(" ")}>`],
    ["a comment", `<!--${long}-->`],
    ["a name", `<${long}>`],
    ["an instruction", `<?x ${long}?>`],
    ["a text", long],
    [
      "more than one block may hold",
      Array.from({ length: 15_000 }, (_, n) => `<A${n}>t</A${n}>`).join(""),
    ],
  ])("%s is refused with its line", async (_what, token) => {
    const { findings } = await readStatementFile(head + token + token, {
      format: "camt053",
      pieceLength: 60_000,
    });
    expect(findings).toEqual(["4 record_too_long"]);
  });
});

describe("our own CSV", () => {
  const good = bankCsvFile(parts).replaceAll("\r\n", "\n").replaceAll('"', "");
  const rows = good.trimEnd().split("\n");
  const without = (...gone: number[]) => rows.filter((_row, n) => !gone.includes(n)).join("\n");
  test.each<[string, string, string[]]>([
    ["no text", "", ["1 header_unknown"]],
    ["another header", good.replace("line_id", "id"), ["1 header_unknown"]],
    ["an unclosed quote", good.replace("Ploy", '"Ploy'), ["4 file_cut_off"]],
    ["a quote inside", good.replace("Ploy", 'Pl"oy'), ["4 csv_malformed"]],
    ["a column too many", good.replace(",150.25", ",150.25,x"), ["3 columns_count"]],
    ["no opening row", without(1), ["2 opening_missing"]],
    ["half a file", without(4), ["4 closing_missing"]],
    ["only a header", `${rows[0]}\n`, ["1 opening_missing"]],
    ["a second opening", good.replace(rows[2]!, rows[1]!), ["3 balance_row_misplaced"]],
    ["no line id", good.replace("BL1", ""), ["3 line_id_missing"]],
    ["no such day", good.replace("2026-11-03,2026", "2026-02-30,2026"), ["4 date_invalid"]],
    ["a day before", good.replaceAll("2026-11-03", "2026-10-31"), ["4 date_outside_statement"]],
    ["a day after", good.replaceAll("2026-11-03", "2026-12-03"), ["4 date_outside_statement"]],
    ["a decimal comma", good.replace(",50.25", ',"50,25"'), ["3 amount_invalid"]],
    ["an exponent", good.replace(",50.25", ",5e1"), ["3 amount_invalid"]],
    ["three decimals", good.replace(",50.25", ",50.251"), ["3 amount_invalid"]],
    ["nothing moved", good.replace(",50.25", ",0.00"), ["3 amount_invalid"]],
    ["another currency in a row", good.replace("-30.00,USD", "-30.00,EUR"), ["4 currency_differs"]],
    ["an unknown currency", good.replaceAll("USD", "XYZ"), ["2 currency_unknown"]],
    ["a small type", good.replace("CHEQUE,CHEQUE", "cheque,CHEQUE"), ["4 type_unknown"]],
    ["a wrong running balance", good.replace("150.25", "150.26"), ["3 balance_differs"]],
    ["a formula", good.replace("Ploy", "=1+1"), ["4 formula_cell"]],
    ["a line lost", without(2), ["3 balance_differs", "4 closing_differs"]],
    ["a text too long", good.replace("Ploy", "x".repeat(501)), ["4 text_too_long"]],
    ["a row without end", `${good.slice(0, 200)}${"x".repeat(70_000)}`, ["3 record_too_long"]],
  ])("%s is refused with its line", async (_name, content, expected) => {
    expect((await read("csv", content)).findings).toEqual(expected);
  });

  test("`;` between cells is as good as `,`, and every wrong line is named, up to fifty", async () => {
    const semicolons = good.replaceAll(",", ";");
    expect(await read("csv", semicolons)).toEqual(await read("csv", good));
    const bad = Array.from({ length: 80 }, (_, n) => `B${n},x,x,DEPOSIT,,,,1.00,USD,`);
    const { findings } = await read("csv", [rows[0], rows[1], ...bad].join("\n"));
    expect(findings).toHaveLength(50);
  });
});

describe("a bank's own CSV by a saved map", () => {
  const map: ColumnMap = {
    delimiter: ";",
    decimalMark: ",",
    dateOrder: "DMY",
    skipRows: 2,
    hasReversedSigns: false,
    columns: {
      date: "Buchung",
      amount: "Betrag",
      reference: "Zweck",
      name: "Name",
      balance: "Saldo",
    },
  };
  const good = `Konto;1\nStand;heute\nBuchung;Zweck;Name;Betrag;Saldo
02.11.2026;DEP-1;Wärung;1.050,25;1.150,25
3.11.26;Miete;Bläser;-30,00;1.120,25
`;
  const readMap = (content: string | Buffer, more: Partial<ColumnMap> = {}) =>
    readStatementFile(content, {
      format: "mapped_csv",
      map: { ...map, ...more },
      currency: "USD",
      encoding: "windows-1252",
    });

  test("decimal comma, grouping, declared latin1 and skipped rows; the balance column gives the opening", async () => {
    const { entries, frame, findings } = await readMap(Buffer.from(good, "latin1"));
    expect(findings).toEqual([]);
    expect(entries).toMatchObject([
      {
        line: 4,
        bookedAt: "2026-11-02",
        amountMinor: 105_025n,
        kind: "DEPOSIT",
        details: { name: "Wärung" },
      },
      { line: 5, bookedAt: "2026-11-03", amountMinor: -3_000n, kind: "DEBIT" },
    ]);
    expect(frame.balances).toMatchObject([{ openingMinor: 10_000n, closingMinor: 112_025n }]);
  });

  test("debit and credit columns, reversed signs", async () => {
    const columns = { date: "d", debit: "out", credit: "in" };
    const split = await readMap("d;out;in\n01.11.2026;5,00;\n01.11.2026;;7,5\n", {
      skipRows: 0,
      columns,
    });
    expect(split.entries.map(({ amountMinor }) => amountMinor)).toEqual([-500n, 750n]);
    const turned = await readMap("d;a\n01.11.2026;5,00\n", {
      skipRows: 0,
      hasReversedSigns: true,
      columns: { date: "d", amount: "a" },
    });
    expect(turned.entries.map(({ amountMinor }) => amountMinor)).toEqual([-500n]);
    const both = await readMap("d;out;in\n01.11.2026;5,00;5,00\n", { skipRows: 0, columns });
    expect(both.findings).toEqual(["2 amount_invalid"]);
  });

  test.each([
    ["a point as decimal mark", good.replace("-30,00", "-30.00"), "5 amount_invalid"],
    ["a month as day", good.replace("02.11.2026", "11/23/2026"), "4 date_invalid"],
    [
      "a running balance that does not run",
      good.replace("1.120,25", "1.120,26"),
      "5 balance_differs",
    ],
    ["a column that is not there", good.replace("Betrag", "Summe"), "3 header_unknown"],
    ["a formula", good.replace("Miete", "=HYPERLINK(1)"), "5 formula_cell"],
  ])("%s is refused", async (_name, content, expected) => {
    expect((await readMap(Buffer.from(content, "latin1"))).findings).toEqual([expected]);
  });

  test("any amount in any notation is the same number, or none", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
        fc.constantFrom("." as const, "," as const),
        fc.boolean(),
        fc.constantFrom("sign", "trailing", "brackets"),
        (minor, mark, isGrouped, style) => {
          const size = formatDecimal(minor < 0n ? -minor : minor, 2);
          const [whole = "", fraction = ""] = size.split(".");
          const group = mark === "." ? "," : ".";
          const shown = isGrouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, group) : whole;
          const bare = `${shown}${mark}${fraction}`;
          const signed =
            style === "sign" ? `-${bare}` : style === "trailing" ? `${bare}-` : `(${bare})`;
          expect(readMappedAmount(minor < 0n ? signed : bare, mark, "USD")).toBe(minor);
        },
      ),
    );
    for (const text of ["", "-", "1,23,4", "1.2.3", "12,34", "1e3", "0x1", "١٢", "1 2x", "--1"]) {
      expect([text, readMappedAmount(text, ".", "USD")]).toEqual([
        text,
        text === "12,34" ? undefined : undefined,
      ]);
    }
  });
});

describe("PayPal's settlement report", () => {
  const row = (n: number, more: Partial<StlRow> = {}): StlRow => ({
    id: `TX${n}`,
    code: "T0001",
    at: "2026/11/23 10:08:24 -0700",
    amount: -10_000n,
    fee: 0n,
    custom: "attempt",
    ...more,
  });
  const stl = (content: string) => readStatementFile(content, { format: "paypal_stl" });
  const rows = [row(1), row(2, { code: "T0006", amount: 5_000n, fee: -145n })];

  test("unsigned hundredths with their direction, in yen as well", async () => {
    const { entries, frame, findings } = await stl(stlFile("USD", 20_000n, rows));
    expect(findings).toEqual([]);
    expect(entries).toMatchObject([
      { line: 5, id: "TX1", amountMinor: -10_000n, bookedAt: "2026-11-23T10:08:24-07:00" },
      { id: "TX2", amountMinor: 5_000n, feeMinor: -145n, kind: "T0006" },
    ]);
    expect(frame.balances).toMatchObject([{ openingMinor: 20_000n, closingMinor: 14_855n }]);
    const yen = await stl(stlFile("JPY", 20_000n, [row(1)]));
    expect(yen.entries[0]?.amountMinor).toBe(-100n);
    expect((await stl(stlFile("JPY", 0n, [row(1, { amount: -150n })]))).findings).toContain(
      "5 amount_invalid",
    );
  });

  test.each([
    ["a changed amount", (text: string) => text.replace("10000,", "10001,"), "7 total_differs"],
    ["a lost row", (text: string) => text.replace(/"SB","TX1".*\n/, ""), "6 total_differs"],
    ["half of it", (text: string) => text.slice(0, text.indexOf('"SC"')), "7 file_cut_off"],
    [
      "no direction",
      (text: string) => text.replace('"DR",10000', '"",10000'),
      "5 direction_invalid",
    ],
    [
      "a balance that does not run",
      (text: string) => text.replace(",14855", ",14856"),
      "7 closing_differs",
    ],
    ["another layout", (text: string) => text.replace("Transaction ID", "Id"), "4 header_unknown"],
  ])("%s is refused", async (_name, change, expected) => {
    expect((await stl(change(stlFile("USD", 20_000n, rows)))).findings).toContain(expected);
  });
});

test("Stripe's itemised balance changes: net has to be gross less fee", async () => {
  const header =
    "balance_transaction_id,created_utc,created,currency,gross,fee,net,reporting_category,source_id,automatic_payout_id";
  const good = `${header}
txn_1,2026-11-23 10:00:00,2026-11-23 03:00:00,usd,100.00,3.20,96.80,charge,ch_1,po_1
txn_2,2026-11-23 11:00:00,2026-11-23 04:00:00,usd,-96.80,0.00,-96.80,payout,po_1,po_1
`;
  const stripe = (content: string) => readStatementFile(content, { format: "stripe_csv" });
  const { entries, findings } = await stripe(good);
  expect(findings).toEqual([]);
  expect(entries).toMatchObject([
    {
      id: "txn_1",
      amountMinor: 10_000n,
      feeMinor: -320n,
      details: { referenceId: "ch_1", payoutId: "po_1" },
    },
    { kind: "payout", amountMinor: -9_680n },
  ]);
  expect((await stripe(good.replace("96.80,charge", "96.81,charge"))).findings).toEqual([
    "2 total_differs",
  ]);
});

test("what a bank writes in its own way: multi-page MT940, pending CAMT entries, entities, OFX 2", async () => {
  const first = mt940File(parts);
  const next = mt940File({
    ...parts,
    openingMinor: 12_025n,
    movements: parts.movements.slice(0, 1),
  });
  expect((await read("mt940", first + next)).frame.balances[0]?.closingMinor).toBe(17_050n);
  const gap = mt940File({ ...parts, openingMinor: 12_026n });
  expect((await read("mt940", first + gap)).findings.join()).toMatch("statement_gap");
  const other = mt940File({ ...parts, accountNumber: "OTHER", openingMinor: 12_025n });
  expect((await read("mt940", first + other)).findings.join()).toMatch("account_differs");
  const pending = camtFile(parts).replace(
    "</Stmt>",
    '<Ntry><Amt Ccy="USD">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry></Stmt>',
  );
  expect((await read("camt053", pending)).entries).toHaveLength(2);
  const bomb = camtFile(parts).replace("<Document", '<!DOCTYPE x [<!ENTITY a "b">]><Document');
  expect((await read("camt053", bomb)).findings.join()).toMatch("file_malformed");
  const ofx2 = ofxFile(parts)
    .replace(/^[\s\S]*?<OFX>/, '<?xml version="1.0"?><?OFX OFXHEADER="200"?>\n<OFX>')
    .replace(/<(TRNTYPE|DTPOSTED|TRNAMT|FITID|CHECKNUM|NAME|MEMO)>([^\n<]*)\n/g, "<$1>$2</$1>\n");
  expect((await read("ofx", ofx2)).entries.map(({ amountMinor }) => amountMinor)).toEqual([
    5_025n,
    -3_000n,
  ]);
});
