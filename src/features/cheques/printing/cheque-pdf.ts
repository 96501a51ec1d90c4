/**
 * A cheque on a page of three parts: the slip where the paper has it, and two stubs, for the payee and for the file. The
 * paper is the bank's and carries the code line at its foot; here is only printed what differs from cheque to cheque.
 */
import { invariant } from "../../../kernel/invariant";
import type { Locale } from "../../../kernel/locale";
import { money } from "../../../kernel/money";
import { createPages, mm, type Pages, paper, type TextStyle } from "../../../platform/pdf/pages";
import { deductionText } from "../../documents";
import { voucherLayouts } from "../settings/cheque-terms";
import { amountInFigures } from "../words/amount-in-words";
import type { PageContent } from "./page-content";
import { type PrintWord, printTexts } from "./print-texts";
import { fitSlip, type Placed, partHeight, side } from "./slip-layout";

export interface PrintedPage {
  content: PageContent;
  isCopy: boolean;
}

const small: TextStyle = { size: 8, color: "#555555" };
const plain: TextStyle = { size: 10 };
const copyWord = "COPY";

function say(word: PrintWord, locale: Locale, values: Readonly<Record<string, string>> = {}) {
  return printTexts[word][locale].replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => values[name] ?? "",
  );
}

function writeSlip(pages: Pages, top: number, content: PageContent): void {
  const { locale } = content;
  const fit = fitSlip(pages, content);
  invariant("layout" in fit, `Cheque ${content.number} has no room on its slip`);
  const { payee, words, figures, address } = fit.layout;
  const width = pages.width - 2 * side;
  const right = { ...plain, align: "right" } as const;
  const at = (below: number, x = side, room = width) => ({ x, y: top + mm(below), width: room });
  const place = ({ lines, size, top: below }: Placed, x = side, style: TextStyle = {}) => {
    lines.forEach((line, row) => {
      const y = top + below + row * pages.lineHeight({ size });
      pages.write(line, { x, y, width }, { ...style, size });
    });
  };
  pages.write(content.accountName, at(8), small);
  pages.write(`${say("number", locale)} ${content.number}`, at(8), { ...small, align: "right" });
  pages.write(`${say("date", locale)} ${content.datedOn}`, at(14), right);
  pages.write(say("payTo", locale), at(20), small);
  place(payee);
  place(figures, side, { weight: "bold", align: "right" });
  place(words);
  place(address, mm(content.payeeWindow.leftMm));
  const signatureX = pages.width - side - mm(60);
  pages.draw([signatureX, top + mm(78)], [pages.width - side, top + mm(78)]);
  pages.write(say("signature", locale), at(79, signatureX, mm(60)), { ...small, align: "center" });
}

/** The column of a stub: the work, what was kept back of it, and the total that is left. */
function stubRows({ locale, ...content }: PageContent): [string, string][] {
  const figures = (minor: bigint) => amountInFigures(money(minor, content.currency));
  const { deductions } = content;
  const sum = (list: readonly { amountMinor: string }[]) =>
    list.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
  const kept = (deductions ?? []).map(({ amountMinor, ...deduction }): [string, string] => [
    deductionText(deduction, locale),
    `-${figures(BigInt(amountMinor))}`,
  ]);
  const earnedMinor = BigInt(content.amountMinor) + sum(deductions ?? []);
  const count = content.moreLinesCount.toString();
  // A page that was frozen before deductions were printed does not know what the rest came to.
  const rest = deductions ? figures(earnedMinor - sum(content.lines)) : "";
  return [
    ...(content.moreLinesCount > 0
      ? [[say("more", locale, { count }), rest] as [string, string]]
      : []),
    ...(kept.length > 0
      ? [[say("earned", locale), figures(earnedMinor)] as [string, string], ...kept]
      : []),
  ];
}

/** In the largest size in which it stands in one line, or in two lines of the smallest. */
function stubName(pages: Pages, name: string, width: number): { text: string; size: number } {
  const size = [9, 8, 7].find((one) => pages.widthOf(name, { size: one }) <= width);
  if (size !== undefined) return { text: name, size };
  return { text: pages.lines(name, width, { size: 7 }).slice(0, 2).join("\n"), size: 7 };
}

function writeStub(pages: Pages, top: number, content: PageContent, owner: PrintWord): void {
  const { locale, currency } = content;
  const width = pages.width - 2 * side;
  let y = top + mm(8);
  const row = (left: string, end: string, style: TextStyle = { size: 9 }) => {
    pages.write(left, { x: side, y, width: width - mm(45) }, style);
    pages.write(end, { x: side, y, width }, { ...style, align: "right" });
    y += pages.lineHeight(style);
  };
  row(say("advice", locale), say(owner, locale), { size: 11, weight: "bold" });
  const [account = ""] = pages.lines(content.accountName, width - mm(60), { size: 9 });
  row(`${say("number", locale)} ${content.number} · ${content.datedOn}`, account);
  const { text, size } = stubName(pages, content.payeeName, width);
  y += pages.write(text, { x: side, y, width }, { size });
  y += mm(1);
  row(say("work", locale), say("amount", locale), { size: 9, weight: "bold" });
  for (const line of content.lines) {
    const [work = ""] = pages.lines(line.work, width - mm(75), { size: 9 });
    row(`${line.endorsedOn}  ${work}`, amountInFigures(money(BigInt(line.amountMinor), currency)));
  }
  for (const [left, end] of stubRows(content)) row(left, end);
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
