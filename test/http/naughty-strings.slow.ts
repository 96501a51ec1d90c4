/**
 * Hundreds of nasty texts in every text field of campaigns and applications: what a field takes comes back unchanged,
 * to the last code unit, and what it does not take is refused with a pointer. Nothing ends in a fault.
 */
import fc from "fast-check";
import { startTestApp, type TestApp } from "../support/app";
import {
  type Brand,
  type Creator,
  campaignBody,
  createMarketplace,
  dayFromNow,
  type Marketplace,
} from "../support/marketplace";
import { byHand, fits, isLine, isParagraph, isStorable } from "../support/naughty-strings";
import { eachOf } from "../support/raw-http";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
let creator: Creator;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  brand = await market.brand();
  creator = await market.creator();
});
afterAll(() => app.close());

/** The same ones on every run. */
const generated = fc.sample(
  fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 50 }),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 50 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 8 })
      .map((units) => String.fromCharCode(...units)),
  ),
  { numRuns: 180, seed: 20_261_130 },
);
const strings = [...new Set([...byHand, ...generated])];

interface Answer {
  status: number;
  body: Record<string, unknown> & { errors?: { pointer: string }[] };
}

/** What was sent stands in the answer, or the answer says where it is wrong. */
function expectKept(
  answer: Answer,
  text: string,
  isTaken: boolean,
  pointer: string,
  kept: unknown,
) {
  const hint = JSON.stringify(text).slice(0, 120);
  expect({ hint, status: answer.status < 300 }).toEqual({ hint, status: isTaken });
  if (isTaken) {
    expect({ hint, kept }).toEqual({ hint, kept: text });
    return;
  }
  const pointers = (answer.body.errors ?? []).map((error) => error.pointer);
  expect({ hint, status: answer.status, pointers }).toEqual({
    hint,
    status: 422,
    pointers: expect.arrayContaining([pointer]),
  });
}

test("there are several hundred of them, good and bad", () => {
  expect(strings.length).toBeGreaterThan(250);
  expect(strings.filter(isLine).length).toBeGreaterThan(100);
  expect(strings.filter((text) => !isStorable(text)).length).toBeGreaterThan(10);
  expect(strings.filter((text) => isParagraph(text) && !isLine(text)).length).toBeGreaterThan(20);
});

test("every paragraph of a brief, read back from the campaign and from its versions", async () => {
  const good = strings.filter((text) => isParagraph(text) && fits(text, 500));
  await eachOf(good, async (text) => {
    const { brief } = campaignBody();
    const texts = {
      goal: text,
      keyMessages: [text],
      doList: [text, text],
      dontList: [text],
      product: { name: "Kopi", description: text },
    };
    const sent = campaignBody({
      compensation: "product",
      extra: { brief: { ...brief, ...texts } },
    });
    const made = await brand.client.post("/v1/campaigns", sent).expect(201);
    expect(made.body.brief).toMatchObject(texts);
    const read = await brand.client.get(`/v1/campaigns/${made.body.id}`).expect(200);
    expect(read.body.brief).toMatchObject(texts);
    const versions = await brand.client
      .get(`/v1/campaigns/${made.body.id}/brief-versions`)
      .expect(200);
    expect(versions.body.items[0].brief).toMatchObject(texts);
  });
}, 480_000);

const inBrief = (changes: object) => {
  const body = campaignBody({ compensation: "product" });
  return { ...body, brief: { ...body.brief, ...changes } };
};

interface Shown {
  title: string;
  brief: {
    goal: string;
    product: { name: string };
    disclosureTags: string[];
    exclusivity: { category: string };
    hashtags: string[];
  };
}

interface TextField {
  name: string;
  takes(text: string): boolean;
  body(text: string): object;
  pointer: string;
  kept(body: Shown): unknown;
}

