import fs from "node:fs";
import { migrations } from "../../migrations";
import { startEmbeddedPostgres } from "../../src/platform/db/embedded-postgres";
import { migrate } from "../../src/platform/db/migrate";
import { createStages, playMonth } from "./month";
import { closeMonth, contestAltered, explainFees, filesOf, importAll, openBreaks, openLines, whatProvidersSay } from "./month-end";
import { planMonth, currencies } from "./plan";
import { askPrograms, checkChain, checkProofs, checkTrialBalance, verifyLedger } from "./proofs";
import { copyMonth, newMonth, openMonth } from "./world";
import { bankCode, callStaff } from "./cast";
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
    const played = { fates };
    const world = await openMonth(await copyMonth(kept));
    const staff = await callStaff(world);
    try {
      console.log(await world.look("select rail, currency, status, count(*)::int from payouts group by 1,2,3 order by 1,2,3"));
      console.log(await world.look("select kind, object_type, count(*)::int from breaks where resolved_at is null group by 1,2"));
      console.log(await world.look("select status, count(*)::int from cheques group by 1"));
      const files = filesOf(await whatProvidersSay(world));
      if (process.argv[3]) for (const f of files) require("fs").writeFileSync(process.argv[3] + "/" + f.file.name, f.file.content);
      console.log((await importAll(staff, files)).map((f: any) => [f.fileName, f.state, f.linesRead]));
      await world.quiet();
      console.log("fees", await explainFees(staff));
      for (const l of await openLines(staff)) console.log(l.source, l.account, l.kind, l.amount, l.problem, JSON.stringify(l.details));
      const br = await openBreaks(staff);
      console.log(br.length, br.map((b: any) => [b.kind, b.objectType, b.amount?.amountMinor, JSON.stringify(b.details)].join(" ")).join("\n"));
      console.log("verify", await verifyLedger(world));
      await contestAltered(staff, played.fates.altered).catch((e) => console.log(String(e)));
      console.log("trial", await checkTrialBalance(staff).catch(String));
      console.log("chain", await checkChain(staff).catch(String));
      const accounts = [...currencies.flatMap((currency) => [{ account: "assets:paypal", currency }, { account: `assets:bank:${bankCode(currency)}`, currency }]), ...["USD","EUR"].map((currency) => ({ account: "assets:stripe", currency }))];
      console.log("proofs", await checkProofs(staff, accounts).catch(String));
      console.log("programs", await askPrograms(staff).catch(String));
      console.log("preview", JSON.stringify(await staff.maker.get("/v1/period-preview?throughOn=2026-10-31"), null, 0));
      console.log("close", await closeMonth(staff).then((p) => p.status, String));
    } finally {
      console.log(stages.seconds());
      await world.close().catch((e) => console.log(e));
    }
  } finally {
    await postgres.stop();
  }
}
main().catch((e) => { console.error(e); process.exitCode = 1; }).finally(() => process.exit());
