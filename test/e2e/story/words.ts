/** What stands on the pages, by the keys of the console's own texts, so that one script reads all languages. */
import dayjs from "dayjs";
import "dayjs/locale/id";
import "dayjs/locale/th";
import type { Locale } from "../../../src/kernel/locale";
import type brand from "../../../web/src/locales/en/brand.json";
import type common from "../../../web/src/locales/en/common.json";
import type creator from "../../../web/src/locales/en/creator.json";
import type finance from "../../../web/src/locales/en/finance.json";
import { readRepositoryFile } from "../../support/repository";

interface Texts {
  brand: typeof brand;
  common: typeof common;
  creator: typeof creator;
  finance: typeof finance;
}

/** "wizard.step.money", as the pages name their texts; counted ones without their ending. */
type KeyIn<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? Name extends `${infer Base}_${"one" | "other"}`
      ? Base
      : Name
    : `${Name}.${KeyIn<Tree[Name]>}`;
}[keyof Tree & string];

type Read<Area extends keyof Texts> = (
  key: KeyIn<Texts[Area]>,
  values?: Readonly<Record<string, string | number>>,
) => string;

export type Words = { [Area in keyof Texts]: Read<Area> } & {
  language: Locale;
  /** An amount in dollars as a reader of this language sees it. */
  dollars(whole: number): string;
  /** A day as one types it into a field. */
  day(daysFromNow: number): string;
};

type Tree = { [name: string]: string | Tree | undefined };

function find(tree: Tree, key: string): string | undefined {
  let at: string | Tree | undefined = tree;
  for (const name of key.split(".")) at = typeof at === "object" ? at[name] : undefined;
  return typeof at === "string" ? at : undefined;
}

function reader(language: Locale, area: string) {
  const tree = JSON.parse(readRepositoryFile(`web/src/locales/${language}/${area}.json`)) as Tree;
  return (key: string, values: Readonly<Record<string, string | number>> = {}) => {
    const isOne = values["count"] === 1 && language === "en";
    const text = find(tree, key) ?? find(tree, `${key}_${isOne ? "one" : "other"}`);
    if (text === undefined) throw new Error(`${area}.json of ${language} has no ${key}`);
    return text.replaceAll(/\{\{\s*(\w+)[^}]*\}\}/g, (_all, name: string) =>
      String(values[name] ?? `{{${name}}}`),
    );
  };
}

const formats = { en: "en-GB", id: "id-ID", th: "th-TH-u-ca-gregory-nu-latn" } as const;

export function wordsOf(language: Locale): Words {
  const money = new Intl.NumberFormat(formats[language], {
    style: "currency",
    currency: "USD",
    currencyDisplay: "code",
  });
  return {
    language,
    brand: reader(language, "brand"),
    common: reader(language, "common"),
    creator: reader(language, "creator"),
    finance: reader(language, "finance"),
    dollars: (whole) => money.format(whole),
    day: (daysFromNow) => dayjs().add(daysFromNow, "day").locale(language).format("D MMM YYYY"),
  };
}
