/** Rules about creators that need no database. */
import type { SocialPlatform } from "../../kernel/social-platform";

export const handleLengthMax = 100;
export const socialAccountsMax = 20;
export const nichesMax = 10;
export const languagesMax = 10;
/** PayPal's limit for an e-mail address that receives a payout (Payouts API, `receiver`). */
export const paypalReceiverLengthMax = 127;
/** More people than any platform has users. */
export const followersCountMax = 2_000_000_000;

/** A handle as it is stored: without the @ that people put in front. Letters keep their case, comparing ignores it. */
export function normaliseHandle(typed: string): string {
  return typed.normalize("NFC").replace(/^@/, "");
}

export type Rail = "paypal" | "cheque";

export interface PostalAddress {
  line1: string;
  line2?: string | undefined;
  city: string;
  region?: string | undefined;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** How a creator wants to be paid. */
export type PayoutDetails =
  | { rail: "paypal"; receiver: string }
  | { rail: "cheque"; payeeName: string; postalAddress: PostalAddress };

/** A payout method as it was set; the one that was never replaced is in force. */
export type PayoutMethod = PayoutDetails & {
  id: string;
  creatorId: string;
  createdAt: Date;
  replacedAt: Date | null;
};

export interface SocialAccountInput {
  platform: SocialPlatform;
  handle: string;
  followersCount: number;
  averageEngagementsCount: number;
}
