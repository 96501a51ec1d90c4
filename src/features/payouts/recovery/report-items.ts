/** Lines of PayPal's report in the form of the items they are about. Pure. */
import type { ObservedItem, ReportLine } from "../../../providers/paypal";

/** A payment of which PayPal shows nothing but its report's line, which says that the money went. */
export function itemOfLine(line: ReportLine): ObservedItem {
  return {
    itemId: line.transactionId,
    senderItemId: line.customField,
    status: "SUCCESS",
    rawStatus: "SUCCESS",
    amount: { ...line.amount, amountMinor: -line.amount.amountMinor },
    fee: undefined,
    isFeeUnreadable: false,
    errorName: undefined,
  };
}
