/**
 * The certificates PayPal signs its messages with, fetched from the address a message names and kept for a while. Anybody
 * can name an address, so what is read is short, few fetches run at a time, and addresses that lead nowhere are
 * remembered too.
 */
import { X509Certificate } from "node:crypto";
import { type Clock, hourMs, minuteMs, secondMs } from "../../kernel/clock";
import { createLimiter } from "../../platform/limiter";

/**
 * - `missing`: the host says that there is no such certificate, so whoever named it made it up;
 * - `failed`: nothing is known about it: no answer, too long, or not a certificate.
 */
export type CertificateAnswer =
  | { kind: "chain"; chain: readonly X509Certificate[] }
  | { kind: "missing" }
  | { kind: "failed"; reason: string };

export interface PaypalCertificates {
  /** The chain served at this address, leaf first; from memory while that is young enough. */
  get(url: string): Promise<CertificateAnswer>;
  /** The same, fetched anew, unless that was done within the last minute. @returns undefined when it was. */
  renew(url: string): Promise<CertificateAnswer | undefined>;
}

const certificateBytesMax = 64 * 1024;
const certificateTimeoutMs = 5 * secondMs;
const chainLengthMax = 5;
const fetchesAtOnceMax = 4;
const fetchesWaitingMax = 200;
/** PayPal's host has a handful of certificates; addresses that were made up are kept apart from them. */
const chainsMax = 20;
const missesMax = 500;
const keepMs = { chain: hourMs, missing: minuteMs, failed: 5 * secondMs } as const;
const renewMs = minuteMs;

async function readShort(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    const bytes = part as Uint8Array;
    length += bytes.byteLength;
    // Leaving the loop ends the transfer, however much more there would have been.
    if (length > certificateBytesMax) throw new Error("the certificate is too long");
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("latin1");
}

function readChain(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.slice(0, chainLengthMax).map((block) => new X509Certificate(block));
}

async function fetchChain(url: string): Promise<CertificateAnswer> {
  try {
    const response = await fetch(url, {
      redirect: "error",
      signal: AbortSignal.timeout(certificateTimeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      if (response.status === 404 || response.status === 410) return { kind: "missing" };
      return { kind: "failed", reason: `the certificate's address answers ${response.status}` };
    }
    const chain = readChain(await readShort(response));
    if (chain.length === 0) return { kind: "failed", reason: "no certificate was served" };
    return { kind: "chain", chain };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : "unknown" };
  }
}

interface Kept {
  answer: CertificateAnswer;
  atMs: number;
}

function keepIn(map: Map<string, Kept>, max: number, url: string, kept: Kept): void {
  map.delete(url);
  const [oldest] = map.keys();
  if (map.size >= max && oldest !== undefined) map.delete(oldest);
  map.set(url, kept);
}

export function createPaypalCertificates(clock: Clock): PaypalCertificates {
  const chains = new Map<string, Kept>();
  const misses = new Map<string, Kept>();
  const underWay = new Map<string, Promise<CertificateAnswer>>();
  const limiter = createLimiter(fetchesAtOnceMax, fetchesWaitingMax);

  async function fetchOnce(url: string): Promise<CertificateAnswer> {
    const answer = await limiter.run(() => fetchChain(url));
    const kept = { answer, atMs: clock.now().getTime() };
    if (answer.kind === "chain") keepIn(chains, chainsMax, url, kept);
    else keepIn(misses, missesMax, url, kept);
    return answer;
  }

  /** Everybody who wants the same certificate at once waits for one fetch. */
  async function fetchShared(url: string): Promise<CertificateAnswer> {
    const running = underWay.get(url);
    if (running) return await running;
    const started = fetchOnce(url).finally(() => underWay.delete(url));
    underWay.set(url, started);
    return await started;
  }

  /** What is kept about an address, while it is young enough. */
  function fresh(
    map: Map<string, Kept>,
    url: string,
    keepsMs?: number,
  ): CertificateAnswer | undefined {
    const found = map.get(url);
    if (!found) return undefined;
    // A clock that was set back makes the age unknown, and unknown is too old.
    const ageMs = clock.now().getTime() - found.atMs;
    return ageMs >= 0 && ageMs < (keepsMs ?? keepMs[found.answer.kind]) ? found.answer : undefined;
  }

  return {
    get: async (url) => fresh(chains, url) ?? fresh(misses, url) ?? (await fetchShared(url)),
    async renew(url) {
      const isRecent = fresh(chains, url, renewMs) ?? fresh(misses, url);
      return isRecent ? undefined : await fetchShared(url);
    },
  };
}
