/**
 * The guard in front of addresses that users typed. A canary stands for everything private: whatever the guard lets through
 * to an address that is not public ends there and is counted. Nothing leaves this machine: the one public address of these
 * tests is dialled to a server of our own.
 */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttps, type Server as HttpsServer } from "node:https";
import { type AddressInfo, connect, createServer as createTcp, type Server } from "node:net";
import { gzipSync } from "node:zlib";
import { monotonicMs, systemClock } from "../../src/kernel/clock";
import { createSafeFetch, type SafeFetchOptions } from "../../src/platform/safe-fetch";
import { isPublicAddress } from "../../src/platform/safe-fetch/public-address";
import { createWebhookCertificates } from "../../src/sandbox/certificates";

const publicAddress = "93.184.215.14";
const site = "blog.ploy-eats.com";

let canary: Server;
let canaryPort: number;
let hits = 0;
let page: HttpsServer;
let pagePort: number;
let caPem: string;
/** How the public site answers the next requests, and what it was asked. */
let respond: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { host: string | undefined; servername: string | false | null; headers: object }[] = [];

const portOf = (server: Server | HttpsServer) => (server.address() as AddressInfo).port;
const listen = (server: Server | HttpsServer) =>
  new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));

beforeAll(async () => {
  canary = createTcp((socket) => {
    hits++;
    socket.destroy();
  });
  await listen(canary);
  canaryPort = portOf(canary);
  const certificate = await createWebhookCertificates(systemClock.now(), site);
  caPem = certificate.caPem;
  page = createHttps(
    { cert: certificate.leafPem, key: certificate.leafKeyPem },
    (request, response) => {
      const { servername } = request.socket as unknown as { servername: string | false | null };
      asked.push({ host: request.headers.host, servername, headers: request.headers });
      respond(request, response);
    },
  );
  await listen(page);
  pagePort = portOf(page);
});
beforeEach(() => {
  hits = 0;
  asked = [];
  respond = (_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<p>kopi</p>");
  };
});
afterAll(async () => {
  page.closeAllConnections();
  await new Promise((resolve) => page.close(resolve));
  await new Promise((resolve) => canary.close(resolve));
});

interface Dialled {
  address: string;
  port: number;
}

/** A guard whose connections are counted; to the public address they reach our site, to any other the canary. */
function guard(
  names: Record<string, string[] | (() => string[])> = {},
  more: SafeFetchOptions = {},
) {
  const dialled: Dialled[] = [];
  const looked: string[] = [];
  const safeFetch = createSafeFetch({
    ca: caPem,
    lookup: async (host) => {
      looked.push(host);
      const answer = names[host] ?? [];
      return typeof answer === "function" ? answer() : answer;
    },
    dial: (address, port) => {
      dialled.push({ address, port });
      return connect({
        host: "127.0.0.1",
        port: address === publicAddress ? pagePort : canaryPort,
      });
    },
    ...more,
  });
  return { safeFetch, dialled, looked };
}

test("the canary counts, or the zeroes below would mean nothing", async () => {
  await new Promise<void>((resolve) => {
    connect({ host: "127.0.0.1", port: canaryPort }).on("close", () => resolve());
  });
  expect(hits).toBe(1);
});

test("a public page is read at the checked address, with its own name in SNI and Host", async () => {
  const { safeFetch, dialled, looked } = guard({ [site]: [publicAddress] });
  const answer = await safeFetch(`https://${site}/kopi?p=1`);
  expect(answer).toEqual({
    kind: "answered",
    status: 200,
    contentType: "text/html",
    text: "<p>kopi</p>",
    bytes: null,
    url: `https://${site}/kopi?p=1`,
  });
  expect({ looked, dialled }).toEqual({
    looked: [site],
    dialled: [{ address: publicAddress, port: 443 }],
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ host: site, servername: site });
  expect(asked[0]?.headers).not.toHaveProperty("cookie");
  expect(asked[0]?.headers).not.toHaveProperty("authorization");
});

test("a certificate of somebody else is not accepted", async () => {
  const { safeFetch } = guard({ "other.ploy-eats.com": [publicAddress] });
  expect(await safeFetch("https://other.ploy-eats.com/kopi")).toEqual({
    kind: "failed",
    reason: "not_reachable",
  });
  expect(asked).toEqual([]);
});

