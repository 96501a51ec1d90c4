/** Open pages hear that something changed: what concerns them, and nothing of what it was. */
import { liveStreamsPerUserMax } from "../../src/app/live-route";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { newBrand, newStaff } from "../support/people";

let app: TestApp;
const opened: AbortController[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => {
  for (const stream of opened.splice(0)) stream.abort();
});
afterAll(() => app.close());

/** Opens the stream and reads on until the text so far satisfies the condition. */
async function openStream(client: Client) {
  const control = new AbortController();
  opened.push(control);
  const response = await fetch(`${app.url}/v1/live`, {
    headers: { authorization: `Bearer ${client.token}` },
    signal: control.signal,
  });
  const readerOf = () => response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let reader: ReturnType<typeof readerOf> | undefined;
  return {
    response,
    close: () => control.abort(),
    async readUntil(isEnough: (topics: string[]) => boolean): Promise<string[]> {
      for (;;) {
        const topics = [...text.matchAll(/^data: (.+)$/gm)].flatMap(
          ([, data]) => (JSON.parse(data as string) as { topics: string[] }).topics,
        );
        if (isEnough(topics)) return topics;
        reader ??= readerOf();
        const { done, value } = await reader.read();
        if (done) throw new Error(`The stream ended with: ${text}`);
        text += value;
      }
    },
  };
}

async function writeNotice(userId: string): Promise<void> {
  await asOwner(
    app.database.url,
    `INSERT INTO mails (id, user_id, kind, subject_id, locale, subject, body, status)
     VALUES ($1, $2, 'payout.paid', $1, 'en', 'Paid', 'Paid', 'silent')`,
    [newId(), userId],
  );
}

test("is for people who are logged in", async () => {
  const { body, status } = await app.http.get("/v1/live");
  expect(status).toBe(401);
  expect(body).toMatchObject({ code: "not_logged_in" });
});

test("tells staff the kinds of what changed, and brands nothing of others", async () => {
  const finance = await newStaff(app, ["finance_maker"]);
  const other = await newBrand(app);
  const desk = await openStream(finance.client);
  const page = await openStream(other.client);
  expect(desk.response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  // Both hear once that the process listens; from then on nothing is missed.
  await desk.readUntil((topics) => topics.includes("*"));
  await page.readUntil((topics) => topics.includes("*"));

  await newBrand(app);
  const heard = await desk.readUntil((topics) => topics.includes("brand"));
  expect(heard).not.toContain("notice");

  await writeNotice(finance.userId);
  await writeNotice(other.userId);
  expect(await page.readUntil((topics) => topics.includes("notice"))).toEqual(["*", "notice"]);
});

test("says once that much changed when many letters are written together", async () => {
  const brand = await newBrand(app);
  const page = await openStream(brand.client);
  await page.readUntil((topics) => topics.includes("*"));
  await asOwner(
    app.database.url,
    `INSERT INTO mails (id, user_id, kind, subject_id, locale, subject, body, status)
     SELECT uuidv7(), u.id, 'payout.paid', uuidv7(), 'en', 'Paid', 'Paid', 'silent'
     FROM users u, generate_series(1, 60) LIMIT 60`,
    [],
  );
  expect(await page.readUntil((topics) => topics.length > 1)).toHaveLength(2);
});

test("a person has so many pages open and no more, and a closed one makes room", async () => {
  const { client } = await newBrand(app);
  const pages = [];
  for (let count = 0; count < liveStreamsPerUserMax; count += 1)
    pages.push(await openStream(client));
  expect(pages.map((page) => page.response.status)).toEqual(pages.map(() => 200));
  const refused = await openStream(client);
  expect(refused.response.status).toBe(429);
  expect(refused.response.headers.get("retry-after")).toBe("60");
  expect(await refused.response.json()).toMatchObject({ code: "too_many_streams" });
  pages[0]?.close();
  for (;;) {
    const again = await openStream(client);
    if (again.response.status === 200) break;
  }
});

test("ends its streams when the process stops, and opens no new one", async () => {
  const { client } = await newBrand(app);
  const page = await openStream(client);
  await page.readUntil((topics) => topics.includes("*"));
  await app.composition.live.close();
  await expect(page.readUntil(() => false)).rejects.toThrow("The stream ended");
  const late = await openStream(client);
  expect(await late.response.text()).not.toContain("data:");
});
