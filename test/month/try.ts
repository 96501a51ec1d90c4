import { startTestCluster } from "../support/global-setup";
import { createStages, playMonth } from "./month";
import { planMonth } from "./plan";
import { newMonth, openMonth } from "./world";
async function main() {
  process.env["TZ"] = "UTC";
  const cluster = await startTestCluster();
  process.env["TEST_CLUSTER_URL"] = cluster.postgres.url;
  const stages = createStages();
  try {
    const kept = await newMonth(new Date("2026-10-01T06:00:00Z"));
    const world = await openMonth(kept);
    const plan = planMonth(1, Number(process.argv[2] ?? 60));
    console.log(plan.payouts, plan.creators.length);
    try {
      await playMonth(world, plan, stages);
      console.log(await world.look("select rail, currency, status, count(*)::int from payouts group by 1,2,3 order by 1,2,3"));
      console.log(await world.look("select kind, object_type, count(*)::int from breaks where resolved_at is null group by 1,2"));
      console.log(await world.look("select status, count(*)::int from cheques group by 1"));
    } finally {
      console.log(stages.seconds());
      await world.close().catch((e) => console.log(e));
    }
  } finally {
    await cluster.postgres.stop();
  }
}
main().catch((e) => { console.error(e); process.exitCode = 1; }).finally(() => process.exit());
