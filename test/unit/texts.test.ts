/** Every text the product can say exists, in every language, and nothing is translated that nobody says. */
import { createProblemTexts, fieldCatalogues, problemCatalogues } from "../../src/app/texts";
import { niches } from "../../src/features/creators/niches/niches";
import { checkTexts } from "../../src/features/disclosure/disclosure-texts";
import { mailTexts } from "../../src/features/notifications/mail-texts";
import { noticesByTopic } from "../../src/features/notifications/notices";
import { itemErrors } from "../../src/features/payouts/paypal/item-errors";
import { holdTexts } from "../../src/features/payouts/release/hold-texts";
import {
  actionTexts,
  arrivalTexts,
  reasonTexts,
  stepTexts,
} from "../../src/features/payouts/timeline-texts";
import { type Locale, locales } from "../../src/kernel/locale";
import type { Text } from "../../src/kernel/texts";
import {
  argumentsOf,
  calledName,
  declaredName,
  type ParsedFile,
  parsedFiles,
  type SyntaxNode,
  stringsIn,
  walk,
} from "../support/syntax";

const files = parsedFiles("src", "jobs");
const isCatalogue = ({ name }: ParsedFile) => name.endsWith("-texts.ts");
const speaking = files.filter((file) => !isCatalogue(file));

const codeArgument: Readonly<Record<string, number>> = {
  AppError: 1,
  ConflictError: 0,
  InvalidError: 0,
};

interface Thrown {
  where: string;
  code: string;
  /** Names of the values the text may use; undefined when the code does not say. */
  params: string[] | undefined;
}

function paramNames(argument: SyntaxNode | undefined): string[] | undefined {
  if (argument === undefined) return [];
  if (argument.type !== "ObjectExpression") return undefined;
  const properties = argument["properties"] as SyntaxNode[];
  const names = properties.map((property) =>
    property.type === "Identifier" ? String(property["value"]) : declaredName(property),
  );
  return names.some((name) => name === undefined) ? undefined : (names as string[]);
}

const thrown: Thrown[] = [];
const promised: { where: string; code: string }[] = [];
const fieldCodes: { where: string; code: string }[] = [];
const said = new Set<string>();
for (const file of speaking) {
  const at = (node: SyntaxNode) => `${file.name}:${file.lineOf(node)}`;
  for (const text of stringsIn(file.root)) said.add(text);
  walk(file.root, (node) => {
    const position = codeArgument[calledName(node) ?? ""];
    if (node.type === "NewExpression" && position !== undefined) {
      const given = argumentsOf(node);
      const params = paramNames(given[position + 1]);
      for (const code of stringsIn(given[position])) {
        if (/^[a-z]+(_[a-z]+)+$/.test(code)) thrown.push({ where: at(node), code, params });
      }
    }
    const name = declaredName(node);
    if (name !== undefined && /problems$/i.test(name)) {
      const value = node["value"] ?? node["init"];
      if (
        (value as SyntaxNode | undefined)?.type === "ArrayExpression" ||
        name.endsWith("Problems")
      ) {
        for (const code of stringsIn(value)) promised.push({ where: at(node), code });
      }
    }
    if (name === "params") {
      walk(node["value"], (inner) => {
        if (declaredName(inner) !== "code") return;
        for (const code of stringsIn(inner["value"])) fieldCodes.push({ where: at(inner), code });
      });
    }
  });
}

const problems = problemCatalogues.flatMap((catalogue) => Object.entries(catalogue));
const fields = fieldCatalogues.flatMap((catalogue) => Object.entries(catalogue));
const mails = Object.entries(mailTexts);
const holds = Object.entries(holdTexts);

const payoutTexts: [string, Text][] = [
  ...[...itemErrors].flatMap(([name, { creator, finance }]): [string, Text][] => [
    [`error ${name} creator body`, creator],
    [`error ${name} finance body`, finance],
  ]),
  ...Object.entries({ stepTexts, actionTexts, reasonTexts, arrivalTexts }).flatMap(
    ([kind, texts]) =>
      Object.entries(texts).map(([name, text]): [string, Text] => [`${kind} ${name} body`, text]),
  ),
];