const badAddresses = [
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "100.64.0.1",
  "100.127.255.255",
  "127.0.0.1",
  "127.8.8.8",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.8",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::7f00:1",
  "::93.184.215.14",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:0:127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b::127.0.0.1",
  "64:ff9b:1::1",
  "100::1",
  "2001::1",
  "2001:2::1",
  "2001:10::1",
  "2001:20::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "2002:5db8:d70e::1",
  "3fff::1",
  "5f00::1",
  "fc00::1",
  "fd00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "4000::1",
];
const badNotations = [
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "127.1",
  "0x7f.1",
  "1.2.3",
  "",
  "kopi",
];

test.each(badAddresses)("a name that leads to %s is not asked", async (address) => {
  expect(isPublicAddress(address)).toBe(false);
  const { safeFetch, dialled } = guard({ [site]: [address] });
  expect(await safeFetch(`https://${site}/`)).toEqual({
    kind: "failed",
    reason: "address_refused",
  });
  expect({ hits, dialled }).toEqual({ hits: 0, dialled: [] });
});

test("addresses are read in one notation only, and public ones are let through", () => {
  expect(badNotations.filter(isPublicAddress)).toEqual([]);
  const good = [publicAddress, "8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::200e"];
  expect(good.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test("mixed answers are refused whole, wherever the private one stands", async () => {
  for (const answers of [
    [publicAddress, "127.0.0.1"],
    ["10.0.0.1", publicAddress],
    [publicAddress, "::1"],
    [publicAddress, "8.8.8.8", "::ffff:10.0.0.1"],
  ]) {
    const { safeFetch, dialled } = guard({ [site]: answers });
    expect(await safeFetch(`https://${site}/`)).toMatchObject({ reason: "address_refused" });
    expect({ hits, dialled }).toEqual({ hits: 0, dialled: [] });
  }
});

test("a name server that changes its mind is asked once, and its first answer is what counts", async () => {
  let times = 0;
  const { safeFetch, dialled, looked } = guard({
    [site]: () => (times++ === 0 ? [publicAddress] : ["127.0.0.1"]),
  });
  expect(await safeFetch(`https://${site}/`)).toMatchObject({ status: 200 });
  expect(looked).toEqual([site]);
  expect(dialled.map(({ address }) => address)).toEqual([publicAddress]);
  expect(await safeFetch(`https://${site}/`)).toMatchObject({ reason: "address_refused" });
  expect(hits).toBe(0);
});

const badUrls = [
  `http://${site}/`,
  `https://${site}:8443/`,
  `https://${site}:0443/`,
  `https://${site}:80/`,
  `gopher://${site}/`,
  "file:///etc/passwd",
  `ftp://${site}/`,
  `data:text/html,kopi`,
  `javascript:alert(1)`,
  `//${site}/`,
  `https:/${site}/`,
  `https:${site}/`,
  `https:\\\\${site}/`,
  `https://user@${site}/`,
  `https://user:secret@${site}/`,
  `https://${site}@127.0.0.1/`,
  `https://127.0.0.1\\@${site}/`,
  `https://${site}#@127.0.0.1/ `,
  `https://${site}./`,
  `https://${site}../`,
  `https://.${site}/`,
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0x0.0x0.0x1/",
  "https://017700000001/",
  "https://0177.0.0.1/",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://127.0.1/",
  "https://0/",
  "https://0.0.0.0/",
  "https://[::]/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[fd00::1]/",
  "https://169.254.169.254/latest/meta-data/",
  "https://127。0。0。1/",
  "https://１２７.0.0.1/",
  "https://①②⑦.⓪.⓪.①/",
  "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
  `https://blog。ploy-eats.com/`,
  "https://localhost/",
  "https://localhost.localdomain/",
  "https://kampanye.localhost/",
  "https://metadata.google.internal/",
  "https://printer.local/",
  "https://intranet/",
  "https://1.0.0.127.in-addr.arpa/",
  "https://kampanye.test/",
  "https://kopi%2eploy-eats.com/",
  "https://blog.ploy%2deats.com/",
  `https://${site}\t/`,
  `https://${site}/\r\nHost: evil`,
  ` https://${site}/`,
  `https://${site}/ kopi`,
  `https://${site}/กาแฟ`,
  `https://blog_x.ploy-eats.com/`,
  `https://${"a".repeat(64)}.com/`,
  `https://${site}/${"a".repeat(5_000)}`,
  "https://",
  "",
  "kopi",
];

test.each(badUrls)("%s is refused before anything is resolved", async (url) => {
  const { safeFetch, dialled, looked } = guard(
    new Proxy({}, { get: () => [publicAddress] }) as Record<string, string[]>,
  );
  expect(await safeFetch(url)).toEqual({ kind: "failed", reason: "address_refused" });
  expect({ hits, dialled, looked }).toEqual({ hits: 0, dialled: [], looked: [] });
});

test("only the hosts a caller named are asked, not even their relatives", async () => {
  const names = { [site]: [publicAddress], [`${site}.evil.com`]: [publicAddress] };
  const { safeFetch, looked } = guard(names);
  for (const url of [`https://${site}.evil.com/`, `https://x.${site}/`, "https://ploy-eats.com/"]) {
    expect(await safeFetch(url, { hosts: [site] })).toMatchObject({ reason: "address_refused" });
  }
  expect(looked).toEqual([]);
  expect(await safeFetch(`https://${site}/`, { hosts: [site] })).toMatchObject({ status: 200 });
});

describe("redirects", () => {
  const to = (locations: Record<string, string>) => {
    respond = (request, response) => {
      const location = locations[request.url ?? ""];
      if (location === undefined)
        response.writeHead(200, { "content-type": "text/plain" }).end("end");
      else response.writeHead(302, { location, "set-cookie": "id=1" }).end();
    };
  };

  test("are not followed unless asked for, and at most three times", async () => {
    to({ "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5" });
    const { safeFetch } = guard({ [site]: [publicAddress] });
    expect(await safeFetch(`https://${site}/4`)).toMatchObject({ reason: "redirected" });
    expect(await safeFetch(`https://${site}/2`, { redirectsMax: 3 })).toMatchObject({
      text: "end",
      url: `https://${site}/5`,
    });
    expect(await safeFetch(`https://${site}/1`, { redirectsMax: 99 })).toMatchObject({
      reason: "redirected",
    });
    for (const { headers } of asked) expect(headers).not.toHaveProperty("cookie");
  });

  test.each([
    "http://127.0.0.1/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://[::1]/",
    "//169.254.169.254/latest",
    "https://inside.ploy-eats.com/",
    "https://user@blog.ploy-eats.com/",
    "http://blog.ploy-eats.com/",
    "https://blog.ploy-eats.com:8443/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "https://①②⑦.⓪.⓪.①/",
    "http://[",
  ])("to %s end there", async (location) => {
    to({ "/1": "/2", "/2": Buffer.from(location, "utf8").toString("latin1") });
    const { safeFetch, dialled } = guard({
      [site]: [publicAddress],
      "inside.ploy-eats.com": ["10.1.2.3"],
    });
    expect(await safeFetch(`https://${site}/1`, { redirectsMax: 3 })).toMatchObject({
      reason: "address_refused",
    });
    expect(hits).toBe(0);
    expect(dialled.map(({ address }) => address)).toEqual([publicAddress, publicAddress]);
  });

  test("do not take a token along, nor leave the hosts that were named", async () => {
    to({ "/1": "/2" });
    const { safeFetch } = guard({ [site]: [publicAddress] });
    await safeFetch(`https://${site}/1`, { redirectsMax: 1, bearer: "secret" });
    expect(
      asked.map(({ headers }) => (headers as { authorization?: string }).authorization),
    ).toEqual(["Bearer secret", undefined]);
    to({ "/1": "https://www.ploy-eats.com/" });
    const named = { hosts: [site], redirectsMax: 3 };
    expect(await safeFetch(`https://${site}/1`, named)).toMatchObject({
      reason: "address_refused",
    });
  });
});

describe("what a page may send", () => {
  const readsOf = async (more: SafeFetchOptions = {}) => {
    const startedMs = monotonicMs();
    const { safeFetch } = guard({ [site]: [publicAddress] }, more);
    const answer = await safeFetch(`https://${site}/`);
    return { answer, tookMs: monotonicMs() - startedMs };
  };
  const html = { "content-type": "text/html" };

  test("a body of 300 MB is left when it says so, and at 2 MB when it does not", async () => {
    respond = (_request, response) => {
      response.writeHead(200, { ...html, "content-length": String(300 * 1024 * 1024) });
      response.write(Buffer.alloc(1_000));
    };
    expect((await readsOf()).answer).toEqual({ kind: "failed", reason: "too_large" });
    let written = 0;
    respond = (_request, response) => {
      response.writeHead(200, html);
      const chunk = Buffer.alloc(256 * 1024, "k");
      const more = () => {
        while (written < 300 * 1024 * 1024 && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return response.once("drain", more);
        }
        return response.end();
      };
      more();
    };
    expect((await readsOf()).answer).toEqual({ kind: "failed", reason: "too_large" });
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  test("a small file that unpacks to a huge one is left at the same size", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(300 * 1024);
    respond = (_request, response) => {
      response.writeHead(200, { ...html, "content-encoding": "gzip" }).end(bomb);
    };
    expect((await readsOf()).answer).toEqual({ kind: "failed", reason: "too_large" });
  });

  test("packed pages are read, and packings nobody asked for are not", async () => {
    respond = (_request, response) => {
      response.writeHead(200, { ...html, "content-encoding": "gzip" }).end(gzipSync("<p>กาแฟ</p>"));
    };
    expect((await readsOf()).answer).toMatchObject({ text: "<p>กาแฟ</p>" });
    for (const [encoding, body] of [
      ["zstd", "kopi"],
      ["gzip, gzip", gzipSync(gzipSync("kopi"))],
      ["gzip", "not packed at all"],
    ] as const) {
      respond = (_request, response) => {
        response.writeHead(200, { ...html, "content-encoding": encoding }).end(body);
      };
      expect((await readsOf()).answer).toMatchObject({ kind: "failed" });
    }
  });

  test("a slow drip ends with the deadline, in the head as in the body", async () => {
    const timers: NodeJS.Timeout[] = [];
    respond = (_request, response) => {
      response.writeHead(200, html);
      timers.push(setInterval(() => response.write("k"), 50));
    };
    const body = await readsOf({ deadlineMs: 600 });
    respond = () => undefined;
    const head = await readsOf({ deadlineMs: 300 });
    for (const timer of timers) clearInterval(timer);
    expect(body.answer).toEqual({ kind: "failed", reason: "too_slow" });
    expect(head.answer).toEqual({ kind: "failed", reason: "too_slow" });
    expect(body.tookMs).toBeLessThan(5_000);
  });

  test("the deadline holds over the resolver, and over many redirects together", async () => {
    const stuck = createSafeFetch({ lookup: () => new Promise(() => undefined), deadlineMs: 100 });
    expect(await stuck(`https://${site}/`)).toEqual({ kind: "failed", reason: "too_slow" });
    respond = (_request, response) => {
      setTimeout(() => response.writeHead(302, { location: "/again" }).end(), 150);
    };
    const { safeFetch } = guard({ [site]: [publicAddress] }, { deadlineMs: 300 });
    expect(await safeFetch(`https://${site}/`, { redirectsMax: 3 })).toMatchObject({
      reason: "too_slow",
    });
  });

  test.each(["image/png", "video/mp4", "application/octet-stream", "application/pdf", ""])(
    "the content type %j is not read",
    async (type) => {
      respond = (_request, response) => {
        response.writeHead(200, type === "" ? {} : { "content-type": type }).end("kopi");
      };
      expect((await readsOf()).answer).toEqual({ kind: "failed", reason: "not_text" });
    },
  );

  test("a page that is gone says so, whatever its type", async () => {
    respond = (_request, response) => {
      response.writeHead(410, { "content-type": "image/png" }).end("x");
    };
    expect((await readsOf()).answer).toMatchObject({ kind: "answered", status: 410, text: "" });
  });

  test("a connection that breaks, a body cut short and nonsense are failures, not faults", async () => {
    const { safeFetch } = guard(
      { [site]: [publicAddress] },
      { dial: () => connect({ host: "127.0.0.1", port: 1 }) },
    );
    expect(await safeFetch(`https://${site}/`)).toMatchObject({ reason: "not_reachable" });
    respond = (_request, response) => {
      response.writeHead(200, { ...html, "content-length": "1000" }).write("k");
      setTimeout(() => response.destroy(), 50);
    };
    expect((await readsOf()).answer).toMatchObject({ kind: "failed" });
    respond = (request) => request.socket.end("HTTP/9 kopi\r\n\r\n");
    expect((await readsOf()).answer).toMatchObject({ kind: "failed" });
    const unknown = guard({});
    expect(await unknown.safeFetch(`https://${site}/`)).toMatchObject({ reason: "not_reachable" });
  });
});

test("in sandbox mode the simulated pages are asked, and nothing else", async () => {
  const pages = createHttp((request, response) => {
    const location = request.url === "/away" ? `http://127.0.0.1:${canaryPort}/` : undefined;
    if (location) response.writeHead(302, { location }).end();
    else response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await listen(pages);
  const origin = `http://127.0.0.1:${portOf(pages)}`;
  const { safeFetch, looked, dialled } = guard(
    { [site]: [publicAddress] },
    { sandboxOrigin: origin },
  );
  expect(await safeFetch(`${origin}/tiktok/oembed?url=x`)).toMatchObject({
    status: 200,
    text: "{}",
  });
  const port = portOf(pages);
  for (const url of [
    `https://${site}/`,
    `http://127.0.0.1:${canaryPort}/`,
    `http://127.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://localhost:${port}/`,
    `http://user@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}@127.0.0.1:${canaryPort}/`,
    `http://127.0.0.1:${port}`,
  ]) {
    expect({ url, answer: await safeFetch(url) }).toMatchObject({
      answer: { reason: "address_refused" },
    });
  }
  expect(await safeFetch(`${origin}/away`, { redirectsMax: 3 })).toMatchObject({
    reason: "address_refused",
  });
  expect({ hits, looked, dialled }).toEqual({ hits: 0, looked: [], dialled: [] });
  pages.closeAllConnections();
  await new Promise((resolve) => pages.close(resolve));
});

describe("a picture", () => {
  const ask = async (wantsPicture = true) => {
    const { safeFetch } = guard({ [site]: [publicAddress] });
    return await safeFetch(`https://${site}/a.jpg`, { wantsPicture });
  };
  const answerWith = (type: string, body: Buffer | string) => {
    respond = (_request, response) =>
      void response.writeHead(200, { "content-type": type }).end(body);
  };

  test("comes as its bytes, and only where one was asked for", async () => {
    answerWith("image/jpeg", Buffer.from([255, 216, 255]));
    expect(await ask()).toMatchObject({
      kind: "answered",
      bytes: Buffer.from([255, 216, 255]),
      text: "",
    });
    expect(await ask(false)).toEqual({ kind: "failed", reason: "not_text" });
  });

  test.each(["image/svg+xml", "text/html", "application/octet-stream", "image/avif", ""])(
    "is not what calls itself %s",
    async (type) => {
      answerWith(type, "<svg/>");
      expect(await ask()).toEqual({ kind: "failed", reason: "not_picture" });
    },
  );

  test("has at most 5 MB, also unpacked", async () => {
    answerWith("image/png", Buffer.alloc(5 * 1024 * 1024 + 1));
    expect(await ask()).toEqual({ kind: "failed", reason: "too_large" });
    respond = (_request, response) => {
      const headers = { "content-type": "image/png", "content-encoding": "gzip" };
      response.writeHead(200, headers).end(gzipSync(Buffer.alloc(6 * 1024 * 1024)));
    };
    expect(await ask()).toEqual({ kind: "failed", reason: "too_large" });
  });

  test("is not fetched from inside, whatever the name says", async () => {
    const { safeFetch } = guard({ [site]: ["10.0.0.1"] });
    const answer = await safeFetch(`https://${site}/a.jpg`, { wantsPicture: true });
    expect(answer).toEqual({ kind: "failed", reason: "address_refused" });
    expect(hits).toBe(0);
  });
});
