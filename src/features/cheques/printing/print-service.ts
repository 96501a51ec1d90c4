/** Printing: once as the original, and every time after as a copy of the same number. */
import { utcDate } from "../../../kernel/clock";
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { databaseNow, many, maybeOne, one, type Tx } from "../../../platform/db/sql";
import { signer } from "../../../platform/http/signer";
import { missingCharacters } from "../../../platform/pdf/fonts";
import { type Actor, signerOf } from "../../identity";
import { auditCheque, stateConflict } from "../cheque-people";
import { ChequePrintingPageRow, ChequePrintingRow, type ChequeRow } from "../cheque-row";
import { lockAllFor } from "../cheque-service";
import { bankAccountById, moveCheque } from "../cheque-store";
import { termsOf } from "../settings/settings-service";
import { chequePdf, type PrintedPage } from "./cheque-pdf";
import { type PageContent, type StubDeduction, type StubLine } from "./page-content";
import { slipFlaw } from "./slip-layout";
import { requireRoom, slipContent } from "./slip-room";

/** More lines than these have no room on a stub. */
const stubLinesMax = 9;

interface Stub {
  lines: StubLine[];
  moreLinesCount: number;
  deductions: StubDeduction[];
}

/** What the payee earned and what of it this cheque does not pay: the column adds up to the amount of the cheque. */
async function stubOf(tx: Tx, cheque: ChequeRow): Promise<Stub> {
  const lines = await many<StubLine>(
    tx,
    `SELECT c.title AS work, to_char(e.endorsed_at, 'YYYY-MM-DD') AS "endorsedOn",
            l.amount_minor::text AS "amountMinor"
     FROM payout_lines l JOIN endorsements e ON e.id = l.endorsement_id
     JOIN campaigns c ON c.id = e.campaign_id
     WHERE l.payout_id = $1 ORDER BY e.endorsed_at, e.id LIMIT $2`,
    [cheque.payoutId, stubLinesMax],
  );
  const all = await one<{ count: number; earned: string; tax: string; place: string | null }>(
    tx,
    `SELECT count(*)::int AS count, sum(l.amount_minor)::text AS earned, a.tax_minor::text AS tax,
            a.tax_jurisdiction AS place
     FROM payout_attempts a JOIN payout_lines l ON l.payout_id = a.payout_id
     WHERE a.id = $1 GROUP BY a.id`,
    [cheque.attemptId],
  );
  // The payout may have changed since this attempt was made; what it earned and this cheque have not.
  const repaidMinor = BigInt(all.earned) - BigInt(all.tax) - cheque.amountMinor;
  return {
    lines,
    moreLinesCount: all.count - lines.length,
    deductions: [
      ...(repaidMinor === 0n
        ? []
        : [{ reason: "debt_repaid", amountMinor: repaidMinor.toString() } as const]),
      ...(all.place === null
        ? []
        : [{ reason: "tax_withheld", jurisdiction: all.place, amountMinor: all.tax } as const]),
    ],
  };
}

/** What the original says, or what it will say when there is none. */
async function contentOf(tx: Tx, cheque: ChequeRow, today: string): Promise<PageContent> {
  const known = await maybeOne<{ content: PageContent }>(
    tx,
    `SELECT content FROM cheque_printing_pages WHERE cheque_id = $1 ORDER BY copy_number LIMIT 1`,
    [cheque.id],
  );
  if (known) return known.content;
  const terms = await termsOf(tx, cheque.bankAccountId);
  const account = await bankAccountById(tx, cheque.bankAccountId);
  const content: PageContent = {
    number: cheque.number.toString(),
    accountName: account.name,
    datedOn: cheque.issuedOn ?? today,
    amountMinor: cheque.amountMinor.toString(),
    currency: cheque.currency,
    layout: terms.layout,
    ...slipContent(cheque, terms),
    ...(await stubOf(tx, cheque)),
  };
  const missing = missingCharacters([content.payeeName, ...content.addressLines].join(" "));
  if (missing.length > 0) {
    const number = cheque.number.toString();
    throw new ConflictError("cheque_unprintable", { number, characters: missing.join(" ") });
  }
  requireRoom(cheque, terms);
  return content;
}

