/**
 * Documents people print or file: a heading, facts, paragraphs and tables that run over as many pages as they need. The
 * words come from the caller, in the language of the document.
 */
import type { Weight } from "./fonts";
import { type Align, createPages, type Pages, type PdfOptions, type TextStyle } from "./pages";

export interface PdfColumn {
  title: string;
  /** Share of the width, such as 2 for a column twice as wide as one with 1. */
  share: number;
  /** Amounts stand at the right. */
  align?: Align;
}

export interface PdfRow {
  cells: readonly string[];
  weight?: Weight;
}

export interface FlowOptions extends PdfOptions {
  /** What stands at the foot of every page, such as "Page 2 of 3". */
  footer(page: number, count: number): string;
}

export interface PdfTable {
  row(row: PdfRow): void;
  close(): void;
}

export interface PdfBar {
  label: string;
  /** What stands behind the bar. */
  value: string;
  /** From zero on, in any unit that all bars share. */
  size: bigint;
}

/** A document that is written from top to bottom. */
export interface Pdf {
  heading(text: string): void;
  paragraph(text: string, style?: TextStyle): void;
  /** Labels with their values, one below the other. */
  facts(pairs: readonly (readonly [label: string, value: string])[]): void;
  /** Two texts beside each other, such as sender and receiver; line feeds start new lines. */
  beside(left: string, right: string, style?: TextStyle): void;
  /** A table row by row, so that a long one can let others work in between. Close it before anything else is written. */
  openTable(columns: readonly PdfColumn[], whenEmpty: string): PdfTable;
  /** Repeats its head on every page; an empty table shows `whenEmpty`. */
  table(columns: readonly PdfColumn[], rows: Iterable<PdfRow>, whenEmpty: string): void;
  /** A bar a line; the largest takes all of the room there is. */
  bars(bars: readonly PdfBar[]): void;
  gap(points: number): void;
  /** Goes to the next page when less than that is left, so that what belongs together stays together. */
  keep(points: number): void;
  /** Writes feet and page numbers. */
  finish(): Promise<Buffer>;
}

const gutter = 8;
const rowGap = 3;
const footerStyle: TextStyle = { size: 8, color: "#555555", align: "center" };
const labelStyle: TextStyle = { size: 9, color: "#555555" };
const cellSize = 9;
const labelShare = 0.3;

interface Cursor {
  y: number;
}

interface Flow {
  pages: Pages;
  cursor: Cursor;
  width: number;
  bottom: number;
  nextPage(): void;
  /** Goes to the next page when less than `height` is left on this one. */
  need(height: number): void;
}

function createFlow(options: PdfOptions): Flow {
  const pages = createPages(options);
  const cursor = { y: 0 };
  const bottom = pages.height - pages.margin - pages.lineHeight(footerStyle);
  const nextPage = () => {
    pages.add();
    cursor.y = pages.margin;
  };
  const need = (height: number) => {
    if (cursor.y + height > bottom && cursor.y > pages.margin) nextPage();
  };
  nextPage();
  return { pages, cursor, width: pages.width - 2 * pages.margin, bottom, nextPage, need };
}

interface PlacedColumn extends PdfColumn {
  x: number;
  width: number;
}

function placeColumns(flow: Flow, columns: readonly PdfColumn[]): PlacedColumn[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const room = flow.width - gutter * (columns.length - 1);
  let x = flow.pages.margin;
  return columns.map((column) => {
    const width = (room * column.share) / shares;
    const placed = { ...column, x, width };
    x += width + gutter;
    return placed;
  });
}

/** Writes one row at the cursor. A row that is taller than a page goes on over the next ones, line by line. */
function writeRow(
  flow: Flow,
  columns: readonly PlacedColumn[],
  row: PdfRow,
  onNewPage: () => void,
): void {
  const { pages, cursor } = flow;
  const style = { size: cellSize, weight: row.weight ?? "regular" } as const;
  const step = pages.lineHeight(style);
  const cells = columns.map((column, at) => pages.lines(row.cells[at] ?? "", column.width, style));
  const height = Math.max(...cells.map((lines) => lines.length)) * step;
  const turn = () => {
    flow.nextPage();
    onNewPage();
  };
  if (cursor.y + height > flow.bottom && height < (flow.bottom - pages.margin) / 2) turn();
  for (let line = 0; line * step < height; line += 1) {
    if (cursor.y + step > flow.bottom) turn();
    columns.forEach((column, at) => {
      const text = cells[at]?.[line] ?? "";
      const { x, width, align = "left" } = column;
      if (text !== "") pages.write(text, { x, y: cursor.y, width }, { ...style, align });
    });
    cursor.y += step;
  }
  cursor.y += rowGap;
}

