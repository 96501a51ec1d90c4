/** The linter over HTTP: who may ask, in which language it answers, and what it refuses. */
import { startTestApp, type TestApp } from "../support/app";
import { type Everybody, newEverybody } from "../support/everybody";
import { tableState } from "../support/table-state";

let app: TestApp;
let people: Everybody;
beforeAll(async () => {
  app = await startTestApp();
  people = await newEverybody(app);
}, 60_000);
afterAll(() => app.close());

const address = "/v1/disclosure/lint";
const caption = "Obrolan sore 👩‍👩‍👧 terima kasih @kopipagi kopinya enak sekali";
const post = { caption, market: "ID", platform: "instagram" };

test("brands, creators and operators ask; the answer says what, where, why and what to do", async () => {
  const before = await tableState(app.database.url);
  for (const role of ["brand_member", "brand_manager", "creator", "operator"] as const) {
    const { body } = await people.clients[role].post(address, post).expect(200);
    expect(body).toEqual({
      isClean: false,
      languages: ["id"],
      findings: [
        {
          ruleId: "id.label-ambiguous",
          jurisdiction: "ID",
          severity: "error",
          span: { start: caption.indexOf("terima"), end: caption.indexOf(" kopinya") },
          message: expect.stringContaining("“terima kasih @kopipagi”"),
          fix: expect.stringContaining("#iklan"),
          source: {
            title: expect.stringContaining("Etika Pariwara Indonesia"),
            url: expect.stringMatching(/^https:/),
            kind: "code",
            dated: "2020-02-20",
          },
        },
        expect.objectContaining({ ruleId: "instagram.paid-partnership", severity: "advice" }),
      ],
    });
  }
  await people.clients.finance_maker.post(address, post).expect(403);
  await app.http.post(address).send(post).expect(401);
  expect(await tableState(app.database.url)).toEqual(before);
});

test.each([
  ["en", "Begin the caption with #iklan"],
  ["id", "Awali caption dengan #iklan"],
  ["th", "ขึ้นต้นแคปชันด้วย #iklan"],
])(
  "it speaks %s, and suggests a label that readers of the post understand",
  async (locale, fix) => {
    const { body } = await app.http
      .post(address)
      .set("Authorization", `Bearer ${people.clients.creator.token}`)
      .set("Accept-Language", locale)
      .send(post)
      .expect(200);
    expect(body.findings[0].fix).toContain(fix);
  },
);

test("a caption that says it is paid, in time and in its language, is clean", async () => {
  const clean = {
    ...post,
    caption: `#iklan ${caption}`,
    requiredLabels: ["#iklan"],
    isPaidPartnershipDeclared: true,
    category: "food",
    connection: "both",
    language: "id",
  };
  const { body } = await people.clients.creator.post(address, clean).expect(200);
  expect(body).toEqual({ isClean: true, languages: ["id"], findings: [] });
});

test("what is wrong with a request is said with its place", async () => {
  const refused = async (change: object) => {
    const { body } = await people.clients.creator.post(address, { ...post, ...change }).expect(422);
    return (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
  };
  expect(await refused({ market: "FR" })).toEqual(["/body/market"]);
  expect(await refused({ caption: "  " })).toEqual(["/body/caption"]);
  expect(await refused({ caption: "a".repeat(5_001) })).toEqual(["/body/caption"]);
  expect(await refused({ requiredLabels: ["#a\n#b"] })).toEqual(["/body/requiredLabels/0"]);
  expect(await refused({ connection: "love" })).toEqual(["/body/connection"]);
  expect(await refused({ brand: "x" })).toEqual(["/body/brand"]);
});

test("strange captions are answered like any other", async () => {
  const strange = [
    "\u202e\u200b",
    "Z\u0351\u036b\u0343a\u0300",
    "ﷺ".repeat(50),
    "🏳️‍🌈".repeat(300),
    "ก็็็็็็",
    "#",
    "@",
  ];
  for (const text of strange) {
    for (const market of ["US", "GB", "EU", "ID", "TH"]) {
      const strangePost = { ...post, market, caption: text };
      const { body } = await people.clients.creator.post(address, strangePost).expect(200);
      expect(body.isClean).toBe(false);
    }
  }
});
