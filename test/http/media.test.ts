import { readdirSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { sha256 } from "../../src/kernel/canonical-json";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { createMarketplace, type Marketplace } from "../support/marketplace";
import { box, element, mp4, samples, scene, uniquePng, webm } from "../support/media";

let app: TestApp;
let market: Marketplace;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
});
afterAll(() => app.close());

const upload = (client: Client, bytes: Buffer, name = "photo.png", type = "image/png") =>
  client.post("/v1/media").attach("file", bytes, { filename: name, contentType: type });

/** Names of everything that was kept; what is still arriving is not. */
const storedFiles = () =>
  readdirSync(app.composition.services.config.mediaDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".tmp"))
    .map((entry) => entry.name);

async function download(client: Client, path: string): Promise<Buffer> {
  return (await client.get(path).responseType("blob").expect(200)).body as Buffer;
}

test.each([
  ["image/png", samples.png],
  ["image/jpeg", samples.jpeg],
  ["image/gif", samples.gif],
  ["image/webp", samples.webp],
  ["video/mp4", samples.mp4],
  ["video/webm", samples.webm],
] as const)("%s comes back as the same kind, as an attachment", async (type, bytes) => {
  const { client } = await market.creator();
  // What the sender claims does not count.
  const { body } = await upload(client, bytes, "../../etc/passwd", "text/html").expect(201);
  expect(body).toMatchObject({ contentType: type, sha256: sha256(bytes) });
  const got = await client.get(`/v1/media/${body.id}`).responseType("blob").expect(200);
  expect(body).toMatchObject({
    bytesCount: (got.body as Buffer).length,
    storedSha256: sha256(got.body as Buffer),
  });
  expect(got.headers).toMatchObject({
    "content-type": type,
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=300",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  });
  expect(got.headers["content-disposition"]).toMatch(
    new RegExp(`^attachment; filename="${body.id}\\.\\w+"$`),
  );
});

test("videos say how long and how large they are, and may get a poster and words", async () => {
  const creator = await market.creator();
  const { client } = creator;
  const { body } = await upload(client, mp4({ data: newId() })).expect(201);
  expect(body).toMatchObject({ width: 1080, height: 1920, durationMs: 5_000, hasPreview: false });
  const recorded = await upload(client, webm({ isOpen: true, duration: 0 })).expect(201);
  expect(recorded.body).toMatchObject({ width: 640, height: 360, durationMs: null });
  await client.get(`/v1/media/${body.id}/preview`).expect(404);
  const posterMediaId = await market.media(creator);
  const described = await client
    .patch(`/v1/media/${body.id}`, { altText: "เธอรินกาแฟ", posterMediaId })
    .expect(200);
  expect(described.body).toEqual({
    ...body,
    altText: "เธอรินกาแฟ",
    posterMediaId,
    hasPreview: true,
  });
  await client.get(`/v1/media/${body.id}/preview`).expect(200);
  const again = await upload(client, mp4({ data: "x" })).expect(201);
  for (const [change, code] of [
    [{ posterMediaId: again.body.id }, "poster_is_no_picture"],
    [{ posterMediaId: newId() }, "media_unknown"],
    [{ posterMediaId: await market.media(await market.creator()) }, "media_unknown"],
  ] as const) {
    const refused = await client.patch(`/v1/media/${body.id}`, change).expect(422);
    expect(refused.body).toMatchObject({ code, errors: [{ pointer: "/body/posterMediaId" }] });
  }
  const wrong = { posterMediaId };
  expect((await client.patch(`/v1/media/${posterMediaId}`, wrong).expect(422)).body.code).toBe(
    "poster_needs_video",
  );
});

test("previews are small, shown in pages, and kept by nobody but the caller", async () => {
  const { client } = await market.creator();
  const picture = await scene(1, { width: 2_000, height: 1_000 }).jpeg().toBuffer();
  const { body } = await upload(client, picture).expect(201);
  expect(body).toMatchObject({ width: 2_000, height: 1_000, hasPreview: true });
  for (const [query, width] of [
    ["", 320],
    ["?size=small", 320],
    ["?size=large", 1_280],
  ] as const) {
    const answer = await client.get(`/v1/media/${body.id}/preview${query}`).responseType("blob");
    expect(answer.headers).toMatchObject({
      "content-type": "image/webp",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=300",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
    expect(answer.headers["content-disposition"]).toMatch(/^inline; filename="[\w-]+\.webp"$/);
    const facts = await sharp(answer.body as Buffer).metadata();
    expect(facts).toMatchObject({ format: "webp", width, height: width / 2 });
  }
  await client.get(`/v1/media/${body.id}/preview?size=huge`).expect(422);
  const other = await market.creator();
  await other.client.get(`/v1/media/${body.id}/preview`).expect(404);
});

describe("nothing is left of where a picture was taken", () => {
  const secret = "Jalan Malioboro 17";
  const exif = {
    IFD0: { ImageDescription: secret, Make: "Secret Camera" },
    IFD3: { GPSLatitudeRef: "S", GPSLatitude: "7/1 47/1 3300/100", GPSLongitudeRef: "E" },
  };
  const told = /Malioboro|Secret Camera|GPS|Exif|xmp|photoshop/i;

  test.each([
    ["jpeg", 6, [60, 90]],
    ["jpeg", 1, [90, 60]],
    ["webp", 8, [60, 90]],
    ["png", 1, [90, 60]],
  ] as const)("%s turned by %i", async (format, orientation, [width, height]) => {
    const { client } = await market.creator();
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>${secret}</d></x:xmpmeta>`;
    const bytes = await scene(2, { width: 90, height: 60 })
      .withExif(exif)
      .withMetadata({ orientation })
      .withExifMerge(exif)
      .withXmp(xmp)
      .toFormat(format)
      .toBuffer();
    expect(bytes.toString("latin1")).toMatch(/Malioboro/);
    const { body } = await upload(client, bytes).expect(201);
    expect(body).toMatchObject({ width, height, sha256: sha256(bytes) });
    for (const path of ["", "/preview", "/preview?size=large"]) {
      const kept = await download(client, `/v1/media/${body.id}${path}`);
      expect(kept.toString("latin1")).not.toMatch(told);
      const facts = await sharp(kept).metadata();
      expect(facts.exif ?? facts.xmp ?? facts.iptc ?? facts.orientation).toBeUndefined();
      expect(facts).toMatchObject({ width, height });
    }
    const all = storedFiles().filter((name) => name === sha256(bytes));
    expect(all).toEqual([]);
  });

  test("nor a video", async () => {
    const { client } = await market.creator();
    const place = "+07.7956-110.3695/";
    const bytes = mp4({
      tracks: [
        { extra: box("udta", box("loci", place)) },
        { handler: "soun", format: "mp4a" },
        { handler: "meta", format: "mebx", description: "mdta" },
      ],
      inMovie: [
        box("udta", box("\u00a9xyz", place), box("meta", "secret")),
        box("meta", `com.apple.quicktime.location.ISO6709 ${place}`),
      ],
      last: [box("uuid", `${place}<x:xmpmeta/>`), box("free", "<script>alert(1)</script>")],
      data: "frames",
    });
    const { body } = await upload(client, bytes).expect(201);
    expect(body).toMatchObject({ durationMs: 5_000, bytesCount: bytes.length });
    const kept = await download(client, `/v1/media/${body.id}`);
    expect(kept).toHaveLength(bytes.length);
    expect(kept.toString("latin1")).not.toMatch(/110|location|xyz|loci|script|secret|xmp|mebx/);
    expect(kept.toString("latin1")).toMatch(/frames/);
    expect(kept.toString("latin1").match(/trak/g)).toHaveLength(2);
    const tags = element(0x1254c367, `LOCATION ${place}`.repeat(20));
    const open = await upload(client, webm({ inSegment: [tags], isOpen: true })).expect(201);
    const stored = await download(client, `/v1/media/${open.body.id}`);
    expect(stored.toString("latin1")).not.toMatch(/LOCATION|110/);
  });
});

/** A PNG that says it has so many pixels, of which each is nothing. */
function emptyPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(1, 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 30_000));
  return Buffer.concat([
    samples.png.subarray(0, 8),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const page = "<html><script>alert(1)</script></html>";
const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const frames = async (count: number, side: number) => {
  const create = { width: side, height: side, channels: 3 as const };
  const pictures = await Promise.all(
    Array.from({ length: count }, async (_, at) =>
      sharp({
        create: {
          ...create,
          background: { r: (at * 97) % 256, g: (at * 57) % 256, b: (at % 2) * 255 },
        },
      })
        .png()
        .toBuffer(),
    ),
  );
  return await sharp(pictures, { join: { animated: true } })
    .gif()
    .toBuffer();
};

const hostile: [string, string, () => Buffer | Promise<Buffer>][] = [
  ["nothing", "media_type_unsupported", () => Buffer.alloc(0)],
  ["a page that calls itself a picture", "media_type_unsupported", () => Buffer.from(page)],
  [
    "a drawing with scripts",
    "media_type_unsupported",
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
  ],
  [
    "a drawing behind a declaration",
    "media_type_unsupported",
    () => Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>'),
  ],
  ["a document", "media_type_unsupported", () => Buffer.from("%PDF-1.7")],
  ["an archive", "media_type_unsupported", () => hex("504b0304 1400 0000 0000 0000")],
  ["a program", "media_type_unsupported", () => hex("7f454c46 0201 0100 0000 0000")],
  ["half a picture's signature", "media_type_unsupported", () => samples.png.subarray(0, 4)],
  ["a bitmap", "media_type_unsupported", () => hex("424d 3a00 0000 0000 0000 3600 0000 2800 0000")],
  ["a raw picture", "media_type_unsupported", () => hex("49492a00 0800 0000 0000 0000")],
  ["a GIF that is a script", "media_unreadable", () => Buffer.from(`GIF89a/*${page}*/=1;`)],
  [
    "a JPEG that is a script",
    "media_unreadable",
    () => Buffer.from(`\u00ff\u00d8\u00ff\u00e0${page}`, "latin1"),
  ],
  [
    "a WebP of nothing",
    "media_unreadable",
    () => Buffer.from("RIFF\u0010\0\0\0WEBPVP8 xxxxxxxxxx"),
  ],
  [
    "half a JPEG",
    "media_unreadable",
    async () => {
      const whole = await scene(3, { width: 300, height: 300 }).jpeg().toBuffer();
      return whole.subarray(0, whole.length / 2);
    },
  ],
  ["half a PNG", "media_unreadable", () => emptyPng(900, 900).subarray(0, 60)],
  ["a PNG that unpacks to 900 million pixels", "picture_too_large", () => emptyPng(30_000, 30_000)],
  ["a PNG of one line", "picture_too_large", () => emptyPng(60_000, 1)],
  ["a PNG that lies about its height", "media_unreadable", () => emptyPng(8, 2_000_000_000)],
  ["a picture that moves too much", "picture_too_large", () => frames(520, 4)],
  ["a picture that moves too large", "picture_too_large", () => frames(6, 3_000)],
  [
    "a video without a movie",
    "media_unreadable",
    () => Buffer.concat([box("ftyp", "mp42\0\0\0\0mp42"), box("mdat", "x")]),
  ],
  [
    "a video with a page behind it",
    "media_unreadable",
    () => Buffer.concat([mp4(), Buffer.from(page)]),
  ],
  ["a video that is cut off", "media_unreadable", () => mp4({ data: "frames" }).subarray(0, -3)],
  ["a video with only sound", "media_unreadable", () => mp4({ tracks: [{ handler: "soun" }] })],
  [
    "a video with empty boxes for ever",
    "media_unreadable",
    () => Buffer.concat([mp4(), hex("00000007 66726565")]),
  ],
  [
    "a video of a flight",
    "video_has_positions",
    () => mp4({ tracks: [{}, { handler: "meta", format: "gpmd" }] }),
  ],
  [
    "a video of a walk",
    "video_has_positions",
    () =>
      mp4({ tracks: [{}, { handler: "meta", format: "mebx", description: "quicktime.location" }] }),
  ],
  [
    "a WebM with a page behind it",
    "media_unreadable",
    () => Buffer.concat([webm(), Buffer.from(page)]),
  ],
  [
    "a film in a wider container",
    "media_type_unsupported",
    () => Buffer.from(webm().toString("latin1").replace("webm", "mkv1"), "latin1"),
  ],
  ["a WebM that ends early", "media_unreadable", () => webm().subarray(0, 90)],
];

test.each(hostile)("%s is refused and not kept (%s)", async (_name, code, make) => {
  const { client } = await market.creator();
  const before = storedFiles();
  const { body } = await upload(client, await make()).expect(422);
  expect(body).toMatchObject({ code, errors: [{ pointer: "/body/file" }] });
  expect(storedFiles()).toEqual(before);
});

test.each<[string, () => Promise<Buffer>]>([
  [
    "an archive behind a picture",
    async () => Buffer.concat([samples.png, hex("504b0304"), Buffer.from(page)]),
  ],
  [
    "a page in a comment",
    async () => {
      const [start, rest] = [samples.jpeg.subarray(0, 2), samples.jpeg.subarray(2)];
      const length = Buffer.from([0, page.length + 2]);
      return Buffer.concat([start, hex("fffe"), length, Buffer.from(page), rest]);
    },
  ],
  ["a page behind a GIF", async () => Buffer.concat([samples.gif, Buffer.from(page)])],
])("%s is lost on the way", async (_name, make) => {
  const { client } = await market.creator();
  const bytes = await make();
  expect(bytes.includes("alert")).toBe(true);
  const { body } = await upload(client, bytes).expect(201);
  expect((await download(client, `/v1/media/${body.id}`)).includes("alert")).toBe(false);
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
  const { storedSha256 } = first.body;
  expect(storedFiles().filter((name) => name === storedSha256)).toHaveLength(1);
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
  expect((await upload(client, large).expect(413)).body.code).toBe("media_too_large");
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

test("what is with the brand is not described anew, until it was sent back", async () => {
  const brand = await market.brand();
  const creator = await market.creator();
  const application = await market.accepted(await market.campaign(brand), creator);
  const mediaId = await market.media(creator);
  const describe = (altText: string | null) =>
    creator.client.patch(`/v1/media/${mediaId}`, { altText });
  await describe("A glass on a table").expect(200);
  const { body } = await creator.client
    .post(`/v1/applications/${application.id}/submissions`, {
      caption: "With words #ad",
      mediaIds: [mediaId],
    })
    .expect(201);
  expect(body.versions[0].media[0]).toMatchObject({ altText: "A glass on a table" });
  expect((await describe("Another").expect(409)).body.code).toBe("media_in_review");
  await brand.client.get(`/v1/media/${mediaId}/preview`).expect(200);
  await brand.client.patch(`/v1/media/${mediaId}`, { altText: "Ours" }).expect(404);
  await brand.client
    .post(`/v1/submissions/${body.id}/request-changes`, { reasonCode: "quality" })
    .expect(200);
  await describe("A glass of kopi susu on a table").expect(200);
});
