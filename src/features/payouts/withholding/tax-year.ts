/** What was paid to whom in a calendar year, and what of it was kept back: the list that forms for authorities are made of. */
import { type Currency, isoExponent } from "../../../kernel/currency";
import { formatDecimal } from "../../../kernel/money";
import { many, type Tx } from "../../../platform/db/sql";
import type { Sealer } from "../../../platform/sealing";
import { sealedFor } from "../../tax";

const pageMax = 500;

interface YearRow {
  creator_id: string;
  display_name: string;
  creator_country: string | null;
  currency: Currency;
  jurisdiction: string | null;
  payouts: number;
  gross: string;
  withheld: string;
  form_id: string | null;
  form_kind: string | null;
  legal_name: string | null;
  number_sealed: string | null;
}

/** One line for each creator, currency and authority. Amounts are in minor units. */
export interface TaxYearLine {
  creatorId: string;
  name: string;
  country: string;
  formKind: string;
  legalName: string;
  taxNumber: string;
  currency: Currency;
  jurisdiction: string;
  payoutsCount: number;
  grossMinor: bigint;
  withheldMinor: bigint;
}

/** A page of creators that were paid in the year, by id, so that memory stays flat however many there are. */
async function readPage(tx: Tx, year: number, afterId: string): Promise<YearRow[]> {
  return await many<YearRow>(
    tx,
    `WITH paid AS (
       SELECT p.* FROM payouts p
       WHERE p.status = 'paid' AND p.paid_at >= make_timestamptz($1::int, 1, 1, 0, 0, 0, 'UTC')
         AND p.paid_at < make_timestamptz($1::int + 1, 1, 1, 0, 0, 0, 'UTC') AND p.creator_id > $2),
     creators_here AS (SELECT DISTINCT creator_id FROM paid ORDER BY creator_id LIMIT $3)
     SELECT p.creator_id, c.display_name, c.country AS creator_country, p.currency, r.jurisdiction,
            count(*)::int AS payouts,
            sum(p.amount_minor + p.recovered_minor + p.withheld_minor)::text AS gross,
            sum(p.withheld_minor)::text AS withheld,
            f.id AS form_id, f.kind AS form_kind, f.legal_name, f.number_sealed
     FROM creators_here h JOIN paid p ON p.creator_id = h.creator_id JOIN creators c ON c.id = p.creator_id
     LEFT JOIN tax_rules r ON r.id = p.tax_rule_id
     LEFT JOIN LATERAL (SELECT id, kind, legal_name, number_sealed FROM tax_forms
                        WHERE creator_id = p.creator_id AND status = 'verified'
                        ORDER BY decided_at DESC, id LIMIT 1) f ON true
     GROUP BY p.creator_id, c.id, p.currency, r.jurisdiction, f.id, f.kind, f.legal_name, f.number_sealed
     ORDER BY p.creator_id, p.currency, r.jurisdiction`,
    [year, afterId, pageMax],
  );
}

/** Every line of a year, creators in the order of their ids. */
export async function* taxYear(tx: Tx, sealer: Sealer, year: number): AsyncGenerator<TaxYearLine> {
  let afterId: string | undefined = "00000000-0000-0000-0000-000000000000";
  while (afterId !== undefined) {
    const page: YearRow[] = await readPage(tx, year, afterId);
    for (const row of page) {
      const sealed = row.number_sealed !== null && row.form_id !== null;
      yield {
        creatorId: row.creator_id,
        name: row.display_name,
        country: row.creator_country ?? "",
        formKind: row.form_kind ?? "",
        legalName: row.legal_name ?? "",
        taxNumber: sealed ? sealer.open(row.number_sealed ?? "", sealedFor(row.form_id ?? "")) : "",
        currency: row.currency,
        jurisdiction: row.jurisdiction ?? "",
        payoutsCount: row.payouts,
        grossMinor: BigInt(row.gross),
        withheldMinor: BigInt(row.withheld),
      };
    }
    afterId = page.at(-1)?.creator_id;
  }
}

/** A cell by RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const columns = [
  "creatorId",
  "name",
  "country",
  "formKind",
  "legalName",
  "taxNumber",
  "jurisdiction",
  "currency",
  "payoutsCount",
  "gross",
  "withheld",
] as const;

function cellsOf(line: TaxYearLine): Record<(typeof columns)[number], string> {
  const { grossMinor, withheldMinor, payoutsCount, ...texts } = line;
  const exponent = isoExponent(line.currency);
  return {
    ...texts,
    payoutsCount: payoutsCount.toString(),
    gross: formatDecimal(grossMinor, exponent),
    withheld: formatDecimal(withheldMinor, exponent),
  };
}

/** The year as CSV with a header line. */
export async function* taxYearCsv(lines: AsyncIterable<TaxYearLine>): AsyncGenerator<string> {
  yield `${columns.join(",")}\r\n`;
  for await (const line of lines) {
    const cells = cellsOf(line);
    yield `${columns.map((column) => csvCell(cells[column])).join(",")}\r\n`;
  }
}

/** The year as one JSON array. */
export async function* taxYearJson(lines: AsyncIterable<TaxYearLine>): AsyncGenerator<string> {
  let before = "[";
  for await (const line of lines) {
    const { grossMinor, withheldMinor, currency, ...rest } = line;
    const gross = { amountMinor: grossMinor.toString(), currency };
    const withheld = { amountMinor: withheldMinor.toString(), currency };
    yield `${before}\n${JSON.stringify({ ...rest, gross, withheld })}`;
    before = ",";
  }
  yield before === "[" ? "[]\n" : "\n]\n";
}
