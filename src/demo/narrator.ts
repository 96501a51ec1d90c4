/** Tells the story: chapters as tables for people, or everything as one JSON object for programs. */
import Table from "cli-table3";
import { monotonicMs } from "../kernel/clock";

export type Cell = string | number;
export type Row = Readonly<Record<string, Cell>>;

export interface Chapter {
  title: string;
  rows: Row[];
}

export interface Narrator {
  readonly chapters: readonly Chapter[];
  /** Runs one chapter and shows what it returns. `step` tells what is going on meanwhile. */
  chapter(title: string, tell: (step: (what: string) => void) => Promise<Row[]>): Promise<void>;
  line(text: string): void;
}

const clearLine = "\r\u001b[K";

function tableOf(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const table = new Table({
    head: columns,
    style: { head: [], border: [], compact: true },
    colAligns: columns.map((column) => (isNumeric(rows, column) ? "right" : "left")),
  });
  for (const row of rows) table.push(columns.map((column) => String(row[column] ?? "")));
  return table.toString();
}

function isNumeric(rows: readonly Row[], column: string): boolean {
  return rows.every((row) => /^-?[\d,. ]+( [A-Z]{3})?$/.test(String(row[column] ?? "0")));
}

export function createNarrator(write: (text: string) => void, isTerminal: boolean): Narrator {
  const chapters: Chapter[] = [];
  return {
    chapters,
    async chapter(title, tell) {
      const startedMs = monotonicMs();
      write(`\n${chapters.length + 1}. ${title}\n`);
      const rows = await tell((what) => {
        if (isTerminal) write(`${clearLine}   … ${what}`);
      });
      if (isTerminal) write(clearLine);
      const seconds = ((monotonicMs() - startedMs) / 1000).toFixed(1);
      if (rows.length > 0) write(`${tableOf(rows)}\n`);
      write(`   done in ${seconds} s\n`);
      chapters.push({ title, rows });
    },
    line: (text) => write(`${text}\n`),
  };
}
