/** The disclosure linter: what it finds, where, and that no text can break it. */
import fc from "fast-check";
import { disclosure } from "../../bench/disclosure";
import { corpus } from "../../bench/disclosure-corpus";
import { lintDisclosure, lintForBrief } from "../../src/features/disclosure";
import { isVisible, readCaption } from "../../src/features/disclosure/caption";
import { checks, type DisclosureInput } from "../../src/features/disclosure/disclosure";
import { checkTexts } from "../../src/features/disclosure/disclosure-texts";
import { fold, originalSpan } from "../../src/features/disclosure/folding";
import { labelToSuggest } from "../../src/features/disclosure/labels";
import { isKnownLanguage, postLanguages } from "../../src/features/disclosure/language";
import { platformFacts } from "../../src/features/disclosure/platforms";
import { allRules, markets } from "../../src/features/disclosure/rules";
import { locales } from "../../src/kernel/locale";
import { socialPlatforms } from "../../src/kernel/social-platform";

const post = (caption: string, more: Partial<DisclosureInput> = {}): DisclosureInput => ({
  caption,
  market: "US",
  platform: "instagram",
  connection: "money",
  isPaidPartnershipDeclared: true,
  ...more,
});
const idsOf = (input: DisclosureInput) =>
  lintDisclosure(input).findings.map(({ ruleId }) => ruleId);
/** What the spans of the findings hold, by rule. */
const seenBy = (input: DisclosureInput) =>
  Object.fromEntries(
    lintDisclosure(input).findings.map(({ ruleId, span }) => [
      ruleId,
      span && input.caption.slice(span.start, span.end),
    ]),
  );

const marketNames = Object.keys(markets) as DisclosureInput["market"][];
/** Any UTF-16, lone surrogates among them; any code points; and pieces that mean something to the linter. */
const anyText = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        ..."#ad|#AD|ad|Ad:|#iklan|#โฆษณา|โฆษณา|เป็นโฆษณา|ไม่ใช่| |\n|\r\n|\u200b|\u202e|\ufe0f|#|@brand|thanks|@|. |not an|bukan |sponsored by |а|ＡＤ|𝗔𝗗|ำ|ํา|เเ|เ|ก้|้|é|e\u0301|İ|ﬁ|ｶﾞ|カ|ﾞ|각|ᄀ|ᅡ|👩‍👩‍👧|🇹🇭|http://x.y/#ad|_|-|beli sendiri|รักษาสิว|menyembuhkan".split(
          "|",
        ),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join("")),
);
const anyInput: fc.Arbitrary<DisclosureInput> = fc.record({
  caption: anyText,
  market: fc.constantFrom(...marketNames),
  platform: fc.constantFrom(...socialPlatforms),
  language: fc.constantFrom(undefined, "en", "id", "th-TH", "de", "ja"),
  requiredLabels: fc.option(fc.array(anyText, { maxLength: 3 }), { nil: undefined }),
  isPaidPartnershipDeclared: fc.constantFrom(undefined, true, false),
  category: fc.constantFrom(undefined, "cosmetics", "food", "other"),
  connection: fc.constantFrom("money", "product", "both"),
});

