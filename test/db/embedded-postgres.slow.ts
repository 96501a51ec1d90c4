/**
 * The embedded server as processes see it: started, joined, killed with its parent or alone, left behind by a power cut,
 * run by root and by an ordinary user. Real processes and real signals.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import type { ChildReport } from "../support/embedded-child";

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const childFile = path.join(__dirname, "..", "support", "embedded-child.js");

let base: string;
beforeAll(() => {
  base = mkdtempSync(path.join(os.tmpdir(), "kampanye-embedded-"));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

type Started = Extract<ChildReport, { kind: "started" }>;

class Child {
  private readonly reports: AsyncIterator<string>;

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    this.reports = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
    process.stderr.resume();
  }

  /** A process that has loaded everything and waits to be told to start. */
  static async waiting(
    folder: string,
    options: { as?: string[]; env?: object } = {},
  ): Promise<Child> {
    const words = [...(options.as ?? []), process.execPath, childFile, folder];
    const [program, ...args] = words as [string, ...string[]];
    const env = { PATH: process.env["PATH"], TMPDIR: os.tmpdir(), ...options.env };
    const child = new Child(spawn(program, args, { stdio: "pipe", env, cwd: "/" }));
    children.push(child);
    expect(await child.report()).toEqual({ kind: "waiting" });
    return child;
  }

  static async started(folder: string, options: { as?: string[]; env?: object } = {}) {
    const child = await Child.waiting(folder, options);
    child.begin();
    return { child, ...(await child.start()) };
  }

  private async report(): Promise<ChildReport> {
    const { value, done } = await this.reports.next();
    if (done) throw new Error("The process has ended without a word");
    return JSON.parse(value as string) as ChildReport;
  }

  begin(): void {
    this.process.stdin.write("start\n");
  }

  async start(): Promise<Started> {
    const report = await this.report();
    if (report.kind !== "started") throw new Error(JSON.stringify(report));
    return report;
  }

  async stop(): Promise<void> {
    this.process.stdin.write("stop\n");
    expect(await this.report()).toEqual({ kind: "stopped" });
    await this.ended();
  }

  /** As `kill -9` would: the process can do nothing any more. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.ended();
  }

  async ended(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      await once(this.process, "exit");
    }
  }
}

const children: Child[] = [];
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

const write = (url: string, text: string) =>
  query(url, `CREATE TABLE IF NOT EXISTS notes (text text); INSERT INTO notes VALUES ('${text}')`);
const read = async (url: string) =>
  (await query(url, "SELECT text FROM notes ORDER BY text")).map(
    (row) => (row as { text: string }).text,
  );

const pidFile = (folder: string) => path.join(folder, "postgres", "postmaster.pid");

function postmasterOf(folder: string): number {
  return Number(readFileSync(pidFile(folder), "utf8").split("\n")[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when the process is gone; asks again and again, because it is nobody's child here. */
