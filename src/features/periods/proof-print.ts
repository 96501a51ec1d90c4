/** A proof as CSV and as a page to print. Apart from the time of printing the same proof gives the same bytes. */
import { isoExponent } from "../../kernel/currency";
import type { Locale } from "../../kernel/locale";
import { formatDecimal } from "../../kernel/money";
import type { Text } from "../../kernel/texts";
import { csvLine } from "../../platform/http/csv";
import { createPdf, type PdfColumn } from "../../platform/pdf/pdf";
import type { TimingItem } from "./position-store";
import { type Proof, proofHash } from "./proof";
import { proofTexts } from "./proof-texts";

const amountText = ({ currency }: Proof) => {
  const exponent = isoExponent(currency);
  return (minor: bigint) => formatDecimal(minor, exponent);
};

/** Printed one by one; the number in the heading counts all of them, and the CSV has them. */
const printedMax = 1_000;

/** One section a line group: balances first, then what lies between them. */
export function proofCsv(proof: Proof, printedAt: Date): string {
  const amount = amountText(proof);
  const { account, currency, day } = proof;
  const line = (part: string, on: string, reference: string, kind: string, text: string) =>
    csvLine([account, currency, day, part, on, reference, kind, text]);
  const balance = (part: string, minor: bigint | null, on = day) =>
    line(part, on, "", "", minor === null ? "" : amount(minor));
  const items = (part: string, list: readonly TimingItem[]) =>
    list.map((item) => line(part, item.day, item.reference, item.kind, amount(item.amountMinor)));
  return [
    csvLine(["account", "currency", "on", "part", "date", "reference", "kind", "amount"]),
    balance("ledger_balance", proof.ledgerMinor),
    balance("outstanding_items", proof.outstandingMinor),
    ...items("outstanding", proof.outstanding),
    balance("unbooked_lines", proof.unbookedMinor),
    ...items("unbooked", proof.unbooked),
    balance("expected_balance", proof.expectedMinor),
    balance("statement_balance", proof.statementMinor, proof.statementDay ?? ""),
    balance("difference", proof.differenceMinor),
    ...(proof.cheques === undefined
      ? []
      : [
          balance("cheques_outstanding", proof.chequesMinor ?? 0n),
          ...items("cheque", proof.cheques),
        ]),
    line("content_hash", day, proofHash(proof), "", ""),
    line("printed_at", "", printedAt.toISOString(), "", ""),
  ].join("");
}

/** The page in one language. */
export async function proofPdf(
  proof: Proof,
  printedAt: Date,
  locale: Locale,
  installation: string,
): Promise<Buffer> {
  const say = (text: Text) => text[locale];
  const amount = amountText(proof);
  const money = (minor: bigint | null) =>
    minor === null ? say(proofTexts.unknown) : `${proof.currency} ${amount(minor)}`;
  const title = say(proofTexts.title);
  const pdf = createPdf({
    title: `${title} ${proof.account} ${proof.currency} ${proof.day}`,
    author: installation,
    locale,
    createdAt: printedAt,
    footer: (page, count) =>
      say(proofTexts.page).replace("{{page}}", `${page}`).replace("{{count}}", `${count}`),
  });
  pdf.heading(title);
  pdf.facts([
    [say(proofTexts.account), proof.account],
    [say(proofTexts.on), proof.day],
    [say(proofTexts.ledger), money(proof.ledgerMinor)],
    [`− ${say(proofTexts.outstanding)}`, money(proof.outstandingMinor)],
    [`+ ${say(proofTexts.unbooked)}`, money(proof.unbookedMinor)],
    [`= ${say(proofTexts.expected)}`, money(proof.expectedMinor)],
    [say(proofTexts.statement), money(proof.statementMinor)],
    [say(proofTexts.statementDay), proof.statementDay ?? say(proofTexts.unknown)],
    ...(proof.statementThrough === undefined
      ? []
      : [
          [
            say(proofTexts.statementThrough),
            proof.statementThrough ?? say(proofTexts.unknown),
          ] as const,
        ]),
    [say(proofTexts.difference), money(proof.differenceMinor)],
  ]);
  const columns: PdfColumn[] = [
    { title: say(proofTexts.date), share: 2 },
    { title: say(proofTexts.reference), share: 6 },
    { title: say(proofTexts.kind), share: 2 },
    { title: `${say(proofTexts.amount)} (${proof.currency})`, share: 2, align: "right" },
  ];
  const table = (heading: Text, count: number, items: readonly TimingItem[]) => {
    pdf.gap(12);
    pdf.paragraph(`${say(heading)} (${count})`, { size: 11, weight: "bold" });
    const rows = items.slice(0, printedMax).map((item) => ({
      cells: [item.day, item.reference, item.kind, amount(item.amountMinor)],
    }));
    pdf.table(columns, rows, say(proofTexts.none));
  };
  table(proofTexts.outstanding, proof.outstandingCount, proof.outstanding);
  table(proofTexts.unbooked, proof.unbookedCount, proof.unbooked);
  if (proof.cheques !== undefined) {
    table(proofTexts.cheques, proof.chequesCount ?? 0, proof.cheques);
    pdf.facts([[say(proofTexts.chequesSum), money(proof.chequesMinor ?? 0n)]]);
  }
  pdf.gap(12);
  pdf.facts([
    [say(proofTexts.hash), proofHash(proof)],
    [say(proofTexts.printed), printedAt.toISOString()],
  ]);
  return await pdf.finish();
}
