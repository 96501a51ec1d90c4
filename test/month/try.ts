import fs from "node:fs";
import { migrations } from "../../migrations";
import { startEmbeddedPostgres } from "../../src/platform/db/embedded-postgres";
import { migrate } from "../../src/platform/db/migrate";
import { endCleanMonth, endSpoiledMonth } from "./check";
import { createStages, playMonth } from "./month";
import { planMonth } from "./plan";
import { newMonth, openMonth } from "./world";

async function main() {
  process.env["TZ"] = "UTC";
  if (process.env["FRESH"]) fs.rmSync("/dev/shm/month-kept", { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres("/dev/shm/month-kept", { isVolatile: true });
  if (process.env["FRESH"]) await migrate(postgres.url, migrations);
  process.env["TEST_CLUSTER_URL"] = postgres.url;
  const stages = createStages();
  try {
    const file = "/dev/shm/month-kept/kept.json";
    if (process.env["FRESH"]) {
      const kept = await newMonth(new Date("2026-10-01T06:00:00Z"));
      const first = await openMonth(kept);
      const plan = planMonth(1, Number(process.argv[2] ?? 60));
      console.log(plan.payouts, plan.creators.length);
      const { fates } = await playMonth(first, plan, stages);
      await first.close();
      fs.writeFileSync(file, JSON.stringify({ kept, fates }));
      console.log(stages.seconds());
    }
    const { kept, fates } = JSON.parse(fs.readFileSync(file, "utf8"));
    const which = process.argv[3] ?? "clean";
    const outcome =
      which === "clean"
        ? await endCleanMonth(kept, stages)
        : await endSpoiledMonth(kept, fates, stages);
    console.log(JSON.stringify(outcome, null, 1).slice(0, 9000));
    console.log(stages.seconds());
  } finally {
    await postgres.stop();
  }
}
main()
  .catch((e) => {
    console.error(e);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
