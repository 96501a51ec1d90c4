/** PayPal's webhook signature: RSA-SHA256 over transmission id, time, webhook id and the CRC-32 of the body (A.6). */
import { createPrivateKey, createVerify, randomUUID, sign } from "node:crypto";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { isoSeconds, type SandboxClock } from "../clock";
import type { WorldSecrets } from "../world";

interface SignatureParts {
  readonly transmissionId: string;
  readonly transmissionTime: string;
  readonly webhookId: string;
  readonly body: Buffer;
}

export interface WebhookSigner {
  /** Headers of one transmission of `body`. */
  headers(body: Buffer): Promise<Record<string, string>>;
  /** True when `signature` (base64) is ours over these parts. */
  verify(parts: SignatureParts, signature: string): boolean;
  certUrl(): string;
  /** The leaf and the authority, PEM. */
  readonly chainPem: string;
}

/** On a thread of its own, so that 15,000 signatures do not stop the servers. */
const signAside = promisify(sign);

function signedText({ transmissionId, transmissionTime, webhookId, body }: SignatureParts): string {
  return `${transmissionId}|${transmissionTime}|${webhookId}|${crc32(body)}`;
}

/** @param origin Where the certificate is served. */
export function createWebhookSigner(
  secrets: WorldSecrets["paypal"],
  clock: SandboxClock,
  origin: string,
): WebhookSigner {
  const { leafKeyPem, leafPem, caPem } = secrets.certificates;
  const key = createPrivateKey(leafKeyPem);
  const certUrl = `${origin}/v1/notifications/certs/${secrets.certId}`;
  return {
    headers: async (body) => {
      const parts: SignatureParts = {
        transmissionId: randomUUID(),
        transmissionTime: isoSeconds(clock.nowMs()),
        webhookId: secrets.webhookId,
        body,
      };
      const signature = await signAside("sha256", Buffer.from(signedText(parts)), key);
      return {
        "content-type": "application/json",
        "user-agent": "PayPal/AUHD-214.0-1",
        "paypal-transmission-id": parts.transmissionId,
        "paypal-transmission-time": parts.transmissionTime,
        "paypal-transmission-sig": signature.toString("base64"),
        "paypal-cert-url": certUrl,
        "paypal-auth-algo": "SHA256withRSA",
        "paypal-auth-version": "v2",
        "correlation-id": parts.transmissionId.slice(0, 13),
      };
    },
    verify: (parts, signature) =>
      createVerify("sha256").update(signedText(parts)).verify(leafPem, signature, "base64"),
    certUrl: () => certUrl,
    chainPem: `${leafPem}${caPem}`,
  };
}