const product = (name: string) => ({ product: { name, description: "x" } });
const fields: TextField[] = [
  {
    name: "title",
    takes: (text) => isLine(text) && fits(text, 160),
    body: (title) => ({ ...inBrief({}), title }),
    pointer: "/body/title",
    kept: (body) => body.title,
  },
  {
    name: "goal",
    takes: isParagraph,
    body: (goal) => inBrief({ goal }),
    pointer: "/body/brief/goal",
    kept: (body) => body.brief.goal,
  },
  {
    name: "product name",
    takes: (text) => isLine(text) && fits(text, 160),
    body: (text) => inBrief(product(text)),
    pointer: "/body/brief/product/name",
    kept: (body) => body.brief.product.name,
  },
  {
    name: "disclosure label",
    takes: (text) => isLine(text) && fits(text, 60),
    body: (text) => inBrief({ disclosureTags: [text] }),
    pointer: "/body/brief/disclosureTags/0",
    kept: (body) => body.brief.disclosureTags[0],
  },
  {
    name: "exclusivity",
    takes: (text) => isLine(text) && fits(text, 160),
    body: (category) => inBrief({ exclusivity: { category, days: 1 } }),
    pointer: "/body/brief/exclusivity/category",
    kept: (body) => body.brief.exclusivity.category,
  },
  {
    name: "hashtag",
    takes: (text) => /^#[\p{L}\p{M}\p{N}_]{1,100}$/u.test(text),
    body: (text) => inBrief({ hashtags: [text] }),
    pointer: "/body/brief/hashtags/0",
    kept: (body) => body.brief.hashtags[0],
  },
];

test.each(fields)(
  "a campaign's $name",
  async ({ takes, body, pointer, kept }) => {
    const asked = await eachOf(strings, async (text) => {
      const answer = await brand.client.post("/v1/campaigns", body(text));
      expectKept(answer, text, takes(text), pointer, takes(text) && kept(answer.body));
    });
    expect(asked).toBe(strings.length);
  },
  120_000,
);

test("names and contents of drafts and templates", async () => {
  const owners = [brand, await market.brand(), await market.brand()];
  await eachOf(strings, async (text, at) => {
    const { client } = owners[at % owners.length]!;
    const isTaken = isLine(text) && fits(text, 160);
    const kind = at % 2 === 0 ? "drafts" : "templates";
    const path = `/v1/campaign-${kind}`;
    const content = isParagraph(text) ? { brief: { goal: text, keyMessages: [text] } } : {};
    const answer = await client.post(path, { name: text, content });
    expectKept(answer, text, isTaken, "/body/name", answer.body.name);
    if (!isTaken) return;
    expect(answer.body.content).toEqual(content);
    const read = await client.get(`${path}/${answer.body.id}`).expect(200);
    expect(read.body).toEqual(answer.body);
    // A brand keeps a limited number.
    await client.delete(`${path}/${answer.body.id}`).expect(204);
  });
}, 480_000);

test("pitches", async () => {
  const own = { compensation: "product" } as const;
  await eachOf(strings, async (text) => {
    const campaign = await market.campaign(brand, own);
    const answer = await creator.client.post(`/v1/campaigns/${campaign.id}/applications`, {
      pitch: text,
    });
    expectKept(answer, text, isParagraph(text), "/body/pitch", answer.body.pitch);
    if (answer.status !== 201) return;
    const read = await brand.client.get(`/v1/applications/${answer.body.id}`).expect(200);
    expect(read.body.pitch).toBe(text);
  });
}, 180_000);

test("messages and notes of invitations", async () => {
  const application = await market.applied(await market.campaign(brand), await market.creator());
  const path = `/v1/applications/${application.id}/messages`;
  await eachOf(strings, async (text, at) => {
    const { client } = at % 2 === 0 ? brand : application.creator;
    const answer = await client.post(path, { body: text });
    expectKept(answer, text, isParagraph(text), "/body/body", answer.body.body);
  });
  const seen: string[] = [];
  let cursor = "";
  do {
    const page = await brand.client.get(`${path}?limit=100${cursor}`).expect(200);
    seen.push(...page.body.items.map((item: { body: string }) => item.body));
    cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : "";
  } while (cursor !== "");
  expect(seen.sort()).toEqual(strings.filter(isParagraph).sort());
  for (const note of strings.slice(0, 60)) {
    const campaign = await market.campaign(brand, { compensation: "product" });
    const body = { creatorId: creator.id, note };
    const answer = await brand.client.post(`/v1/campaigns/${campaign.id}/invitations`, body);
    expect([answer.status, answer.status === 201]).toEqual([
      isParagraph(note) ? 201 : 422,
      isParagraph(note),
    ]);
    if (answer.status !== 201) continue;
    const { body: page } = await creator.client
      .get(`/v1/applications/${answer.body.id}/messages`)
      .expect(200);
    expect(page.items[0].body).toBe(note);
  }
}, 480_000);

