/**
 * Dated exchange rates with their source, for reports and thresholds only. Money is booked with the amounts that were
 * really exchanged, and a rate that nobody recorded is never made up.
 */

import type { Currency } from "../../kernel/currency";
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Money } from "../../kernel/money";
import { newestFirst } from "../../platform/db/newest-first";
import { exec, many, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import type { Actor } from "../identity";
import { convertAt, type Rate } from "./exchange-rate";
import { ExchangeRateRow } from "./exchange-rate-row";

/** A rate older than this says nothing about a day any more; weekends and long holidays have none of their own. */
const ageMaxDays = 7;

export interface NewRate extends Rate {
  rateOn: string;
  source: string;
}

/**
 * Records rates, all or none; one that is there already with the same number stays as it is.
 * @throws InvalidError `currencies_equal`; ConflictError `exchange_rate_differs` when a day of this source has another number.
 */
export async function recordRates(tx: Tx, actor: Actor, rates: readonly NewRate[]): Promise<void> {
  for (const [at, { currency, intoCurrency, rateOn, rate, source }] of rates.entries()) {
    if (currency === intoCurrency) {
      const pointer = `/body/rates/${at}/intoCurrency`;
      throw new InvalidError("currencies_equal", {}, { pointer });
    }
    const id = newId();
    const added = await exec(
      tx,
      `INSERT INTO exchange_rates (id, currency, into_currency, rate_on, rate, source, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (currency, into_currency, rate_on, source) DO NOTHING`,
      [id, currency, intoCurrency, rateOn, rate, source, actor.principal],
    );
    if (added === 0) {
      const known = await tx.findOneByOrFail(ExchangeRateRow, {
        currency,
        intoCurrency,
        rateOn,
        source,
      });
      if (known.rate !== rate) throw new ConflictError("exchange_rate_differs", { day: rateOn });
      continue;
    }
    await recordAudit(tx, {
      actor: actor.principal,
      action: "exchange_rate.recorded",
      objectType: "exchange_rate",
      objectId: id,
      details: { currency, intoCurrency, rateOn, rate, source },
    });
  }
  await appendEvent(tx, { topic: "exchange_rates.recorded", payload: {} });
}

/**
 * What an amount was worth on a day, by the newest rate not after it and not older than a week.
 * @returns minor units, or undefined when no such rate was recorded.
 */
export async function worthOn(
  tx: Tx,
  amount: Money,
  into: Currency,
  day: string,
): Promise<bigint | undefined> {
  if (amount.currency === into) return amount.amountMinor;
  const [row] = await many<Rate>(
    tx,
    `SELECT currency, into_currency AS "intoCurrency", rate FROM exchange_rates
     WHERE ((currency = $1 AND into_currency = $2) OR (currency = $2 AND into_currency = $1))
       AND rate_on <= $3::date AND rate_on > $3::date - ${ageMaxDays}
     ORDER BY rate_on DESC, recorded_at DESC, id LIMIT 1`,
    [amount.currency, into, day],
  );
  return row && convertAt(amount, into, row);
}

export interface DatedRate extends Rate {
  rateOn: string;
  source: string;
  recordedAt: Date;
}

/**
 * The rate of two currencies for a report of a day: the newest not after it and not older than a week. What had been
 * recorded by the end of the day goes before what came later, and the first word before others, so that the same report
 * is made with the same rate whenever it is asked for.
 */
export async function rateKnownOn(
  tx: Tx,
  one: Currency,
  other: Currency,
  day: string,
): Promise<DatedRate | undefined> {
  const [row] = await many<DatedRate>(
    tx,
    `SELECT currency, into_currency AS "intoCurrency", rate, rate_on::text AS "rateOn", source,
            recorded_at AS "recordedAt"
     FROM exchange_rates
     WHERE ((currency = $1 AND into_currency = $2) OR (currency = $2 AND into_currency = $1))
       AND rate_on <= $3::date AND rate_on > $3::date - ${ageMaxDays}
     ORDER BY recorded_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC' DESC, rate_on DESC, recorded_at, id
     LIMIT 1`,
    [one, other, day],
  );
  return row;
}

export interface RateFilter extends PageRequest {
  currency?: Currency | undefined;
  intoCurrency?: Currency | undefined;
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listRates(tx: Tx, filter: RateFilter): Promise<ExchangeRateRow[]> {
  const { currency, intoCurrency } = filter;
  return await newestFirst(tx, ExchangeRateRow, filter, { currency, intoCurrency }).getMany();
}
