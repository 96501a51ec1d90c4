/** The taxonomy hangs together: whoever searches a wider niche finds the rare ones below it. */
import {
  type NicheCode,
  nicheCodes,
  niches,
  nicheWithNarrower,
} from "../../src/features/creators/niches/niches";
import { locales } from "../../src/kernel/locale";

const parentOf = (code: NicheCode) => niches[code].parent as NicheCode | undefined;

test("every niche leads to the top without a circle", () => {
  for (const code of nicheCodes) {
    const path = [code];
    for (let parent = parentOf(code); parent !== undefined; parent = parentOf(parent)) {
      expect(nicheCodes).toContain(parent);
      expect(path).not.toContain(parent);
      path.push(parent);
    }
  }
});

test("no two niches have one name in one language", () => {
  for (const locale of locales) {
    const names = nicheCodes.map((code) => niches[code].name[locale].toLowerCase());
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test("an alias is a word of its own, written once", () => {
  for (const code of nicheCodes) {
    const words = niches[code].aliases.map((alias) => alias.toLowerCase());
    expect(new Set(words).size).toBe(words.length);
    for (const word of words) expect(word).toBe(word.trim());
  }
});

test("science includes chemistry and the glass of its laboratories", () => {
  expect(nicheWithNarrower("science")).toEqual(
    expect.arrayContaining(["chemistry", "laboratory-glassware", "mycology"]),
  );
  expect(nicheWithNarrower("laboratory-glassware")).toEqual(["laboratory-glassware"]);
});
