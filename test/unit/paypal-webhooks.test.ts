/** Where the certificate comes from, how long it is kept, and what happens when it cannot be had. */
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as x509 from "@peculiar/x509";
import { addMs, dayMs, hourMs, minuteMs, systemClock } from "../../src/kernel/clock";
import { createPaypal, type Paypal, PaypalUnavailableError } from "../../src/providers/paypal";
import { type SigningParts, signedHeaders } from "../support/paypal-signing";

const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const now = systemClock.now();
const caName = "CN=Test Authority";
const webhookId = "WH-TEST";
const body = Buffer.from('{"id":"WH-1", "summary":"Pengiriman uang ✓ ส่งเงิน",\n "event_type":"X"}');

interface Leaf {
  pem: string;
  keyPem: string;
}

let caKeys: webcrypto.CryptoKeyPair;
let caPem: string;
let first: Leaf;
let second: Leaf;

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(rsa, true, ["sign", "verify"]);

async function newLeaf(
  subject = "CN=messageverificationcerts.paypal.com",
  days: [number, number] = [-1, 365],
): Promise<Leaf> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: "02",
    subject,
    issuer: caName,
    notBefore: addMs(now, days[0] * dayMs),
    notAfter: addMs(now, days[1] * dayMs),
    signingAlgorithm: rsa,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
  });
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    pem: certificate.toString("pem"),
    keyPem: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"),
  };
}

beforeAll(async () => {
  caKeys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: caName,
    notBefore: addMs(now, -dayMs),
    notAfter: addMs(now, 3_650 * dayMs),
    signingAlgorithm: rsa,
    keys: caKeys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  caPem = ca.toString("pem");
  first = await newLeaf();
  second = await newLeaf();
});

/** PayPal's host as this test wants it: how it serves the certificate, and how it verifies. */
interface Host {
  serve: RequestListener;
  verification: { status: number; body: string };
  fetches: number;
  asked: Buffer[];
}

let server: Server;
let host: Host;
let paypal: Paypal;
let url: string;
let at: Date;

