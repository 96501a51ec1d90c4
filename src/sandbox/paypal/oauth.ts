/**
 * OAuth client credentials. A token carries its own expiry and a signature, so nothing is stored and a restarted simulator
 * still honours the tokens it gave out.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { isoSeconds, type SandboxClock } from "../clock";
import {
  type Call,
  formBody,
  header,
  jsonReply,
  type Reply,
  type Route,
  route,
} from "../http-types";
import { randomMixed } from "../ids";
import { invalidToken, unauthenticated } from "./paypal-errors";

export interface OauthOptions {
  readonly clock: SandboxClock;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenKey: string;
  ttlSeconds(): number;
  /** Tokens of an earlier generation are expired, whatever they say. */
  generation(): number;
}

export interface Oauth {
  readonly routes: readonly Route[];
  /** A 401 unless the call carries a valid token. */
  check(call: Call): Reply | undefined;
}

const scope = [
  "https://uri.paypal.com/payments/payouts",
  "https://uri.paypal.com/services/payments/payment/authcapture",
  "https://uri.paypal.com/services/payments/refund",
  "https://uri.paypal.com/services/reporting/search/read",
  "https://uri.paypal.com/services/reporting/balances/read",
  "https://uri.paypal.com/services/applications/webhooks",
  "openid",
].join(" ");
const tokenPrefix = "A21AA";

/** The token route and the check every other route goes through. */
export function createOauth(options: OauthOptions): Oauth {
  const sign = (claims: string): string =>
    createHmac("sha256", options.tokenKey).update(claims).digest("base64url");

  function issue(ttlSeconds: number): string {
    const expiresMs = options.clock.nowMs() + ttlSeconds * 1_000;
    const claims = `${expiresMs}.${options.generation()}.${randomMixed(12)}`;
    return `${tokenPrefix}${Buffer.from(claims).toString("base64url")}.${sign(claims)}`;
  }

  function isValid(token: string): boolean {
    const [encoded = "", signature = ""] = token.slice(tokenPrefix.length).split(".");
    const claims = Buffer.from(encoded, "base64url").toString("utf8");
    if (!token.startsWith(tokenPrefix) || !isSame(signature, sign(claims))) return false;
    const [expiresMs = "0", generation = ""] = claims.split(".");
    return (
      Number.parseInt(expiresMs, 10) > options.clock.nowMs() &&
      generation === String(options.generation())
    );
  }

  function issueRoute(call: Call): Reply {
    const expected = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString("base64");
    if (!isSame(header(call, "authorization") ?? "", `Basic ${expected}`)) {
      return jsonReply(401, {
        error: "invalid_client",
        error_description: "Client Authentication failed",
      });
    }
    if (formBody(call).get("grant_type") !== "client_credentials") {
      return jsonReply(400, {
        error: "unsupported_grant_type",
        error_description: "Only client_credentials is supported here",
      });
    }
    const ttlSeconds = options.ttlSeconds();
    return jsonReply(200, {
      scope,
      access_token: issue(ttlSeconds),
      token_type: "Bearer",
      app_id: "APP-80W284485P519543T",
      expires_in: ttlSeconds,
      nonce: `${isoSeconds(options.clock.nowMs())}${randomMixed(43)}`,
    });
  }

  return {
    routes: [route("POST", "/v1/oauth2/token", issueRoute)],
    check: (call) => {
      const given = header(call, "authorization");
      if (!given) return unauthenticated(call);
      const token = /^Bearer (\S+)$/i.exec(given)?.[1];
      if (!token) return invalidToken("The authorization header holds no bearer token");
      return isValid(token) ? undefined : invalidToken("Token signature verification failed");
    },
  };
}

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
