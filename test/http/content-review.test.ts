/** Reviewing content: versions beside each other, comments at their places, and what the brief asks item by item. */
import { createJobContext } from "../../jobs/context";
import { sweepClocksJob } from "../../jobs/sweep-clocks-job";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import {
  type Application,
  type Brand,
  type Creator,
  campaignBody,
  createMarketplace,
  type Marketplace,
} from "../support/marketplace";
import { mp4 } from "../support/media";
import { newMember } from "../support/people";

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

const words = {
  keyMessages: ["No sugar added", "Made in Yogyakarta"],
  doList: ["Show the glass"],
  dontList: ["Show a rival"],
  hashtags: ["#KopiPagi"],
  mentions: ["@warung.kopi"],
};

async function accepted(brief: object = {}): Promise<Application> {
  const extra = { brief: { ...campaignBody().brief, ...brief } };
  creator = await market.creator();
  return await market.accepted(await market.campaign(brand, { extra }), creator);
}

const hand = async (application: Application, content: object) => {
  const path = `/v1/applications/${application.id}/submissions`;
  return (await creator.client.post(path, content).expect(201)).body;
};
const at = (id: string, verb: string) => `/v1/submissions/${id}/${verb}`;
const sendBack = (id: string) =>
  brand.client.post(at(id, "request-changes"), { reasonCode: "quality" }).expect(200);
const video = async () => {
  const { body } = await creator.client
    .post("/v1/media")
    .attach("file", mp4({ data: newId() }), { filename: "a.mp4", contentType: "video/mp4" })
    .expect(201);
  return body.id as string;
};
const joined = (spans: { kind: string; text: string }[], without: string) =>
  spans.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join("");

describe("versions", () => {
  test("are compared by caption and language, by files, and by what the linter says", async () => {
    const application = await accepted();
    const [one, two, three] = [
      await market.media(creator),
      await market.media(creator),
      await market.media(creator),
    ];
    const before = {
      caption: "A slow afternoon with tea, gifted",
      language: "en",
      translations: [{ language: "th", caption: "กาแฟเย็นยามบ่าย #ad" }],
      mediaIds: [one, two],
    };
    const { id } = await hand(application, before);
    const alone = await creator.client.get(at(id, "comparison")).expect(200);
    expect(alone.body).toMatchObject({ from: 1, to: 1, media: { added: [], removed: [] } });
    await sendBack(id);
    const after = {
      caption: "#ad A slow afternoon with kopi susu",
      language: "en",
      translations: [
        { language: "th", caption: "กาแฟร้อนยามบ่าย #ad" },
        { language: "id", caption: "#ad Sore yang santai" },
      ],
      mediaIds: [three, two],
    };
    await hand(application, after);
    for (const client of [brand.client, creator.client]) {
      const { body } = await client.get(at(id, "comparison?from=1&to=2")).expect(200);
      expect((await client.get(at(id, "comparison")).expect(200)).body).toEqual(body);
      const [posted, thai, indonesian] = body.captions;
      expect([posted.language, thai.language, indonesian.language]).toEqual(["en", "th", "id"]);
      expect([posted.isPosted, thai.isPosted]).toEqual([true, false]);
      expect(joined(posted.spans, "added")).toBe(before.caption);
      expect(joined(posted.spans, "removed")).toBe(after.caption);
      expect(posted.spans).toContainEqual({ kind: "same", text: "A slow afternoon with " });
      // Words of Thai are found although no spaces stand between them.
      expect(thai.spans).toContainEqual({ kind: "removed", text: "เย็น" });
      expect(thai.spans).toContainEqual({ kind: "added", text: "ร้อน" });
      expect(indonesian.spans).toEqual([{ kind: "added", text: "#ad Sore yang santai" }]);
      const ids = (list: { id: string }[]) => list.map((media) => media.id);
      const { added, removed, kept } = body.media;
      expect([ids(added), ids(removed), ids(kept)]).toEqual([[three], [one], [two]]);
      const rules = (side: { findings: { ruleId: string }[] }[]) =>
        side[0]?.findings.map(({ ruleId }) => ruleId) ?? [];
      expect(rules(body.disclosure.before)).toContain("us.label-missing");
      expect(rules(body.disclosure.after)).not.toContain("us.label-missing");
      expect(body.disclosure.after).toHaveLength(3);
    }
    for (const [query, pointer] of [
      ["from=3", "/query/from"],
      ["to=9", "/query/to"],
    ]) {
      const refused = await brand.client.get(at(id, `comparison?${query}`)).expect(422);
      expect(refused.body).toMatchObject({ code: "version_unknown", errors: [{ pointer }] });
    }
  });

  test("every caption needs a language of its own, and its label", async () => {
    const application = await accepted();
    const send = (changes: object) =>
      creator.client.post(`/v1/applications/${application.id}/submissions`, {
        caption: "Kopi #ad",
        ...changes,
      });
    const other = { language: "th", caption: "กาแฟ" };
    for (const [changes, pointer] of [
      [{ translations: [other] }, "/body/language"],
      [{ language: "th", translations: [other] }, "/body/translations/0/language"],
      [{ language: "id", translations: [other, other] }, "/body/translations/1/language"],
    ] as const) {
      const { body } = await send(changes).expect(422);
      expect(body).toMatchObject({ code: "caption_language", errors: [{ pointer }] });
    }
    const { body } = await send({ language: "id", translations: [other] }).expect(201);
    expect(body.versions[0]).toMatchObject({ language: "id", translations: [other] });
    const refused = await brand.client.post(at(body.id, "approve")).expect(409);
    expect(refused.body.code).toBe("disclosure_missing");
  });
});

