import { Client } from "pg";

/**
 * Runs `work` while no other process holds the lock of this number, on a connection of its own. The lock ends with the
 * connection, whatever happens to this process.
 */
export async function withAdvisoryLock<T>(
  databaseUrl: string,
  lock: number,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lock]);
    return await work(client);
  } finally {
    await client.end();
  }
}