const everyText: [string, Text][] = [
  ...payoutTexts,
  ...Object.entries(checkTexts).flatMap(([check, { message, fix }]): [string, Text][] => [
    [`check ${check} message body`, message],
    [`check ${check} fix body`, fix],
  ]),
  ...problems.flatMap(([code, { title, detail }]): [string, Text][] => [
    [`problem ${code} title`, title],
    [`problem ${code} detail`, detail],
  ]),
  ...fields.map(([code, text]): [string, Text] => [`field ${code}`, text]),
  ...mails.flatMap(([kind, { subject, body }]): [string, Text][] => [
    [`mail ${kind} subject`, subject],
    [`mail ${kind} body`, body],
  ]),
  ...holds.flatMap(([kind, { title, explanation }]): [string, Text][] => [
    [`hold ${kind} title`, title],
    [`hold ${kind} detail`, explanation],
  ]),
];

const repeated = (names: readonly string[]) =>
  names.filter((name, index) => names.indexOf(name) !== index);
const paramsOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").sort();
const without = (codes: { where: string; code: string }[], known: readonly string[]) =>
  codes.filter(({ code }) => !known.includes(code)).map(({ where, code }) => `${where} ${code}`);

describe("problems", () => {
  const known = problems.map(([code]) => code);

  test("the search of the sources finds what there is to find", () => {
    expect(thrown.length).toBeGreaterThan(80);
    expect(promised.length).toBeGreaterThan(60);
    expect(fieldCodes.length).toBeGreaterThan(8);
  });

  test("every code that is thrown has a text", () => {
    expect(without(thrown, known)).toEqual([]);
  });

  test("every code that an operation announces has a text, and can happen", () => {
    expect(without(promised, known)).toEqual([]);
    const announced = new Set(promised.map(({ code }) => code));
    const elsewhere = speaking.flatMap((file) => {
      if (file.name.endsWith("-schema.ts")) return [];
      return stringsIn(file.root);
    });
    const possible = new Set(elsewhere);
    expect([...announced].filter((code) => !possible.has(code))).toEqual([]);
  });

  test("every code stands in one catalogue", () => {
    expect(repeated(known)).toEqual([]);
  });

  test("every text belongs to a code that somebody uses", () => {
    expect(known.filter((code) => !said.has(code))).toEqual([]);
  });

  test("a text asks for no value that its error does not bring", () => {
    const texts = new Map(problems);
    const lacking = thrown.flatMap(({ where, code, params }) => {
      const text = texts.get(code);
      if (!text || !params) return [];
      const wanted = [...paramsOf(text.title.en), ...paramsOf(text.detail.en)];
      const missing = wanted.filter((name) => !params.includes(name));
      return missing.length > 0 ? [`${where} ${code} lacks ${missing.join(", ")}`] : [];
    });
    expect(lacking).toEqual([]);
  });

  test("the catalogue of the API gives each text in each language, filled in", () => {
    const texts = createProblemTexts();
    for (const [code, { title, detail }] of problems) {
      for (const locale of locales) {
        const names = [...paramsOf(title[locale]), ...paramsOf(detail[locale])];
        const params = Object.fromEntries(names.map((name) => [name, `<${name}&>`]));
        const filled = texts.problem(locale, code, params);
        expect(filled.title).toBe(title[locale].replaceAll(/\{\{(\w+)\}\}/g, "<$1&>"));
        expect(filled.detail).toBe(detail[locale].replaceAll(/\{\{(\w+)\}\}/g, "<$1&>"));
      }
    }
  });
});

describe("rules of single fields", () => {
  const known = fields.map(([code]) => code);

  test("every rule has a text", () => {
    expect(without(fieldCodes, known)).toEqual([]);
    for (const { code } of fieldCodes) {
      const said = locales.map((locale) => createProblemTexts().field(locale, code, {}));
      expect(said.filter((text) => text.includes(code))).toEqual([]);
    }
  });

  test("every rule stands in one catalogue, and every text belongs to a rule", () => {
    expect(repeated(known)).toEqual([]);
    expect(known.filter((code) => !said.has(code))).toEqual([]);
  });
});

