/**
 * Verifying PayPal's webhooks without asking PayPal: the signature is over id|time|webhook id|CRC32 of the raw body, made
 * with a certificate that PayPal serves. The certificate's address comes with the message, so host and path are pinned,
 * redirects are refused, and the chain must end in a root this machine trusts. Only when the certificate cannot be had is
 * PayPal asked to verify the message itself.
 */
import { createVerify, X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { crc32 } from "node:zlib";
import { z } from "zod";
import type { Clock } from "../../kernel/clock";
import type { PaypalSettings } from "../../platform/config";
import { callPaypal } from "./paypal-call";
import { createPaypalCertificates } from "./paypal-certificates";
import { PaypalRefusedError, PaypalUnavailableError } from "./paypal-errors";
import type { PaypalTransport } from "./paypal-transport";

export type PaypalHeaders = Readonly<Record<string, string | undefined>>;

export type WebhookVerdict = { isValid: true } | { isValid: false; reason: string };

const certificatePath = /^\/v1\/notifications\/certs\/[A-Za-z0-9._-]+$/;
const certificateName = /CN=messageverificationcerts[a-z0-9.-]*\.paypal\.com$/m;

export interface PaypalWebhooks {
  /**
   * Is this body really from PayPal, for our webhook?
   * @throws PaypalUnavailableError when neither the certificate nor PayPal's own verification can be had: ask again later.
   */
  verify(headers: PaypalHeaders, rawBody: Buffer): Promise<WebhookVerdict>;
}

/** What the headers of one transmission say. */
interface Transmission {
  id: string;
  time: string;
  signature: string;
  certUrl: string;
  algorithm: string;
}

const refused = (reason: string): WebhookVerdict => ({ isValid: false, reason });

function isLoopback(hostname: string): boolean {
  return hostname === "127.0.0.1" || hostname === "localhost";
}

/** https only, but for a simulator on this machine that was named in the settings together with its port. */
function checkCertificateUrl(text: string, hosts: readonly string[]): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "certificate address is not a URL";
  }
  const isAllowed = hosts.includes(url.host);
  if (!isAllowed) return "certificate host is not PayPal's";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return "certificate address is not https";
  }
  if (url.username || url.password || url.search || url.hash)
    return "certificate address has extra parts";
  return certificatePath.test(url.pathname) ? undefined : "certificate path is not PayPal's";
}

function isCurrent(certificate: X509Certificate, at: Date): boolean {
  return new Date(certificate.validFrom) <= at && at <= new Date(certificate.validTo);
}

/** Follows the chain from the leaf until a trusted root signed the last link. */
function chainProblem(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): string | undefined {
  const [leaf] = chain;
  if (!leaf) return "no certificate was served";
  if (!certificateName.test(leaf.subject)) return "certificate is not for webhook messages";
  for (const [index, certificate] of chain.entries()) {
    if (!isCurrent(certificate, at)) return "certificate is not valid today";
    const issuers = [...roots, ...chain.slice(index + 1, index + 2)];
    const issuer = issuers.find(
      (one) => certificate.checkIssued(one) && certificate.verify(one.publicKey),
    );
    if (!issuer) return "certificate chain is broken";
    if (roots.includes(issuer)) return undefined;
  }
  return "certificate chain does not end in a trusted root";
}

function readTransmission(
  headers: PaypalHeaders,
  hosts: readonly string[],
): Transmission | { problem: string } {
  const id = headers["paypal-transmission-id"];
  const time = headers["paypal-transmission-time"];
  const signature = headers["paypal-transmission-sig"];
  const certUrl = headers["paypal-cert-url"];
  const algorithm = headers["paypal-auth-algo"];
  if (!id || !time || !signature || !certUrl) return { problem: "a header is missing" };
  if (algorithm !== "SHA256withRSA") return { problem: "unknown algorithm" };
  const badUrl = checkCertificateUrl(certUrl, hosts);
  return badUrl ? { problem: badUrl } : { id, time, signature, certUrl, algorithm };
}

/**
 * The body as text, if it is one JSON object. Anything else must not be put into the middle of a request to PayPal: a body
 * of `{…},"webhook_id":"…"` would otherwise choose the webhook it is verified for.
 */
function eventTextOf(rawBody: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(rawBody);
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? text : undefined;
  } catch {
    return undefined;
  }
}

const verificationSchema = z.looseObject({ verification_status: z.string() });
const verificationPath = "/v1/notifications/verify-webhook-signature";

export function createPaypalWebhooks(
  settings: PaypalSettings,
  clock: Clock,
  transport: PaypalTransport,
): PaypalWebhooks {
  const trusted = settings.certCaPem ? [settings.certCaPem] : rootCertificates;
  let roots: X509Certificate[] | undefined;
  const certificates = createPaypalCertificates(clock);

  function check(
    chain: readonly X509Certificate[],
    transmission: Transmission,
    rawBody: Buffer,
  ): WebhookVerdict {
    roots ??= trusted.map((pem) => new X509Certificate(pem));
    const badChain = chainProblem(chain, roots, clock.now());
    if (badChain) return refused(badChain);
    const { id, time, signature } = transmission;
    const signed = `${id}|${time}|${settings.webhookId}|${crc32(rawBody)}`;
    const leaf = chain[0] as X509Certificate;
    const isSigned = createVerify("RSA-SHA256")
      .update(signed)
      .verify(leaf.publicKey, signature, "base64");
    return isSigned ? { isValid: true } : refused("signature does not fit");
  }

  /** PayPal's own verification; the event goes into the request byte for byte, because the signature is over its bytes. */
  async function askPaypal(transmission: Transmission, rawBody: Buffer): Promise<WebhookVerdict> {
    const eventText = eventTextOf(rawBody);
    if (eventText === undefined) return refused("not an event");
    const about = JSON.stringify({
      auth_algo: transmission.algorithm,
      cert_url: transmission.certUrl,
      transmission_id: transmission.id,
      transmission_sig: transmission.signature,
      transmission_time: transmission.time,
      webhook_id: settings.webhookId,
    });
    const body = `${about.slice(0, -1)},"webhook_event":${eventText}}`;
    try {
      const answer = await callPaypal(
        transport,
        { method: "POST", path: verificationPath, body },
        verificationSchema,
      );
      return answer.verification_status === "SUCCESS"
        ? { isValid: true }
        : refused("PayPal does not confirm it");
    } catch (error) {
      if (!(error instanceof PaypalRefusedError)) throw error;
      if (error.status === 400 || error.status === 422) return refused("PayPal cannot verify it");
      throw new PaypalUnavailableError(error.message);
    }
  }

  return {
    async verify(headers, rawBody) {
      const transmission = readTransmission(headers, settings.certHosts);
      if ("problem" in transmission) return refused(transmission.problem);
      const { certUrl } = transmission;
      const found = await certificates.get(certUrl);
      if (found.kind === "missing") return refused("certificate is unknown to PayPal");
      if (found.kind === "failed") return await askPaypal(transmission, rawBody);
      const verdict = check(found.chain, transmission, rawBody);
      if (verdict.isValid) return verdict;
      // PayPal may have renewed the certificate under the same address since it was kept.
      const renewed = await certificates.renew(certUrl);
      return renewed?.kind === "chain" ? check(renewed.chain, transmission, rawBody) : verdict;
    },
  };
}
