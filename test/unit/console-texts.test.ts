/** The console's texts: complete in every language, alike in what they fill in, and all of them in use. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { locales } from "../../src/kernel/locale";
import { readRepositoryFile, repositoryRoot } from "../support/repository";

type Tree = { [key: string]: string | Tree };

const areas = ["common", "public", "brand", "creator", "finance", "operator", "shared"];
const pluralEnding = /_(zero|one|two|few|many|other)$/;

function textsOf(tree: Tree, at = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = at === "" ? name : `${at}.${name}`;
    return typeof value === "string" ? [[key, value] as [string, string]] : textsOf(value, key);
  });
}

const readTexts = (locale: string, area: string) =>
  new Map(
    textsOf(JSON.parse(readRepositoryFile(`web/src/locales/${locale}/${area}.json`)) as Tree),
  );

const texts = Object.fromEntries(
  locales.map((locale) => [
    locale,
    Object.fromEntries(areas.map((area) => [area, readTexts(locale, area)])),
  ]),
) as Record<string, Record<string, Map<string, string>>>;

const of = (locale: string, area: string) => texts[locale]?.[area] ?? new Map<string, string>();
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name ?? "").sort();
const baseOf = (key: string) => key.replace(pluralEnding, "");

/** Every source of the console as one text for each area: common texts may be used anywhere. */
const sources = readdirSync(path.join(repositoryRoot, "web/src"), {
  recursive: true,
  encoding: "utf8",
})
  .map((name) => name.replaceAll(path.sep, "/"))
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readRepositoryFile(`web/src/${name}`) }));

/** Literals that could be keys, and the fixed beginnings of those that are put together. */
function namedKeys(code: string): { whole: Set<string>; beginnings: string[] } {
  const whole = new Set<string>();
  for (const [, literal] of code.matchAll(/["'`]((?:\w+:)?[\w.]+)["'`]/g)) {
    whole.add((literal ?? "").replace(/^\w+:/, ""));
  }
  const beginnings = [...code.matchAll(/`((?:\w+:)?[\w]+\.[\w.]*)\$\{/g)].map(([, start]) =>
    (start ?? "").replace(/^\w+:/, ""),
  );
  return { whole, beginnings };
}

describe.each(areas)("%s", (area) => {
  const english = of("en", area);

  test.each(locales.filter((locale) => locale !== "en"))("has the same keys in %s", (locale) => {
    const bases = (keys: Iterable<string>) => [...new Set([...keys].map(baseOf))].sort();
    expect(bases(of(locale, area).keys())).toEqual(bases(english.keys()));
  });

  test.each(locales)("has the plurals of %s and no others", (locale) => {
    const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const forms = new Map<string, string[]>();
    for (const key of of(locale, area).keys()) {
      const form = pluralEnding.exec(key)?.[1];
      if (form) forms.set(baseOf(key), [...(forms.get(baseOf(key)) ?? []), form]);
    }
    // `clearing_not_zero` is a word, not a plural: nothing is counted without the form for most numbers, or for one.
    const counted = [...forms].filter(
      ([, found]) => found.includes("other") || found.includes("one"),
    );
    const wrong = counted.filter(
      ([, found]) => [...found].sort().join() !== [...wanted].sort().join(),
    );
    expect(wrong).toEqual([]);
  });

  test.each(locales)("fills in the same in %s", (locale) => {
    const wrong = [...of(locale, area)].filter(([key, text]) => {
      const model = english.get(key) ?? english.get(`${baseOf(key)}_other`) ?? "";
      // The singular may spell out its number.
      const isSingular = key.endsWith("_one");
      return !isSingular && placeholders(text).join() !== placeholders(model).join();
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test.each(locales)("says something for every key in %s", (locale) => {
    const empty = [...of(locale, area)].filter(([, text]) => text.trim() === "");
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test("has no key that nothing names", () => {
    const folder = area === "shared" ? "shared/" : `areas/${area}/`;
    const readers =
      area === "common" ? sources : sources.filter(({ name }) => name.startsWith(folder));
    const { whole, beginnings } = namedKeys(readers.map(({ text }) => text).join("\n"));
    const unused = [...new Set([...english.keys()].map(baseOf))].filter(
      (key) => !whole.has(key) && !beginnings.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });
});

test("Thai is written in Thai and Indonesian is not English", () => {
  for (const area of areas) {
    const thai = [...of("th", area)].filter(([, text]) => !/[\u0E00-\u0E7F]/.test(text));
    expect(thai.filter(([, text]) => /[a-z]{4,} [a-z]{4,}/i.test(text))).toEqual([]);
    const same = [...of("id", area)].filter(([key, text]) => text === of("en", area).get(key));
    expect(same.filter(([, text]) => /\b(the|and|your|with)\b/i.test(text))).toEqual([]);
  }
});