describe("comments", () => {
  const caption = "Kopi susu 🥤 at four #ad";

  async function handedIn() {
    const application = await accepted();
    const [picture, film] = [await market.media(creator), await video()];
    const translations = [{ language: "th", caption: "กาแฟ #ad" }];
    const content = { caption, language: "en", translations, mediaIds: [picture, film] };
    return { application, picture, film, ...(await hand(application, content)) };
  }

  test("are pinned to places, answered, settled and opened again by either side", async () => {
    const { id, picture, film } = await handedIn();
    const box = { width: 2_000, height: 10_000 };
    const pins = [
      { kind: "general" },
      { kind: "picture", mediaId: picture, x: 8_000, y: 0, box },
      { kind: "picture", mediaId: picture, x: 10_000, y: 10_000 },
      { kind: "video", mediaId: film, atMs: 5_000 },
      { kind: "caption", start: 0, end: 9 },
      { kind: "caption", language: "th", start: 0, end: 4 },
    ];
    const made: string[] = [];
    for (const pin of pins) {
      const body = { ...pin, body: `About ${pin.kind} 🥤` };
      const answer = await brand.client.post(at(id, "comments"), body).expect(201);
      expect(answer.body).toMatchObject({
        version: 1,
        body: body.body,
        pin,
        author: { side: "brand", name: "Rina", isMe: true },
        resolvedAt: null,
        replies: [],
      });
      made.push(answer.body.id);
    }
    const all = await creator.client.get(at(id, "comments")).expect(200);
    expect(all.body.items.map((item: { id: string }) => item.id)).toEqual(made.toReversed());
    expect(all.body.items[1].pin.quote).toBe("Kopi susu");
    expect(all.body.items[0].pin.quote).toBe("กาแฟ");
    const [first = ""] = made;
    const of = (verb: string) => `/v1/review-comments/${first}/${verb}`;
    await creator.client.post(of("replies"), { body: "What do you mean?" }).expect(201);
    const answered = await brand.client.post(of("replies"), { body: "All of it" }).expect(201);
    expect(answered.body.replies).toMatchObject([
      { body: "What do you mean?", author: { side: "creator", isMe: false } },
      { body: "All of it", author: { side: "brand", isMe: true } },
    ]);
    const reply = answered.body.replies[0].id;
    await brand.client.post(`/v1/review-comments/${reply}/replies`, { body: "Deeper" }).expect(404);
    const settled = await creator.client.post(of("resolution")).expect(200);
    expect(settled.body.resolvedBy).toMatchObject({ side: "creator", isMe: true });
    expect((await brand.client.post(of("resolution")).expect(409)).body.code).toBe("comment_state");
    const list = async (query: string) =>
      (await brand.client.get(at(id, `comments?${query}`)).expect(200)).body.items.length;
    expect([await list("status=open"), await list("status=resolved")]).toEqual([5, 1]);
    expect([await list("version=1"), await list("version=2")]).toEqual([6, 0]);
    const reopened = await brand.client.post(of("reopening")).expect(200);
    expect(reopened.body).toMatchObject({ resolvedAt: null, resolvedBy: null });
  });

  test("stay with the version they were written about", async () => {
    const { id, application, picture } = await handedIn();
    const pin = { kind: "picture", mediaId: picture, x: 1, y: 1 };
    await brand.client.post(at(id, "comments"), { ...pin, body: "Crop this" }).expect(201);
    await sendBack(id);
    await hand(application, { caption: "New words #ad" });
    const refused = await brand.client.post(at(id, "comments"), { ...pin, body: "Again" });
    expect(refused.body).toMatchObject({
      code: "pin_outside",
      errors: [{ pointer: "/body/mediaId" }],
    });
    const earlier = { ...pin, version: 1, body: "It was good" };
    await brand.client.post(at(id, "comments"), earlier).expect(201);
    const { body } = await brand.client.get(at(id, "comments?version=1")).expect(200);
    expect(body.items).toHaveLength(2);
  });

  test("a pin outside of the content is refused with the place of what is wrong", async () => {
    const { id, picture, film } = await handedIn();
    const before = await creator.client.get(at(id, "comments")).expect(200);
    const box = { width: 2_001, height: 1 };
    const cases: [object, string, string?][] = [
      [{ kind: "picture", mediaId: picture, x: 10_001, y: 0 }, "/body/x", "validation_failed"],
      [{ kind: "picture", mediaId: picture, x: 0, y: -1 }, "/body/y", "validation_failed"],
      [{ kind: "picture", mediaId: picture, x: 8_000, y: 0, box }, "/body/box/width"],
      [{ kind: "picture", mediaId: film, x: 0, y: 0 }, "/body/mediaId"],
      [{ kind: "picture", mediaId: newId(), x: 0, y: 0 }, "/body/mediaId"],
      [{ kind: "video", mediaId: picture, atMs: 0 }, "/body/mediaId"],
      [{ kind: "video", mediaId: film, atMs: 5_001 }, "/body/atMs"],
      [{ kind: "caption", start: 3, end: 3 }, "/body/end"],
      [{ kind: "caption", start: 9, end: caption.length + 1 }, "/body/end"],
      // Between the two halves of an emoji there is no place.
      [{ kind: "caption", start: 11, end: 14 }, "/body/start"],
      [{ kind: "caption", start: 0, end: 11 }, "/body/end"],
      [{ kind: "caption", language: "id", start: 0, end: 1 }, "/body/language"],
      [{ kind: "caption", language: "th", start: 0, end: 9 }, "/body/end"],
      [{ kind: "general", version: 2 }, "/body/version", "version_unknown"],
    ];
    for (const [pin, pointer, code = "pin_outside"] of cases) {
      const answer = await brand.client.post(at(id, "comments"), { ...pin, body: "Here" });
      expect({ pin, status: answer.status }).toEqual({ pin, status: 422 });
      expect(answer.body.errors).toMatchObject([{ pointer }]);
      if (code !== "validation_failed") expect(answer.body.code).toBe(code);
    }
    expect((await creator.client.get(at(id, "comments")).expect(200)).body).toEqual(before.body);
  });

  test("concern the two sides only, end with the work, and are told of once an hour", async () => {
    const { id, application } = await handedIn();
    const write = (client: Client, body: string) =>
      client.post(at(id, "comments"), { kind: "general", body });
    const first = await write(brand.client, "One").expect(201);
    await write(brand.client, "Two").expect(201);
    await write(creator.client, "Three").expect(201);
    const events = (await asOwner(
      app.database.url,
      `SELECT payload ->> 'by' AS by FROM outbox WHERE topic = 'submission.commented'
         AND payload ->> 'submissionId' = $1 ORDER BY id`,
      [id],
    )) as { by: string }[];
    expect(events.map(({ by }) => by)).toEqual(["brand", "creator"]);
    const [strangeBrand, strangeCreator] = [await market.brand(), await market.creator()];
    for (const { client } of [strangeBrand, strangeCreator]) {
      await client.get(at(id, "comments")).expect(404);
      await write(client, "Who am I?").expect(404);
      await client.post(`/v1/review-comments/${first.body.id}/resolution`).expect(404);
    }
    const colleague = await newMember(app, brand.id);
    await colleague.post(`/v1/review-comments/${first.body.id}/resolution`).expect(200);
    const disclosureReason = "Readers of the Thai caption know #ad";
    await brand.client.post(at(id, "approve"), { disclosureReason }).expect(200);
    await write(creator.client, "Thank you").expect(201);
    await creator.client.post(`/v1/applications/${application.id}/cancel`).expect(200);
    expect((await write(brand.client, "Why?").expect(409)).body.code).toBe("submission_state");
  });

  test("write letters in the reader's words", async () => {
    const { id } = await handedIn();
    await brand.client.post(at(id, "comments"), { kind: "general", body: "Brighter" }).expect(201);
    await lettersOf(app, "submission.commented", newId(), { submissionId: id, by: "brand" });
    await lettersOf(app, "submission.round_granted", newId(), { submissionId: id });
    const letters = (await asOwner(
      app.database.url,
      `SELECT u.email, m.kind FROM mails m JOIN users u ON u.id = m.user_id
       WHERE u.email IN ($1, $2) AND m.kind LIKE ANY ('{comments%,change_round%}') ORDER BY m.id`,
      [creator.email, brand.email],
    )) as { email: string; kind: string }[];
    expect(letters).toEqual([
      { email: creator.email, kind: "comments_from_brand" },
      { email: brand.email, kind: "change_round_granted" },
    ]);
  });
});

