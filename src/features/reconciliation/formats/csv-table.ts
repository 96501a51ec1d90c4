/** A CSV file with one row of column names, as rows with named cells. */
import { type CsvRow, type CsvScanner, createCsvScanner } from "./csv-scan";
import { type Part, problemAt, type Reader, wordsOf } from "./format";

export interface TableLayout {
  /** The names that are looked for, for people. */
  header: string;
  /** What stands between cells; undefined when the row of names tells. */
  delimiter?: string;
  /** Rows before the row of names. */
  skippedCount?: number;
  /** Places of the columns that are read, or undefined when the names are not those of this layout. */
  columns(names: readonly string[]): readonly number[] | undefined;
  row(row: CsvRow, at: readonly number[]): Part[];
  end?(): Part[];
  /** True for a layout in which every row has as many cells as there are names. */
  isStrict: boolean;
}

const delimiters = [",", ";", "\t", "|"];

/** The mark that stands most often in the row of names. */
function sniff(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return delimiters.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** The reader for a layout. */
export function createTableReader(layout: TableLayout): Reader {
  let scanner: CsvScanner | undefined = layout.delimiter
    ? createCsvScanner(layout.delimiter)
    : undefined;
  let head = "";
  let toSkip = layout.skippedCount ?? 0;
  let at: readonly number[] | undefined;
  let width = 0;
  let isDone = false;

  function stop(part: Part): Part[] {
    isDone = true;
    return [part];
  }

  function take(rows: readonly CsvRow[]): Part[] {
    const parts: Part[] = [];
    for (const row of rows) {
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      if (!at) {
        const names = row.cells.map((name) => name.trim());
        at = layout.columns(names);
        width = names.length;
        if (!at)
          return [
            ...parts,
            ...stop(
              problemAt(row.line, "header_unknown", undefined, {
                expected: layout.header,
                found: wordsOf(names),
              }),
            ),
          ];
      } else if (layout.isStrict && row.cells.length !== width) {
        parts.push(problemAt(row.line, "columns_count"));
      } else parts.push(...layout.row(row, at));
    }
    const stopped = scanner?.stopped();
    return stopped ? [...parts, ...stop(problemAt(stopped.line, stopped.problem))] : parts;
  }

  function feed(text: string): Part[] {
    if (isDone) return [];
    if (scanner) return take(scanner.feed(text));
    head += text;
    const end = head.indexOf("\n");
    if (end < 0) return [];
    scanner = createCsvScanner(sniff(head.slice(0, end)));
    return take(scanner.feed(head));
  }

  return {
    feed,
    end() {
      if (isDone) return [];
      const parts = scanner ? [] : feed("\n");
      if (scanner) parts.push(...take(scanner.end()));
      if (isDone) return parts;
      if (!at)
        return [...parts, problemAt(1, "header_unknown", undefined, { expected: layout.header })];
      return [...parts, ...(layout.end?.() ?? [])];
    },
  };
}
