/**
 * Asking addresses that users typed, without letting them reach what only we can reach (OWASP: SSRF). The name is resolved
 * once, every answer must be a public address, and exactly the checked address is connected to, so that a name server
 * that changes its mind between two questions gains nothing. Redirects go through the same checks again. No cookies, no
 * credentials but those a caller sets for one known host, text or a picture only, a size, and one deadline over everything.
 */
import { lookup as systemLookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect, type Socket } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { isPublicAddress } from "./public-address";
import { readBytes, readText, TooLargeError, UnreadableError } from "./read-text";
import { readSandboxTarget, readTarget, type Target } from "./target";

export type SafeFailure =
  /** Not an address we ask: scheme, port, form, host, or what its name leads to. */
  | "address_refused"
  | "not_reachable"
  | "too_slow"
  | "too_large"
  | "not_text"
  | "not_picture"
  | "redirected";

export type SafeAnswer =
  | {
      kind: "answered";
      status: number;
      /** Without parameters, such as `text/html`. */
      contentType: string;
      /** Never shown to anybody as it is: callers take facts out of it. */
      text: string;
      /** The picture that was asked for; null when the answer is none. */
      bytes: Buffer | null;
      /** Where the answer came from after redirects. */
      url: string;
    }
  | { kind: "failed"; reason: SafeFailure };

export interface SafeRequest {
  /** Host names that may be asked, redirects included; undefined for any public one. */
  hosts?: readonly string[];
  /** 0 unless set; at most 3. */
  redirectsMax?: number;
  /** A picture is wanted instead of text. */
  wantsPicture?: boolean;
  /** For an API of known hosts; never sent on to where a redirect leads. */
  bearer?: string;
}

export type SafeFetch = (url: string, request?: SafeRequest) => Promise<SafeAnswer>;

export interface SafeFetchOptions {
  /** In sandbox mode the origin of the simulated pages, such as `http://127.0.0.1:3004`: then nothing else is asked. */
  sandboxOrigin?: string | undefined;
  /** Every address of a name; the system's resolver unless a test has its own. */
  lookup?: (host: string) => Promise<string[]>;
  /** Opens the connection to an address that was checked; a test sends it elsewhere. */
  dial?: (address: string, port: number) => Socket;
  /** An extra trusted root, for tests. */
  ca?: string;
  deadlineMs?: number;
}

const bytesMax = 2 * 1024 * 1024;
const pictureBytesMax = 5 * 1024 * 1024;
const deadlineMsDefault = 5_000;
const redirectsMaxMax = 3;
const httpsPort = 443;
const headerBytesMax = 32 * 1024;
const userAgent = "Kampanye/1.0 (checks that a paid post is still live)";
const textType = /^(text\/[\w.+-]+|application\/([\w.-]+\+)?(json|xml))$/;
const pictureType = /^image\/(jpeg|png|webp|gif)$/;
const textAccept = "application/json, text/html;q=0.9, text/*;q=0.5";
const pictureAccept = "image/jpeg, image/png, image/webp, image/gif";
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

class Refused extends Error {
  constructor(readonly reason: SafeFailure) {
    super(reason);
  }
}

async function lookupAll(host: string): Promise<string[]> {
  const answers = await systemLookup(host, { all: true, verbatim: true });
  return answers.map(({ address }) => address);
}