describe("whatever the caption", () => {
  test("the linter answers, and its spans lie inside it", () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...locales), (input, locale) => {
        const { isClean, findings } = lintDisclosure(input, locale);
        expect(isClean).toBe(!findings.some(({ severity }) => severity === "error"));
        for (const { span, message, fix } of findings) {
          expect(message).toMatch(/\S/);
          expect(fix).toMatch(/\S/);
          expect(`${message}${fix}`).not.toMatch(/\{\{/);
          if (span === null) continue;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(input.caption.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("folding twice is folding once, and every folded letter has a place", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = fold(text);
        expect(fold(once.text).text).toBe(once.text);
        expect(once.starts.length).toBe(once.text.length);
        expect(once.ends.length).toBe(once.text.length);
        for (let at = 0; at < once.text.length; at += 1) {
          const { start, end } = originalSpan(once, at, at + 1);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeGreaterThanOrEqual(once.starts[at - 1] ?? 0);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  function expectStillClean(input: DisclosureInput): void {
    const [language] = lintDisclosure(input).languages.filter(isKnownLanguage);
    const usual = { US: "en", GB: "en", EU: "en", ID: "id", TH: "th" } as const;
    const label = labelToSuggest[language ?? usual[input.market]];
    const { findings } = lintDisclosure({ ...input, caption: `${label} ${input.caption}` });
    const errors = findings.filter(({ severity }) => severity === "error");
    expect({ caption: input.caption, errors }).toEqual({ caption: input.caption, errors: [] });
  }

  test("a label at the front of a clean caption adds no error", () => {
    for (const { input } of corpus) {
      if (lintDisclosure(input).isClean) expectStillClean(input);
    }
    let cleanCount = 0;
    fc.assert(
      fc.property(anyInput, fc.constantFrom("#ad ", "#iklan ", "#โฆษณา ", ""), (random, front) => {
        const input = {
          ...random,
          caption: `${front}${random.caption}`,
          requiredLabels: undefined,
        };
        if (!lintDisclosure(input).isClean) return;
        cleanCount += 1;
        expectStillClean(input);
      }),
      { numRuns: 2_000 },
    );
    expect(cleanCount).toBeGreaterThan(200);
  });

  test.each([
    ["hashtags", "#ad ".repeat(1_250)],
    ["words", "ad. ".repeat(1_250)],
    ["gaps", `sent me ${"- _".repeat(1_600)}`],
    ["thanks", `thanks ${"so, ".repeat(1_200)}`],
    ["dots", `${".".repeat(4_990)}ad`],
    ["marks", `a${"\u0301".repeat(4_990)}`],
    ["nothing to see", `#${"\u200b".repeat(4_990)}ad`],
    ["Thai", "ส่งมาให้".repeat(600)],
    ["denials", "bukan ".repeat(800)],
    ["families", "👩‍👩‍👧 ".repeat(550)],
  ])("5,000 characters of %s take no time to speak of", (_name, caption) => {
    const from = process.hrtime.bigint();
    for (const market of marketNames) lintDisclosure(post(caption, { market, category: "food" }));
    // A quadratic search would take minutes; the limit leaves room for a busy machine.
    expect(process.hrtime.bigint() - from).toBeLessThan(10_000_000_000n);
  });
});

describe("a label", () => {
  test.each([
    ["#ad First thing in the caption"],
    ["Ad: before a colon"],
    ["[Ad] in brackets"],
    ["AD in capitals at the beginning"],
    ["AD\nOn a line of its own"],
    ["🌿 Ad 🌿 between leaves"],
    ["My week. #ad with @brand for a reason"],
    ["In paid partnership with @brand this week"],
    ["@brand is sponsoring this video about the sea"],
  ])("is there: %s", (caption) => {
    expect(idsOf(post(caption))).toEqual([]);
  });

  test.each([
    ["I saw this ad and bought the lamp"],
    ["#adventure #adidas #addicted to this lamp"],
    ["add it to your cart, the adapter is included"],
    ["look at https://shop.example/#ad for the lamp"],
    ["ad astra with the new lamp"],
  ])("is not there: %s", (caption) => {
    expect(seenBy(post(caption))).toEqual({ "us.label-missing": null });
  });

  test("spans are UTF-16 offsets of the caption as it was sent", () => {
    const caption = "👩‍👩‍👧 Lovely lamp, thank you @brand";
    expect(seenBy(post(caption))).toEqual({ "us.label-ambiguous": "thank you @brand" });
    const hidden = "\ufeffe\u0301té ☀️ #sun #sea #a\u200bd #sand";
    expect(seenBy(post(hidden, { language: "en" }))).toEqual({
      "us.label-in-hashtags": "#a\u200bd",
      "kampanye.label-disguised": "#a\u200bd",
    });
  });

  test("look-alike, fullwidth and invisible letters are read as a reader reads them", () => {
    for (const label of ["#\u0430d", "＃ａｄ", "#𝗮𝗱", "#a\u00add", "#\u202ead", "#ᴀᴅ", "#🅰🅳"]) {
      const caption = `${label} My new lamp and the night it has been through`;
      const seen = seenBy(post(caption));
      expect({ label, seen }).toEqual({ label, seen: { "kampanye.label-disguised": label } });
    }
    expect(idsOf(post("#Ad \u202amy lamp\u202c and the night"))).toEqual([]);
  });

  test("Thai needs no spaces", () => {
    const inThai = (caption: string) => seenBy(post(caption, { market: "TH" }));
    expect(inThai("รีวิวนี้ได้รับการสนับสนุนจากแบรนด์หลอดไฟที่เราชอบมาก")).toEqual({});
    expect(inThai("หลอดไฟนี้ดีมาก#โฆษณา ใช้มาหนึ่งปีแล้ว")).toEqual({});
    expect(inThai("เพื่อนเห็นโฆษณาแล้วซื้อหลอดไฟตาม")).toEqual({ "th.label-missing": null });
    expect(inThai("โพสต์นี้ไม่ใช่โฆษณานะ")).toEqual({ "th.label-denied": "ไม่ใช่โฆษณา" });
    // The two ways to type ำ, and เเ for แ, are the same word to a reader.
    expect(fold("น้ำเเข็ง").text).toBe(fold("นํ้าแข็ง").text);
  });

  test("has to be in the language of the post", () => {
    const indonesian = "#ad Aku suka lampu ini karena tidak bikin mata cepat lelah";
    expect(idsOf(post(indonesian, { market: "ID" }))).toEqual(["id.label-language"]);
    expect(idsOf(post(indonesian, { market: "ID", language: "en" }))).toEqual([]);
    expect(idsOf(post("#ad ✨✨✨"))).toEqual([]);
    expect(idsOf(post("#ad この電気スタンドが大好きです"))).toEqual([
      "kampanye.language-unchecked",
    ]);
    expect(idsOf(post("#ad Ich mag diese Lampe", { market: "EU", language: "de-AT" }))).toEqual([
      "eu.label-language",
    ]);
  });

  test("has to stand before the fold, counted in characters as people see them", () => {
    const { graphemesMax } = platformFacts.instagram.fold;
    const family = "👩‍👩‍👧";
    const filled = (count: number) => `${family.repeat(count - 4)} `;
    expect(idsOf(post(`${filled(graphemesMax)}#ad and the lamp`))).toEqual([]);
    expect(idsOf(post(`${filled(graphemesMax + 1)}#ad and the lamp`))).toEqual([
      "us.label-after-fold",
    ]);
    expect(idsOf(post("one\ntwo\nthree\n#ad and the lamp is here"))).toEqual([
      "us.label-after-fold",
    ]);
    const unseen = `${"\u200b".repeat(500)}#ad`;
    expect(isVisible(unseen, unseen.length, platformFacts.instagram.fold)).toBe(true);
  });

  test("one good label makes up for a bad one", () => {
    const caption = "#ad The lamp that is in every room of my house. #lamp #home #light #ad";
    expect(idsOf(post(caption))).toEqual([]);
  });

  test("of the brief has to be there, and an unclear one is not enough", () => {
    const lamp = "The lamp that I have in every room";
    expect(idsOf(post(`#ad ${lamp}`, { requiredLabels: ["#sponsored", "#ad"] }))).toEqual([]);
    expect(idsOf(post(`#ad ${lamp}`, { requiredLabels: ["#LampAd"] }))).toEqual([
      "kampanye.brief-label",
    ]);
    expect(idsOf(post(`#LampAd ${lamp}`, { requiredLabels: ["#LampAd"] }))).toEqual([]);
    expect(idsOf(post(`#gifted ${lamp}`, { requiredLabels: ["#gifted"] }))).toEqual([
      "us.label-ambiguous",
    ]);
    const [finding] = lintDisclosure(
      post(lamp, { requiredLabels: ["#gifted", "#LampAd"] }),
    ).findings;
    expect(finding?.fix).toBe("Begin the caption with #LampAd.");
  });

  test("a gift is plain enough in some markets, and only where it is all there is", () => {
    const caption = "@brand sent me this lamp for free and it is in every room now";
    const of = (market: DisclosureInput["market"], connection: DisclosureInput["connection"]) =>
      idsOf(post(caption, { market, connection }));
    expect(of("US", "product")).toEqual([]);
    expect(of("US", "both")).toEqual(["us.label-ambiguous"]);
    expect(of("GB", "product")).toEqual(["uk.label-ambiguous"]);
  });
});

describe("the platform's tool", () => {
  const lamp = "#ad The lamp that I have in every room";
  const toolOf = (more: Partial<DisclosureInput>) =>
    lintDisclosure(post(lamp, { isPaidPartnershipDeclared: undefined, ...more })).findings.map(
      ({ ruleId, severity }) => `${severity} ${ruleId}`,
    );

  test("is a reminder until somebody says that it is off", () => {
    expect(toolOf({})).toEqual(["advice instagram.paid-partnership"]);
    expect(toolOf({ isPaidPartnershipDeclared: false })).toEqual([
      "warning instagram.paid-partnership",
    ]);
    expect(toolOf({ isPaidPartnershipDeclared: true })).toEqual([]);
    expect(toolOf({ platform: "blog" })).toEqual([]);
    expect(toolOf({ platform: "x" })).toEqual([]);
  });
});

describe("the rules", () => {
  test("have unique ids, sources one can look up, and all a text", () => {
    const ids = allRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, check, source } of allRules) {
      expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
      expect(id.endsWith(`.${check}`)).toBe(true);
      expect(source.dated).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (source.kind !== "house") expect(source.url).toMatch(/^https:\/\//);
    }
    expect(Object.keys(checkTexts).sort()).toEqual([...checks].sort());
    const used = new Set(allRules.map(({ check }) => check));
    expect(checks.filter((check) => !used.has(check))).toEqual([]);
  });

  test("call nothing law in Thailand", () => {
    expect(markets.TH.rules.filter(({ source }) => source.kind !== "guidance")).toEqual([]);
    expect(markets.TH.rules.filter(({ source }) => !source.title.endsWith("(guidance)"))).toEqual(
      [],
    );
  });

  test("every market looks for a label", () => {
    for (const { rules } of Object.values(markets)) {
      expect(rules.map(({ check }) => check)).toEqual(
        expect.arrayContaining(["label-missing", "label-ambiguous", "label-language"]),
      );
    }
  });
});

test("messages come in the caller's language, the suggested label in that of the post", () => {
  const input = post("Lampu ini ada di setiap kamar rumah kami", { market: "ID" });
  const fixes = locales.map((locale) => lintDisclosure(input, locale).findings[0]?.fix);
  expect(fixes).toEqual([
    "Begin the caption with #iklan.",
    "Awali caption dengan #iklan.",
    "ขึ้นต้นแคปชันด้วย #iklan",
  ]);
});

test("languages are told by script and by words", () => {
  const told = (caption: string) => postLanguages(readCaption(caption), undefined);
  expect(told("The lamp is in my room").languages).toEqual(["en"]);
  expect(told("Lampu ini ada di kamar").languages).toEqual(["id"]);
  expect(told("โคมไฟนี้ใช้ daily ได้เลย love มาก").languages).toEqual(["th"]);
  expect(told("Die Lampe ist nicht für dich").languages).toEqual(["de"]);
  expect(told("#iklan @yang https://x.y/dan").languages).toEqual([]);
  expect(told("Эта лампа в каждой комнате")).toEqual({ languages: [], isKnown: false });
});

test("a submission is checked against its brief", () => {
  const brief = {
    disclosureMarket: "ID",
    disclosureTags: ["#iklan"],
    compensation: "money",
  } as const;
  const of = (caption: string) => lintForBrief({ caption, platform: "tiktok" }, brief, "id");
  expect(of("#iklan Lampu ini ada di setiap kamar").isClean).toBe(true);
  expect(of("Lampu ini ada di setiap kamar")).toMatchObject({
    isClean: false,
    findings: [{ ruleId: "id.label-missing", severity: "error", span: null }, {}],
  });
});

test("the corpus is large enough, a good part of it is held out, and the goals are met", async () => {
  expect(corpus.length).toBeGreaterThanOrEqual(300);
  const captions = corpus.map(({ input }) => JSON.stringify(input));
  expect(new Set(captions).size).toBe(captions.length);
  const heldOut = corpus.filter(({ part }) => part !== "tuned");
  expect(heldOut.length / corpus.length).toBeGreaterThanOrEqual(0.25);
  const ids = new Set(allRules.map(({ id }) => id));
  const unknown = corpus.flatMap(({ ruleIds }) => ruleIds.filter((id) => !ids.has(id)));
  expect(unknown).toEqual([]);
  const contradictory = corpus.filter(({ verdict, ruleIds }) => {
    const isBad = ruleIds.some(
      (id) => allRules.find((rule) => rule.id === id)?.severity === "error",
    );
    return isBad !== (verdict === "bad");
  });
  expect(contradictory).toEqual([]);
  const { goal } = await disclosure();
  expect(Object.values(goal).map(({ isMet }) => isMet)).toEqual([true, true]);
});
