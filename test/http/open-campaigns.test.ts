/** What visitors see of campaigns: the open and public ones, and nothing of the brand's money. */
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { campaignBody } from "../support/campaign-bodies";
import { asOwner } from "../support/database";
import { newBrand } from "../support/people";

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp();
  ({ client } = await newBrand(app));
});
afterAll(() => app.close());

async function campaign(status: string, changes: object = {}): Promise<string> {
  const { body } = await client.post("/v1/campaigns", campaignBody(changes)).expect(201);
  const { id } = body as { id: string };
  await asOwner(app.database.url, "UPDATE campaigns SET status = $2 WHERE id = $1", [id, status]);
  return id;
}

const listed = async (query = "") => {
  const { body } = await app.http.get(`/v1/open-campaigns${query}`).expect(200);
  return (body as { items: { id: string }[] }).items.map(({ id }) => id);
};

test("visitors see open public campaigns, newest first, page by page", async () => {
  const first = await campaign("open");
  const hidden = [
    await campaign("draft"),
    await campaign("paused"),
    await campaign("closed"),
    await campaign("open", { visibility: "invited" }),
  ];
  const second = await campaign("open");
  expect(await listed()).toEqual([second, first]);
  const page = await app.http.get("/v1/open-campaigns?limit=1").expect(200);
  const { nextCursor } = page.body as { nextCursor: string };
  expect(await listed(`?limit=1&cursor=${nextCursor}`)).toEqual([first]);
  for (const id of [...hidden, newId()]) {
    const { body } = await app.http.get(`/v1/open-campaigns/${id}`).expect(404);
    expect(body).toMatchObject({ code: "not_found" });
  }
});

test("one shows what a creator needs to know, and no budget", async () => {
  const id = await campaign("open");
  const { body } = await app.http.get(`/v1/open-campaigns/${id}`).expect(200);
  const { title, brief, deliverables } = campaignBody();
  expect(body).toMatchObject({ id, title, deliverables, goal: brief.goal });
  expect(Object.keys(body as object)).toEqual(
    expect.not.arrayContaining(["budget", "platformFee"]),
  );
  expect(JSON.stringify(body)).not.toContain("budget");
});
