/** `npm run migrate`: brings the database of DATABASE_URL (or the embedded one) up to date. */
import { migrations } from "../../migrations";
import { loadConfig } from "../platform/config";
import { startEmbeddedPostgres } from "../platform/db/embedded-postgres";
import { migrate } from "../platform/db/migrate";
import { fail, printLine } from "./run-process";

async function main(): Promise<void> {
  const config = loadConfig();
  const embedded = config.env.DATABASE_URL
    ? undefined
    : await startEmbeddedPostgres(config.dataDir);
  try {
    const done = await migrate(config.env.DATABASE_URL ?? embedded?.url ?? "", migrations);
    for (const name of done) printLine(`ran ${name}`);
    printLine(done.length === 0 ? "The schema is up to date" : `${done.length} migrations ran`);
  } finally {
    await embedded?.stop();
  }
}

main().catch(fail);
