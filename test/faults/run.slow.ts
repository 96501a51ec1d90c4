/** One small run of the fault campaign: one process, no kills, and the judge at the end. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { administratorOf, makeWorldKeys } from "./campaign";
import { runSql } from "./cluster";
import { run } from "./run";
import { makeSchedule, type Schedule } from "./schedule";
import { fillTemplate, smallWorld, type Template } from "./template";
import { allowAging } from "./time";

const clusterUrl = process.env["TEST_CLUSTER_URL"] ?? "";
const templateName = `faults_${process.pid}`;
const inCluster = (name: string) => clusterUrl.replace(/\/kampanye$/, `/${name}`);
let dir: string;
let template: Template;

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), "faults-test-"));
  await allowAging(administratorOf(clusterUrl, process.env["TEST_CLUSTER_DIR"] ?? ""));
  await runSql(inCluster("postgres"), `CREATE DATABASE ${templateName} TEMPLATE kampanye`);
  template = await fillTemplate(inCluster(templateName), path.join(dir, "data"), smallWorld);
  await makeWorldKeys(path.join(dir, "world"));
}, 480_000);
afterAll(async () => {
  await runSql(inCluster("postgres"), `DROP DATABASE ${templateName}`);
  rmSync(dir, { recursive: true, force: true });
});

const mostOf: Readonly<Record<string, number>> = { person: 6, fault: 3 };

/** A short one: what needs several processes or a server of the campaign's own is left out. */
function shortened(schedule: Schedule): Schedule {
  const taken: Record<string, number> = {};
  const steps = schedule.steps.flatMap(({ step, afterMs }) => {
    const { kind } = step;
    taken[kind] = (taken[kind] ?? 0) + 1;
    const isLeftOut = kind === "kill" || kind === "restart-redis";
    if (isLeftOut || (taken[kind] ?? 0) > (mostOf[kind] ?? Number.POSITIVE_INFINITY)) return [];
    return [{ step, afterMs: Math.min(afterMs, 20) }];
  });
  return { ...schedule, queue: "postgres", hasMonth: false, steps };
}

test("a seeded run ends with every endorsement accounted for", async () => {
  const result = await run({
    lane: {
      databaseUrl: inCluster,
      cluster: undefined,
      redis: undefined,
      worldDir: path.join(dir, "world"),
    },
    template,
    templateName,
    schedule: shortened(makeSchedule(3, template.submissionIds.length)),
    isCompact: true,
  });
  expect(result.findings).toEqual([]);
  expect(result.crashes).toEqual([]);
  expect(result.endorsements).toBe(template.submissionIds.length);
  expect([...result.hits.values()].reduce((sum, hits) => sum + hits, 0)).toBeGreaterThan(3);
}, 480_000);
