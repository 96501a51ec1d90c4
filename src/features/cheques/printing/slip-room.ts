/** Whether a cheque can be printed at all, known before its number is taken. */
import { ConflictError } from "../../../kernel/errors";
import type { ChequeRow } from "../cheque-row";
import type { ChequeTerms } from "../settings/cheque-terms";
import { addressLines } from "./page-content";
import { slipFlaw } from "./slip-layout";

type Written = Pick<
  ChequeRow,
  "number" | "payeeName" | "postalAddress" | "amountMinor" | "currency"
>;

/** What the terms of its account make of the slip of a cheque. */
export function slipContent(
  { payeeName, postalAddress }: Pick<ChequeRow, "payeeName" | "postalAddress">,
  terms: ChequeTerms,
) {
  return {
    payeeName,
    addressLines: addressLines(postalAddress as Record<string, string>),
    locale: terms.wordsLocale,
    fillCharacter: terms.fillCharacter,
    payeeWindow: terms.payeeWindow,
  };
}

/** @throws ConflictError `cheque_no_room` when name, address or amount do not fit on the slip. */
export function requireRoom(cheque: Written, terms: ChequeTerms): void {
  const { currency } = cheque;
  const amountMinor = cheque.amountMinor.toString();
  const part = slipFlaw({ ...slipContent(cheque, terms), amountMinor, currency });
  if (part === undefined) return;
  throw new ConflictError("cheque_no_room", { number: cheque.number.toString() }, { part });
}
