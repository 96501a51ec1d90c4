/** Requests made to hurt: answers stay small and quick, and even what is no HTTP gets a problem document. */
import net from "node:net";
import { type RunningServer, startServer } from "../../src/app/server";
import { startTestApp, type TestApp } from "../support/app";
import { createSender, type Sender } from "../support/raw-http";

let app: TestApp;
let server: RunningServer;
let sender: Sender;
let token: string;
beforeAll(async () => {
  app = await startTestApp();
  server = await startServer(app.composition, 0, "127.0.0.1");
  sender = createSender(`http://127.0.0.1:${server.port}`);
  const email = "curious@example.com";
  const password = "correct horse battery staple";
  await app.http
    .post("/v1/auth/register/brand")
    .send({ email, password, displayName: "Rina", brandName: "Warung", country: "ID" })
    .expect(201);
  ({ token } = await app.as({ email, password }));
});
afterAll(async () => {
  sender.close();
  await server.stop();
  await app.close();
});

const answerBytesMax = 32 * 1024;
const zeros = (count: number) => '"\\u0000",'.repeat(count);
const manyNames = Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`k${n}`, 1]));

test.each([
  ["a long name over many bad strings", `{"${"/".repeat(12_500)}":[${zeros(24_000)}1]}`],
  ["one endless name", `{"${"/".repeat(100_000)}":[${zeros(15_000)}1]}`],
  ["many bad strings", `{"a":[${zeros(25_000)}1]}`],
  ["many unknown names", JSON.stringify(manyNames)],
])("%s: the answer is a short list of problems", async (_what, body) => {
  const answer = await sender.send({
    method: "POST",
    path: "/v1/auth/register/brand",
    headers: { "Content-Type": "application/json" },
    body,
  });
  expect(answer.status).toBe(422);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(answer.text.length).toBeLessThan(answerBytesMax);
  const { errors } = JSON.parse(answer.text) as { errors: { pointer: string }[] };
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThanOrEqual(50);
});

/** Everything the server says to these bytes. */
async function say(bytes: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = net.connect(server.port, "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("end", () => resolve(text)).on("error", reject);
  });
}

test.each([
  ["no request at all", "hello\r\n\r\n", 400],
  ["an unknown method", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n", 400],
  [
    "two lengths",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    400,
  ],
  ["endless headers", `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`, 431],
])("%s is refused with a problem document", async (_what, bytes, status) => {
  const answer = await say(bytes);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  expect(answer).toContain("application/problem+json");
  const [, body = ""] = answer.split("\r\n\r\n");
  expect(JSON.parse(body)).toMatchObject({ status, title: expect.any(String) });
});

test("webhook addresses know one method", async () => {
  const answer = await sender.send({ method: "GET", path: "/webhooks/paypal" });
  expect([answer.status, answer.headers.allow]).toEqual([405, "POST"]);
});

test.each([
  ["/v1/campaigns?limit=10", 200],
  ["/v1/campaigns?limit=0x10", 422],
  ["/v1/campaigns?limit=1e1", 422],
  ["/v1/campaigns?limit=%205", 422],
  ["/v1/campaigns?limit=", 422],
  ["/v1/me?zzz=1", 422],
])("numbers are plain digits and unknown names are refused: %s gives %d", async (path, status) => {
  const headers = { Authorization: `Bearer ${token}` };
  expect((await sender.send({ method: "GET", path, headers })).status).toBe(status);
});
