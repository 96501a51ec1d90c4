/** Every post of a campaign with its figures, as a stream of CSV. */
import { type Currency, isoExponent } from "../../kernel/currency";
import { formatDecimal } from "../../kernel/money";
import { exec, many, type Tx } from "../../platform/db/sql";
import { csvLine } from "../../platform/http/csv";
import { figureNames } from "./campaign-report";
import { type PostRow, postsSql } from "./campaign-report-store";

/** Rows held in memory at once; the database keeps the rest behind a cursor. */
const rowsAtOnce = 2_000;

const columns = [
  "submission_id",
  "creator_id",
  "creator",
  "platform",
  "kind",
  "url",
  "recorded_at",
  "currency",
  "cost",
  "source",
  "measured_on",
  ...figureNames,
  "engagements",
];

function lineOf(row: PostRow, currency: Currency): string {
  return csvLine([
    row.submission_id,
    row.creator_id,
    row.creator,
    row.platform,
    row.kind,
    row.url,
    row.recorded_at.toISOString(),
    currency,
    formatDecimal(BigInt(row.cost), isoExponent(currency)),
    row.source ?? "",
    row.measured_on ?? "",
    ...figureNames.map((name) => row[name] ?? ""),
    row.engagements ?? "",
  ]);
}

/** `tx` has to be a transaction of its own, because the database keeps a cursor in it. */
export async function* postLines(
  tx: Tx,
  { id, currency }: { id: string; currency: Currency },
  day: string,
): AsyncGenerator<string> {
  yield csvLine(columns);
  await exec(tx, `DECLARE report_posts NO SCROLL CURSOR FOR ${postsSql}`, [id, day]);
  for (;;) {
    const rows = await many<PostRow>(tx, `FETCH ${rowsAtOnce} FROM report_posts`);
    if (rows.length === 0) return;
    yield rows.map((row) => lineOf(row, currency)).join("");
  }
}
