/** How an account writes cheques. Pure: what two people may agree on, and what holds until they do. */
import { z } from "zod";
import { locales } from "../../../kernel/locale";
import { amountMinorMax } from "../../../kernel/money";
import { idSchema } from "../../../platform/http/schemas";

export const voucherLayouts = ["top", "middle", "bottom"] as const;

const minorSchema = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, { abort: true })
  .refine((text) => BigInt(text) <= amountMinorMax)
  .meta({ description: "Minor units of the account's currency, as text", examples: ["500000"] });

const daysMax = 3_660;
const peopleMax = 50;
const millimetresMax = 300;
const lengthSchema = z.int().min(0).max(millimetresMax);

const windowSchema = z
  .strictObject({ leftMm: lengthSchema, topMm: lengthSchema, widthMm: z.int().min(20).max(200) })
  .meta({
    description: "Where the envelope's window shows payee and address, from the slip's corner",
  });

/** Digits of a routing number of an American bank, checked by its own check digit (3-7-1). */
export function isRoutingNumber(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  const weights = [3, 7, 1];
  const sum = digits
    .split("")
    .reduce(
      (total, digit, place) => total + (digit.charCodeAt(0) - 48) * (weights[place % 3] ?? 0),
      0,
    );
  return sum > 0 && sum % 10 === 0;
}

export const termsSchema = z.strictObject({
  staleDays: z.int().min(1).max(daysMax).meta({
    description: "Days after its date from which the bank need not pay a cheque",
  }),
  reminderDays: z.array(z.int().min(1).max(daysMax)).max(10).meta({
    description: "Days after its date on which the payee is reminded to pay it in",
  }),
  mustPrint: z.boolean().meta({ description: "Only cheques printed here may be handed over" }),
  layout: z.enum(voucherLayouts).meta({ description: "Where on the page the slip is" }),
  wordsLocale: z.enum(locales).meta({ description: "Language of the amount in words" }),
  fillCharacter: z.enum(["*", "-", "="]).meta({ description: "Fills what is left of a line" }),
  payeeWindow: windowSchema,
  bankAccountNumber: z
    .string()
    .regex(/^[0-9]{1,30}$/)
    .nullable()
    .meta({ description: "Our number at the bank, for positive pay" }),
  routingNumber: z
    .string()
    .regex(/^\d{9}$/, { abort: true })
    .refine(isRoutingNumber, { params: { code: "routingNumber" } })
    .nullable()
    .meta({ description: "ABA routing number, where the bank has one" }),
  positivePayTemplate: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,40}$/)
    .nullable()
    .meta({ description: "Code of the template for the bank's file; null without positive pay" }),
  stockMinimum: z.int().min(0).max(100_000).meta({
    description: "With fewer numbers left, finance is told to order cheques",
  }),
  chequeMaxMinor: minorSchema.nullable().meta({ description: "Most that one cheque may be for" }),
  dayMaxMinor: minorSchema.nullable().meta({
    description: "Most that is handed over in one UTC day",
  }),
  people: z
    .array(
      z.strictObject({
        userId: idSchema,
        prepareMaxMinor: minorSchema,
        releaseMaxMinor: minorSchema,
      }),
    )
    .max(peopleMax)
    .refine((people) => new Set(people.map(({ userId }) => userId)).size === people.length, {
      params: { code: "itemsRepeated" },
    })
    .meta({ description: "Limits of single people; others have that of the account" }),
});

export type ChequeTerms = z.infer<typeof termsSchema>;

/** What holds for an account until two people agree on something else. */
export const defaultTerms: ChequeTerms = {
  staleDays: 180,
  reminderDays: [30, 60, 80],
  mustPrint: false,
  layout: "top",
  wordsLocale: "en",
  fillCharacter: "*",
  payeeWindow: { leftMm: 20, topMm: 45, widthMm: 85 },
  bankAccountNumber: null,
  routingNumber: null,
  positivePayTemplate: null,
  stockMinimum: 20,
  chequeMaxMinor: null,
  dayMaxMinor: null,
  people: [],
};

/** The most this person may write, or hand over, in one cheque; undefined without a limit. */
export function personalMaxMinor(
  terms: ChequeTerms,
  userId: string,
  act: "prepare" | "release",
): bigint | undefined {
  const person = terms.people.find((one) => one.userId === userId);
  const own = act === "prepare" ? person?.prepareMaxMinor : person?.releaseMaxMinor;
  const limits = [own, terms.chequeMaxMinor].flatMap((text) => (text ? [BigInt(text)] : []));
  return limits.reduce<bigint | undefined>(
    (least, limit) => (least === undefined || limit < least ? limit : least),
    undefined,
  );
}
