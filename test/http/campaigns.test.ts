import {
  type CampaignStatus,
  campaignTransitions,
  closeExpiredCampaigns,
  findCancellingCampaigns,
  findSettleableCampaigns,
  finishCancelling,
  holdOpen,
  settleCampaign,
  takePlace,
} from "../../src/features/campaigns";
import {
  campaignFunded,
  findViolations,
  ledgerInvariants,
  postAll,
  stripeCaptured,
} from "../../src/features/ledger";
import { systemClock } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import { statesOf } from "../../src/kernel/transitions";
import { startTestApp, type TestApp } from "../support/app";
import { campaignBody, dayFromNow, productOnly, usd } from "../support/campaign-bodies";
import { asOwner } from "../support/database";
import { newBrand, newMember, newStaff, type TestBrand } from "../support/people";

let app: TestApp;
let brand: TestBrand;
let stranger: TestBrand;
beforeAll(async () => {
  app = await startTestApp();
  brand = await newBrand(app);
  stranger = await newBrand(app);
});
afterAll(() => app.close());

const huf = (amountMinor: string) => ({ amountMinor, currency: "HUF" });

interface Shown {
  id: string;
  status: CampaignStatus;
  version: number;
}

const run = <T>(work: Parameters<typeof app.database.unitOfWork.run<T>>[0]) =>
  app.database.unitOfWork.run(work);

async function draft(changes: object = {}): Promise<Shown> {
  const { body } = await brand.client.post("/v1/campaigns", campaignBody(changes)).expect(201);
  return body as Shown;
}

async function inState(status: CampaignStatus, changes: object = {}): Promise<Shown> {
  const campaign = await draft(changes);
  await asOwner(app.database.url, "UPDATE campaigns SET status = $2 WHERE id = $1", [
    campaign.id,
    status,
  ]);
  if (status === "funded") await setAside(campaign.id);
  return { ...campaign, status };
}

/** The campaign's budget as the books would have it after a card payment. */
async function setAside(campaignId: string): Promise<void> {
  const money = { brandId: brand.brandId, currency: "USD" as const, at: systemClock.now() };
  const amountMinor = 100_000n;
  const paid = { ...money, depositId: newId(), chargeId: newId(), grossMinor: amountMinor };
  const moved = { ...money, campaignId, fundingId: newId(), amountMinor };
  await run((tx) => postAll(tx, [stripeCaptured(paid), campaignFunded(moved)]));
}

async function snapshot(campaignId: string): Promise<unknown> {
  const rows = await asOwner(app.database.url, "SELECT * FROM campaigns WHERE id = $1", [
    campaignId,
  ]);
  return rows[0];
}

async function eventsOf(campaignId: string): Promise<string[]> {
  const rows = await asOwner(
    app.database.url,
    "SELECT topic FROM outbox WHERE payload ->> 'campaignId' = $1 ORDER BY id",
    [campaignId],
  );
  return rows.map((row) => (row as { topic: string }).topic);
}

async function newCreator() {
  const creator = await newStaff(app, ["creator"]);
  const creatorId = newId();
  await asOwner(
    app.database.url,
    "INSERT INTO creators (id, user_id, display_name) VALUES ($1, $2, 'Nok')",
    [creatorId, creator.userId],
  );
  return { ...creator, creatorId };
}

async function newApplication(campaignId: string, creatorId: string, status: string) {
  const id = newId();
  await asOwner(
    app.database.url,
    `INSERT INTO applications (id, campaign_id, creator_id, status, pitch, currency)
     VALUES ($1, $2, $3, $4, 'Hi', 'USD')`,
    [id, campaignId, creatorId, status],
  );
  return id;
}

