import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { copyRows } from "../../src/platform/db/copy";
import { copiedLines, copiedRows } from "../../src/platform/db/copy-out";
import { inSnapshot } from "../../src/platform/db/snapshot";
import { exec, many, one } from "../../src/platform/db/sql";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/payout-world";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
// Closing fails when a connection was left behind.
afterAll(() => db.close());

interface Row {
  n: number;
}

const jsonOf = (n: string, last: number) =>
  `SELECT json_build_object('n', ${n}) FROM generate_series(1, ${last}) n ORDER BY n`;
const numbers = (query: string) =>
  inSnapshot(db.unitOfWork.reader, (tx) => copiedRows<Row>(tx, query));

test.each([0, 1, 7, 100_000])("%d rows come whole and in order", async (last) => {
  const found: number[] = [];
  for await (const page of numbers(jsonOf("n", last))) found.push(...page.map(({ n }) => n));
  expect(found).toEqual(Array.from({ length: last }, (_, index) => index + 1));
});

test("texts come as they are, longer than any piece of an answer too", async () => {
  const texts = ['"', "\\", "\n\t", "a,b;c", "\u0001\u0002", "ฝ่าย", "", "\\.", "x".repeat(300_000)];
  await db.unitOfWork.run(async (tx) => {
    await exec(tx, "CREATE TEMPORARY TABLE texts (n serial, t text) ON COMMIT DROP");
    await exec(tx, "INSERT INTO texts (t) SELECT * FROM unnest($1::text[])", [texts]);
    const found: { t: string }[] = [];
    const query = "SELECT json_build_object('t', t) FROM texts ORDER BY n";
    for await (const page of copiedRows<{ t: string }>(tx, query)) found.push(...page);
    expect(found.map(({ t }) => t)).toEqual(texts);
  });
});

test("whoever stops reading lets go of the connection at once, and the database stops too", async () => {
  // In the list of columns a series is made row by row; after FROM, all of it would be made first.
  const endless = "SELECT json_build_object('n', generate_series(1, 1000000000))";
  for (let time = 0; time < 30; time++) {
    for await (const page of numbers(endless)) {
      expect(page[0]).toEqual({ n: 1 });
      break;
    }
  }
  const isQuiet = async () => {
    const { n } = await one<Row>(
      db.unitOfWork.reader,
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`,
    );
    return n === 0;
  };
  await eventually("all connections are idle", isQuiet);
});

test("a download that is broken off lets go of its connection", async () => {
  for (let time = 0; time < 30; time++) {
    const gone = new PassThrough();
    gone.once("data", () => gone.destroy());
    const lines = inSnapshot(db.unitOfWork.reader, (tx) =>
      copiedLines(tx, "SELECT repeat('x', 1000) FROM (SELECT generate_series(1, 1000000000))"),
    );
    await expect(pipeline(lines, gone)).rejects.toThrow("Premature close");
  }
  expect(await one<Row>(db.unitOfWork.reader, "SELECT 1 AS n")).toEqual({ n: 1 });
});

test("a failure in the middle of an answer reaches the reader, and the next reader is served", async () => {
  const query = jsonOf("1000 / (n - 90000)", 100_000);
  const readAll = async () => {
    for await (const page of numbers(query)) expect(page.length).toBeGreaterThan(0);
  };
  for (let time = 0; time < 5; time++) await expect(readAll()).rejects.toThrow("division by zero");
  expect(await one<Row>(db.unitOfWork.reader, "SELECT 1 AS n")).toEqual({ n: 1 });
});

describe("many rows at once", () => {
  const table = "CREATE TEMPORARY TABLE arrivals (n integer NOT NULL) ON COMMIT DROP";
  const copy = (pieces: () => AsyncGenerator<string>) =>
    db.unitOfWork.run(async (tx) => {
      await many(tx, table);
      await copyRows(tx, "COPY arrivals FROM STDIN", pieces());
      return await one<Row>(tx, "SELECT count(*)::int AS n FROM arrivals");
    });

  test("pieces are made one after the other, when the one before was taken", async () => {
    let ahead = 0;
    async function* pieces() {
      for (let piece = 0; piece < 50; piece++) {
        expect(++ahead).toBe(1);
        yield Array.from({ length: 5_000 }, (_, n) => `${piece * 5_000 + n}\n`).join("");
        ahead--;
      }
    }
    expect(await copy(pieces)).toEqual({ n: 250_000 });
  });

  test("a row that does not fit, and a source that fails, leave nothing behind", async () => {
    async function* broken() {
      yield "1\n";
      yield "two\n";
    }
    await expect(copy(broken)).rejects.toThrow("invalid input syntax");
    async function* failing() {
      yield "1\n";
      throw new Error("the disk is gone");
    }
    await expect(copy(failing)).rejects.toThrow("the disk is gone");
    async function* none() {}
    expect(await copy(none)).toEqual({ n: 0 });
  });
});
