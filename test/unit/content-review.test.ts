import fc from "fast-check";
import { machineAnswer } from "../../src/features/submissions/checklist/checklist";
import { type Pin, pinFault } from "../../src/features/submissions/comments/comment";
import { spansBetween } from "../../src/features/submissions/comparison/comparison";
import { hasHashtag, hasMention } from "../../src/features/submissions/submission";
import { monotonicMs } from "../../src/kernel/clock";

const content = (caption: string, durationMs: number | null = 5_000) => ({
  captions: [
    { language: "en", caption },
    { language: "th", caption: "กาแฟ" },
  ],
  media: [
    { id: "p", contentType: "image/png" as const, durationMs: null },
    { id: "v", contentType: "video/mp4" as const, durationMs },
  ],
});

test("a pin in a picture is good exactly when all of it lies inside", () => {
  const part = fc.integer({ min: -2, max: 10_003 });
  fc.assert(
    fc.property(part, part, fc.option(fc.tuple(part, part)), (x, y, size) => {
      const box = size && { width: size[0], height: size[1] };
      const pin: Pin = { kind: "picture", mediaId: "p", x, y, box };
      const inside = (from: number, length: number) => from >= 0 && from + length <= 10_000;
      const points = x >= 0 && y >= 0 && x <= 10_000 && y <= 10_000;
      const isInside = points && inside(x, box?.width ?? 0) && inside(y, box?.height ?? 0);
      expect(pinFault(pin, content("Kopi")) === undefined).toBe(isInside);
    }),
  );
});

test("a pin in a caption always cuts out whole characters of it, never more than there are", () => {
  const at = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), at, at, (caption, start, end) => {
      const pin: Pin = { kind: "caption", language: null, start, end };
      if (pinFault(pin, content(caption)) !== undefined) return;
      const quote = caption.slice(start, end);
      expect(quote).toHaveLength(end - start);
      expect(quote.length).toBeGreaterThan(0);
      // A lone half of a pair would match.
      expect(/\p{Cs}/u.test(quote)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test("a pin in a video lies within its time, where that is known", () => {
  const pin: Pin = { kind: "video", mediaId: "v", atMs: 5_001 };
  expect(pinFault(pin, content("", 5_000))).toBe("/body/atMs");
  expect(pinFault(pin, content("", 5_001))).toBeUndefined();
  expect(pinFault(pin, content("", null))).toBeUndefined();
});

test("the spans of two captions put both of them together again", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.stringMatching(/^[กาแฟเย็น #ad]{0,40}$/u),
  );
  fc.assert(
    fc.property(text, text, (before, after) => {
      const spans = spansBetween(before, after);
      const without = (kind: string) =>
        spans.map((span) => (span.kind === kind ? "" : span.text)).join("");
      expect([without("added"), without("removed")]).toEqual([before, after]);
      expect(spans.every((span) => span.text !== "")).toBe(true);
    }),
  );
});

test("two long captions with nothing in common are told apart quickly", () => {
  const started = monotonicMs();
  const one = Array.from({ length: 2_500 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(" ");
  const other = Array.from({ length: 2_500 }, (_, at) => String.fromCodePoint(0x6e00 + at)).join(
    ",",
  );
  expect(spansBetween(one.slice(0, 5_000), other.slice(0, 5_000)).length).toBeGreaterThan(1);
  expect(monotonicMs() - started).toBeLessThan(2_000);
});

test.each([
  ["#Kopi", "Pagi #kopi!", true],
  ["#kopi", "#kopipagi", false],
  ["#กาแฟเย็น", "ดื่ม#กาแฟเย็น", false],
  ["#กาแฟเย็น", "ดื่ม #กาแฟเย็น", true],
])("the hashtag %s in %s: %s", (tag, caption, isThere) => {
  expect(hasHashtag(caption, tag)).toBe(isThere);
});

test.each([
  ["@warung.kopi", "by @Warung.Kopi.", true],
  ["@kopi", "@kopiku", false],
  ["@kopi", "me@kopi.id", false],
  ["@kopi", "(@kopi)", true],
])("the mention %s in %s: %s", (mention, caption, isThere) => {
  expect(hasMention(caption, mention)).toBe(isThere);
});

test("a machine's item is met when every caption meets it", () => {
  const item = { item: "hashtag.1", kind: "hashtag", text: "#kopi" } as const;
  const asked = { ...item, isRequired: true, answeredBy: "machine" } as const;
  const captions = ["#kopi", "กาแฟ #kopi"].map((caption) => ({ language: null, caption }));
  expect(machineAnswer(asked, captions, true)).toBe("met");
  expect(machineAnswer(asked, [...captions, { language: "id", caption: "kopi" }], true)).toBe(
    "not_met",
  );
});