test("a brand drafts a campaign and reads back what it wrote, with our fee of the day", async () => {
  const { body } = await brand.client.post("/v1/campaigns", campaignBody()).expect(201);
  expect(body).toMatchObject({
    ...campaignBody(),
    brandId: brand.brandId,
    status: "draft",
    version: 1,
    platformFee: usd(1_000),
    acceptedCount: 0,
    requirements: { countries: ["ID"], followersMin: 500, followersMax: null },
  });
  const read = await brand.client.get(`/v1/campaigns/${body.id}`).expect(200);
  expect(read.body).toEqual(body);
});

test("a draft is edited with the version that was seen; a lost race shows the present state", async () => {
  const { id } = await draft();
  const url = `/v1/campaigns/${id}`;
  const first = await brand.client.patch(url, { version: 1, title: "Earlier birds" }).expect(200);
  expect(first.body).toMatchObject({ title: "Earlier birds", version: 2, briefVersion: 1 });
  const lost = await brand.client.patch(url, { version: 1, title: "Late birds" }).expect(409);
  expect(lost.body).toMatchObject({ code: "version_conflict", current: first.body });
  const deliverables = [{ platform: "tiktok", kind: "video", quantity: 2 }];
  const second = await brand.client.patch(url, { version: 2, deliverables }).expect(200);
  expect(second.body).toMatchObject({ deliverables, version: 3, briefVersion: 2 });
  const wrong = await brand.client.patch(url, { version: 3, budget: usd(10_999) }).expect(422);
  expect(wrong.body).toMatchObject({
    code: "campaign_budget_too_small",
    errors: [{ pointer: "/body/budget/amountMinor" }],
  });
  expect(wrong.body.detail).toContain("110.00 USD");
  await brand.client.patch(url, { version: 3, budget: usd(11_000) }).expect(200);
  const races = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      brand.client.patch(url, { version: 4, title: `Bird ${n}` }).then(({ status }) => status),
    ),
  );
  expect(races.filter((status) => status === 200)).toHaveLength(1);
  expect(races.filter((status) => status === 409)).toHaveLength(7);
});