function openTable(flow: Flow, columns: readonly PdfColumn[], whenEmpty: string): PdfTable {
  const { pages, cursor } = flow;
  const placed = placeColumns(flow, columns);
  const rule = () => {
    pages.draw([pages.margin, cursor.y], [pages.margin + flow.width, cursor.y]);
    cursor.y += rowGap;
  };
  const head = () => {
    const cells = columns.map(({ title }) => title);
    writeRow(flow, placed, { cells, weight: "bold" }, () => undefined);
    rule();
  };
  // A head alone at the foot of a page would belong to nothing.
  flow.need(pages.lineHeight({ size: cellSize }) * 4);
  head();
  let isEmpty = true;
  let wasBold = false;
  const sayEmpty = () => {
    const box = { x: pages.margin, y: cursor.y, width: flow.width };
    cursor.y += pages.write(whenEmpty, box, labelStyle) + rowGap;
  };
  return {
    row: (row) => {
      const isBold = row.weight === "bold";
      // Sums of nothing: the reader is told that there was nothing, not left to wonder.
      if (isBold && isEmpty) sayEmpty();
      if (isBold && !wasBold) rule();
      writeRow(flow, placed, row, head);
      isEmpty = false;
      wasBold = isBold;
    },
    close: () => {
      if (isEmpty) sayEmpty();
      rule();
    },
  };
}

const barColor = "#4a7ba6";
/** Shares of the width: label, bar, value. */
const barShares = [0.22, 0.6, 0.18] as const;
const barSteps = 10_000n;

function writeBars(flow: Flow, bars: readonly PdfBar[]): void {
  const { pages, cursor } = flow;
  const style = { size: cellSize } as const;
  const step = pages.lineHeight(style);
  const columns = barShares.map((share) => ({ title: "", share }));
  const [label, room, value] = placeColumns(flow, columns);
  if (!label || !room || !value) return;
  const largest = bars.reduce((max, { size }) => (size > max ? size : max), 1n);
  for (const bar of bars) {
    flow.need(step);
    const { y } = cursor;
    const [first = ""] = pages.lines(bar.label, label.width, style);
    pages.write(first, { x: label.x, y, width: label.width }, style);
    const width = (room.width * Number((bar.size * barSteps) / largest)) / Number(barSteps);
    if (width > 0) pages.fill({ x: room.x, y: y + 2, width, height: step - 4 }, barColor);
    pages.write(bar.value, { x: value.x, y, width: value.width }, { ...style, align: "right" });
    cursor.y += step;
  }
  cursor.y += rowGap;
}

/** Starts a document. */
export function createPdf(options: FlowOptions): Pdf {
  const flow = createFlow(options);
  const { pages, cursor, width } = flow;
  const x = pages.margin;
  const paragraph = (text: string, style: TextStyle = {}) => {
    const step = pages.lineHeight(style);
    for (const line of pages.lines(text, width, style)) {
      flow.need(step);
      cursor.y += pages.write(line, { x, y: cursor.y, width }, style);
    }
    cursor.y += rowGap;
  };
  return {
    paragraph,
    heading: (text) => {
      flow.need(60);
      paragraph(text, { size: 17, weight: "bold" });
    },
    facts: (pairs) => {
      for (const [label, value] of pairs) {
        const columns = placeColumns(flow, [
          { title: "", share: labelShare },
          { title: "", share: 1 - labelShare },
        ]);
        writeRow(flow, columns, { cells: [label, value] }, () => undefined);
      }
    },
    beside: (left, right, style = {}) => {
      const half = (width - gutter) / 2;
      const rows = Math.max(
        pages.lines(left, half, style).length,
        pages.lines(right, half, style).length,
      );
      flow.need(rows * pages.lineHeight(style));
      const { y } = cursor;
      pages.write(left, { x, y, width: half }, style);
      pages.write(right, { x: x + half + gutter, y, width: half }, style);
      cursor.y += rows * pages.lineHeight(style) + rowGap;
    },
    openTable: (columns, whenEmpty) => openTable(flow, columns, whenEmpty),
    table: (columns, rows, whenEmpty) => {
      const table = openTable(flow, columns, whenEmpty);
      for (const row of rows) table.row(row);
      table.close();
    },
    bars: (bars) => writeBars(flow, bars),
    keep: flow.need,
    gap: (points) => {
      cursor.y += points;
    },
    finish: async () => {
      const y = pages.height - pages.margin;
      pages.eachPage((page, count) => {
        pages.write(options.footer(page, count), { x, y, width }, footerStyle);
      });
      return await pages.finish();
    },
  };
}
