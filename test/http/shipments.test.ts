/** A product on its way to a creator. */
import {
  type ShipmentStatus,
  shipmentTransitions,
} from "../../src/features/applications/shipments/shipment";
import { newId } from "../../src/kernel/ids";
import { canMove, statesOf } from "../../src/kernel/transitions";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  campaignBody,
  createMarketplace,
  type Marketplace,
  statusesOf,
  violationsIn,
} from "../support/marketplace";
import { newMember } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  brand = await market.brand();
});
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => app.close());

const declaredValue = { amountMinor: "2500", currency: "USD" };
const parcel = { carrier: "JNE", trackingNumber: "JX 0012 3456" };
const at = ({ id }: { id: string }, verb = "") =>
  verb === "" ? `/v1/applications/${id}` : `/v1/applications/${id}/shipment/${verb}`;

async function newApplication(compensation: "money" | "product" | "both" = "both") {
  const { brief } = campaignBody();
  const product = { ...brief.product, declaredValue };
  const campaign = await market.campaign(brand, {
    compensation,
    extra: { brief: { ...brief, product } },
  });
  return await market.accepted(campaign, await market.creator());
}

const shipmentOf = async (application: Application) => {
  const [own, theirs] = [
    await application.creator.client.get(at(application)).expect(200),
    await brand.client.get(at(application)).expect(200),
  ];
  expect(own.body.shipment).toEqual(theirs.body.shipment);
  return own.body.shipment;
};

async function inState(status: ShipmentStatus): Promise<Application> {
  const application = await newApplication();
  if (status === "not_needed") await brand.client.post(at(application, "waive")).expect(200);
  if (status === "shipped" || status === "received") {
    await brand.client.post(at(application, "ship"), parcel).expect(200);
  }
  if (status === "received") {
    await application.creator.client.post(at(application, "receive")).expect(200);
  }
  return application;
}

test("from the agreement to the creator's door, visible to both", async () => {
  const application = await newApplication("product");
  expect(await shipmentOf(application)).toEqual({
    status: "to_ship",
    declaredValue,
    carrier: null,
    trackingNumber: null,
    shippedAt: null,
    receivedAt: null,
  });
  const member = await newMember(app, brand.id);
  await member.post(at(application, "ship"), { carrier: "ไปรษณีย์ไทย" }).expect(200);
  expect(await shipmentOf(application)).toMatchObject({
    status: "shipped",
    carrier: "ไปรษณีย์ไทย",
    trackingNumber: null,
  });
  // The number was forgotten.
  await brand.client.post(at(application, "ship"), parcel).expect(200);
  expect(await shipmentOf(application)).toMatchObject({ status: "shipped", ...parcel });
  await application.creator.client.post(at(application, "receive")).expect(200);
  const { receivedAt } = await shipmentOf(application);
  expect(receivedAt).toMatch(/^\d{4}-/);
  const topics = (await asOwner(
    app.database.url,
    "SELECT topic FROM outbox WHERE payload ->> 'applicationId' = $1 AND topic LIKE '%product%' ORDER BY id",
    [application.id],
  )) as { topic: string }[];
  expect(topics.map(({ topic }) => topic)).toEqual([
    "application.product_shipped",
    "application.product_shipped",
    "application.product_received",
  ]);
});

const acts = { ship: "shipped", receive: "received", waive: "not_needed" } as const;
const pairs = Object.entries(acts).flatMap(([verb, to]) =>
  statesOf(shipmentTransitions).map(
    (from) => [verb as keyof typeof acts, from, canMove(shipmentTransitions, from, to)] as const,
  ),
);

test("the table says what the design says", () => {
  expect(pairs.filter(([, , isAllowed]) => isAllowed).map(([verb, from]) => [verb, from])).toEqual([
    ["ship", "to_ship"],
    ["ship", "shipped"],
    ["receive", "shipped"],
    ["waive", "to_ship"],
  ]);
});

test.each(pairs)("%s from %s: %s", async (verb, from, isAllowed) => {
  const application = await inState(from);
  const before = await shipmentOf(application);
  const { client } = verb === "receive" ? application.creator : brand;
  const answer = await client.post(at(application, verb), verb === "ship" ? parcel : undefined);
  expect(answer.status).toBe(isAllowed ? 200 : 409);
  if (isAllowed) return;
  expect(answer.body).toMatchObject({ code: "shipment_state", current: { status: from } });
  expect(await shipmentOf(application)).toEqual(before);
});

test("each side does its own part, and either may say that nothing is needed", async () => {
  const application = await newApplication();
  await application.creator.client.post(at(application, "ship"), parcel).expect(403);
  await brand.client.post(at(application, "receive")).expect(403);
  const [rival, stranger] = [await market.creator(), await market.brand()];
  for (const [client, verb, body] of [
    [rival.client, "receive", undefined],
    [rival.client, "waive", undefined],
    [stranger.client, "ship", parcel],
    [stranger.client, "waive", undefined],
  ] as const) {
    const hidden = await client.post(at(application, verb), body);
    const missing = await client.post(at({ id: newId() }, verb), body);
    expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
  }
  await application.creator.client.post(at(application, "waive")).expect(200);
  expect(await shipmentOf(application)).toMatchObject({ status: "not_needed" });
});

test("shipped and waived at once: one of the two happens", async () => {
  for (let round = 0; round < 4; round++) {
    const application = await newApplication();
    const answers = await Promise.all([
      brand.client.post(at(application, "ship"), parcel),
      application.creator.client.post(at(application, "waive")),
    ]);
    expect(statusesOf(answers)).toEqual([200, 409]);
  }
});

test("no product, no parcel; and none is sent to who works no more", async () => {
  const money = await newApplication("money");
  expect(await shipmentOf(money)).toBeNull();
  const none = await brand.client.post(at(money, "ship"), parcel).expect(409);
  expect(none.body.code).toBe("shipment_none");
  const over = await newApplication();
  await over.creator.client.post(`/v1/applications/${over.id}/cancel`).expect(200);
  const late = await brand.client.post(at(over, "ship"), parcel).expect(409);
  expect(late.body.code).toBe("application_state");
  // What was on its way already may still arrive.
  const sent = await inState("shipped");
  await sent.creator.client.post(`/v1/applications/${sent.id}/cancel`).expect(200);
  await sent.creator.client.post(at(sent, "receive")).expect(200);
});

test.each([
  [{}, "/body/carrier"],
  [{ carrier: " " }, "/body/carrier"],
  [{ carrier: "JNE\nBcc: x" }, "/body/carrier"],
  [{ carrier: "x".repeat(101) }, "/body/carrier"],
  [{ carrier: "JNE", trackingNumber: "\u0000" }, "/body/trackingNumber"],
  [{ carrier: "JNE", trackingNumber: 12 }, "/body/trackingNumber"],
])("%j is refused", async (body, pointer) => {
  const application = await newApplication();
  const answer = await brand.client.post(at(application, "ship"), body).expect(422);
  expect(answer.body.errors.map((entry: { pointer: string }) => entry.pointer)).toContain(pointer);
});
