/**
 * Finds room for everything on the slip: a long name or address is set smaller, down to what can still be read, then in more
 * lines with the words below moved down. What has no room even so must not be printed.
 */
import { money } from "../../../kernel/money";
import { createPages, mm, type Pages, paper } from "../../../platform/pdf/pages";
import { amountInFigures, amountInWords } from "../words/amount-in-words";
import type { PageContent } from "./page-content";

type Measure = Pick<Pages, "lines" | "widthOf" | "lineHeight">;
type SlipContent = Pick<
  PageContent,
  | "payeeName"
  | "addressLines"
  | "amountMinor"
  | "currency"
  | "locale"
  | "fillCharacter"
  | "payeeWindow"
>;

/** Lines in one size; `top` in points from the upper edge of the slip. */
export interface Placed {
  lines: readonly string[];
  size: number;
  top: number;
}

export interface SlipLayout {
  payee: Placed;
  words: Placed;
  figures: Placed;
  address: Placed;
}

/** What has no room, or the places of everything. */
export type SlipFit = { layout: SlipLayout } | { tooLong: "payee" | "address" | "amount" };

export const side = mm(15);
export const partHeight = mm(99);
const width = paper.a4[0] - 2 * side;
/** The name ends here, because the figures stand at the end of the line. */
export const payeeRoom = width - mm(65);
const figuresRoom = mm(63);
const payeeTop = mm(24);
const wordsTop = mm(31);
const signatureTop = mm(77);
const signatureLeft = paper.a4[0] - side - mm(62);
const copyLineTop = mm(88);
const gap = mm(1);
const fillsMin = 3;
/** Below eight points a bank's clerk cannot be expected to read a name. */
const sizes = [10, 9.5, 9, 8.5, 8] as const;
const smallest = 8;
const payeeShapes: readonly (readonly [linesMax: number, size: number])[] = [
  ...sizes.map((size) => [1, size] as const),
  [2, 9],
  [2, smallest],
  [3, smallest],
];

/** The text with as many fill characters behind it as the line still holds, so that nothing can be added. */
export function filled(
  text: string,
  fill: string,
  room: number,
  widthOf: (text: string) => number,
): string {
  const free = room - widthOf(text === "" ? "" : `${text} `);
  let count = 0;
  while (widthOf(fill.repeat(count + 1)) <= free) count += 1;
  return count === 0 ? text : `${text} ${fill.repeat(count)}`.trimStart();
}

/** In one size, with the rest of the last line filled; a full last line gets one of fill characters below it. */
function filledLines(measure: Measure, text: string, fill: string, room: number, size: number) {
  const widthOf = (line: string) => measure.widthOf(line, { size });
  const lines = measure.lines(text, room, { size });
  const last = lines.at(-1) ?? "";
  const hasRoom = widthOf(`${last} ${fill.repeat(fillsMin)}`) <= room;
  const end = hasRoom
    ? [filled(last, fill, room, widthOf)]
    : [last, filled("", fill, room, widthOf)];
  return [...lines.slice(0, -1), ...end];
}

/** Figures between fill characters. */
function figuresOf({ amountMinor, currency, fillCharacter }: SlipContent): string {
  const fill = fillCharacter.repeat(fillsMin);
  return `${currency} ${fill}${amountInFigures(money(BigInt(amountMinor), currency))}${fill}`;
}

function placeFigures(measure: Measure, content: SlipContent): Placed | undefined {
  const text = figuresOf(content);
  const size = [12, 11, ...sizes].find(
    (one) => measure.widthOf(text, { size: one, weight: "bold" }) <= figuresRoom,
  );
  return size === undefined ? undefined : { lines: [text], size, top: mm(23) };
}

function placeWords(measure: Measure, content: SlipContent, top: number): Placed | undefined {
  const { locale, fillCharacter, amountMinor, currency } = content;
  const text = amountInWords(money(BigInt(amountMinor), currency), locale);
  const windowTop = mm(content.payeeWindow.topMm);
  const end = windowTop > wordsTop ? Math.min(windowTop, signatureTop) : signatureTop;
  for (const size of sizes) {
    const lines = filledLines(measure, text, fillCharacter, width, size);
    if (top + lines.length * measure.lineHeight({ size }) <= end) return { lines, size, top };
  }
  return undefined;
}

/** Name and words share what lies above the envelope's window, so they are placed together. */
function placePayee(measure: Measure, content: SlipContent) {
  for (const [linesMax, size] of payeeShapes) {
    const lines = filledLines(measure, content.payeeName, content.fillCharacter, payeeRoom, size);
    if (lines.length > linesMax) continue;
    const below = payeeTop + lines.length * measure.lineHeight({ size }) + gap;
    const words = placeWords(measure, content, Math.max(wordsTop, below));
    if (words) return { payee: { lines, size, top: payeeTop }, words };
  }
  return undefined;
}

function placeAddress(measure: Measure, content: SlipContent): Placed | undefined {
  const { leftMm, topMm, widthMm } = content.payeeWindow;
  const top = mm(topMm);
  const isBesideSignature = mm(leftMm + widthMm) > signatureLeft;
  const end = isBesideSignature ? signatureTop : copyLineTop;
  const text = [content.payeeName, ...content.addressLines].join("\n");
  for (const size of sizes) {
    const lines = measure.lines(text, mm(widthMm), { size });
    if (top + lines.length * measure.lineHeight({ size }) <= end) return { lines, size, top };
  }
  return undefined;
}

export function fitSlip(measure: Measure, content: SlipContent): SlipFit {
  const figures = placeFigures(measure, content);
  if (!figures) return { tooLong: "amount" };
  const named = placePayee(measure, content);
  if (!named) return { tooLong: "payee" };
  const address = placeAddress(measure, content);
  if (!address) return { tooLong: "address" };
  return { layout: { ...named, figures, address } };
}

let measuring: Pages | undefined;

/** What would have no room on the slip; undefined when all of it can be printed. */
export function slipFlaw(content: SlipContent): "payee" | "address" | "amount" | undefined {
  measuring ??= createPages({
    title: "",
    author: "Kampanye",
    locale: "en",
    createdAt: new Date(0),
    size: paper.a4,
  });
  const fit = fitSlip(measuring, content);
  return "tooLong" in fit ? fit.tooLong : undefined;
}
