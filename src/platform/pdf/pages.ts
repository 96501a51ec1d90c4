/** The pages of a document and single pieces of text on them. Lengths are points (1/72 inch) from the top left corner. */
import type * as Pdfkit from "pdfkit";
import type { Locale } from "../../kernel/locale";
import { fontBytes, printable, type Weight } from "./fonts";
import { breakLines } from "./line-breaks";

type PdfkitDocument = PDFKit.PDFDocument;
export type Align = "left" | "right" | "center";

export interface TextStyle {
  /** In points; 10 unless said otherwise. */
  size?: number;
  weight?: Weight;
  align?: Align;
  /** Such as "#555555"; black unless said otherwise. */
  color?: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
}

export interface PdfOptions {
  title: string;
  author: string;
  locale: Locale;
  /** Written into the file; the same instant and content give the same bytes. */
  createdAt: Date;
  /** Width and height in points; A4 unless said otherwise. */
  size?: readonly [number, number];
  /** Distance of the text from every edge of the paper; 50 unless said otherwise. */
  margin?: number;
}

/** Millimetres as points. */
export const mm = (length: number): number => (length * 72) / 25.4;

export const paper = {
  a4: [mm(210), mm(297)],
  letter: [612, 792],
} as const satisfies Record<string, readonly [number, number]>;

const sizeDefault = 10;
const marginDefault = 50;
/** Thai stacks marks above and below its letters, so lines stand further apart than Latin ones have to. */
const lineHeightRatio = 1.42;
const black = "#000000";

export interface Pages {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly count: number;
  add(): void;
  lineHeight(style?: TextStyle): number;
  widthOf(text: string, style?: TextStyle): number;
  /** The text in lines that fit into `width`. */
  lines(text: string, width: number, style?: TextStyle): string[];
  /** Writes on the last page and answers the height it took. */
  write(text: string, box: Box, style?: TextStyle): number;
  /** A straight line on the last page. */
  draw(from: readonly [number, number], to: readonly [number, number], color?: string): void;
  fill(box: Box & { height: number }, color: string): void;
  /** Goes back to every page once all are known, such as for their numbers. */
  eachPage(visit: (page: number, count: number) => void): void;
  /** A large slanted word across the page, such as COPY. Nothing may be written on that page afterwards. */
  stamp(word: string): void;
  finish(): Promise<Buffer>;
}

function newDocument(options: PdfOptions, size: readonly [number, number]): PdfkitDocument {
  const Document = require("pdfkit") as typeof Pdfkit.default;
  const { createdAt } = options;
  const document = new Document({
    autoFirstPage: false,
    bufferPages: true,
    size: [...size],
    margin: 0,
    pdfVersion: "1.7",
    lang: options.locale,
    displayTitle: true,
    info: {
      Title: printable(options.title),
      Author: printable(options.author),
      Creator: "Kampanye",
      Producer: "Kampanye",
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  });
  document.registerFont("regular", fontBytes("regular"));
  document.registerFont("bold", fontBytes("bold"));
  return document;
}

function collect(document: PdfkitDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
}

/** SARA AM as its two signs: a font that splits it itself leaves the second one without a name in the file. */
const splitSaraAm = (line: string) =>
  line.replaceAll(/([\u{E48}-\u{E4B}]?)\u{E33}/gu, "\u{E4D}$1\u{E32}");

/** Measures and prints in a style. */
function createWriter(document: PdfkitDocument) {
  const use = ({ size = sizeDefault, weight = "regular" }: TextStyle) =>
    document.font(weight).fontSize(size);
  const measure = (text: string) => document.widthOfString(splitSaraAm(text));
  const lineHeight = ({ size = sizeDefault }: TextStyle = {}) => size * lineHeightRatio;
  /** Thai marks are drawn in another order than they are written, so the text stands beside the glyphs, for copying. */
  const print = (line: string, x: number, y: number) => {
    const isShaped = /\p{Script=Thai}/u.test(line);
    if (isShaped) document.markContent("Span", { actual: line });
    document.text(splitSaraAm(line), x, y, { lineBreak: false });
    if (isShaped) document.endMarkedContent();
  };
  const lines = (text: string, room: number, style: TextStyle = {}) => {
    use(style);
    const clean = text.split("\n").map(printable).join("\n");
    return breakLines(clean, (line) => measure(line) <= room);
  };
  return {
    lineHeight,
    lines,
    widthOf: (text: string, style: TextStyle = {}) => {
      use(style);
      return measure(printable(text));
    },
    write: (text: string, box: Box, style: TextStyle = {}) => {
      const rows = lines(text, box.width, style);
      const step = lineHeight(style);
      document.fillColor(style.color ?? black);
      rows.forEach((row, at) => {
        const spare = box.width - measure(row);
        const shift = { left: 0, right: spare, center: spare / 2 }[style.align ?? "left"];
        print(row, box.x + shift, box.y + at * step);
      });
      return rows.length * step;
    },
    stamp: (word: string, [width, height]: readonly [number, number]) => {
      const style = { size: 96, weight: "bold" } as const;
      use(style);
      const text = printable(word);
      const x = (width - measure(text)) / 2;
      document.rotate(-35, { origin: [width / 2, height / 2] });
      document.fillColor("#888888", 0.25);
      print(text, x, (height - lineHeight(style)) / 2);
    },
  };
}

/** Starts a document without pages. Its text is printable, its fonts are embedded, and it holds the glyphs it uses. */
export function createPages(options: PdfOptions): Pages {
  const [width, height] = options.size ?? paper.a4;
  const document = newDocument(options, [width, height]);
  const whole = collect(document);
  const { stamp, ...writer } = createWriter(document);
  let count = 0;
  return {
    ...writer,
    width,
    height,
    margin: options.margin ?? marginDefault,
    get count() {
      return count;
    },
    add: () => {
      document.addPage();
      count += 1;
    },
    draw: (from, to, color = "#999999") => {
      document.lineWidth(0.5).strokeColor(color);
      document
        .moveTo(...from)
        .lineTo(...to)
        .stroke();
    },
    fill: ({ x, y, width: wide, height: high }, color) => {
      document.rect(x, y, wide, high).fill(color);
    },
    eachPage: (visit) => {
      for (let page = 0; page < count; page += 1) {
        document.switchToPage(page);
        visit(page + 1, count);
      }
    },
    stamp: (word) => stamp(word, [width, height]),
    finish: async () => {
      document.end();
      return await whole;
    },
  };
}
