/** A printout on paper. */
import { setImmediate as others } from "node:timers/promises";
import { createPdf } from "../../platform/pdf/pdf";
import { documentWords } from "./document-words-texts";
import { filled, type Printout } from "./printout";

/** Rows after which other requests get a turn: a page takes some 20 ms of the only thread there is. */
const rowsAtOnceMax = 20;

/** Shares of the width: texts get more room than amounts, and days in the first column little. */
function shareOf(columns: Printout["columns"], at: number): number {
  if (columns[at]?.isAmount) return 1.9;
  return at === 0 && columns.length > 2 ? 1.2 : 2;
}

/**
 * The PDF of a printout. `code` stands at the foot of every page; `at` is written into the file as its time, so that the
 * same content gives the same bytes.
 */
export async function printoutPdf(printout: Printout, code: string, at: Date): Promise<Buffer> {
  const { language, title, columns } = printout;
  const pdf = createPdf({
    title: `${title} ${code}`,
    author: printout.from[0] ?? "",
    locale: language,
    createdAt: at,
    footer: (page, count) =>
      filled(documentWords.page, language, { code, page: String(page), count: String(count) }),
  });
  pdf.heading(title);
  pdf.gap(6);
  pdf.beside(printout.from.join("\n"), printout.to.join("\n"));
  pdf.gap(10);
  pdf.facts(printout.facts.map(({ label, value }) => [label, value] as const));
  pdf.gap(10);
  const table = pdf.openTable(
    columns.map(({ title: head, isAmount }, column) => ({
      title: head,
      share: shareOf(columns, column),
      align: isAmount ? "right" : "left",
    })),
    printout.whenEmpty,
  );
  for (const [row, cells] of printout.rows.entries()) {
    if (row % rowsAtOnceMax === rowsAtOnceMax - 1) await others();
    table.row({ cells });
  }
  for (const cells of printout.totals) table.row({ cells, weight: "bold" });
  table.close();
  pdf.gap(10);
  for (const note of printout.notes) pdf.paragraph(note, { size: 9, color: "#555555" });
  return await pdf.finish();
}
