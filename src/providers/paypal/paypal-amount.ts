import { z } from "zod";
import { isCurrency } from "../../kernel/currency";
import { fromPaypalValue, type Money } from "../../kernel/money";

/** `{currency_code, value}`: the shape of the v2 APIs and of the newer v1 ones. */
export const amountSchema = z.looseObject({ currency_code: z.string(), value: z.string() });

export function moneyOf({ currency_code, value }: z.infer<typeof amountSchema>): Money {
  if (!isCurrency(currency_code))
    throw new Error(`PayPal names an unknown currency: ${currency_code}`);
  return fromPaypalValue(value, currency_code);
}
