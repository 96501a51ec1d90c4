/** Transaction Search and balances, for reconciliation and coverage. Source: reporting_transactions_v1. */
import { z } from "zod";
import { parseInstant } from "../../kernel/clock";
import { type Currency, isCurrency } from "../../kernel/currency";
import { fromPaypalValue, type Money } from "../../kernel/money";
import { callPaypal } from "./paypal-call";
import type { PaypalTransport } from "./paypal-transport";

const amountSchema = z.looseObject({ currency_code: z.string(), value: z.string() });

const reportSchema = z.looseObject({
  transaction_details: z
    .array(
      z.looseObject({
        transaction_info: z.looseObject({
          transaction_id: z.string(),
          paypal_reference_id: z.string().optional(),
          transaction_event_code: z.string(),
          transaction_initiation_date: z.string(),
          transaction_amount: amountSchema,
          fee_amount: amountSchema.optional(),
          ending_balance: amountSchema.optional(),
          transaction_status: z.string().optional(),
          custom_field: z.string().optional(),
          invoice_id: z.string().optional(),
        }),
      }),
    )
    .optional(),
  total_pages: z.int().optional(),
  last_refreshed_datetime: z.string().optional(),
});

const balancesSchema = z.looseObject({
  balances: z.array(z.looseObject({ currency: z.string(), total_balance: amountSchema })),
});

/** One balance-affecting line of PayPal's report; debits are negative. */
export interface ReportLine {
  transactionId: string;
  referenceId: string | undefined;
  /** T-code, for example T0001 for a payout. */
  eventCode: string;
  bookedAt: Date;
  amount: Money;
  /** Below zero for what PayPal keeps. */
  feeMinor: bigint;
  /** Our balance in this currency after the line, as PayPal states it; it leaves it out now and then. */
  endingMinor: bigint | undefined;
  /** Our own id that travelled along: the attempt of a payout, the deposit of a capture. */
  customField: string | undefined;
}

const reportPageSize = 500;

function knownCurrency(code: string): Currency {
  if (!isCurrency(code)) throw new Error(`PayPal's report names an unknown currency: ${code}`);
  return code;
}

export interface ReportRead {
  lines: ReportLine[];
  /** What happened before this instant is in the report; PayPal lets it lag up to three hours. */
  refreshedAt: Date | undefined;
}

export function createPaypalReports(transport: PaypalTransport) {
  async function readLines(from: Date, to: Date): Promise<ReportRead> {
    const lines: ReportLine[] = [];
    let refreshed: string | undefined;
    for (let page = 1, pages = 1; page <= pages; page++) {
      const query = new URLSearchParams({
        start_date: from.toISOString(),
        end_date: to.toISOString(),
        fields: "all",
        page_size: String(reportPageSize),
        page: String(page),
      });
      const path = `/v1/reporting/transactions?${query}`;
      const answer = await callPaypal(transport, { method: "GET", path }, reportSchema);
      pages = answer.total_pages ?? 1;
      refreshed ??= answer.last_refreshed_datetime;
      for (const { transaction_info: info } of answer.transaction_details ?? []) {
        const currency = knownCurrency(info.transaction_amount.currency_code);
        lines.push({
          transactionId: info.transaction_id,
          referenceId: info.paypal_reference_id,
          eventCode: info.transaction_event_code,
          bookedAt: new Date(info.transaction_initiation_date),
          amount: fromPaypalValue(info.transaction_amount.value, currency),
          feeMinor: info.fee_amount
            ? fromPaypalValue(info.fee_amount.value, currency).amountMinor
            : 0n,
          endingMinor: info.ending_balance
            ? fromPaypalValue(info.ending_balance.value, currency).amountMinor
            : undefined,
          customField: info.custom_field ?? info.invoice_id,
        });
      }
    }
    return { lines, refreshedAt: refreshed === undefined ? undefined : parseInstant(refreshed) };
  }

  return {
    /** {@link listLines} with the instant up to which the report is complete. */
    readLines,

    /**
     * Every balance-affecting line between two instants, at most 31 days apart, over all pages.
     * @throws PaypalRefusedError for a window PayPal does not accept; PaypalUnavailableError.
     */
    listLines: async (from: Date, to: Date): Promise<ReportLine[]> =>
      (await readLines(from, to)).lines,

    /** PayPal's own figure of our balance in each currency. */
    async listBalances(): Promise<Money[]> {
      const answer = await callPaypal(
        transport,
        { method: "GET", path: "/v1/reporting/balances" },
        balancesSchema,
      );
      return answer.balances.map(({ currency, total_balance }) =>
        fromPaypalValue(total_balance.value, knownCurrency(currency)),
      );
    },
  };
}

export type PaypalReports = ReturnType<typeof createPaypalReports>;
