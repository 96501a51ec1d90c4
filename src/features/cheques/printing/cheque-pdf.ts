/**
 * A cheque on a page of three parts: the slip where the paper has it, and two stubs, for the payee and for the file. The
 * paper is the bank's and carries the code line at its foot; here is only printed what differs from cheque to cheque.
 */
import type { Locale } from "../../../kernel/locale";
import { money } from "../../../kernel/money";
import { createPages, mm, type Pages, paper, type TextStyle } from "../../../platform/pdf/pages";
import { voucherLayouts } from "../settings/cheque-terms";
import { amountInFigures, amountInWords } from "../words/amount-in-words";
import type { PageContent } from "./page-content";
import { type PrintWord, printTexts } from "./print-texts";

export interface PrintedPage {
  content: PageContent;
  isCopy: boolean;
}

const side = mm(15);
const partHeight = mm(99);
const small: TextStyle = { size: 8, color: "#555555" };
const plain: TextStyle = { size: 10 };
const strong: TextStyle = { size: 12, weight: "bold" };
const copyWord = "COPY";
const figureFillsCount = 3;

function say(word: PrintWord, locale: Locale, values: Readonly<Record<string, string>> = {}) {
  return printTexts[word][locale].replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => values[name] ?? "",
  );
}

/** The text with as many fill characters behind it as the line still holds, so that nothing can be added. */
export function filled(
  text: string,
  fill: string,
  room: number,
  widthOf: (text: string) => number,
): string {
  const free = room - widthOf(`${text} `);
  let count = 0;
  while (widthOf(fill.repeat(count + 1)) <= free) count += 1;
  return count === 0 ? text : `${text} ${fill.repeat(count)}`;
}

/** Figures between fill characters. */
function figuresOf({ amountMinor, currency, fillCharacter }: PageContent): string {
  const fill = fillCharacter.repeat(figureFillsCount);
  return `${currency} ${fill}${amountInFigures(money(BigInt(amountMinor), currency))}${fill}`;
}

function writeSlip(pages: Pages, top: number, content: PageContent): void {
  const { locale, fillCharacter, payeeWindow } = content;
  const width = pages.width - 2 * side;
  const right = { ...plain, align: "right" } as const;
  const at = (below: number, x = side, room = width) => ({ x, y: top + mm(below), width: room });
  pages.write(content.accountName, at(8), small);
  pages.write(`${say("number", locale)} ${content.number}`, at(8), { ...small, align: "right" });
  pages.write(`${say("date", locale)} ${content.datedOn}`, at(14), right);
  pages.write(say("payTo", locale), at(20), small);
  const payeeRoom = width - mm(65);
  const named = filled(content.payeeName, fillCharacter, payeeRoom, (text) =>
    pages.widthOf(text, plain),
  );
  pages.write(named, at(24, side, payeeRoom), plain);
  pages.write(figuresOf(content), at(23), { ...strong, align: "right" });
  const words = amountInWords(money(BigInt(content.amountMinor), content.currency), locale);
  const lines = pages.lines(words, width, plain);
  const last = lines.length - 1;
  lines.forEach((line, place) => {
    const isLast = place === last;
    const shown = isLast
      ? filled(line, fillCharacter, width, (text) => pages.widthOf(text, plain))
      : line;
    pages.write(shown, at(31 + place * 5), plain);
  });
  const { leftMm, topMm, widthMm } = payeeWindow;
  pages.write(
    [content.payeeName, ...content.addressLines].join("\n"),
    at(topMm, mm(leftMm), mm(widthMm)),
    plain,
  );
  const signatureX = pages.width - side - mm(60);
  pages.draw([signatureX, top + mm(82)], [pages.width - side, top + mm(82)]);
  pages.write(say("signature", locale), at(83, signatureX, mm(60)), { ...small, align: "center" });
}

function writeStub(pages: Pages, top: number, content: PageContent, owner: PrintWord): void {
  const { locale, currency } = content;
  const width = pages.width - 2 * side;
  const right = { ...plain, size: 9, align: "right" } as const;
  let y = top + mm(8);
  const row = (left: string, end: string, style: TextStyle = { size: 9 }) => {
    pages.write(left, { x: side, y, width: width - mm(45) }, style);
    pages.write(end, { x: side, y, width }, { ...right, ...style, align: "right" });
    y += pages.lineHeight(style);
  };
  row(say("advice", locale), say(owner, locale), { size: 11, weight: "bold" });
  row(
    `${say("number", locale)} ${content.number} · ${content.datedOn} · ${content.payeeName}`,
    content.accountName,
  );
  y += mm(2);
  row(say("work", locale), say("amount", locale), { size: 9, weight: "bold" });
  for (const line of content.lines) {
    const [work = ""] = pages.lines(line.work, width - mm(75), { size: 9 });
    row(`${line.endorsedOn}  ${work}`, amountInFigures(money(BigInt(line.amountMinor), currency)));
  }
  if (content.moreLinesCount > 0) {
    row(say("more", locale, { count: content.moreLinesCount.toString() }), "");
  }
  const total = amountInFigures(money(BigInt(content.amountMinor), currency));
  row(say("total", locale), `${currency} ${total}`, { size: 9, weight: "bold" });
}

function writePage(pages: Pages, { content, isCopy }: PrintedPage): void {
  pages.add();
  const slipAt = voucherLayouts.indexOf(content.layout);
  // The slip may be cut off, so it says by itself that it is a copy; below the text, so that all of it can be read.
  if (isCopy) {
    const box = { x: side, y: slipAt * partHeight + mm(52), width: pages.width - 2 * side };
    pages.write(copyWord, box, { size: 56, weight: "bold", align: "center", color: "#cccccc" });
  }
  const stubs = [0, 1, 2].filter((part) => part !== slipAt);
  writeSlip(pages, slipAt * partHeight, content);
  stubs.forEach((part, index) => {
    writeStub(pages, part * partHeight, content, index === 0 ? "forPayee" : "forFile");
  });
  for (const part of [1, 2]) {
    pages.draw([0, part * partHeight], [pages.width, part * partHeight], "#dddddd");
  }
  if (!isCopy) return;
  const words = say("copy", content.locale, { number: content.number });
  const box = { x: side, y: slipAt * partHeight + mm(89), width: pages.width - 2 * side };
  pages.write(words, box, { size: 9, weight: "bold" });
  pages.stamp(copyWord);
}

/** One page for each cheque, in the order given; a copy says so across the whole page. */
export async function chequePdf(
  printed: readonly PrintedPage[],
  { title, createdAt }: { title: string; createdAt: Date },
): Promise<Buffer> {
  const pages = createPages({
    title,
    author: "Kampanye",
    locale: printed[0]?.content.locale ?? "en",
    createdAt,
    size: paper.a4,
  });
  for (const page of printed) writePage(pages, page);
  return await pages.finish();
}