async function nextCopy(tx: Tx, cheque: ChequeRow): Promise<number> {
  if (cheque.status === "allocated") return 0;
  const { last } = await one<{ last: number }>(
    tx,
    "SELECT coalesce(max(copy_number), 0)::int AS last FROM cheque_printing_pages WHERE cheque_id = $1",
    [cheque.id],
  );
  return last + 1;
}

/**
 * Prints cheques into one file, in the order of their numbers: those that were never printed or handed over as originals,
 * all others as copies.
 * @returns id of the printing, for {@link printingPdf}.
 * @throws NotFoundError; ConflictError `own_payout`, `cheque_state`, `cheque_unprintable`, `cheque_no_room`.
 */
export async function printCheques(
  tx: Tx,
  actor: Actor,
  chequeIds: readonly string[],
): Promise<string> {
  const cheques = await lockAllFor(tx, actor, chequeIds);
  const today = utcDate(await databaseNow(tx));
  const printingId = newId();
  await tx.insert(ChequePrintingRow, { id: printingId, printedBy: signerOf(actor) });
  for (const cheque of cheques) {
    if (cheque.status === "spoiled") throw stateConflict(cheque);
    const copyNumber = await nextCopy(tx, cheque);
    const content = await contentOf(tx, cheque, today);
    await tx.insert(ChequePrintingPageRow, {
      printingId,
      chequeId: cheque.id,
      copyNumber,
      content: content as object,
    });
    if (copyNumber === 0 && !(await moveCheque(tx, cheque.id, "printed"))) {
      throw stateConflict(cheque);
    }
    await auditCheque(tx, actor.principal, copyNumber === 0 ? "printed" : "copied", cheque, {
      copy: copyNumber.toString(),
    });
  }
  return printingId;
}

interface PageRow {
  content: PageContent;
  is_copy: boolean;
  printed_at: Date;
}

/** An original reads as one until its cheque is handed over; from then on every page is a copy. */
async function pagesOf(tx: Tx, printingId: string): Promise<PageRow[]> {
  return await many<PageRow>(
    tx,
    `SELECT p.content, p.copy_number > 0 OR c.status <> 'printed' AS is_copy, g.created_at AS printed_at
     FROM cheque_printing_pages p JOIN cheques c ON c.id = p.cheque_id
     JOIN cheque_printings g ON g.id = p.printing_id
     WHERE p.printing_id = $1 ORDER BY c.number`,
    [printingId],
  );
}

/** @throws NotFoundError; ConflictError `cheque_no_room` for a page of a time when nobody looked whether it fits. */
export async function printingPdf(
  tx: Tx,
  printingId: string,
): Promise<{ fileName: string; content: Buffer }> {
  const rows = await pagesOf(tx, printingId);
  const [first] = rows;
  if (!first) throw new NotFoundError();
  const printed = rows.map(({ content, is_copy }): PrintedPage => ({ content, isCopy: is_copy }));
  const flawed = rows.find(({ content }) => slipFlaw(content) !== undefined);
  if (flawed) throw new ConflictError("cheque_no_room", { number: flawed.content.number });
  const numbers = [first.content.number, rows.at(-1)?.content.number ?? ""];
  const name = [...new Set(numbers)].join("-");
  const content = await chequePdf(printed, {
    title: `Cheques ${name}`,
    createdAt: first.printed_at,
  });
  return { fileName: `cheques-${name}.pdf`, content };
}

/** What one printing holds. @throws NotFoundError */
export async function showPrinting(tx: Tx, id: string) {
  const pages = await many<{
    chequeId: string;
    number: string;
    copyNumber: number;
    printedBy: string;
    printed_at: Date;
  }>(
    tx,
    `SELECT p.cheque_id AS "chequeId", c.number::text, p.copy_number AS "copyNumber",
            g.printed_by AS "printedBy", g.created_at AS printed_at
     FROM cheque_printing_pages p JOIN cheque_printings g ON g.id = p.printing_id
     JOIN cheques c ON c.id = p.cheque_id
     WHERE p.printing_id = $1 ORDER BY c.number`,
    [id],
  );
  const [first] = pages;
  if (!first) throw new NotFoundError();
  return {
    id,
    printedBy: signer(first.printedBy),
    printedAt: first.printed_at.toISOString(),
    pdf: `/v1/cheque-printings/${id}/pdf`,
    pages: pages.map(({ chequeId, number, copyNumber }) => ({
      chequeId,
      number,
      copyNumber,
      isCopy: copyNumber > 0,
    })),
  };
}
