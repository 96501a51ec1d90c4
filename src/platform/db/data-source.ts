import "reflect-metadata";
import { DataSource, type DataSourceOptions } from "typeorm";

/** The role the running product drops to: it owns no tables, so it cannot switch a trigger off. */
export const applicationRole = "kampanye_app";

export interface DatabaseOptions {
  url: string;
  rows: NonNullable<DataSourceOptions["entities"]>;
  poolMax: number;
}

const statementTimeoutMs = 60_000;
const idleInTransactionMs = 60_000;

/** Pool of the running product. Connect with `initialize()`; close with `destroy()`. */
export function createDataSource({ url, rows, poolMax }: DatabaseOptions): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    entities: rows,
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: {
      max: poolMax,
      options: [
        `-c role=${applicationRole}`,
        "-c timezone=UTC",
        // Said once a connection, because saying it in each transaction is one more question on the way.
        "-c default_transaction_isolation=read\\ committed",
        `-c statement_timeout=${statementTimeoutMs}`,
        `-c idle_in_transaction_session_timeout=${idleInTransactionMs}`,
      ].join(" "),
    },
  });
}