describe("bad input is refused with a pointer and changes nothing", () => {
  const brief = campaignBody().brief;
  const cases: [string, object, string][] = [
    [
      "decimals in yen",
      { currency: "JPY", budget: { amountMinor: "10.5", currency: "JPY" } },
      "/body/budget/amountMinor",
    ],
    ["a negative amount", { fee: usd(-5) }, "/body/fee/amountMinor"],
    ["a huge amount", { budget: usd("9".repeat(30)) }, "/body/budget/amountMinor"],
    ["an amount above the limit", { budget: usd("1000000000000001") }, "/body/budget/amountMinor"],
    ["an exponent", { budget: usd("1e6") }, "/body/budget/amountMinor"],
    ["full-width digits", { budget: usd("１２３") }, "/body/budget/amountMinor"],
    [
      "a number instead of text",
      { fee: { amountMinor: 100, currency: "USD" } },
      "/body/fee/amountMinor",
    ],
    ["an unknown currency", { currency: "XXX" }, "/body/currency"],
    [
      "a budget in another currency",
      { budget: { amountMinor: "100000", currency: "EUR" } },
      "/body/budget/currency",
    ],
    [
      "a fee in another currency",
      { fee: { amountMinor: "10000", currency: "EUR" } },
      "/body/fee/currency",
    ],
    ["no fee", { fee: undefined }, "/body/fee/amountMinor"],
    ["a budget for nobody", { budget: usd(10_999) }, "/body/budget/amountMinor"],
    [
      "money in a product campaign",
      { compensation: "product", budget: undefined },
      "/body/fee/amountMinor",
    ],
    [
      "a budget in a product campaign",
      { compensation: "product", fee: undefined },
      "/body/budget/amountMinor",
    ],
    [
      "dates the wrong way round",
      { applyBy: dayFromNow(9), postBy: dayFromNow(8) },
      "/body/postBy",
    ],
    ["a deadline in the past", { applyBy: dayFromNow(-2) }, "/body/applyBy"],
    ["a day that does not exist", { applyBy: "2027-02-30" }, "/body/applyBy"],
    ["the year 9999", { postBy: "9999-12-31" }, "/body/postBy"],
    ["an extra key", { status: "open" }, "/body/status"],
    [
      "an extra key deep inside",
      { brief: { ...brief, approvedBy: "me" } },
      "/body/brief/approvedBy",
    ],
    ["U+0000", { title: "a\u0000b" }, "/body/title"],
    ["a lone surrogate", { brief: { ...brief, goal: "\ud800" } }, "/body/brief/goal"],
    ["a blank title", { title: "  " }, "/body/title"],
    [
      "no disclosure label",
      { brief: { ...brief, disclosureTags: [] } },
      "/body/brief/disclosureTags",
    ],
    [
      "a market without rules",
      { brief: { ...brief, disclosureMarket: "FR" } },
      "/body/brief/disclosureMarket",
    ],
    [
      "a hashtag without its sign",
      { brief: { ...brief, hashtags: ["ad"] } },
      "/body/brief/hashtags/0",
    ],
    ["nothing to deliver", { deliverables: [] }, "/body/deliverables"],
    [
      "half a reel",
      { deliverables: [{ platform: "instagram", kind: "reel", quantity: 0.5 }] },
      "/body/deliverables/0/quantity",
    ],
    [
      "too many reels",
      { deliverables: [{ platform: "instagram", kind: "reel", quantity: 1e9 }] },
      "/body/deliverables/0/quantity",
    ],
    [
      "an unknown platform",
      { deliverables: [{ platform: "myspace", kind: "post", quantity: 1 }] },
      "/body/deliverables/0/platform",
    ],
    [
      "limits the wrong way round",
      { requirements: { followersMin: 10, followersMax: 9 } },
      "/body/requirements/followersMax",
    ],
    ["no creators", { creatorsMax: 0 }, "/body/creatorsMax"],
    [
      "a fee that would leave pieces with nothing",
      {
        fee: usd("2"),
        deliverables: [{ platform: "instagram", kind: "post", quantity: 3 }],
      },
      "/body/fee/amountMinor",
    ],
    [
      "half a forint",
      { currency: "HUF", fee: huf("1050"), budget: huf("900000") },
      "/body/fee/amountMinor",
    ],
    [
      "a lower-case country",
      { requirements: { countries: ["id"] } },
      "/body/requirements/countries/0",
    ],
  ];
  test.each(cases)("%s", async (_name, changes, pointer) => {
    const before = await asOwner(app.database.url, "SELECT count(*)::int AS n FROM campaigns");
    const { body } = await brand.client.post("/v1/campaigns", campaignBody(changes)).expect(422);
    expect(body.errors.map((entry: { pointer: string }) => entry.pointer)).toContain(pointer);
    for (const entry of body.errors) expect(entry.detail).not.toMatch(/^$|fields\.|problems\./);
    expect(await asOwner(app.database.url, "SELECT count(*)::int AS n FROM campaigns")).toEqual(
      before,
    );
  });
});

describe("every step from every state", () => {
  const steps = {
    publish: ["funded"],
    pause: ["open"],
    resume: ["paused"],
    close: ["open", "paused"],
    revise: ["funding_pending"],
    cancel: ["draft", "funding_pending", "funded", "open", "paused"],
  } as const satisfies Record<string, readonly CampaignStatus[]>;
  const ends = {
    publish: "open",
    pause: "paused",
    resume: "open",
    close: "closed",
    revise: "draft",
    cancel: "cancelled",
  } as const;
  const pairs = Object.entries(steps).flatMap(([verb, from]) =>
    statesOf(campaignTransitions).map(
      (state) => [verb, state, (from as readonly string[]).includes(state)] as const,
    ),
  );
  test.each(pairs)("%s from %s: %s", async (verb, state, isAllowed) => {
    const { id } = await inState(state);
    const before = await snapshot(id);
    const answer = await brand.client.post(`/v1/campaigns/${id}/${verb}`);
    if (isAllowed) {
      expect(answer.status).toBe(200);
      expect(answer.body.status).toBe(ends[verb as keyof typeof ends]);
      return;
    }
    expect(answer.status).toBe(409);
    expect(["campaign_state", "campaign_not_funded"]).toContain(answer.body.code);
    expect(await snapshot(id)).toEqual(before);
    expect(await eventsOf(id)).toEqual([]);
  });

  test.each(statesOf(campaignTransitions))("editing in %s", async (state) => {
    const { id } = await inState(state);
    const { status, body } = await brand.client.patch(`/v1/campaigns/${id}`, {
      version: 1,
      creatorsMax: 5,
    });
    expect([status, body.code]).toEqual(
      state === "draft" ? [200, undefined] : [409, "campaign_state"],
    );
  });
});

