/** Every benchmark, as small as it can be: it runs, the contenders agree, and what it prints has the shape it promises. */
import { hot } from "../../bench/hot";
import { outbox } from "../../bench/outbox";
import { payoutRun } from "../../bench/payout-run";
import { reconcile } from "../../bench/reconcile";
import type { Bench, BenchOptions } from "../../bench/report";
import { settle } from "../../bench/settle";
import { webhooks } from "../../bench/webhooks";
import { type BenchCluster, openCluster } from "../../bench/world";

let cluster: BenchCluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.stop());
jest.setTimeout(480_000);

const tiny: BenchOptions = {
  sizes: [12],
  roundsCount: 1,
  perItemMax: 3,
  loadSeconds: 1,
  redisUrl: undefined,
  progress: () => undefined,
};

/** Processor time is counted by the kernel and may round to nothing for so little work. */
function expectFigure(value: unknown): void {
  expect(typeof value).toBe("number");
  expect(value).toBeGreaterThanOrEqual(0);
}

test.each<[string, Bench]>([
  ["settle", settle],
  ["payout-run", payoutRun],
  ["hot", hot],
  ["webhooks", webhooks],
  ["outbox", outbox],
  ["reconcile", reconcile],
])("%s", async (_name, bench) => {
  const figures = await bench({ ...tiny, cluster });
  expect(Object.keys(figures.anchors).length).toBeGreaterThan(0);
  for (const bySize of [figures.ours, ...Object.values(figures.anchors)]) {
    expect(Object.keys(bySize)).toEqual(["12"]);
    Object.values(bySize).forEach(expectFigure);
  }
  for (const name of Object.keys(figures.ratio)) expect(name).toMatch(/ /);
  for (const goal of Object.values(figures.goal)) {
    expectFigure(goal.atMost ?? goal.atLeast);
    expect(typeof goal.isMet).toBe("boolean");
  }
  expectFigure(figures.rssMb);
  expect(JSON.parse(JSON.stringify(figures))).toMatchObject({ unit: expect.any(String) });
});
