import { rmSync } from "node:fs";
import type { TestCluster } from "./global-setup";

// oxlint-disable-next-line import/no-default-export -- Jest asks for a default export here.
export default async function globalTeardown(): Promise<void> {
  const cluster = (globalThis as { testCluster?: TestCluster }).testCluster;
  await cluster?.postgres.stop();
  if (cluster) rmSync(cluster.dir, { recursive: true, force: true });
}