beforeEach(async () => {
  at = now;
  host = {
    serve: (_request, response) => response.end(first.pem),
    verification: { status: 500, body: "" },
    fetches: 0,
    asked: [],
  };
  server = createServer((request, response) => {
    if (request.url?.startsWith("/v1/notifications/certs/")) {
      host.fetches++;
      host.serve(request, response);
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.setHeader("content-type", "application/json");
      if (request.url === "/v1/oauth2/token") {
        response.end('{"access_token":"t","token_type":"Bearer","expires_in":3600}');
        return;
      }
      host.asked.push(Buffer.concat(chunks));
      response.writeHead(host.verification.status).end(host.verification.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `${origin}/v1/notifications/certs/CERT-1`;
  paypal = createPaypal({
    settings: {
      clientId: `client-${origin}`,
      clientSecret: "secret",
      webhookId,
      apiBase: origin,
      certHosts: [new URL(origin).host],
      certCaPem: caPem,
    },
    clock: { now: () => at },
    timeoutMs: 1_000,
  });
});
afterEach(async () => {
  paypal.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const signing = (leaf: Leaf): SigningParts => ({ keyPem: leaf.keyPem, certUrl: url, webhookId });
const verify = (leaf = first, raw = body) =>
  paypal.webhooks.verify(signedHeaders(raw, signing(leaf)), raw);
const confirmed = { status: 200, body: '{"verification_status":"SUCCESS"}' };

test("the certificate is fetched once for many messages at once, and kept for an hour", async () => {
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => verify()));
  expect(verdicts.every(({ isValid }) => isValid)).toBe(true);
  expect(host.fetches).toBe(1);
  at = addMs(now, hourMs - 1);
  await verify();
  expect(host.fetches).toBe(1);
  at = addMs(now, hourMs);
  expect(await verify()).toEqual({ isValid: true });
  expect(host.fetches).toBe(2);
  expect(host.asked).toHaveLength(0);
});

test("a certificate that was renewed under the same address is taken, and forgers cannot make us fetch all day", async () => {
  expect(await verify(first)).toEqual({ isValid: true });
  host.serve = (_request, response) => response.end(second.pem);
  const early = await verify(second);
  expect(early).toEqual({ isValid: false, reason: "signature does not fit" });
  expect(host.fetches).toBe(1);
  at = addMs(now, minuteMs);
  expect(await verify(second)).toEqual({ isValid: true });
  expect((await verify(first)).isValid).toBe(false);
  expect(host.fetches).toBe(2);
});

test.each<[string, [string, [number, number]?], string]>([
  ["made for something else", ["CN=www.paypal.com"], "certificate is not for webhook messages"],
  [
    "that has run out",
    ["CN=messageverificationcerts.paypal.com", [-9, -2]],
    "certificate is not valid today",
  ],
])("a certificate %s proves nothing", async (_name, made, reason) => {
  const leaf = await newLeaf(...made);
  host.serve = (_request, response) => response.end(leaf.pem);
  host.verification = confirmed;
  expect(await verify(leaf)).toEqual({ isValid: false, reason });
  expect(host.asked).toHaveLength(0);
});

test("an address without a certificate is refused, and not asked for again at once", async () => {
  host.serve = (_request, response) => response.writeHead(404).end("no");
  host.verification = confirmed;
  const refused = { isValid: false, reason: "certificate is unknown to PayPal" };
  expect(await verify()).toEqual(refused);
  expect(await verify()).toEqual(refused);
  expect(host.fetches).toBe(1);
  expect(host.asked).toHaveLength(0);
});

const broken: [string, RequestListener][] = [
  ["fails", (_request, response) => response.writeHead(500).end("no")],
  ["is cut off", (request) => request.socket.destroy()],
  ["leads elsewhere", (_request, response) => response.writeHead(302, { location: "/x" }).end()],
  ["serves something else", (_request, response) => response.end("<html>hello</html>")],
  [
    "serves a broken certificate",
    (_request, response) =>
      response.end("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
  ],
  [
    "never stops",
    (_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    },
  ],
];

describe.each(broken)("when the certificate's address %s", (_name, serve) => {
  beforeEach(() => {
    host.serve = serve;
  });

  test("PayPal is asked, with the event's bytes unchanged, and its word counts", async () => {
    host.verification = confirmed;
    expect(await verify()).toEqual({ isValid: true });
    const asked = host.asked[0] as Buffer;
    expect(asked.includes(Buffer.concat([Buffer.from('"webhook_event":'), body]))).toBe(true);
    expect(JSON.parse(asked.toString())).toMatchObject({
      auth_algo: "SHA256withRSA",
      cert_url: url,
      webhook_id: webhookId,
      webhook_event: { id: "WH-1" },
    });
    host.verification = { status: 200, body: '{"verification_status":"FAILURE"}' };
    expect(await verify()).toEqual({ isValid: false, reason: "PayPal does not confirm it" });
  });

  test.each([
    [500, ""],
    [200, "<html>"],
    [401, '{"name":"AUTHENTICATION_FAILURE"}'],
    [429, '{"name":"RATE_LIMIT_REACHED"}'],
  ])("and PayPal answers %i, nobody knows", async (status, answer) => {
    host.verification = { status, body: answer };
    await expect(verify()).rejects.toBeInstanceOf(PaypalUnavailableError);
  });
});

test("a body that would end the event early is never put into a request to PayPal", async () => {
  host.serve = (_request, response) => response.writeHead(500).end();
  host.verification = confirmed;
  for (const text of ['{"id":"WH-1"},"webhook_id":"MINE"', "[]", '"x"', "", "{"]) {
    const verdict = await verify(first, Buffer.from(text));
    expect(verdict).toEqual({ isValid: false, reason: "not an event" });
  }
  const notText = await verify(first, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
  expect(notText.isValid).toBe(false);
  expect(host.asked).toHaveLength(0);
});

test("a certificate that can be had again is used again", async () => {
  host.serve = (_request, response) => response.writeHead(503).end();
  host.verification = confirmed;
  await verify();
  host.serve = (_request, response) => response.end(first.pem);
  at = addMs(now, minuteMs);
  expect(await verify()).toEqual({ isValid: true });
  expect(host.asked).toHaveLength(1);
});
