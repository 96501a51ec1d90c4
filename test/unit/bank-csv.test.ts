import fc from "fast-check";
import { BankFileError, parseBankCsv } from "../../src/providers/bank-files";

const header =
  "line_id,booking_date,value_date,type,reference,cheque_number,name,amount,currency,balance";
const opening = ",2026-11-01,2026-11-01,OPENING,,,,,USD,100.00";
const closing = (balance: string) => `,2026-11-30,2026-11-30,CLOSING,,,,,USD,${balance}`;
const deposit = "BL1,2026-11-02,2026-11-02,DEPOSIT,DEP-1,,Warung Kopi,50.25,USD,150.25";
const cheque = "BL2,2026-11-03,2026-11-03,CHEQUE,CHEQUE 1001,001001,Ploy,-30.00,USD,120.25";

const file = (lines: string[], end = "\n") => [header, ...lines].join(end) + end;
const good = file([opening, deposit, cheque, closing("120.25")]);

function findingsOf(content: string): [number, string][] {
  try {
    parseBankCsv(content);
  } catch (error) {
    if (!(error instanceof BankFileError)) throw error;
    return error.findings.map(({ line, problem }) => [line, problem]);
  }
  return [];
}

test("a statement is read to the minor unit", () => {
  expect(parseBankCsv(good)).toEqual({
    currency: "USD",
    fromOn: "2026-11-01",
    toOn: "2026-11-30",
    openingMinor: 10_000n,
    closingMinor: 12_025n,
    openingLine: 2,
    lines: [
      {
        line: 3,
        lineId: "BL1",
        bookedOn: "2026-11-02",
        valueOn: "2026-11-02",
        type: "DEPOSIT",
        reference: "DEP-1",
        chequeNumber: "",
        name: "Warung Kopi",
        amountMinor: 5_025n,
      },
      expect.objectContaining({ line: 4, chequeNumber: "001001", amountMinor: -3_000n }),
    ],
  });
});

test("a byte order mark, CRLF, quotes, empty lines and a missing last line end change nothing", () => {
  const plain = parseBankCsv(good);
  const windows = `\uFEFF${file([opening, deposit, cheque, closing("120.25")], "\r\n")}`;
  expect(parseBankCsv(windows)).toEqual(plain);
  expect(parseBankCsv(good.trimEnd())).toEqual(plain);
  expect(parseBankCsv(good.replace("Warung Kopi", '"Warung Kopi"'))).toEqual(plain);
  expect(parseBankCsv(`${good}\n\n`)).toEqual(plain);
});

test("whole-unit and three-decimal currencies keep their own decimals", () => {
  const inCurrency = (currency: string, amount: string, before: string, after: string) =>
    good
      .replaceAll("USD", currency)
      .replace("50.25", amount)
      .replace(cheque.replaceAll("USD", currency) + "\n", "")
      .replaceAll("100.00", before)
      .replaceAll("150.25", after)
      .replace("120.25", after);
  const yen = parseBankCsv(inCurrency("JPY", "500", "100", "600"));
  expect(yen.lines[0]?.amountMinor).toBe(500n);
  expect(findingsOf(inCurrency("JPY", "500.5", "100", "600.5"))).toContainEqual([
    4,
    "balance_invalid",
  ]);
  expect(parseBankCsv(inCurrency("KWD", "1.234", "1.000", "2.234")).closingMinor).toBe(2_234n);
});

test.each<[string, string, [number, string][]]>([
  ["no text", "", [[1, "header_unknown"]]],
  ["another header", good.replace("line_id", "id"), [[1, "header_unknown"]]],
  ["an unclosed quote", good.replace("Ploy", '"Ploy'), [[5, "csv_malformed"]]],
  ["a column too many", good.replace(",150.25", ",150.25,x"), [[3, "columns_count"]]],
  ["no opening row", file([deposit, closing("120.25")]), [[2, "opening_missing"]]],
  ["half a file", file([opening, deposit]), [[3, "closing_missing"]]],
  ["only a header", `${header}\n`, [[1, "opening_missing"]]],
  [
    "a second opening",
    file([opening, opening, closing("100.00")]),
    [
      [3, "balance_row_misplaced"],
      [3, "line_id_missing"],
      [3, "amount_invalid"],
    ],
  ],
  ["no line id", good.replace("BL1", ""), [[3, "line_id_missing"]]],
  ["a line id twice", good.replace("BL2", "BL1"), [[4, "line_id_repeated"]]],
  [
    "a day that does not exist",
    good.replace("2026-11-03,2026", "2026-02-30,2026"),
    [[4, "date_invalid"]],
  ],
  [
    "a day outside",
    good.replace("2026-11-03,2026", "2026-12-03,2026"),
    [[4, "date_outside_statement"]],
  ],
  ["a comma as decimal point", good.replace("50.25", '"50,25"'), [[3, "amount_invalid"]]],
  ["an exponent", good.replace("50.25", "5e1"), [[3, "amount_invalid"]]],
  ["three decimals", good.replace("50.25", "50.251"), [[3, "amount_invalid"]]],
  ["nothing moved", good.replace("50.25", "0.00"), [[3, "amount_invalid"]]],
  ["another currency", good.replace("-30.00,USD", "-30.00,EUR"), [[4, "currency_differs"]]],
  ["an unknown currency", good.replaceAll("USD", "XYZ"), [[2, "currency_unknown"]]],
  ["a small type", good.replace("CHEQUE,CHEQUE", "cheque,CHEQUE"), [[4, "type_unknown"]]],
  ["a wrong running balance", good.replace("150.25", "150.26"), [[3, "balance_differs"]]],
  [
    "a wrong closing balance",
    good.replace(closing("120.25"), closing("120.26")),
    [[5, "closing_differs"]],
  ],
  [
    "a line lost",
    file([opening, cheque, closing("120.25")]),
    [
      [3, "balance_differs"],
      [4, "closing_differs"],
    ],
  ],
])("%s is refused with its line", (_name, content, expected) => {
  const inOrder = (findings: [number, string][]) =>
    findings.map(([line, problem]) => `${line} ${problem}`).sort();
  expect(inOrder(findingsOf(content))).toEqual(inOrder(expected));
});

test("every wrong line is named, up to fifty", () => {
  const bad = Array.from({ length: 80 }, (_, n) => `B${n},x,x,DEPOSIT,,,,1.00,USD,`);
  const findings = findingsOf(file([opening, ...bad, closing("180.00")]));
  expect(findings).toHaveLength(50);
  expect(findings[49]).toEqual([52, "date_invalid"]);
});

test("whatever text comes in, the answer is a statement or a list of lines", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(opening, deposit, cheque, closing("1"), '"', "\n"),
  );
  fc.assert(
    fc.property(fc.array(piece), (lines) => {
      for (const { line } of [file(lines)].flatMap((content) =>
        findingsOf(content).map(([n]) => ({ line: n })),
      )) {
        expect(line).toBeGreaterThan(0);
      }
    }),
  );
});
