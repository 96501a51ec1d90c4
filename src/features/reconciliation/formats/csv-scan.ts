/**
 * CSV as RFC 4180 has it, fed piece by piece. A library would do, but a settlement report has a million rows and reading it
 * is what an import waits for: rows without quotes are cut with the engine's own `split`. A test holds it to what csv-parse
 * finds in the same text.
 */
import type { FileProblem } from "./format";
import { pieceLengthMax } from "./format";

export interface CsvRow {
  /** Line on which the row begins, the first being 1. */
  line: number;
  cells: string[];
}

interface Quoted {
  cells: string[];
  /** Where the next row begins. */
  next: number;
}

/** Why scanning stopped; nothing after it is read. */
export interface CsvStop {
  line: number;
  problem: FileProblem;
}

export interface CsvScanner {
  /** Rows that are complete. Empty lines are passed over. */
  feed(text: string): CsvRow[];
  /** The last row, when the file does not end with a line end. */
  end(): CsvRow[];
  stopped(): CsvStop | undefined;
}

const newLine = "\n";

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (
    let at = text.indexOf(newLine, from);
    at >= 0 && at < to;
    at = text.indexOf(newLine, at + 1)
  ) {
    count++;
  }
  return count;
}

/**
 * Cells of one line in which every quote stands around a whole cell, which is how reports are written. Undefined for
 * anything else, which is read with care.
 */
function plainlyQuoted(text: string, delimiter: string): string[] | undefined {
  const cells = text.split(delimiter);
  for (const [index, cell] of cells.entries()) {
    const first = cell.indexOf('"');
    if (first < 0) continue;
    const last = cell.length - 1;
    if (first !== 0 || last === 0 || cell.indexOf('"', 1) !== last) return undefined;
    cells[index] = cell.slice(1, last);
  }
  return cells;
}

/** One cell in quotes that begins at `at`. Undefined when it is not over yet. */
function quotedCell(text: string, at: number): { value: string; next: number } | undefined {
  let end = at + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) return undefined;
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return { value: text.slice(at + 1, end).replaceAll('""', '"'), next: end + 1 };
}

/**
 * A row that has quotes in it. Undefined when more text is needed.
 * @throws SyntaxError for a quote where none may stand.
 */
function quotedRow(
  text: string,
  from: number,
  delimiter: string,
  isEnd: boolean,
): Quoted | undefined {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    if (text[at] === '"') {
      const cell = quotedCell(text, at);
      if (!cell) return undefined;
      cells.push(cell.value);
      at = cell.next;
    } else {
      let end = at;
      while (end < text.length && text[end] !== delimiter && text[end] !== newLine) {
        if (text[end] === '"') throw new SyntaxError("A quote stands in the middle of a cell");
        end++;
      }
      if (end === text.length && !isEnd) return undefined;
      const isLast = end === text.length || text[end] === newLine;
      cells.push(isLast && text[end - 1] === "\r" ? text.slice(at, end - 1) : text.slice(at, end));
      at = end;
    }
    // A quote at the end of what is known may be the first of two.
    if (at >= text.length) return isEnd ? { cells, next: at } : undefined;
    if (text[at] === delimiter) at++;
    else if (text[at] === newLine) return { cells, next: at + 1 };
    else if (text.startsWith("\r\n", at)) return { cells, next: at + 2 };
    else if (text[at] === "\r" && at + 1 === text.length) {
      return isEnd ? { cells, next: at + 1 } : undefined;
    } else throw new SyntaxError("Something stands behind a quoted cell");
  }
}

export function createCsvScanner(delimiter: string): CsvScanner {
  let rest = "";
  let line = 1;
  /** The first quote at or after the row that is read; its place is looked for once, not for every row. */
  let quoteAt = -1;
  let stop: CsvStop | undefined;

  function quoted(rows: CsvRow[], at: number, isEnd: boolean): number | undefined {
    try {
      const row = quotedRow(rest, at, delimiter, isEnd);
      if (!row) {
        if (isEnd) stop = { line, problem: "file_cut_off" };
        return undefined;
      }
      rows.push({ line, cells: row.cells });
      line += countLines(rest, at, row.next);
      return row.next;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      stop = { line, problem: "csv_malformed" };
      return undefined;
    }
  }

  function scan(isEnd: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let at = 0;
    quoteAt = rest.indexOf('"');
    while (!stop && at < rest.length) {
      const end = rest.indexOf(newLine, at);
      if (end < 0 && !isEnd) break;
      const stopAt = end < 0 ? rest.length : end;
      const text = rest.slice(at, rest[stopAt - 1] === "\r" ? stopAt - 1 : stopAt);
      if (quoteAt >= 0 && quoteAt < at) quoteAt = rest.indexOf('"', at);
      const cells =
        quoteAt >= 0 && quoteAt < stopAt ? plainlyQuoted(text, delimiter) : text.split(delimiter);
      if (!cells) {
        const next = quoted(rows, at, isEnd);
        if (next === undefined) break;
        at = next;
        continue;
      }
      if (text !== "") rows.push({ line, cells });
      line++;
      at = stopAt + 1;
    }
    rest = rest.slice(at);
    if (!stop && rest.length > pieceLengthMax) stop = { line, problem: "record_too_long" };
    return rows;
  }

  return {
    feed: (text) => {
      if (stop) return [];
      rest += text;
      return scan(false);
    },
    end: () => (stop ? [] : scan(true)),
    stopped: () => stop,
  };
}