test("a product campaign opens from its draft; with a deadline that has passed nothing opens", async () => {
  const product = await draft(productOnly);
  await brand.client.post(`/v1/campaigns/${product.id}/publish`).expect(200);
  expect(await eventsOf(product.id)).toEqual(["campaign.opened"]);
  const late = await inState("funded");
  await asOwner(
    app.database.url,
    "UPDATE campaigns SET apply_by = current_date - 1 WHERE id = $1",
    [late.id],
  );
  const { body } = await brand.client.post(`/v1/campaigns/${late.id}/publish`).expect(409);
  expect(body.code).toBe("campaign_apply_by_passed");
  expect(await snapshot(late.id)).toMatchObject({ status: "funded" });
});

test("a step repeated with its key answers the same; a second one is too late", async () => {
  const { id } = await inState("funded");
  const send = () =>
    brand.client.post(`/v1/campaigns/${id}/publish`).set("Idempotency-Key", `publish-${id}`);
  const first = await send().expect(200);
  const again = await send().expect(200);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.body).toEqual(first.body);
  expect(await eventsOf(id)).toEqual(["campaign.opened"]);
  await brand.client.post(`/v1/campaigns/${id}/publish`).expect(409);
});

test("members write and read, managers decide, operators pause and cancel", async () => {
  const member = await newMember(app, brand.brandId);
  const operator = (await newStaff(app, ["operator"])).client;
  const made = await member.post("/v1/campaigns", campaignBody()).expect(201);
  await member.patch(`/v1/campaigns/${made.body.id}`, { version: 1, creatorsMax: 9 }).expect(200);
  const { id } = await inState("open");
  for (const verb of ["publish", "pause", "resume", "close", "revise", "cancel"]) {
    await member.post(`/v1/campaigns/${id}/${verb}`).expect(403);
  }
  expect(await snapshot(id)).toMatchObject({ status: "open" });
  await operator.post(`/v1/campaigns/${id}/close`).expect(403);
  await operator.post(`/v1/campaigns/${id}/pause`).expect(200);
  await operator.post(`/v1/campaigns/${id}/resume`).expect(200);
  await operator.post(`/v1/campaigns/${id}/cancel`).expect(200);
});

test("somebody else's campaign looks like none, to the byte, for every operation", async () => {
  const { id } = await inState("funded");
  const unknown = newId();
  const before = await snapshot(id);
  const body = { version: 1, title: "Mine" };
  const calls: ((at: string) => ReturnType<typeof stranger.client.get>)[] = [
    (at) => stranger.client.get(at),
    (at) => stranger.client.patch(at, body),
    ...["publish", "pause", "resume", "close", "revise", "cancel"].map(
      (verb) => (at: string) => stranger.client.post(`${at}/${verb}`),
    ),
  ];
  for (const call of calls) {
    const [foreign, none] = [
      await call(`/v1/campaigns/${id}`),
      await call(`/v1/campaigns/${unknown}`),
    ];
    expect([foreign.status, foreign.text]).toEqual([404, none.text]);
  }
  const named = await stranger.client.post(
    "/v1/campaigns",
    campaignBody({ brandId: brand.brandId }),
  );
  const none = await stranger.client.post("/v1/campaigns", campaignBody({ brandId: unknown }));
  expect([named.status, named.text]).toEqual([404, none.text]);
  expect(await snapshot(id)).toEqual(before);
});