/** Waits no longer than the deadline; a resolver cannot be told to stop, so its answer is left behind. */
async function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const isOver = new Promise<never>((_, reject) => {
    const stop = () => reject(new Refused("too_slow"));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  return await Promise.race([work, isOver]);
}

/** One address of the name, after all were found public. One that is not among many is a trick, not an accident. */
async function checkedAddress(
  host: string,
  lookup: (host: string) => Promise<string[]>,
  signal: AbortSignal,
): Promise<string> {
  const addresses = await before(signal, lookup(host));
  const [first] = addresses;
  if (first === undefined) throw new Refused("not_reachable");
  if (!addresses.every(isPublicAddress)) throw new Refused("address_refused");
  // Hosts without IPv6 are common, names without IPv4 are rare.
  return addresses.find((address) => address.includes(".")) ?? first;
}

interface Question {
  target: Target;
  headers: Record<string, string>;
  signal: AbortSignal;
}

function responseTo(
  { target, headers, signal }: Question,
  connection: (() => Socket) | undefined,
): Promise<IncomingMessage> {
  const { url } = target;
  return new Promise((resolve, reject) => {
    const options = {
      method: "GET",
      host: url.hostname,
      path: `${url.pathname}${url.search}`,
      // Node would write the port into it because the connection is made by us.
      headers: { ...headers, Host: url.host },
      signal,
      maxHeaderSize: headerBytesMax,
    };
    const sent = connection
      ? httpsRequest({ ...options, port: httpsPort, createConnection: connection })
      : httpRequest({ ...options, port: url.port, agent: false });
    sent.on("response", resolve);
    sent.on("error", reject);
    sent.on("upgrade", (_response, socket) => {
      socket.destroy();
      reject(new Refused("not_text"));
    });
    sent.end();
  });
}

/** What the questions of one guard have in common. */
interface Guard {
  targetOf(text: string, hosts: readonly string[] | undefined): Target;
  ask(question: Question): Promise<IncomingMessage>;
}

function createGuard(options: SafeFetchOptions): Guard {
  const { sandboxOrigin, lookup = lookupAll, ca } = options;
  const dial = options.dial ?? ((host: string, port: number) => connect({ host, port }));
  return {
    targetOf(text, hosts) {
      const target =
        sandboxOrigin === undefined
          ? readTarget(text, hosts)
          : readSandboxTarget(text, sandboxOrigin);
      if (!target) throw new Refused("address_refused");
      return target;
    },
    async ask(question) {
      const { hostName } = question.target;
      if (hostName === undefined) return await responseTo(question, undefined);
      const address = await checkedAddress(hostName, lookup, question.signal);
      return await responseTo(question, () =>
        tlsConnect({
          socket: dial(address, httpsPort),
          servername: hostName,
          rejectUnauthorized: true,
          ALPNProtocols: ["http/1.1"],
          ...(ca === undefined ? {} : { ca }),
        }),
      );
    },
  };
}

/** The first answer that is no redirect, or that is one too many. */
async function follow(guard: Guard, text: string, request: SafeRequest, signal: AbortSignal) {
  const { hosts, bearer } = request;
  const redirectsMax = Math.min(request.redirectsMax ?? 0, redirectsMaxMax);
  let target = guard.targetOf(text, hosts);
  for (let redirects = 0; ; redirects++) {
    const headers: Record<string, string> = {
      Accept: request.wantsPicture ? pictureAccept : textAccept,
      "Accept-Encoding": "gzip, br",
      "User-Agent": userAgent,
      Connection: "close",
      ...(bearer !== undefined && redirects === 0 ? { Authorization: `Bearer ${bearer}` } : {}),
    };
    const response = await guard.ask({ target, headers, signal });
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (!redirectStatuses.has(status) || location === undefined) {
      return { response, status, url: target.url.href };
    }
    response.destroy();
    if (redirects >= redirectsMax) throw new Refused("redirected");
    if (!URL.canParse(location, target.url.href)) throw new Refused("address_refused");
    target = guard.targetOf(new URL(location, target.url.href).href, hosts);
  }
}

async function answer(
  guard: Guard,
  text: string,
  request: SafeRequest,
  signal: AbortSignal,
): Promise<SafeAnswer> {
  const { response, status, url } = await follow(guard, text, request, signal);
  const [type = ""] = (response.headers["content-type"] ?? "").split(";", 1);
  const contentType = type.trim().toLowerCase();
  const answered = { kind: "answered", status, contentType, text: "", bytes: null, url } as const;
  const isGood = status >= 200 && status < 300;
  if (request.wantsPicture && isGood && pictureType.test(contentType)) {
    return { ...answered, bytes: await readBytes(response, pictureBytesMax) };
  }
  if (!request.wantsPicture && textType.test(contentType)) {
    return { ...answered, text: await readText(response, bytesMax) };
  }
  response.destroy();
  if (isGood) throw new Refused(request.wantsPicture ? "not_picture" : "not_text");
  return answered;
}

function failureOf(error: unknown, isLate: boolean): SafeFailure {
  if (error instanceof Refused) return error.reason;
  if (error instanceof TooLargeError) return "too_large";
  if (isLate) return "too_slow";
  return error instanceof UnreadableError ? "not_text" : "not_reachable";
}

/** A guarded way to ask; it answers with a failure instead of throwing, whatever the other side does. */
export function createSafeFetch(options: SafeFetchOptions = {}): SafeFetch {
  const guard = createGuard(options);
  const { deadlineMs = deadlineMsDefault } = options;
  return async (url, request = {}) => {
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      return await answer(guard, url, request, signal);
    } catch (error) {
      return { kind: "failed", reason: failureOf(error, signal.aborted) };
    }
  };
}