describe("in every language", () => {
  /** Words that are the same in two languages. */
  const mayBeEqual = new Set<string>([]);
  const thai = /[\u0e00-\u0e7f]/;

  test.each(everyText)("%s", (name, text) => {
    expect(Object.keys(text).sort()).toEqual([...locales].sort());
    for (const locale of locales) {
      expect(text[locale]).toMatch(/\S/);
      expect(text[locale]).toBe(text[locale].trim());
      expect(text[locale]).not.toMatch(/ {2}|[\p{Cc}\p{Cf}]/u);
      expect(paramsOf(text[locale])).toEqual(paramsOf(text.en));
      expect(text[locale].replaceAll(/\{\{\w+\}\}/g, "")).not.toMatch(/[{}]/);
    }
    if (!mayBeEqual.has(name)) expect(new Set(Object.values(text)).size).toBe(locales.length);
    expect(text.th.replaceAll(/\{\{\w+\}\}/g, "")).toMatch(thai);
    expect(text.en).not.toMatch(thai);
    expect(text.id).not.toMatch(thai);
  });

  test("sentences end like sentences", () => {
    const isSentence = (name: string) => / (detail|body)$|^field /.test(name);
    const unfinished = everyText
      .filter(([name]) => isSentence(name))
      .flatMap(([name, text]) =>
        (["en", "id"] as Locale[])
          .filter((locale) => !/[.?!]$/.test(text[locale]))
          .map((locale) => `${name} (${locale})`),
      );
    expect(unfinished).toEqual([]);
    const titles = everyText.filter(([name]) => name.endsWith(" title"));
    expect(titles.filter(([, { en, id }]) => en.endsWith(".") || id.endsWith("."))).toEqual([]);
  });

  test("names of niches", () => {
    // Loan words that Indonesian keeps as they are.
    const names = Object.entries(niches) as [string, { name: Text }][];
    expect(names.length).toBeGreaterThan(50);
    for (const [code, { name }] of names) {
      expect({ code, ...name }).toMatchObject({
        en: expect.stringMatching(/\S/),
        id: expect.stringMatching(/\S/),
        th: expect.stringMatching(thai),
      });
      expect(name.en).not.toMatch(thai);
      expect(name.id).not.toMatch(thai);
    }
  });
});

describe("letters", () => {
  const notices = Object.entries(noticesByTopic).flatMap(([topic, list]) =>
    list.map((notice) => ({ topic, ...notice })),
  );

  test("every letter is sent for an event, and every event that is written to exists", () => {
    const kinds = new Set<string>(notices.map(({ kind }) => kind));
    expect(mails.map(([kind]) => kind).filter((kind) => !kinds.has(kind))).toEqual([]);
    const topics = new Set(
      files
        .filter(({ name }) => name.endsWith("-events.ts"))
        .flatMap(({ root }) => stringsIn(root)),
    );
    const unknown = notices.filter(({ topic }) => !topics.has(topic)).map(({ topic }) => topic);
    expect(unknown).toEqual([]);
  });

  test("a letter uses only what is known about its subject", () => {
    const collaboration = ["amount", "brand", "campaign", "creator"];
    const payment = ["amount", "creator", "problem"];
    const facts: Readonly<Record<string, readonly string[]>> = {
      applicationId: collaboration,
      submissionId: collaboration,
      endorsementId: collaboration,
      pieceId: collaboration,
      reviewPieceId: [...collaboration, "until"],
      postPieceId: [...collaboration, "until"],
      appealPieceId: [...collaboration, "until"],
      endorsePieceId: [...collaboration, "until"],
      killFeeId: collaboration,
      disputeId: ["brand", "campaign", "creator", "until"],
      depositId: ["amount", "brand"],
      chargebackId: ["amount", "brand", "number"],
      evidenceDueId: ["amount", "brand", "number", "until"],
      payoutId: payment,
      heldPayoutId: payment,
      recoveredPayoutId: payment,
      reminderId: [...payment, "number"],
      chequeId: [...payment, "number"],
      reviewableApplicationId: collaboration,
      publishedOpinionId: [],
      declinedOpinionId: [],
      openInvitationId: ["brand", "until"],
      usedInvitationId: ["brand", "member"],
      consultationId: [],
      answerId: [],
    };
    const blanks = notices.flatMap(({ kind, subject }) => {
      const { subject: line, body } = mailTexts[kind];
      const wanted = [...paramsOf(line.en), ...paramsOf(body.en)];
      const missing = wanted.filter((name) => !facts[subject]?.includes(name));
      return missing.length > 0 ? [`${kind}: ${missing.join(", ")}`] : [];
    });
    expect(blanks).toEqual([]);
  });
});