describe("the checklist", () => {
  const checklist = async (id: string, client = brand.client) =>
    (await client.get(at(id, "checklist")).expect(200)).body;
  const answer = (id: string, answers: object[]) =>
    brand.client.put(at(id, "checklist"), { answers });
  const met = (...items: string[]) => items.map((item) => ({ item, answer: "met" }));
  const people = ["key_message.1", "key_message.2", "do.1", "dont.1"];

  test("comes from the agreed brief; what a machine can see it sees", async () => {
    const application = await accepted(words);
    const { id } = await hand(application, { caption: "Kopi #ad @warung.kopi." });
    const seen = await checklist(id);
    expect(await checklist(id, creator.client)).toEqual(seen);
    const answers = seen.items.map((entry: Record<string, unknown>) => [
      entry["item"],
      entry["answeredBy"],
      entry["answer"],
      entry["isRequired"],
    ]);
    expect(answers).toEqual([
      ["key_message.1", "reviewer", null, true],
      ["key_message.2", "reviewer", null, true],
      ["do.1", "reviewer", null, true],
      ["dont.1", "reviewer", null, true],
      ["hashtag.1", "machine", "not_met", true],
      ["mention.1", "machine", "met", true],
      ["disclosure.1", "machine", "met", true],
      ["format.1", "reviewer", null, false],
    ]);
    expect(seen.items[1].text).toBe("Made in Yogyakarta");
    expect(seen.openItems).toEqual([...people, "hashtag.1"]);
    await sendBack(id);
    await hand(application, { caption: "Kopi #ad #kopipagi @WARUNG.KOPI" });
    expect((await checklist(id)).openItems).toEqual(people);
    const first = await brand.client.get(at(id, "checklist?version=1")).expect(200);
    expect(first.body).toEqual(seen);
  });

  test("approval waits for its required items, or for a reason that is kept", async () => {
    const application = await accepted(words);
    const { id } = await hand(application, { caption: "Kopi #ad @warung.kopi" });
    const open = await brand.client.post(at(id, "approve")).expect(409);
    expect(open.body).toMatchObject({
      code: "checklist_open",
      openItems: [...people, "hashtag.1"],
    });
    const skipped = { item: "do.1", answer: "not_applicable", note: "No glass in this one" };
    const told = await answer(id, [...met("key_message.1", "key_message.2"), skipped]).expect(200);
    expect(told.body.openItems).toEqual(["dont.1", "hashtag.1"]);
    await answer(id, [{ item: "dont.1", answer: "not_met" }]).expect(200);
    const still = await brand.client.post(at(id, "approve")).expect(409);
    expect(still.body.openItems).toEqual(["dont.1", "hashtag.1"]);
    const checklistReason = "The rival is far away, and the tag is in the picture";
    const { body } = await brand.client.post(at(id, "approve"), { checklistReason }).expect(200);
    expect(body.versions[0]).toMatchObject({
      openItems: ["dont.1", "hashtag.1"],
      checklistReason,
      isAutomatic: false,
    });
    const audit = await asOwner(
      app.database.url,
      "SELECT details FROM audit_events WHERE action = 'submission.checklist_overridden' AND object_id = $1",
      [id],
    );
    expect(audit).toMatchObject([
      { details: { items: "dont.1 hashtag.1", reason: checklistReason } },
    ]);
    expect((await answer(id, met("dont.1")).expect(409)).body.code).toBe("submission_state");
  });

  test("answers belong to a version, to people of the brand, and to items there are", async () => {
    const application = await accepted(words);
    const caption = "Kopi #ad #kopipagi @warung.kopi";
    const { id } = await hand(application, { caption });
    await answer(id, met(...people)).expect(200);
    await sendBack(id);
    await hand(application, { caption });
    expect((await checklist(id)).openItems).toEqual(people);
    for (const [item, code] of [
      ["key_message.3", "checklist_item_unknown"],
      ["hashtag.1", "checklist_item_seen"],
    ]) {
      const { body } = await answer(id, [...met("do.1"), { item, answer: "met" }]).expect(422);
      expect(body).toMatchObject({ code, errors: [{ pointer: "/body/answers/1/item" }] });
    }
    const late = { version: 1, answers: met("do.1") };
    const refused = await brand.client.put(at(id, "checklist"), late).expect(409);
    expect(refused.body.code).toBe("submission_changed");
    await creator.client.put(at(id, "checklist"), { answers: met("do.1") }).expect(403);
    await answer(id, met(...people)).expect(200);
    const { body } = await brand.client.post(at(id, "approve")).expect(200);
    expect(body.versions[1]).toMatchObject({ openItems: [], checklistReason: null });
  });

  async function reviewOver(id: string) {
    await asOwner(app.database.url, "UPDATE submissions SET review_until = now() WHERE id = $1", [
      id,
    ]);
    const { services, queue } = app.composition;
    await sweepClocksJob.handle(createJobContext(services, queue), {});
    return (await creator.client.get(`/v1/submissions/${id}`).expect(200)).body;
  }

  test("the clock does not wait for people, and writes down what they left open", async () => {
    const application = await accepted(words);
    const { id } = await hand(application, { caption: "Kopi #ad #kopipagi @warung.kopi" });
    await answer(id, met("do.1")).expect(200);
    const { status, versions } = await reviewOver(id);
    expect(status).toBe("content_approved");
    expect(versions[0]).toMatchObject({
      isAutomatic: true,
      openItems: ["key_message.1", "key_message.2", "dont.1"],
      checklistReason: null,
    });
  });

  test("but it leaves to people what a machine sees missing", async () => {
    const application = await accepted(words);
    const { id } = await hand(application, { caption: "Kopi #ad @warung.kopi" });
    const { status, clocks } = await reviewOver(id);
    expect(status).toBe("in_review");
    expect(clocks.overdueAt).not.toBeNull();
  });
});
