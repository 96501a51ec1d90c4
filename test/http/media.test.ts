import { readdirSync } from "node:fs";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { createMarketplace, type Marketplace } from "../support/marketplace";
import { samples, uniquePng } from "../support/media";

let app: TestApp;
let market: Marketplace;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
});
afterAll(() => app.close());

const upload = (client: Client, bytes: Buffer, name = "photo.png", type = "image/png") =>
  client.post("/v1/media").attach("file", bytes, { filename: name, contentType: type });

const storedFiles = () =>
  readdirSync(app.composition.services.config.mediaDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test.each([
  ["image/png", samples.png],
  ["image/jpeg", samples.jpeg],
  ["image/gif", samples.gif],
  ["image/webp", samples.webp],
  ["video/mp4", samples.mp4],
] as const)("%s comes back as it was, as an attachment", async (type, bytes) => {
  const { client } = await market.creator();
  // What the sender claims does not count.
  const { body } = await upload(client, bytes, "../../etc/passwd", "text/html").expect(201);
  expect(body).toMatchObject({ contentType: type, bytesCount: bytes.length });
  const got = await client.get(`/v1/media/${body.id}`).responseType("blob").expect(200);
  expect(got.body).toEqual(bytes);
  expect(got.headers).toMatchObject({
    "content-type": type,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  expect(got.headers["content-disposition"]).toMatch(
    new RegExp(`^attachment; filename="${body.id}\\.\\w+"$`),
  );
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["a page that calls itself a picture", Buffer.from("<html><script>alert(1)</script></html>")],
  ["a drawing with scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>')],
  ["a document", Buffer.from("%PDF-1.7")],
  ["half a picture's signature", samples.png.subarray(0, 4)],
])("%s is refused and not kept", async (_name, bytes) => {
  const { client } = await market.creator();
  const before = storedFiles().length;
  const { body } = await upload(client, bytes).expect(422);
  expect(body.code).toBe("media_type_unsupported");
  expect(storedFiles()).toHaveLength(before);
});

test("the same file again is the same media; of somebody else it is another", async () => {
  const [one, two] = [await market.creator(), await market.creator()];
  const bytes = uniquePng(newId());
  const first = await upload(one.client, bytes).expect(201);
  const again = await Promise.all(Array.from({ length: 5 }, () => upload(one.client, bytes)));
  for (const { status, body } of again) expect([status, body]).toEqual([201, first.body]);
  const other = await upload(two.client, bytes).expect(201);
  expect(other.body.id).not.toBe(first.body.id);
  expect(other.body.sha256).toBe(first.body.sha256);
  expect(storedFiles().filter((name) => name === first.body.sha256)).toHaveLength(1);
});

test("a key repeats the stored answer, and is not good for another file", async () => {
  const { client } = await market.creator();
  const bytes = uniquePng(newId());
  const send = (content: Buffer) => upload(client, content).set("Idempotency-Key", "upload-1");
  const first = await send(bytes).expect(201);
  const again = await send(bytes).expect(201);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.body).toEqual(first.body);
  expect((await send(uniquePng("other")).expect(422)).body.code).toBe("idempotency_key_reused");
});

test("a file that is too large, a second file, another field, another type of body", async () => {
  const { client } = await market.creator();
  const large = Buffer.concat([samples.png, Buffer.alloc(20 * 1024 * 1024)]);
  expect((await upload(client, large).expect(413)).body.code).toBe("body_too_large");
  const two = await upload(client, samples.png).attach("file", samples.png, "b.png").expect(422);
  expect(two.body.code).toBe("upload_invalid");
  const field = await client.post("/v1/media").attach("picture", samples.png, "a.png").expect(422);
  expect(field.body.code).toBe("upload_invalid");
  const json = await client.post("/v1/media", { file: "x" }).expect(415);
  expect(json.body.code).toBe("content_type_unsupported");
  await app.http.post("/v1/media").attach("file", samples.png, "a.png").expect(401);
});

test("only the owner and brands it was handed in to can fetch a file", async () => {
  const brand = await market.brand();
  const creator = await market.creator();
  const application = await market.accepted(await market.campaign(brand), creator);
  const mediaId = await market.media(creator);
  const path = `/v1/media/${mediaId}`;
  const unknown = await brand.client.get(`/v1/media/${newId()}`).expect(404);
  expect((await brand.client.get(path).expect(404)).text).toBe(unknown.text);
  await creator.client
    .post(`/v1/applications/${application.id}/submissions`, {
      caption: "With a picture #ad",
      mediaIds: [mediaId],
    })
    .expect(201);
  await brand.client.get(path).expect(200);
  await creator.client.get(path).expect(200);
  for (const { client } of [await market.brand(), await market.creator()]) {
    expect((await client.get(path).expect(404)).text).toBe(unknown.text);
  }
});

test("somebody else's file cannot be handed in, and looks like one that does not exist", async () => {
  const brand = await market.brand();
  const [creator, other] = [await market.creator(), await market.creator()];
  const application = await market.accepted(await market.campaign(brand), creator);
  const own = await market.media(creator);
  const foreign = await market.media(other);
  const send = (id: string) =>
    creator.client.post(`/v1/applications/${application.id}/submissions`, {
      caption: "Mine? #ad",
      mediaIds: [own, id],
    });
  const refused = await send(foreign).expect(422);
  expect(refused.body).toMatchObject({
    code: "media_unknown",
    errors: [{ pointer: "/body/mediaIds/1" }],
  });
  expect((await send(newId()).expect(422)).text).toBe(refused.text);
});
