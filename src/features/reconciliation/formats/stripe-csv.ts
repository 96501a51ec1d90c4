/**
 * Stripe's itemised report of balance changes as CSV. Amounts are decimals of the currency; the fee is what Stripe keeps,
 * above zero (docs.stripe.com/reports/report-types/balance).
 */
import { isCurrency } from "../../../kernel/currency";
import type { CsvRow } from "./csv-scan";
import { createTableReader } from "./csv-table";
import {
  detailsOf,
  type FileProblem,
  isDay,
  lineIdLengthMax,
  type Part,
  problemAt,
  type Reader,
  readAmount,
  wordsOf,
} from "./format";

const needed = [
  "balance_transaction_id",
  "created_utc",
  "currency",
  "gross",
  "fee",
  "net",
  "reporting_category",
  "source_id",
] as const;
const optional = ["automatic_payout_id"] as const;

/** `2026-11-23 10:08:24`, which the report gives in UTC. */
function readTime(text: string): string | undefined {
  const shape = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text);
  if (!shape || !isDay(shape[1] ?? "")) return undefined;
  return `${shape[1]}T${shape[2]}Z`;
}

function readRow({ line, cells }: CsvRow, at: readonly number[]): Part[] {
  const [id, created, code, grossText, feeText, netText, kind, source, payout] = at.map((place) =>
    (cells[place] ?? "").trim(),
  );
  const currency = (code ?? "").toUpperCase();
  if (!isCurrency(currency)) return [problemAt(line, "currency_unknown")];
  const [gross, fee, net] = [grossText, feeText, netText].map((text) =>
    readAmount(text ?? "", currency),
  );
  const problems: FileProblem[] = [];
  const bookedAt = readTime(created ?? "");
  if (bookedAt === undefined) problems.push("date_invalid");
  if (!id) problems.push("line_id_missing");
  else if (id.length > lineIdLengthMax) problems.push("line_id_too_long");
  if (!/^[a-z_]{2,60}$/.test(kind ?? "")) problems.push("type_unknown");
  if (gross === undefined || fee === undefined || net === undefined)
    problems.push("amount_invalid");
  else if (gross - fee !== net) problems.push("total_differs");
  if (problems.length > 0 || gross === undefined || fee === undefined || !bookedAt || !id) {
    return problems.map((problem) => problemAt(line, problem, id?.slice(0, lineIdLengthMax)));
  }
  return [
    {
      is: "entry",
      line,
      id,
      bookedAt,
      kind: kind ?? "",
      amountMinor: gross,
      feeMinor: -fee,
      currency,
      details: detailsOf({ referenceId: source, payoutId: payout }),
    },
  ];
}

/** Reads Stripe's report. It states no balances. */
export function createStripeCsvReader(): Reader {
  return createTableReader({
    header: wordsOf(needed),
    columns: (names) => {
      const places = [...needed, ...optional].map((name) => names.indexOf(name));
      return places.slice(0, needed.length).every((place) => place >= 0) ? places : undefined;
    },
    row: readRow,
    isStrict: true,
  });
}
