/** Tax kept back of a payout: decided while it is a draft, moved with its attempt (L15), given back with it (L16). */
import { type Currency, isCurrency, payableStepMinor } from "../../../kernel/currency";
import { money } from "../../../kernel/money";
import { databaseNow, many, one, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { openBreak, resolveBreaks } from "../../breaks";
import { getCreator } from "../../creators";
import { worthOn } from "../../exchange-rates";
import { postAll, taxUndone } from "../../ledger";
import { decideTax, hasForm, hasRules, ruleOn } from "../../tax";
import { provenUnpaid } from "../payout";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";

const system = "system:withhold-tax";

/** What else of the creator was paid this calendar year, or is on its way, in each currency and before any deduction. */
async function paidThisYear(tx: Tx, payout: PayoutRow): Promise<[Currency, bigint][]> {
  const rows = await many<{ currency: string; total: string }>(
    tx,
    `SELECT currency, sum(amount_minor + recovered_minor + withheld_minor)::text AS total FROM payouts
     WHERE creator_id = $1 AND id <> $2
       AND (status IN ('pending_approval', 'approved', 'queued', 'in_progress')
            OR (status = 'paid' AND paid_at >= date_trunc('year', now(), 'UTC')))
     GROUP BY currency ORDER BY currency`,
    [payout.creatorId, payout.id],
  );
  return rows.flatMap(({ currency, total }) =>
    isCurrency(currency) ? [[currency, BigInt(total)] as [Currency, bigint]] : [],
  );
}

/** The sum in one currency; undefined as soon as one rate was never recorded. */
async function worthOfAll(
  tx: Tx,
  amounts: readonly [Currency, bigint][],
  into: Currency,
  day: string,
): Promise<bigint | undefined> {
  let total = 0n;
  for (const [currency, amountMinor] of amounts) {
    const worth = await worthOn(tx, money(amountMinor, currency), into, day);
    if (worth === undefined) return undefined;
    total += worth;
  }
  return total;
}

async function tellMissingRate(
  tx: Tx,
  payout: PayoutRow,
  into: Currency,
  isMissing: boolean,
): Promise<void> {
  const about = { kind: "exchange_rate_missing", objectType: "payout", objectId: payout.id };
  if (!isMissing) {
    await resolveBreaks(tx, { ...about, resolution: "rate_recorded", resolvedBy: system });
    return;
  }
  await openBreak(tx, {
    ...about,
    amountMinor: payout.amountMinor,
    currency: payout.currency,
    owner: "finance",
    nextAction: "record_exchange_rate",
    details: { into },
  });
}

/** A finance person ended this hold: the payout was let go without a form, and is not held for one again. */
async function isWaived(tx: Tx, payoutId: string): Promise<boolean> {
  const { waived } = await one<{ waived: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM payout_holds WHERE payout_id = $1 AND kind = 'missing_tax_form'
                    AND released_by IS NOT NULL AND released_by NOT LIKE 'system:%') AS waived`,
    [payoutId],
  );
  return waived;
}

/** - `not_asked`: no rule is in force; - `decided`: the payout's amounts may be others now; - `form_missing`: it waits. */
type TaxOutcome = "not_asked" | "decided" | "form_missing";

/** Decides what of an unsent, unsigned payout is kept back, and writes it down. Safe to call any number of times. */
export async function withholdTax(tx: Tx, payout: PayoutRow): Promise<TaxOutcome> {
  if (payout.withheldMinor === 0n && !(await hasRules(tx))) return "not_asked";
  const { currency, creatorId, amountMinor, recoveredMinor, withheldMinor } = payout;
  const { today } = await one<{ today: string }>(
    tx,
    "SELECT (now() AT TIME ZONE 'UTC')::date::text AS today",
  );
  const { country } = await getCreator(tx, creatorId);
  const rule = await ruleOn(tx, country, today);
  const leftMinor = amountMinor + withheldMinor;
  if (!rule) {
    await setWithheld(tx, payout, 0n, null);
    return "decided";
  }
  const grossMinor = leftMinor + recoveredMinor;
  const gross: [Currency, bigint] = [currency, grossMinor];
  const others = await paidThisYear(tx, payout);
  const yearWorthMinor = await worthOfAll(tx, [gross, ...others], rule.currency, today);
  const decision = decideTax(rule, {
    grossMinor,
    leftMinor,
    stepMinor: payableStepMinor(currency),
    grossWorthMinor: await worthOfAll(tx, [gross], rule.currency, today),
    yearWorthMinor,
    hasForm: await hasForm(tx, creatorId, rule.formKinds, today),
    isWaived: await isWaived(tx, payout.id),
  });
  // Whatever it is worth, it is above nothing.
  const needsRate = rule.withholdAboveMinor > 0n || (rule.formAboveMinor ?? 0n) > 0n;
  await tellMissingRate(tx, payout, rule.currency, needsRate && yearWorthMinor === undefined);
  await setWithheld(tx, payout, decision.withheldMinor, rule.id);
  return decision.isFormMissing ? "form_missing" : "decided";
}

async function setWithheld(
  tx: Tx,
  payout: PayoutRow,
  withheldMinor: bigint,
  taxRuleId: string | null,
): Promise<void> {
  if (payout.withheldMinor === withheldMinor && payout.taxRuleId === taxRuleId) return;
  const amountMinor = payout.amountMinor + payout.withheldMinor - withheldMinor;
  const { recoveredMinor } = payout;
  await store.setAmounts(tx, payout.id, { amountMinor, recoveredMinor, withheldMinor, taxRuleId });
  await recordAudit(tx, {
    actor: system,
    action: "payout.tax_decided",
    objectType: "payout",
    objectId: payout.id,
    details: { withheldMinor: withheldMinor.toString(), rule: taxRuleId },
  });
}

interface TaxedAttempt {
  id: string;
  payout_id: string;
  creator_id: string;
  currency: Currency;
  tax_minor: string;
  tax_jurisdiction: string;
}

/**
 * L16 for the tax of attempts that are proven to have paid nothing, or whose payment came back: it is the creator's again.
 * To be called after their states were written, in the same transaction; the others are passed over.
 */
export async function undoWithholding(tx: Tx, attemptIds: readonly string[]): Promise<void> {
  if (attemptIds.length === 0) return;
  const rows = await many<TaxedAttempt>(
    tx,
    `SELECT a.id, a.payout_id, p.creator_id, a.currency, a.tax_minor::text, a.tax_jurisdiction
     FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
     WHERE a.id = ANY($1::uuid[]) AND a.tax_minor > 0 AND a.state = ANY($2::text[]) ORDER BY a.id`,
    [attemptIds, provenUnpaid],
  );
  if (rows.length === 0) return;
  const at = await databaseNow(tx);
  await postAll(
    tx,
    rows.map((row) =>
      taxUndone({
        attemptId: row.id,
        payoutId: row.payout_id,
        creatorId: row.creator_id,
        amountMinor: BigInt(row.tax_minor),
        currency: row.currency,
        taxJurisdiction: row.tax_jurisdiction,
        at,
      }),
    ),
  );
}
