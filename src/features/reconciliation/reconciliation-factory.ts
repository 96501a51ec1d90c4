/** Reconciliation as routes, jobs and commands use it. */
import { sha256 } from "../../kernel/canonical-json";
import { AppError, ConflictError } from "../../kernel/errors";
import type { Money } from "../../kernel/money";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { FileStore } from "../../platform/files/file-store";
import type { Logger } from "../../platform/logger";
import {
  PaypalRefusedError,
  type PaypalReports,
  PaypalUnavailableError,
  type ReportLine,
} from "../../providers/paypal";
import {
  type StripeBalance,
  type StripeBalanceLine,
  StripeRefusedError,
  StripeUnavailableError,
} from "../../providers/stripe";
import type { Actor } from "../identity";
import * as decisions from "./decision-service";
import * as explanations from "./explanation-service";
import { createFileService } from "./file-service";
import {
  type Imported,
  type Importer,
  importFile,
  importPaypalLines,
  importStripeLines,
} from "./import-service";
import type { DecisionOptions } from "./line-acts";
import { type Settled, settleOpenLines } from "./match-service";
import { reportWindow } from "./report-window";
import * as reviews from "./review-service";
import { decideExplanation } from "./second-person";
import { lockReconciliation } from "./statement-store";
import * as withdrawals from "./withdrawal-service";

export interface ReconciliationOptions extends DecisionOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
  /** Where statement files are kept. */
  files: FileStore;
  /** Undefined when no PayPal is configured. */
  paypal: PaypalReports | undefined;
  /** Undefined when no Stripe is configured. */
  stripe: StripeBalance | undefined;
}

interface Days {
  from: string;
  to: string;
}

const contentPointers = { content: "/body/content", bankAccountCode: "/body/bankAccountCode" };

async function readPaypal(paypal: PaypalReports | undefined, days: Days): Promise<ReportLine[]> {
  if (!paypal) throw new ConflictError("paypal_report_missing");
  const { start, end } = reportWindow(days.from, days.to);
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

async function readStripe(
  stripe: StripeBalance | undefined,
  days: Days,
): Promise<{ lines: StripeBalanceLine[]; closing: Money[] }> {
  if (!stripe) throw new ConflictError("stripe_balance_missing");
  const { start, end } = reportWindow(days.from, days.to);
  try {
    const lines = await stripe.listBalanceLines(start, end);
    return { lines, closing: (await stripe.balancesAt(end)) ?? [] };
  } catch (error) {
    if (error instanceof StripeUnavailableError) {
      throw new AppError(503, "stripe_balance_unavailable");
    }
    if (!(error instanceof StripeRefusedError)) throw error;
    throw new ConflictError("stripe_balance_refused", { reason: error.message });
  }
}

/** What people decide about lines; two of them could otherwise both take one ledger transaction. */
function createDecisions(options: ReconciliationOptions) {
  return {
    suggest: decisions.suggestionsFor,
    async match(tx: Tx, actor: Actor, lineId: string, choice: decisions.Choice): Promise<void> {
      await lockReconciliation(tx);
      await decisions.matchLine(tx, actor, lineId, choice, options);
    },
    async unmatch(tx: Tx, actor: Actor, lineId: string, reason: string): Promise<void> {
      await lockReconciliation(tx);
      await decisions.unmatchLine(tx, actor, lineId, reason, options);
    },
    async explain(tx: Tx, actor: Actor, input: explanations.NewExplanation) {
      await lockReconciliation(tx);
      return await explanations.explainLine(tx, actor, input, options);
    },
    async decide(tx: Tx, actor: Actor, explanationId: string, isApproved: boolean) {
      await lockReconciliation(tx);
      return await decideExplanation(tx, actor, { explanationId, isApproved }, options);
    },
  };
}

/** What a second person says about a whole import. */
function createReviews(options: ReconciliationOptions) {
  return {
    async confirm(tx: Tx, actor: Actor, importId: string, contentHash: string) {
      await lockReconciliation(tx);
      return await reviews.confirmImport(tx, actor, importId, contentHash, options);
    },
    async proposeWithdrawal(tx: Tx, actor: Actor, importId: string, reason: string): Promise<void> {
      await lockReconciliation(tx);
      await withdrawals.proposeWithdrawal(tx, actor, importId, reason);
    },
    async confirmWithdrawal(tx: Tx, actor: Actor, importId: string): Promise<void> {
      await lockReconciliation(tx);
      await withdrawals.confirmWithdrawal(tx, actor, importId, options);
    },
    async declineWithdrawal(tx: Tx, actor: Actor, importId: string): Promise<void> {
      await lockReconciliation(tx);
      await withdrawals.declineWithdrawal(tx, actor, importId);
    },
  };
}

export type Reconciliation = ReturnType<typeof createReconciliation>;

export function createReconciliation(options: ReconciliationOptions) {
  const { unitOfWork, paypal, stripe } = options;
  return {
    files: createFileService(options),
    decisions: createDecisions(options),
    reviews: createReviews(options),

    /**
     * Imports a bank's CSV file in our own layout.
     * @throws InvalidError `bank_account_unknown`, `statement_invalid` with the bad lines in `lines`.
     */
    importBankFile: async (
      importer: Importer,
      { bankAccountCode, content }: { bankAccountCode: string; content: string },
    ): Promise<Imported> => {
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(content);
      }
      const input = {
        format: "csv" as const,
        bankAccountCode,
        sha256: sha256(content),
        open: async () => bytes(),
        outsideNow: await options.outsideNow?.(),
      };
      return await unitOfWork.run((tx) =>
        importFile(tx, input, contentPointers, importer, options),
      );
    },

    /**
     * Reads PayPal's report of some days, both included, at most 31, and imports it.
     * @throws ConflictError `paypal_report_missing`, `paypal_report_refused`; AppError 503
     * `paypal_report_unavailable`; InvalidError `statement_before_first`.
     */
    async importPaypalReport(importer: Importer, days: Days): Promise<Imported> {
      const report = await readPaypal(paypal, days);
      return await unitOfWork.run((tx) =>
        importPaypalLines(tx, { ...days, report }, importer, options),
      );
    },

    /**
     * Reads Stripe's balance transactions of some days, both included, at most 31, and imports them.
     * @throws ConflictError `stripe_balance_missing`, `stripe_balance_refused`; AppError 503 `stripe_balance_unavailable`.
     */
    async importStripeBalance(importer: Importer, days: Days): Promise<Imported> {
      const { lines, closing } = await readStripe(stripe, days);
      return await unitOfWork.run((tx) =>
        importStripeLines(tx, { ...days, lines, closing }, importer, options),
      );
    },

    /** Tries every open line again; for a job that runs after postings were made. */
    rematchOpenLines: (): Promise<Settled> =>
      unitOfWork.run(async (tx) => {
        await lockReconciliation(tx);
        return await settleOpenLines(tx, options);
      }),
  };
}
