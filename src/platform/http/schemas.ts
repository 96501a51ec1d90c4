/** Schemas that every feature shares: money, ids, texts and pages. */
import { z } from "zod";
import { type Currency, currencies } from "../../kernel/currency";
import { amountMinorMax, type Money, money } from "../../kernel/money";

/** ISO 4217 minor units as decimal text without sign or leading zeros. */
const minorUnits = z
  .string()
  // Without abort zod would go on to the next check and BigInt would throw on "1.5".
  .regex(/^(0|[1-9]\d{0,15})$/, { abort: true })
  .refine((text) => BigInt(text) <= amountMinorMax)
  .meta({ description: "Whole number of ISO 4217 minor units, as text", examples: ["12345"] });

export const currencySchema = z.enum(currencies).meta({ description: "ISO 4217 code" });

export const moneySchema = z
  .strictObject({ amountMinor: minorUnits, currency: currencySchema })
  .meta({ id: "Money", description: "An amount; 12345 USD minor units are 123.45 dollars" });

export const positiveMoneySchema = z
  .strictObject({
    amountMinor: minorUnits.refine((text) => text !== "0", { params: { code: "amountPositive" } }),
    currency: currencySchema,
  })
  .meta({ id: "PositiveMoney", description: "An amount above zero" });

/** For answers only: balances and differences may lie below zero. */
export const signedMoneySchema = z
  .strictObject({
    amountMinor: z
      .string()
      .regex(/^(0|-?[1-9]\d*)$/)
      .meta({ description: "Whole number of ISO 4217 minor units, as text", examples: ["-12345"] }),
    currency: currencySchema,
  })
  .meta({ id: "SignedMoney", description: "An amount that may be below zero" });

export type MoneyJson = z.infer<typeof moneySchema>;
export type SignedMoneyJson = z.infer<typeof signedMoneySchema>;

export function toMoney(json: MoneyJson): Money {
  return money(BigInt(json.amountMinor), json.currency);
}

export function moneyJson(amountMinor: bigint, currency: Currency): MoneyJson {
  return { amountMinor: amountMinor.toString(), currency };
}

/** Always lower case, so that one object has one name in the audit trail. */
export const idSchema = z.uuid().toLowerCase();
export const timeSchema = z.iso.datetime().meta({ description: "Instant in UTC" });
export const daySchema = z.iso
  .date()
  .refine((day) => day >= "2000-01-01" && day <= "2199-12-31", { params: { code: "dayRange" } });

/** Text somebody typed, over any number of lines: trimmed of nothing, but never empty or only spaces. */
export function paragraphSchema(lengthMax: number) {
  return z
    .string()
    .max(lengthMax)
    .refine((text) => text.trim() !== "", { params: { code: "textBlank" } });
}

/** Control characters, line breaks, and marks that turn the reading direction of what follows. */
const notInLine = /[\p{Cc}\p{Zl}\p{Zp}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;

/** One line of text somebody typed, such as a name or a title. */
export function lineSchema(lengthMax: number) {
  return paragraphSchema(lengthMax).refine((text) => !notInLine.test(text), {
    params: { code: "lineBroken" },
  });
}

/** A whole number in a query string, in plain digits. */
export function countQuery(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,16}$/, { abort: true })
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}

/** Yes or no in a query string. */
export const flagQuery = z.enum(["true", "false"]).transform((text) => text === "true");

/** SHA-256 in lower-case hex: of the content that somebody looked at, so that a decision is about nothing else. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Who did something; {@link Signer} fills in the name. */
export const signerSchema = z
  .strictObject({
    id: idSchema
      .nullable()
      .meta({ description: "Of the person; null when the product did it by itself" }),
    name: z.string().meta({ description: "Display name, or the part of the product" }),
  })
  .meta({ id: "Signer", description: "Who did something" });

const emailLengthMax = 254;
export const emailSchema = z.email().max(emailLengthMax).meta({ description: "E-mail address" });

/** Who a law belongs to: a country, or a country and state. */
export const jurisdictionSchema = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/);

export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: "ISO 3166-1 alpha-2 code" });

const pageLimitMax = 100;
const pageLimitDefault = 20;

export const pageQuery = {
  limit: countQuery(1, pageLimitMax).default(pageLimitDefault),
  cursor: z.string().max(200).optional(),
};

export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}
