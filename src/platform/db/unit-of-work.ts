import { setTimeout as delay } from "node:timers/promises";
import { type DataSource, QueryFailedError } from "typeorm";
import type { Tx } from "./sql";

export interface UnitOfWork {
  /**
   * Runs `work` in one transaction. The whole callback is repeated, at most three times, when Postgres reports a
   * serialization failure or a deadlock; so it must do nothing but database work.
   */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** For reading: no transaction, each statement sees what is committed when it starts. */
  readonly reader: Tx;
}

const retriesMax = 3;
const retryBaseMs = 10;
/** PostgreSQL manual, appendix A: 40001 serialization_failure, 40P01 deadlock_detected. */
const retryableStates: ReadonlySet<string> = new Set(["40001", "40P01"]);

export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  return (error.driverError as { code?: string } | undefined)?.code;
}

export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  return (error.driverError as { constraint?: string } | undefined)?.constraint;
}

export function createUnitOfWork(dataSource: DataSource): UnitOfWork {
  async function run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await dataSource.transaction(work);
      } catch (error) {
        const state = sqlState(error);
        if (attempt >= retriesMax || !state || !retryableStates.has(state)) throw error;
        await delay(retryBaseMs * 2 ** attempt * (1 + Math.random()));
      }
    }
  }
  return { run, reader: dataSource.manager };
}
