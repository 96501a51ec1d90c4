/** The formats of statement files, and reading one from its bytes. */
import type { Currency } from "../../../kernel/currency";
import type { Source } from "../statement";
import { createBankCsvReader } from "./bank-csv";
import { createCamtReader } from "./camt053";
import { decode, type Encoding, EncodingError } from "./decode";
import type { Entry, Reader } from "./format";
import { type ColumnMap, createMappedCsvReader } from "./mapped-csv";
import { createMt940Reader } from "./mt940";
import { createOfxReader } from "./ofx";
import { createStlReader } from "./paypal-stl";
import type { StatementCheck } from "./statement-check";
import { createStripeCsvReader } from "./stripe-csv";

export { type Encoding, encodings } from "./decode";
export { detailsOf, type Entry } from "./format";
export { type ColumnMap, columnMapSchema } from "./mapped-csv";
export { amountWords, type Finding, type Frame, StatementCheck } from "./statement-check";

export const fileFormats = [
  "csv",
  "mapped_csv",
  "ofx",
  "mt940",
  "camt053",
  "paypal_stl",
  "stripe_csv",
] as const;
export type FileFormat = (typeof fileFormats)[number];

export function sourceOf(format: FileFormat): Source {
  if (format === "paypal_stl") return "paypal";
  return format === "stripe_csv" ? "stripe" : "bank";
}

/** Formats whose movements carry an id of the provider's that never comes twice. */
export function hasOwnIds(format: FileFormat, map: ColumnMap | undefined): boolean {
  if (format === "mapped_csv") return map?.columns.id !== undefined;
  return format === "csv" || format === "ofx" || format === "stripe_csv";
}

export interface ReaderOptions {
  format: FileFormat;
  /** For `mapped_csv`. */
  map?: ColumnMap | undefined;
  currency?: Currency | undefined;
}

function createReader({ format, map, currency }: ReaderOptions): Reader {
  switch (format) {
    case "csv":
      return createBankCsvReader();
    case "mapped_csv":
      if (!map || !currency) throw new Error("A mapped file needs its map and a currency");
      return createMappedCsvReader(map, currency);
    case "ofx":
      return createOfxReader();
    case "mt940":
      return createMt940Reader();
    case "camt053":
      return createCamtReader();
    case "paypal_stl":
      return createStlReader();
    case "stripe_csv":
      return createStripeCsvReader();
  }
}

/**
 * The movements of a file, some at a time, while `check` looks at everything. What is wrong stands in its findings; reading
 * stops when they are full.
 */
export async function* readEntries(
  bytes: AsyncIterable<Uint8Array>,
  options: ReaderOptions & { encoding?: Encoding | undefined },
  check: StatementCheck,
): AsyncGenerator<Entry[]> {
  const reader = createReader(options);
  let linesRead = 1;
  try {
    for await (const text of decode(bytes, options.encoding)) {
      if (text.includes("\u0000")) check.find(linesRead, "text_invalid");
      if (check.isFull || check.findings.some(({ problem }) => problem === "text_invalid")) return;
      linesRead += text.split("\n").length - 1;
      const entries = check.take(reader.feed(text));
      if (entries.length > 0) yield entries;
    }
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    check.find(linesRead, "encoding_invalid");
    return;
  }
  const entries = check.take(reader.end());
  if (entries.length > 0) yield entries;
}
