/** Messages signed as PayPal signs them, by any key a test holds. */
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { systemClock } from "../../src/kernel/clock";
import type { TestWorld } from "../sandbox/support";

export interface SigningParts {
  keyPem: string;
  certUrl: string;
  webhookId: string;
  time?: string;
}

/** Headers of one transmission of `raw`. */
export function signedHeaders(raw: Buffer, parts: SigningParts): Record<string, string> {
  const id = randomUUID();
  const time = parts.time ?? systemClock.now().toISOString();
  const text = `${id}|${time}|${parts.webhookId}|${crc32(raw)}`;
  const signature = sign("sha256", Buffer.from(text), createPrivateKey(parts.keyPem));
  return {
    "content-type": "application/json",
    "paypal-transmission-id": id,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": signature.toString("base64"),
    "paypal-cert-url": parts.certUrl,
    "paypal-auth-algo": "SHA256withRSA",
  };
}

/** What the simulated PayPal signs with. */
export function signingOf(world: TestWorld): SigningParts {
  const secrets = JSON.parse(readFileSync(join(world.dataDir, "world.json"), "utf8")) as {
    paypal: { certId: string; webhookId: string; certificates: { leafKeyPem: string } };
  };
  const { certId, webhookId, certificates } = secrets.paypal;
  const certUrl = `${world.sandbox.paypal.url}/v1/notifications/certs/${certId}`;
  return { keyPem: certificates.leafKeyPem, certUrl, webhookId };
}
