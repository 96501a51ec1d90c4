/** Which jobs a handful of events asks for. */
import { routeEvents } from "../../jobs/registry";
import { newId } from "../../src/kernel/ids";

const events = (topic: string, count: number) =>
  Array.from({ length: count }, () => ({ id: newId(), topic, payload: { payoutId: newId() } }));

test("what looks at everything is asked for once, whatever the number of events", () => {
  expect(routeEvents(events("payout.queued", 40)).map((job) => job.name)).toEqual([
    "build-payout-batches",
  ]);
});

test("news travel together, none is lost, and each list has a name of its own", () => {
  const paid = events("payout.sent", 120);
  const jobs = routeEvents(paid);
  expect(jobs.map((job) => job.name)).toEqual(["notify", "notify", "notify"]);
  expect(new Set(jobs.map((job) => job.id)).size).toBe(3);
  const told = jobs.flatMap((job) => job.payload["noticeIds"] as string[]);
  expect(told).toEqual(paid.map((one) => one.id));
});

test("messages about one batch are one job, fees and letters travel in lists", () => {
  const about = (payoutBatchId: string) => ({
    id: newId(),
    topic: "provider_event.received",
    payload: { providerEventId: newId(), payoutBatchId },
  });
  const jobs = routeEvents([about("P1"), about("P2"), about("P1"), about("P1")]);
  expect(jobs.map(({ subject }) => subject)).toEqual([
    "apply-provider-event-P1",
    "apply-provider-event-P2",
  ]);
  const fees = Array.from({ length: 60 }, () => ({
    id: newId(),
    topic: "endorsement.payable",
    payload: { endorsementId: newId() },
  }));
  const lists = routeEvents(fees);
  expect(lists.map((job) => job.name)).toEqual(["schedule-payouts", "schedule-payouts"]);
  expect(lists.flatMap((job) => job.payload["endorsementIds"])).toEqual(
    fees.map(({ payload }) => payload.endorsementId),
  );
});

test("a topic nobody listens to asks for nothing", () => {
  expect(routeEvents(events("nothing.happened", 3))).toEqual([]);
});
