/**
 * Verifying PayPal's webhooks without asking PayPal: the signature is over id|time|webhook id|CRC32 of the raw body, made
 * with a certificate that PayPal serves. The certificate's address comes with the message, so host and path are pinned,
 * redirects are refused, and the chain must end in a root this machine trusts.
 */
import { createVerify, type KeyObject, X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { crc32 } from "node:zlib";
import { type Clock, parseInstant } from "../../kernel/clock";
import type { PaypalSettings } from "../../platform/config";

export type PaypalHeaders = Readonly<Record<string, string | undefined>>;

export type WebhookVerdict = { isValid: true } | { isValid: false; reason: string };

const certificatePath = /^\/v1\/notifications\/certs\/[A-Za-z0-9._-]+$/;
const certificateName = /CN=messageverificationcerts[a-z0-9.-]*\.paypal\.com$/m;
const certificateBytesMax = 64 * 1024;
const certificateTimeoutMs = 5_000;
const chainLengthMax = 5;

export interface PaypalWebhooks {
  /** Is this body really from PayPal, for our webhook? @throws when the certificate cannot be fetched: ask again later. */
  verify(headers: PaypalHeaders, rawBody: Buffer): Promise<WebhookVerdict>;
}

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

async function fetchCertificate(url: string): Promise<string> {
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(certificateTimeoutMs),
  });
  if (!response.ok) throw new Error(`The certificate's address answers ${response.status}`);
  const length = Number(response.headers.get("content-length") ?? 0);
  if (length > certificateBytesMax) throw new Error("The certificate is too long");
  return (await response.text()).slice(0, certificateBytesMax);
}

function readChain(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.slice(0, chainLengthMax).map((block) => new X509Certificate(block));
}

/** A chain whose signatures were followed to a trusted root; whether it is valid today is asked each time. */
interface Trusted {
  key: KeyObject;
  validFrom: Date;
  validTo: Date;
}

/** Follows the chain from the leaf until a trusted root signed the last link. @returns what is wrong, if anything. */
function followChain(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): Trusted | string {
  const [leaf] = chain;
  if (!leaf) return "no certificate was served";
  if (!certificateName.test(leaf.subject)) return "certificate is not for webhook messages";
  const followed: X509Certificate[] = [];
  for (const [index, certificate] of chain.entries()) {
    followed.push(certificate);
    const issuers = [...roots, ...chain.slice(index + 1, index + 2)];
    const issuer = issuers.find(
      (one) => certificate.checkIssued(one) && certificate.verify(one.publicKey),
    );
    if (!issuer) return "certificate chain is broken";
    if (roots.includes(issuer)) {
      return {
        key: leaf.publicKey,
        validFrom: latest(followed.map((one) => one.validFrom)),
        validTo: earliest(followed.map((one) => one.validTo)),
      };
    }
  }
  return "certificate chain does not end in a trusted root";
}

const instants = (texts: readonly string[]) => texts.map((one) => parseInstant(one));
const latest = (texts: readonly string[]) =>
  instants(texts).reduce((one, other) => (one > other ? one : other));
const earliest = (texts: readonly string[]) =>
  instants(texts).reduce((one, other) => (one < other ? one : other));

export function createPaypalWebhooks(settings: PaypalSettings, clock: Clock): PaypalWebhooks {
  const trusted = settings.certCaPem ? [settings.certCaPem] : rootCertificates;
  let roots: X509Certificate[] | undefined;
  // Kept because following a chain costs as much as the message's own signature.
  const cache = new Map<string, Trusted>();
  const cacheMax = 20;

  async function chainAt(url: string): Promise<Trusted | string> {
    const known = cache.get(url);
    if (known) return known;
    const chain = readChain(await fetchCertificate(url));
    roots ??= trusted.map((pem) => new X509Certificate(pem));
    const followed = followChain(chain, roots);
    if (typeof followed === "string") return followed;
    if (cache.size >= cacheMax) cache.clear();
    cache.set(url, followed);
    return followed;
  }

  return {
    async verify(headers, rawBody) {
      const id = headers["paypal-transmission-id"];
      const time = headers["paypal-transmission-time"];
      const signature = headers["paypal-transmission-sig"];
      const certUrl = headers["paypal-cert-url"];
      if (!id || !time || !signature || !certUrl)
        return { isValid: false, reason: "a header is missing" };
      if (headers["paypal-auth-algo"] !== "SHA256withRSA") {
        return { isValid: false, reason: "unknown algorithm" };
      }
      const badUrl = checkCertificateUrl(certUrl, settings.certHosts);
      if (badUrl) return { isValid: false, reason: badUrl };
      const followed = await chainAt(certUrl);
      if (typeof followed === "string") return { isValid: false, reason: followed };
      const now = clock.now();
      if (now < followed.validFrom || now > followed.validTo)
        return { isValid: false, reason: "certificate is not valid today" };
      const signed = `${id}|${time}|${settings.webhookId}|${crc32(rawBody)}`;
      const verifier = createVerify("RSA-SHA256").update(signed);
      return verifier.verify(followed.key, signature, "base64")
        ? { isValid: true }
        : { isValid: false, reason: "signature does not fit" };
    },
  };
}
