import { allowLongReading, type Tx } from "./sql";

/**
 * Streams a long reading from one moment of the database: what is committed meanwhile is not seen, so all pages fit
 * together. The connection is given back when the reader has finished or goes away.
 */
export async function* inSnapshot<T>(
  tx: Tx,
  read: (snapshot: Tx) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const runner = tx.connection.createQueryRunner();
  try {
    await runner.startTransaction("REPEATABLE READ");
    await allowLongReading(runner.manager);
    yield* read(runner.manager);
  } finally {
    // A reading that was broken off has ended with its connection.
    if (runner.isTransactionActive && !runner.isReleased) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Several readings of one moment of the database, for an answer whose parts have to fit together. */
export async function readAtOnce<T>(tx: Tx, read: (snapshot: Tx) => Promise<T>): Promise<T> {
  const runner = tx.connection.createQueryRunner();
  try {
    await runner.startTransaction("REPEATABLE READ");
    return await read(runner.manager);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}
