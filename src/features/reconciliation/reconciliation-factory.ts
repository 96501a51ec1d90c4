/** Reconciliation as routes, jobs and commands use it. */
import { AppError, ConflictError } from "../../kernel/errors";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import {
  PaypalRefusedError,
  type PaypalReports,
  PaypalUnavailableError,
  type ReportLine,
} from "../../providers/paypal";
import { noticeReportedPayouts } from "../payouts";
import {
  type Imported,
  type Importer,
  importStatement,
  prepareBankStatement,
  preparePaypalReport,
} from "./import-service";
import { type MatchBankDeposit, type Settled, settleOpenLines } from "./match-service";
import { reportWindow } from "./report-window";
import { lockReconciliation } from "./statement-store";

export interface ReconciliationOptions {
  unitOfWork: UnitOfWork;
  /** Undefined when no PayPal is configured. */
  paypal: PaypalReports | undefined;
  matchBankDeposit: MatchBankDeposit;
}

/** Debits for payouts, which carry our own id of the attempt. */
function reportedPayouts(report: readonly ReportLine[]) {
  return report.flatMap(({ eventCode, customField, bookedAt }) =>
    eventCode === "T0001" && customField ? [{ senderItemId: customField, bookedAt }] : [],
  );
}

export type Reconciliation = ReturnType<typeof createReconciliation>;

export function createReconciliation(options: ReconciliationOptions) {
  const { unitOfWork, paypal } = options;

  async function readReport(from: string, to: string): Promise<ReportLine[]> {
    if (!paypal) throw new ConflictError("paypal_report_missing");
    const { start, end } = reportWindow(from, to);
    try {
      return await paypal.listLines(start, end);
    } catch (error) {
      if (error instanceof PaypalUnavailableError) {
        throw new AppError(503, "paypal_report_unavailable");
      }
      if (!(error instanceof PaypalRefusedError)) throw error;
      const reason = error.body?.name ?? String(error.status);
      throw new ConflictError("paypal_report_refused", { reason });
    }
  }

  return {
    /**
     * Imports a bank's CSV file.
     * @throws InvalidError `bank_account_unknown`, `statement_invalid` with the bad lines in `lines`.
     */
    importBankFile: (
      importer: Importer,
      input: { bankAccountCode: string; content: string },
    ): Promise<Imported> =>
      unitOfWork.run(async (tx) => {
        await lockReconciliation(tx);
        const statement = await prepareBankStatement(tx, input);
        return await importStatement(tx, statement, importer, options);
      }),

    /**
     * Reads PayPal's report of some days, both included, at most 31, and imports it.
     * @throws ConflictError `paypal_report_missing`, `paypal_report_refused`; AppError 503
     * `paypal_report_unavailable`; InvalidError `statement_before_first`.
     */
    async importPaypalReport(
      importer: Importer,
      input: { from: string; to: string },
    ): Promise<Imported> {
      const report = await readReport(input.from, input.to);
      return await unitOfWork.run(async (tx) => {
        await lockReconciliation(tx);
        await noticeReportedPayouts(tx, reportedPayouts(report));
        const statement = await preparePaypalReport(tx, { ...input, report });
        return await importStatement(tx, statement, importer, options);
      });
    },

    /** Tries every open line again; for a job that runs after postings were made. */
    rematchOpenLines: (): Promise<Settled> =>
      unitOfWork.run(async (tx) => {
        await lockReconciliation(tx);
        return await settleOpenLines(tx, options);
      }),
  };
}
