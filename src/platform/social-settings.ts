/** What the environment says about social platforms and about looking at live posts. */
import { z } from "zod";
import { seconds, wholeNumber } from "./setting-types";

const day = 24 * 3600;
const optional = z.string().min(1).optional();

export const socialVariables = {
  LIVE_POST_CHECKS: z.enum(["on", "off"]).default("on"),
  LIVE_POST_CHECK_SECONDS: seconds(day),
  LIVE_POST_RETRY_SECONDS: seconds(3600),
  LIVE_POST_SIMILARITY_PERCENT: wholeNumber(60, 0, 100),
  LIVE_POST_PICTURE_NEAR_BITS: wholeNumber(10, 0, 63),
  LIVE_POST_PICTURE_FAR_BITS: wholeNumber(22, 1, 64),
  YOUTUBE_API_KEY: optional,
  X_BEARER_TOKEN: optional,
  META_OEMBED_TOKEN: optional,
  INSTAGRAM_USER_ID: z
    .string()
    .regex(/^\d{1,30}$/, "must be the number of an Instagram account")
    .optional(),
  INSTAGRAM_ACCESS_TOKEN: optional,
};

type SocialEnvironment = z.output<z.ZodObject<typeof socialVariables>>;

export interface SocialKeys {
  youtubeApiKey?: string | undefined;
  xBearerToken?: string | undefined;
  /** `{app id}|{app secret}` or `{app id}|{client token}` (Meta, access tokens). */
  metaOembedToken?: string | undefined;
  /** A professional account of ours and its token, for Business Discovery. */
  instagram?: { userId: string; accessToken: string } | undefined;
}

export interface SocialSettings extends SocialKeys {
  /** Origin of the simulated platforms; then nothing else is ever asked. */
  sandboxOrigin?: string | undefined;
}

/** Keys that make sense only together. */
export function socialPairProblems(values: Readonly<Record<string, string>>): string[] {
  return Boolean(values["INSTAGRAM_USER_ID"]) === Boolean(values["INSTAGRAM_ACCESS_TOKEN"])
    ? []
    : ["INSTAGRAM_USER_ID and INSTAGRAM_ACCESS_TOKEN must be set together"];
}

/** The real platforms; undefined when nobody is to be asked. */
export function socialSettings(env: SocialEnvironment): SocialSettings | undefined {
  if (env.LIVE_POST_CHECKS === "off") return undefined;
  const { INSTAGRAM_USER_ID: userId, INSTAGRAM_ACCESS_TOKEN: accessToken } = env;
  return {
    youtubeApiKey: env.YOUTUBE_API_KEY,
    xBearerToken: env.X_BEARER_TOKEN,
    metaOembedToken: env.META_OEMBED_TOKEN,
    ...(userId && accessToken ? { instagram: { userId, accessToken } } : {}),
  };
}