async function gone(pid: number): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (isAlive(pid)) {
    if (performance.now() > deadline) throw new Error(`Process ${pid} does not end`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("one data folder through its life", () => {
  let folder: string;
  let firstUrl: string;
  beforeAll(() => {
    folder = path.join(base, "life");
  });

  test("the first start makes it, readable by its owner only", async () => {
    const { child, url, isOwner } = await Child.started(folder);
    firstUrl = url;
    expect(isOwner).toBe(true);
    expect(new URL(url).hostname).toBe("127.0.0.1");
    const [settings] = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('timezone') AS zone,
              current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses`,
    );
    expect(settings).toEqual({
      encoding: "UTF8",
      zone: "UTC",
      fsync: "on",
      addresses: "127.0.0.1",
    });
    await write(url, "first");
    expect(statSync(path.join(folder, "postgres")).mode & 0o077).toBe(0);
    expect(statSync(path.join(folder, "postgres.password")).mode & 0o077).toBe(0);
    const wrong = url.replace(/:[^:@/]+@/, ":wrong@");
    await expect(query(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
    const pid = postmasterOf(folder);
    await child.stop();
    expect(isAlive(pid)).toBe(false);
    await expect(query(url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  }, 240_000);

  test("the second start finds what the first wrote, under the same password", async () => {
    const { child, url, isOwner } = await Child.started(folder);
    expect(isOwner).toBe(true);
    expect(new URL(url).password).toBe(new URL(firstUrl).password);
    expect(await read(url)).toEqual(["first"]);
    await child.stop();
  }, 240_000);

  test("while one process runs it another joins, and its end does not end the server", async () => {
    const owner = await Child.started(folder);
    const guest = await Child.started(folder);
    expect([owner.isOwner, guest.isOwner]).toEqual([true, false]);
    expect(guest.url).toBe(owner.url);
    await guest.child.stop();
    expect(await read(owner.url)).toEqual(["first"]);
    const other = await Child.started(folder);
    await other.child.kill();
    expect(await read(owner.url)).toEqual(["first"]);
    await owner.child.stop();
  }, 240_000);

  test.each([1, 2, 3])(
    "kill -9 of its process, and a start in the same moment (%i): what was written is there",
    async (n) => {
      const { child, url } = await Child.started(folder);
      await write(url, `killed ${n}`);
      const pid = postmasterOf(folder);
      const next = await Child.waiting(folder);
      const killed = child.kill();
      next.begin();
      const again = await next.start();
      expect(await read(again.url)).toContain(`killed ${n}`);
      await killed;
      // The old server, if it was found alive a moment ago, must not take the new one's users with it.
      await gone(pid);
      expect(await read(again.url)).toContain(`killed ${n}`);
      await next.stop();
    },
    60_000,
  );

  test("kill -9 of its process ends the server by itself", async () => {
    const { child } = await Child.started(folder);
    const pid = postmasterOf(folder);
    await child.kill();
    await gone(pid);
    expect(existsSync(pidFile(folder))).toBe(false);
  }, 240_000);

  test("kill -9 of the server itself: the next start recovers", async () => {
    const { child, url } = await Child.started(folder);
    await write(url, "server killed");
    const pid = postmasterOf(folder);
    process.kill(pid, "SIGKILL");
    await gone(pid);
    const again = await Child.started(folder);
    expect(again.isOwner).toBe(true);
    expect(await read(again.url)).toContain("server killed");
    await child.stop();
    expect(await read(again.url)).toContain("server killed");
    await again.child.stop();
  }, 240_000);

  const left: [string, () => number | Promise<number>][] = [
    [
      "a process that is gone",
      () => {
        const { pid } = spawnSync("true");
        return pid;
      },
    ],
    ["another program by now", () => process.pid],
    ["the first process of the machine", () => 1],
    [
      "another PostgreSQL by now",
      async () => {
        return postmasterOf(process.env["TEST_CLUSTER_DIR"]!);
      },
    ],
  ];

  test.each(left)(
    "a pid file left by a power cut that names %s",
    async (_name, pidOf) => {
      const lines = [
        await pidOf(),
        path.join(folder, "postgres"),
        "1700000000",
        "5432",
        "",
        "127.0.0.1",
        "",
        "ready   ",
      ];
      writeFileSync(pidFile(folder), `${lines.join("\n")}\n`, { mode: 0o600 });
      const { child, url, isOwner } = await Child.started(folder);
      expect(isOwner).toBe(true);
      expect(await read(url)).toContain("first");
      await child.stop();
    },
    60_000,
  );
});

test("two first starts at once make one server that both use", async () => {
  const folder = path.join(base, "twins");
  const twins = [await Child.waiting(folder), await Child.waiting(folder)] as const;
  for (const twin of twins) twin.begin();
  const [one, other] = await Promise.all(twins.map((twin) => twin.start()));
  if (!one || !other) throw new Error("Both were started");
  expect(one.url).toBe(other.url);
  expect([one.isOwner, other.isOwner].filter(Boolean)).toHaveLength(1);
  await write(one.url, "shared");
  expect(await read(other.url)).toEqual(["shared"]);
  const [owner, guest] = one.isOwner ? twins : [twins[1], twins[0]];
  await guest.stop();
  expect(await read(one.url)).toEqual(["shared"]);
  await owner.stop();
}, 240_000);

describe("users", () => {
  const asNobody = ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];

  /** True when another user can load the compiled product: every folder above it is open. */
  function isReachable(file: string): boolean {
    for (let at = path.dirname(file); at !== path.dirname(at); at = path.dirname(at)) {
      if ((statSync(at).mode & 0o001) === 0) return false;
    }
    return true;
  }

  /** Where this checkout is private, the kernel's own user namespace makes an ordinary user who may read it. */
  function ordinaryUser(): string[] {
    const modules = path.dirname(require.resolve("pg"));
    if (isReachable(childFile) && isReachable(modules)) return asNobody;
    return ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`];
  }

  const openBase = () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "kampanye-open-"));
    chmodSync(folder, 0o755);
    return folder;
  };

  (isRoot ? test : test.skip)(
    "an ordinary user",
    async () => {
      const open = openBase();
      try {
        const folder = path.join(open, "own");
        mkdirSync(folder, { mode: 0o700 });
        const as = ordinaryUser();
        if (as === asNobody) chownSync(folder, nobody, nobody);
        const { child, url, isOwner, uid } = await Child.started(folder, {
          as,
          env: { HOME: folder },
        });
        expect([isOwner, uid]).toEqual([true, nobody]);
        await write(url, "ordinary");
        await child.stop();
        const again = await Child.started(folder, { as, env: { HOME: folder } });
        expect(await read(again.url)).toEqual(["ordinary"]);
        await again.child.stop();
      } finally {
        rmSync(open, { recursive: true, force: true });
      }
    },
    60_000,
  );

  (isRoot ? test : test.skip)(
    "root, below a folder that nobody else can enter",
    async () => {
      const home = path.join(base, "private");
      mkdirSync(home, { mode: 0o700 });
      const folder = path.join(home, "data");
      const { child, url, isOwner, uid } = await Child.started(folder, { env: { HOME: home } });
      expect([isOwner, uid]).toEqual([true, 0]);
      await write(url, "root");
      await child.stop();
      accessSync(folder, constants.R_OK | constants.W_OK);
      rmSync(folder, { recursive: true });
    },
    60_000,
  );

  (isRoot ? test : test.skip)(
    "root where user namespaces are forbidden, as in Docker",
    async () => {
      const open = openBase();
      try {
        // Only the programs such a container has; above all no unshare.
        const programs = path.join(open, "bin");
        mkdirSync(programs, { mode: 0o755 });
        for (const name of ["sh", "cat", "true", "setpriv"]) {
          const folders = (process.env["PATH"] ?? "").split(path.delimiter);
          const found = folders.map((at) => path.join(at, name)).find((at) => existsSync(at));
          symlinkSync(found ?? name, path.join(programs, name));
        }
        const folder = path.join(open, "data");
        const env = { PATH: programs, TMPDIR: open };
        const { child, url, isOwner } = await Child.started(folder, { env });
        expect(isOwner).toBe(true);
        await write(url, "container");
        expect(statSync(path.join(folder, "postgres")).uid).toBe(nobody);
        await child.stop();
        const again = await Child.started(folder, { env });
        expect(await read(again.url)).toEqual(["container"]);
        await again.child.stop();
      } finally {
        rmSync(open, { recursive: true, force: true });
      }
    },
    60_000,
  );
});
