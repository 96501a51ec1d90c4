/**
 * A process of its own around an embedded server, because what is tested is how processes die and meet. It starts the
 * server in the folder it is given when it reads a line, and stops it when it reads another.
 */
import { createInterface } from "node:readline";
import { startEmbeddedPostgres } from "../../src/platform/db/embedded-postgres";

export type ChildReport =
  | { kind: "waiting" }
  | { kind: "started"; url: string; isOwner: boolean; uid: number | undefined }
  | { kind: "stopped" }
  | { kind: "failed"; message: string };

function say(report: ChildReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

async function main(folder: string): Promise<void> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  say({ kind: "waiting" });
  await lines.next();
  const { url, isOwner, stop } = await startEmbeddedPostgres(folder);
  say({ kind: "started", url, isOwner, uid: process.getuid?.() });
  await lines.next();
  await stop();
  say({ kind: "stopped" });
  process.exit(0);
}

if (require.main === module) {
  main(process.argv[2] ?? "").catch((error: unknown) => {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  });
}
