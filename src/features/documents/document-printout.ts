/** Numbered documents in words. */
import type { Locale } from "../../kernel/locale";
import type { SignedMoneyJson } from "../../platform/http/schemas";
import type {
  DeductionReason,
  DepositReceipt,
  DocumentContent,
  FeeInvoice,
  FeeLine,
  Remittance,
} from "./document";
import {
  deliverableWords,
  documentNotes,
  methodWords,
  platformWords,
  documentWords as words,
} from "./document-words-texts";
import {
  amountText,
  countryText,
  dayText,
  filled,
  issuerLines,
  type Printout,
  partyLines,
  shortDayText,
} from "./printout";

type Body = Pick<Printout, "facts" | "columns" | "rows" | "totals">;

const textColumn = (title: string) => ({ title, isAmount: false });
const amountColumn = (title: string) => ({ title, isAmount: true });

/** Why part of what was earned is not paid out, as it stands on a remittance and on the stub of a cheque. */
export function deductionText(deduction: DeductionReason, locale: Locale): string {
  if (deduction.reason === "debt_repaid") return words.debt_repaid[locale];
  const [jurisdiction = ""] = countryText(deduction.jurisdiction, locale);
  return filled(words.tax_withheld, locale, { jurisdiction });
}

function remittanceBody(content: Remittance, locale: Locale): Body {
  const money = (amount: SignedMoneyJson) => amountText(amount, locale);
  const isCheque = content.rail === "cheque";
  const facts = [
    { label: words.paidOn[locale], value: dayText(content.paidAt, locale) },
    { label: words.paidBy[locale], value: methodWords[content.rail][locale] },
    { label: words.paidTo[locale], value: content.receiver },
  ];
  if (content.reference !== null) {
    const label = isCheque ? words.chequeNumber : words.reference;
    facts.push({ label: label[locale], value: content.reference });
  }
  const kept = content.deductions.map((deduction) => [
    "",
    "",
    deductionText(deduction, locale),
    money({
      ...deduction.amount,
      amountMinor: (-BigInt(deduction.amount.amountMinor)).toString(),
    }),
  ]);
  const earned = kept.length > 0 ? [["", "", words.earned[locale], money(content.earned)]] : [];
  return {
    facts,
    columns: [
      textColumn(words.endorsedOn[locale]),
      textColumn(words.campaign[locale]),
      textColumn(words.content[locale]),
      amountColumn(words.amount[locale]),
    ],
    rows: content.lines.map((line) => [
      shortDayText(line.endorsedAt, locale),
      `${line.campaign} · ${line.brand}`,
      `${platformWords[line.platform][locale]}: ${deliverableWords[line.deliverable][locale]}`,
      money(line.amount),
    ]),
    totals: [...earned, ...kept, ["", "", words.totalPaid[locale], money(content.total)]],
  };
}

function receiptBody(content: DepositReceipt, locale: Locale): Body {
  const facts = [
    { label: words.receivedOn[locale], value: dayText(content.receivedAt, locale) },
    { label: words.paidBy[locale], value: methodWords[content.method][locale] },
    { label: words.reference[locale], value: content.referenceCode },
  ];
  if (content.providerReference !== null) {
    facts.push({ label: words.paymentReference[locale], value: content.providerReference });
  }
  const amount = amountText(content.total, locale);
  return {
    facts,
    columns: [textColumn(words.what[locale]), amountColumn(words.amount[locale])],
    rows: [[words.depositPurpose[locale], amount]],
    totals: [[words.totalReceived[locale], amount]],
  };
}

function invoiceBody(content: FeeInvoice, locale: Locale): Body {
  const money = (amount: SignedMoneyJson) => amountText(amount, locale);
  const campaignOf = ({ reason, campaign }: FeeLine) =>
    reason === "earned" ? campaign : filled(words.undoneFee, locale, { campaign });
  return {
    facts: [],
    columns: [
      textColumn(words.date[locale]),
      textColumn(words.campaign[locale]),
      textColumn(words.creator[locale]),
      amountColumn(words.creatorFee[locale]),
      amountColumn(words.platformFee[locale]),
    ],
    rows: content.lines.map((line) => [
      shortDayText(line.bookedAt, locale),
      campaignOf(line),
      line.creator,
      money(line.fee),
      money(line.platformFee),
    ]),
    totals: [["", "", "", words.total[locale], money(content.total)]],
  };
}

function bodyOf(content: DocumentContent, locale: Locale): Body {
  switch (content.kind) {
    case "remittance":
      return remittanceBody(content, locale);
    case "deposit_receipt":
      return receiptBody(content, locale);
    case "fee_invoice":
    case "credit_note":
      return invoiceBody(content, locale);
  }
}

/** What a document says in one language. */
export function documentPrintout(content: DocumentContent, locale: Locale): Printout {
  const { facts, ...body } = bodyOf(content, locale);
  return {
    language: locale,
    title: words[content.kind][locale],
    from: issuerLines(content.issuer, locale),
    to: partyLines(content.party, locale),
    facts: [
      { label: words.number[locale], value: content.code },
      { label: words.issuedOn[locale], value: dayText(content.issuedAt, locale) },
      ...facts,
    ],
    ...body,
    notes: [documentNotes[content.kind][locale]],
    whenEmpty: words.nothing[locale],
  };
}
