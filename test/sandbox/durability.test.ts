import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../../src/sandbox";
import { openJournal } from "../../src/sandbox/journal";
import {
  batchBody,
  call,
  fund,
  openReceiver,
  openTestWorld,
  paypalToken,
  settledBatch,
  until,
} from "./support";

const dayMs = 86_400_000;

test("a restarted world has the same credentials, clock, money and objects", async () => {
  const world = await openTestWorld();
  try {
    await fund(world, "USD", "1000000");
    const { id, items } = await settledBatch(world, "kept", [
      { receiver: "ok@example.com" },
      { receiver: "unclaimed+1@example.com" },
      { receiver: "pending+1@example.com" },
    ]);
    await world.control("bank", "POST", "/accounts", {
      id: "b",
      currency: "USD",
      openingMinor: "7",
    });
    await world.advance(3 * dayMs);
    const before = world.sandbox;
    const token = await paypalToken(before);
    const money = (await world.control("paypal", "GET", "/money")).body;
    const { offsetMs } = (await world.control("paypal", "GET", "/clock")).body;
    await world.restart();
    expect(world.sandbox.paypal).toEqual({ ...before.paypal, url: world.sandbox.paypal.url });
    expect(world.sandbox.stripe.secretKey).toBe(before.stripe.secretKey);
    const after = (await world.control("paypal", "GET", "/money")).body;
    expect({ ...after, now: "" }).toEqual({ ...money, now: "" });
    expect((await world.control("stripe", "GET", "/clock")).body.offsetMs).toBe(offsetMs);
    const page = await call(
      "GET",
      `${world.sandbox.paypal.url}/v1/payments/payouts/${id}`,
      undefined,
      {
        authorization: `Bearer ${token}`,
      },
    );
    expect(page.body.items.map((i: { payout_item_id: string }) => i.payout_item_id)).toEqual(
      items.map((i) => i.payout_item_id),
    );
    // What was planned before the restart still happens.
    await world.advance(30 * dayMs);
    const item = await world.paypal("GET", `/v1/payments/payouts-item/${items[1].payout_item_id}`);
    expect(item.body.transaction_status).toBe("RETURNED");
    expect((await call("GET", `${world.sandbox.bank.url}/accounts`)).body.accounts).toHaveLength(1);
  } finally {
    await world.close();
  }
});

test("a copy taken without grace continues, a torn last line aside", async () => {
  const world = await openTestWorld({ settleMs: 60_000 });
  const copyDir = mkdtempSync(join(tmpdir(), "sandbox-copy-"));
  try {
    await fund(world, "USD", "1000000");
    const created = await world.paypal(
      "POST",
      "/v1/payments/payouts",
      batchBody("torn", [{ receiver: "a@example.com" }]),
    );
    cpSync(world.dataDir, copyDir, { recursive: true });
    appendFileSync(join(copyDir, "paypal.jsonl"), '{"t":"credit","amountMin');
    const copy = await openTestWorld({ dataDir: copyDir, settleMs: 60_000 });
    await copy.advance(61_000);
    const id = created.body.batch_header.payout_batch_id;
    const page = await copy.paypal("GET", `/v1/payments/payouts/${id}`);
    expect(page.body.batch_header.batch_status).toBe("SUCCESS");
    const again = await copy.paypal(
      "POST",
      "/v1/payments/payouts",
      batchBody("torn", [{ receiver: "a@example.com" }]),
    );
    expect(again.body.details[0].link[0].href).toContain(id);
    await copy.close();
  } finally {
    await world.close();
    rmSync(copyDir, { recursive: true, force: true });
  }
});

test("a damaged line in the middle of a journal is not skipped", () => {
  const dir = mkdtempSync(join(tmpdir(), "journal-"));
  const path = join(dir, "x.jsonl");
  appendFileSync(path, '{"a":1}\n{"b":\n{"c":3}\n');
  expect(() => openJournal(path, () => undefined)).toThrow(/damaged/);
  rmSync(dir, { recursive: true });
});

test("a journal gives back what was put in, whatever callers write", () => {
  const dir = mkdtempSync(join(tmpdir(), "journal-"));
  const path = join(dir, "x.jsonl");
  const fact = {
    amountMinor: -12n,
    text: "~n5",
    deep: ["~", "~~", { bigMinor: 10n ** 20n, amountMinor: "7" }],
  };
  const journal = openJournal(path, () => undefined);
  journal.append(fact);
  journal.close();
  const read: unknown[] = [];
  openJournal(path, (one) => read.push(one)).close();
  expect(read).toEqual([fact]);
  rmSync(dir, { recursive: true });
});

test("a taken port is replaced by a free one", async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, "127.0.0.1", resolve));
  const { port } = squatter.address() as { port: number };
  const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
  const sandbox = await startSandbox({ dataDir, ports: { paypal: port } });
  expect(sandbox.paypal.url).not.toContain(String(port));
  await sandbox.stop();
  await sandbox.stop();
  squatter.close();
  rmSync(dataDir, { recursive: true });
});

interface Running {
  child: ChildProcess;
  url(name: string): string;
  text(): string;
}

async function run(dataDir: string, ...args: string[]): Promise<Running> {
  const main = join(__dirname, "../../src/sandbox/main.js");
  const options = [
    "--data-dir",
    dataDir,
    "--paypal-port",
    "0",
    "--stripe-port",
    "0",
    "--bank-port",
    "0",
    ...args,
  ];
  const child = spawn(process.execPath, [main, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  await until(() => (text.includes("END CERTIFICATE") ? true : undefined));
  return {
    child,
    text: () => text,
    url: (name) => new RegExp(`${name}\\s+(http://\\S+)`).exec(text)?.[1] ?? "",
  };
}

const exit = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on("exit", (code) => resolve(code)));

test("kill -9 loses nothing that was answered; SIGTERM ends the program", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
  const receiver = await openReceiver();
  const first = await run(dataDir, "--quiet", "--paypal-webhook", receiver.url);
  const credits = 40;
  for (let i = 0; i < credits; i++) {
    const url = `${first.url("PayPal API")}/control/paypal/balance`;
    expect((await call("POST", url, { currency: "USD", amountMinor: "25" })).status).toBe(201);
  }
  const killed = exit(first.child);
  first.child.kill("SIGKILL");
  await killed;
  const second = await run(dataDir);
  const money = await call("GET", `${second.url("PayPal API")}/control/money`);
  expect(money.body.balances[0].totalMinor).toBe(String(25 * credits));
  const secretOf = (text: string) => /Stripe secret key\s+(\S+)/.exec(text)?.[1];
  expect(secretOf(second.text())).toBe(secretOf(first.text()));
  const ended = exit(second.child);
  second.child.kill("SIGTERM");
  expect(await ended).toBe(0);
  await receiver.close();
  expect(readFileSync(join(dataDir, "paypal.jsonl"), "utf8").split("\n")).toHaveLength(credits + 1);
  rmSync(dataDir, { recursive: true });
});
