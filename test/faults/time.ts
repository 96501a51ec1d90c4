/**
 * Days that pass for the product. Ages, leases and next tries are the database's, so moving every such time into the past
 * is the same as moving the database's clock forward. The books, the audit trail and log-ins stay as they are.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { runSql } from "./cluster";

const triesMax = 20;
const retryMs = 50;

/** Times that only say when something is due or how old it is. */
const tables = "^(payouts|payout_.*|provider_.*|breaks|outbox|idempotency_keys|mails?|mail_.*)$";

/** Moves all of them in one transaction; tried again when it met the product's own locks. */
export async function agePayouts(databaseUrl: string, days: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await ageOnce(databaseUrl, days);
      return;
    } catch (error) {
      if (tries >= triesMax) throw error;
      await sleep(retryMs);
    }
  }
}

async function ageOnce(databaseUrl: string, days: number): Promise<void> {
  const found = await runSql<{ name: string; columns: string[] }>(
    databaseUrl,
    `SELECT c.table_name AS name, array_agg(c.column_name::text) AS columns
     FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND c.data_type = 'timestamp with time zone' AND c.table_name ~ $1
     GROUP BY c.table_name ORDER BY c.table_name`,
    [tables],
  );
  const updates = found.map(({ name, columns }) => {
    const changes = columns.map((column) => `${column} = ${column} - interval '${days} days'`);
    return `UPDATE ${name} SET ${changes.join(", ")}`;
  });
  // A frozen batch refuses to change its first post; that is what its trigger is for, and not what is tried here.
  await runSql(
    databaseUrl,
    ["BEGIN", "SET LOCAL session_replication_role = replica", ...updates, "COMMIT"].join(";\n"),
  );
}

/** Lets the tables' owner switch triggers off for one transaction. Needs the server's administrator. */
export async function allowAging(administratorUrl: string): Promise<void> {
  const grant = "GRANT SET ON PARAMETER session_replication_role TO kampanye_owner";
  await runSql(administratorUrl, grant);
}
