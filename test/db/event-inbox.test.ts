/** Messages that arrive together share a commit, and nothing else. */
import { createEventInbox } from "../../src/features/provider-events/event-inbox";
import type { NewProviderEvent } from "../../src/features/provider-events/provider-event-store";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const event = (eventId: string, eventType = "X"): NewProviderEvent => ({
  provider: "paypal",
  eventId,
  eventType,
  raw: Buffer.from([0, 0xff, 0x5c, 0x22]),
  headers: { "paypal-transmission-id": eventId },
});

test("a burst with repetitions is kept once each, byte for byte, and asks for each once", async () => {
  const inbox = createEventInbox(db.unitOfWork);
  const burst = Array.from({ length: 250 }, (_, n) => event(`burst-${n % 200}`));
  await Promise.all(burst.map((one) => inbox.keep(one)));
  const rows = await asOwner(
    db.url,
    `SELECT count(*)::int AS events, count(DISTINCT o.payload)::int AS asked, count(DISTINCT e.xmin::text)::int AS commits,
            bool_and(e.raw = '\\x00ff5c22') AS "isSame", bool_and(e.headers->>'paypal-transmission-id' = e.event_id) AS "isOwn"
     FROM provider_events e JOIN outbox o ON o.payload->>'providerEventId' = e.id::text`,
  );
  expect(rows).toEqual([{ events: 200, asked: 200, commits: 3, isSame: true, isOwn: true }]);
});

test("one that the database cannot keep is refused alone", async () => {
  const inbox = createEventInbox(db.unitOfWork);
  const kept = await Promise.allSettled(
    ["good-1", "bad", "good-2"].map((id) => inbox.keep(event(id, id === "bad" ? "\0" : "X"))),
  );
  expect(kept.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const rows = await asOwner(
    db.url,
    "SELECT event_id FROM provider_events WHERE event_id IN ('good-1', 'bad', 'good-2') ORDER BY 1",
  );
  expect(rows).toEqual([{ event_id: "good-1" }, { event_id: "good-2" }]);
});
