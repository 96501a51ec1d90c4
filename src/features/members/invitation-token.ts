/**
 * The secret in the link of an invitation. It is made from the invitation's id and the installation's secret whenever its
 * letter goes out, so it is kept nowhere; the row has its SHA-256, by which it is found again whatever becomes of the secret.
 */
import { createHmac, hkdfSync } from "node:crypto";
import { sha256 } from "../../kernel/canonical-json";

export interface InvitationTokens {
  tokenOf(invitationId: string): string;
  hashOf(token: string): string;
}

const keyBytes = 32;

export function createInvitationTokens(secret: string): InvitationTokens {
  const key = Buffer.from(hkdfSync("sha256", secret, "kampanye", "member-invitation", keyBytes));
  return {
    tokenOf: (invitationId) => createHmac("sha256", key).update(invitationId).digest("base64url"),
    hashOf: sha256,
  };
}
