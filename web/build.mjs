/**
 * Builds the console into dist-web when its sources have changed since the last time; `--force` builds anyway. The stamp is
 * a hash of contents, because times of files say little after a checkout.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const stampFile = path.join(root, "dist-web", ".built-from");

/** Everything the bundle is made of; versions of packages stand in the lock file. */
function sources() {
  const own = readdirSync(path.join(root, "web"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return [...own, path.join(root, "package-lock.json")].sort();
}

function stamp() {
  const hash = createHash("sha256");
  for (const file of sources()) hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest("hex");
}

const wanted = stamp();
const isFresh = existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted;
if (!isFresh || process.argv.includes("--force")) {
  process.stdout.write("Building the web console …\n");
  const { build } = await import("vite");
  await build({ configFile: path.join(root, "web", "vite.config.mts"), logLevel: "warn" });
  writeFileSync(stampFile, wanted);
}
