import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { randomToken } from "../kernel/ids";

/**
 * The installation's own secret: from the environment, or made on first start and kept in the data directory with mode
 * 0600. Several hosts must share one through SESSION_SECRET.
 */
export function installationSecret(dataDir: string, fromEnvironment: string | undefined): string {
  if (fromEnvironment) return fromEnvironment;
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "installation.secret");
  try {
    writeFileSync(file, randomToken(32), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
