/**
 * Long answers by COPY: one statement, planned once, whose rows flow as they are wanted. Rows of an ordinary statement become
 * objects that outlive the page they came in, by hundreds of megabytes; what flows here is bytes, gone when they are sent.
 */
import { once } from "node:events";
import type { Readable } from "node:stream";
import type { PoolClient } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { present } from "../../kernel/invariant";
import type { Tx } from "./sql";

/** Characters that no text of a row has, so that COPY neither quotes nor escapes anything in it. */
const plainLines = `(FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')`;

/** A connection, with the socket that pg has in it and does not tell of. */
type Connection = PoolClient & { connection: { stream: { destroy(): void } } };

/**
 * The rest is not made and not kept. Cutting the connection is the one way that needs no right and no second connection; the
 * pool opens a new one, and the database stops at the next row it cannot send.
 */
async function breakOff(client: Connection, stream: Readable): Promise<void> {
  stream.on("error", () => undefined);
  const gone = once(client, "error");
  client.connection.stream.destroy();
  await gone;
}

/**
 * Rows of a statement with one text column, each with its line end. No text may have a line end or control characters in it;
 * JSON has none.
 * @param tx A transaction of its own: it ends with its connection when the reader stops early.
 * @param query Without parameters, which COPY does not take.
 */
export async function* copiedLines(tx: Tx, query: string): AsyncGenerator<Buffer> {
  const runner = present(tx.queryRunner, "The transaction's connection");
  const client = (await runner.connect()) as Connection;
  const stream = client.query(copyTo(`COPY (${query}) TO STDOUT WITH ${plainLines}`));
  let isOver = false;
  try {
    for await (const part of stream.iterator({ destroyOnReturn: false })) yield part as Buffer;
    isOver = true;
  } catch (error) {
    isOver = true;
    throw error;
  } finally {
    if (!isOver) await breakOff(client, stream);
  }
}

/** Objects that are alive together; what is alive when young objects are collected is kept for long. */
const rowsAtOnce = 50;
const lineEnd = "\n".charCodeAt(0);

/** Rows of a statement with one column of JSON, some at a time; see {@link copiedLines}. */
export async function* copiedRows<T>(tx: Tx, query: string): AsyncGenerator<T[]> {
  let begun: Buffer = Buffer.alloc(0);
  for await (const part of copiedLines(tx, query)) {
    const end = part.lastIndexOf(lineEnd) + 1;
    if (end === 0) {
      begun = Buffer.concat([begun, part]);
      continue;
    }
    const text = Buffer.concat([begun, part.subarray(0, end - 1)]).toString("utf8");
    begun = part.subarray(end);
    const lines = text.split("\n");
    for (let at = 0; at < lines.length; at += rowsAtOnce) {
      yield lines.slice(at, at + rowsAtOnce).map((line) => JSON.parse(line) as T);
    }
  }
}
