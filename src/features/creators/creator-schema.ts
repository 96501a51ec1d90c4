import { z } from "zod";
import { locales } from "../../kernel/locale";
import { socialPlatforms } from "../../kernel/social-platform";
import { type Contract, noContent } from "../../platform/http/contract";
import {
  countrySchema,
  daySchema,
  idSchema,
  lineSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { personFields, userSchema } from "../identity";
import {
  followersCountMax,
  handleLengthMax,
  languagesMax,
  nichesMax,
  paypalReceiverLengthMax,
} from "./creator";
import { audienceSchema, averagesFields, figureSources } from "./figures/figures-fields";
import { nicheCodes } from "./niches/niches";

export const platformSchema = z.enum(socialPlatforms).meta({ id: "SocialPlatform" });
export const nicheSchema = z.enum(nicheCodes).meta({ id: "NicheCode" });
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
  .meta({ description: "BCP 47 language, such as id or pt-BR" });

const isWithoutRepeats = (items: readonly string[]) => new Set(items).size === items.length;
const languagesSchema = z
  .array(languageSchema)
  .max(languagesMax)
  .refine(isWithoutRepeats, { params: { code: "itemsRepeated" } });
const nichesSchema = z
  .array(nicheSchema)
  .max(nichesMax)
  .refine(isWithoutRepeats, { params: { code: "itemsRepeated" } });

export const countOfPeople = z.int().min(0).max(followersCountMax);

const handleSchema = z
  .string()
  .max(handleLengthMax)
  .regex(/^@?[\p{L}\p{M}\p{N}._-]+$/u)
  .meta({ description: "Name on the platform, with or without @; for a blog its host name" });

export const socialAccountSchema = z
  .strictObject({
    id: idSchema,
    platform: platformSchema,
    handle: z.string(),
    followersCount: countOfPeople,
    averageEngagementsCount: countOfPeople.meta({ description: "Likes and comments of one post" }),
    ...averagesFields,
    measuredOn: daySchema.meta({ description: "Day of these figures" }),
    source: z.enum(figureSources).meta({ description: "Who says so" }),
    audience: audienceSchema.nullable().meta({ description: "Null when the creator said nothing" }),
  })
  .meta({ id: "SocialAccount" });

const profileFields = {
  id: idSchema,
  displayName: z.string(),
  bio: z.string(),
  country: z.string().nullable(),
  languages: z.array(z.string()),
  niches: z.array(nicheSchema),
  socialAccounts: z.array(socialAccountSchema),
  freeAgainOn: daySchema
    .nullable()
    .meta({ description: "Takes no work before this day; null when free" }),
  isSynthetic: z.boolean().meta({ description: "Made up by the command `seed`, not a person" }),
  createdAt: timeSchema,
};

export const creatorSchema = z.strictObject(profileFields).meta({ id: "Creator" });

const myCreatorSchema = z
  .strictObject({
    ...profileFields,
    version: z.int().meta({ description: "Send it back with a change" }),
    payoutRail: z
      .enum(["paypal", "cheque"])
      .nullable()
      .meta({ description: "How I am paid; null until I add a payout method" }),
  })
  .meta({ id: "MyCreatorProfile" });

/** One line that is printed on a cheque or an envelope: no line breaks, no invisible characters. */
function printedLine(lengthMax: number) {
  return lineSchema(lengthMax).refine((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text), {
    params: { code: "lineNotPrintable" },
  });
}

export const postalAddressSchema = z
  .strictObject({
    line1: printedLine(100),
    line2: printedLine(100).optional(),
    city: printedLine(80),
    region: printedLine(80).optional(),
    postalCode: printedLine(20),
    country: countrySchema,
  })
  .meta({ id: "PostalAddress" });

const paypalDetails = {
  rail: z.literal("paypal"),
  receiver: z
    .email()
    .max(paypalReceiverLengthMax)
    .meta({ description: "E-mail address of the PayPal account" }),
};
const chequeDetails = {
  rail: z.literal("cheque"),
  payeeName: printedLine(100).meta({ description: "Name as the bank knows it" }),
  postalAddress: postalAddressSchema,
};
const methodFields = { id: idSchema, isActive: z.boolean(), createdAt: timeSchema };

const payoutMethodSchema = z.discriminatedUnion("rail", [
  z.strictObject({ ...methodFields, ...paypalDetails }).meta({ id: "PaypalPayoutMethod" }),
  z.strictObject({ ...methodFields, ...chequeDetails }).meta({ id: "ChequePayoutMethod" }),
]);

const newPayoutMethodSchema = z.discriminatedUnion("rail", [
  z.strictObject(paypalDetails).meta({ id: "NewPaypalPayoutMethod" }),
  z.strictObject(chequeDetails).meta({ id: "NewChequePayoutMethod" }),
]);

const selfContract = {
  registerCreator: {
    method: "post",
    path: "/v1/auth/register/creator",
    summary: "Register a creator",
    tag: "identity",
    permission: "identity.enter",
    effort: "password",
    status: 201,
    body: z.strictObject({ ...personFields, country: countrySchema.optional() }),
    response: z.strictObject({ user: userSchema, creatorId: idSchema }),
    problems: ["email_taken"],
  },
  getMyCreatorProfile: {
    method: "get",
    path: "/v1/creators/me",
    summary: "My profile",
    tag: "creators",
    permission: "creator.self",
    status: 200,
    response: myCreatorSchema,
  },
  updateMyCreatorProfile: {
    method: "patch",
    path: "/v1/creators/me",
    summary: "Change my profile; what is left out stays as it is",
    tag: "creators",
    permission: "creator.self",
    status: 200,
    body: z.strictObject({
      version: z.int().min(1).max(2_147_483_646),
      displayName: lineSchema(120).optional(),
      bio: z.string().max(2_000).optional(),
      country: countrySchema.nullable().optional(),
      languages: languagesSchema.optional(),
      niches: nichesSchema.optional(),
      freeAgainOn: daySchema.nullable().optional(),
    }),
    response: myCreatorSchema,
    problems: ["version_conflict"],
  },
  addSocialAccount: {
    method: "post",
    path: "/v1/creators/me/social-accounts",
    summary: "Add an account on a social platform",
    tag: "creators",
    permission: "creator.self",
    status: 201,
    body: z.strictObject({
      platform: platformSchema,
      handle: handleSchema,
      followersCount: countOfPeople,
      averageEngagementsCount: countOfPeople,
    }),
    response: socialAccountSchema,
    problems: ["handle_taken", "social_accounts_full"],
  },
  removeSocialAccount: {
    method: "delete",
    path: "/v1/creators/me/social-accounts/{accountId}",
    summary: "Remove one of my accounts",
    tag: "creators",
    permission: "creator.self",
    status: 204,
    params: z.strictObject({ accountId: idSchema }),
    response: noContent,
  },
  addPayoutMethod: {
    method: "post",
    path: "/v1/creators/me/payout-methods",
    summary: "Say how I want to be paid; replaces the method before",
    tag: "creators",
    permission: "creator.self",
    status: 201,
    idempotency: "required",
    body: newPayoutMethodSchema,
    response: payoutMethodSchema,
  },
  listPayoutMethods: {
    method: "get",
    path: "/v1/creators/me/payout-methods",
    summary: "My payout methods, the present one first",
    tag: "creators",
    permission: "creator.self",
    status: 200,
    response: z.strictObject({ items: z.array(payoutMethodSchema) }),
  },
} as const satisfies Contract;

const nicheItem = z
  .strictObject({
    code: nicheSchema,
    parent: nicheSchema.nullable().meta({ description: "The wider niche" }),
    aliases: z.array(z.string()).meta({ description: "Other words for it, in any language" }),
    names: z.strictObject(
      Object.fromEntries(locales.map((locale) => [locale, z.string()])) as Record<
        (typeof locales)[number],
        z.ZodString
      >,
    ),
  })
  .meta({ id: "Niche" });

const directoryContract = {
  getCreator: {
    method: "get",
    path: "/v1/creators/{creatorId}",
    summary: "One creator",
    tag: "creators",
    permission: "creator.read",
    status: 200,
    params: z.strictObject({ creatorId: idSchema }),
    response: creatorSchema,
  },
  listNiches: {
    method: "get",
    path: "/v1/niches",
    summary: "All niches with their names in every language",
    tag: "creators",
    permission: "niche.read",
    status: 200,
    response: z.strictObject({ items: z.array(nicheItem) }),
  },
} as const satisfies Contract;

export const creatorContract = { ...selfContract, ...directoryContract } as const;