test("notes of offers and counter-offers", async () => {
  const campaign = await market.campaign(brand, { compensation: "both" });
  const fee = { amountMinor: "10000", currency: "USD" };
  const lists = Array.from({ length: 8 }, (_, lane) =>
    strings.filter((_text, n) => n % 8 === lane),
  );
  const asked = await eachOf(lists, async (list) => {
    const application = await market.applied(campaign, await market.creator());
    let version = 0;
    for (const note of list) {
      const isBrand = version % 2 === 0;
      const answer = await (isBrand ? brand : application.creator).client.post(
        `/v1/applications/${application.id}/${isBrand ? "offer" : "counter"}`,
        { note, fee, ...(version === 0 ? {} : { version }) },
      );
      expectKept(answer, note, isParagraph(note), "/body/note", answer.body.offers?.at(-1).note);
      if (answer.status === 200) version++;
    }
  });
  expect(asked).toBe(lists.length);
}, 480_000);

test("carriers and tracking numbers", async () => {
  const campaign = await market.campaign(brand, { compensation: "both" });
  const application = await market.accepted(campaign, await market.creator());
  let taken = 0;
  for (const text of strings) {
    const isTaken = isLine(text) && fits(text, 100);
    const body = { carrier: text, trackingNumber: text };
    const answer = await brand.client.post(
      `/v1/applications/${application.id}/shipment/ship`,
      body,
    );
    expectKept(answer, text, isTaken, "/body/carrier", answer.body.shipment?.carrier);
    if (!isTaken) continue;
    expect(answer.body.shipment.trackingNumber).toBe(text);
    taken++;
  }
  expect(taken).toBeGreaterThan(50);
}, 480_000);

test("notes about a brief that has changed, and titles of copies", async () => {
  const some = strings.filter((_, at) => at % 8 === 0).slice(0, 50);
  const campaign = await market.campaign(brand, { compensation: "product" });
  let version = 1;
  for (const note of some) {
    const path = `/v1/campaigns/${campaign.id}/brief-versions`;
    const answer = await brand.client.post(path, { version, note });
    expectKept(answer, note, isParagraph(note), "/body/note", isParagraph(note) && note);
    if (answer.status !== 201) continue;
    version++;
    const versions = await brand.client.get(`${path}?limit=1`).expect(200);
    expect(versions.body.items[0].note).toBe(note);
  }
  await eachOf(strings, async (title) => {
    const days = { applyBy: dayFromNow(3), postBy: dayFromNow(4) };
    const answer = await brand.client.post(`/v1/campaigns/${campaign.id}/copy`, { ...days, title });
    const isTaken = isLine(title) && fits(title, 160);
    expectKept(answer, title, isTaken, "/body/title", answer.body.title);
  });
}, 480_000);

test("captions in two languages, and what is written while they are reviewed", async () => {
  const brief = { ...campaignBody().brief, keyMessages: ["One"] };
  const extra = { brief, deliverables: [{ platform: "instagram", kind: "post", quantity: 20 }] };
  const ids: string[] = [];
  let application = await market.accepted(await market.campaign(brand, { extra }), creator);
  await eachOf([strings], async (list) => {
    for (const text of list) {
      if (ids.length > 0 && ids.length % 20 === 0 && isParagraph(text)) {
        creator = await market.creator();
        application = await market.accepted(await market.campaign(brand, { extra }), creator);
      }
      const answer = await creator.client.post(`/v1/applications/${application.id}/submissions`, {
        caption: text,
        language: "en",
        translations: [{ language: "th", caption: text }],
      });
      const [version] = (answer.body.versions as { caption: string }[] | undefined) ?? [];
      expectKept(answer, text, isParagraph(text), "/body/caption", version?.caption);
      if (answer.status !== 201) continue;
      expect(version).toMatchObject({ translations: [{ language: "th", caption: text }] });
      ids.push(answer.body.id as string);
      const compared = await brand.client
        .get(`/v1/submissions/${answer.body.id}/comparison`)
        .expect(200);
      expect(compared.body.captions[0].spans).toEqual([{ kind: "same", text }]);
    }
  });
  const [id = ""] = ids.slice(-1);
  const mediaId = await market.media(creator);
  await eachOf([strings], async (list) => {
    for (const text of list) {
      const path = `/v1/submissions/${id}`;
      const comment = { kind: "general", body: text };
      const said = await brand.client.post(`${path}/comments`, comment);
      expectKept(said, text, isParagraph(text), "/body/body", said.body.body);
      const answers = [{ item: "key_message.1", answer: "not_met", note: text }];
      const told = await brand.client.put(`${path}/checklist`, { answers });
      const note = told.body.items?.[0].note;
      expectKept(told, text, isParagraph(text), "/body/answers/0/note", note);
      const described = await creator.client.patch(`/v1/media/${mediaId}`, { altText: text });
      expectKept(described, text, isParagraph(text), "/body/altText", described.body.altText);
    }
  });
}, 480_000);