test("creators see open campaigns and those they applied to, and nothing about the budget", async () => {
  const creator = await newCreator();
  const open = await inState("open");
  const paused = await inState("paused");
  const shown = await creator.client.get(`/v1/campaigns/${open.id}`).expect(200);
  expect(shown.body).toMatchObject({ budget: null, platformFee: null, fee: usd(10_000) });
  await creator.client.get(`/v1/campaigns/${paused.id}`).expect(404);
  await newApplication(paused.id, creator.creatorId, "applied");
  await creator.client.get(`/v1/campaigns/${paused.id}`).expect(200);
  const list = await creator.client.get("/v1/campaigns?limit=100").expect(200);
  const states = list.body.items.map((item: Shown) => item.status);
  expect(new Set(states)).toEqual(new Set(["open"]));
  expect(list.text).not.toContain('"budget":{');
  await creator.client.post("/v1/campaigns", campaignBody()).expect(403);
});

test("lists are filtered, paged without gaps, and end at the wall between brands", async () => {
  const other = await newBrand(app);
  const make = async (changes: object) =>
    (await other.client.post("/v1/campaigns", campaignBody(changes)).expect(201)).body.id as string;
  const video = { deliverables: [{ platform: "youtube", kind: "video", quantity: 1 }] };
  const anywhere = { requirements: {} };
  const glass = { requirements: { niches: ["science", "coffee"], countries: ["TH"] } };
  const ids = [await make(video), await make(anywhere), await make(glass)].reverse();
  const list = async (query: string) => {
    const { body } = await other.client.get(`/v1/campaigns?${query}`).expect(200);
    return body as { items: Shown[]; nextCursor: string | null };
  };
  const idsOf = async (query: string) => (await list(query)).items.map((item) => item.id);
  expect(await idsOf("")).toEqual(ids);
  expect(await idsOf("platform=youtube")).toEqual([ids[2]]);
  expect(await idsOf("niche=coffee")).toEqual(ids);
  expect(await idsOf("niche=science")).toEqual([ids[0], ids[1]]);
  expect(await idsOf("country=TH")).toEqual([ids[0], ids[1]]);
  expect(await idsOf("status=open")).toEqual([]);
  expect(await idsOf(`brandId=${brand.brandId}`)).toEqual([]);
  const first = await list("limit=2");
  const rest = await list(`limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items].map((item) => item.id)).toEqual(ids);
  expect(rest.nextCursor).toBeNull();
  const finance = (await newStaff(app, ["finance_maker"])).client;
  const all = await finance.get("/v1/campaigns?limit=100").expect(200);
  expect(all.body.items.length).toBeGreaterThan(3);
  await other.client.get("/v1/campaigns?limit=1000000000").expect(422);
  await other.client.get("/v1/campaigns?cursor=bm9wZQ").expect(422);
  await other.client.get("/v1/campaigns?order=title;drop").expect(422);
});

test("cancelling waits for creators who work, and is done at once when nobody does", async () => {
  const { creatorId } = await newCreator();
  const { id } = await inState("open");
  const applicationId = await newApplication(id, creatorId, "accepted");
  const { body } = await brand.client.post(`/v1/campaigns/${id}/cancel`).expect(200);
  expect(body.status).toBe("cancelling");
  expect(await eventsOf(id)).toEqual(["campaign.cancelling"]);
  const finish = () => run((tx) => finishCancelling(tx, id, "system:test"));
  expect(await finish()).toBe(false);
  expect(await run((tx) => findCancellingCampaigns(tx, 100))).toContain(id);
  await asOwner(app.database.url, "UPDATE applications SET status = 'offered' WHERE id = $1", [
    applicationId,
  ]);
  const finished = await Promise.all([finish(), finish(), finish()]);
  expect(finished.filter(Boolean)).toHaveLength(1);
  expect(await eventsOf(id)).toEqual(["campaign.cancelling", "campaign.cancelled"]);
  expect(await snapshot(id)).toMatchObject({ status: "cancelled" });
  const free = await inState("open");
  await brand.client.post(`/v1/campaigns/${free.id}/cancel`).expect(200);
  expect(await eventsOf(free.id)).toEqual(["campaign.cancelled"]);
});

test("places: forty at once take exactly those there are", async () => {
  const { id } = await inState("open", { creatorsMax: 7 });
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, () => run((tx) => takePlace(tx, id))),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(7);
  await expect(run((tx) => takePlace(tx, id))).rejects.toThrow("campaign_full");
  await brand.client.post(`/v1/campaigns/${id}/pause`).expect(200);
  await expect(run((tx) => takePlace(tx, id))).rejects.toThrow("campaign_not_open");
  await expect(run((tx) => holdOpen(tx, id))).rejects.toThrow("campaign_not_open");
  await expect(run((tx) => takePlace(tx, newId()))).rejects.toThrow("not_found");
});

test("an acceptance and a cancellation at once: no accepted work is lost", async () => {
  const { creatorId } = await newCreator();
  for (let round = 0; round < 10; round++) {
    const { id } = await inState("open");
    const applicationId = await newApplication(id, creatorId, "offered");
    const accept = run(async (tx) => {
      await takePlace(tx, id);
      await tx.query("UPDATE applications SET status = 'accepted' WHERE id = $1", [applicationId]);
    });
    const [accepted, cancelled] = await Promise.allSettled([
      accept,
      brand.client.post(`/v1/campaigns/${id}/cancel`).then(({ status }) => status),
    ]);
    expect(cancelled).toMatchObject({ status: "fulfilled", value: 200 });
    // Whoever was accepted first is a creator who has to be paid before the campaign is over.
    const { status } = (await snapshot(id)) as Shown;
    expect(status).toBe(accepted.status === "rejected" ? "cancelled" : "cancelling");
  }
});

test("the deadline closes campaigns once, and settling waits for work and holds", async () => {
  const { creatorId } = await newCreator();
  const due = await inState("open");
  const running = await inState("open");
  await asOwner(
    app.database.url,
    "UPDATE campaigns SET apply_by = current_date - 1 WHERE id = $1",
    [due.id],
  );
  const closed = await Promise.all(
    Array.from({ length: 5 }, () => run((tx) => closeExpiredCampaigns(tx, 50))),
  );
  expect(closed.flat()).toEqual([due.id]);
  expect(await snapshot(running.id)).toMatchObject({ status: "open" });
  expect(await eventsOf(due.id)).toEqual(["campaign.closed"]);

  const applicationId = await newApplication(due.id, creatorId, "in_progress");
  expect(await run((tx) => findSettleableCampaigns(tx, 100))).not.toContain(due.id);
  expect(await run((tx) => settleCampaign(tx, due.id, "system:test"))).toBe(false);
  await asOwner(app.database.url, "UPDATE applications SET status = 'completed' WHERE id = $1", [
    applicationId,
  ]);
  expect(await run((tx) => findSettleableCampaigns(tx, 100))).toContain(due.id);
  const settled = await Promise.all(
    Array.from({ length: 5 }, () => run((tx) => settleCampaign(tx, due.id, "system:test"))),
  );
  expect(settled.filter(Boolean)).toHaveLength(1);
  expect(await eventsOf(due.id)).toEqual(["campaign.closed", "campaign.settled"]);
  expect(await findViolations(app.database.unitOfWork.reader, ledgerInvariants)).toEqual([]);
});
