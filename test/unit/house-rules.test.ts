/**
 * Rules of the house that no linter knows (docs/contributing.md). Each test lists the places that break one; an exception
 * is a line in an allow-list below, with its reason.
 */
import { environmentSchema } from "../../src/platform/config";
import { readRepositoryFile, sourceFiles } from "../support/repository";
import {
  calledName,
  dottedName,
  type ParsedFile,
  parsedFiles,
  type SyntaxNode,
  walk,
} from "../support/syntax";

const product = parsedFiles("src", "jobs", "migrations");
const tests = parsedFiles("test");

type Rule = (node: SyntaxNode, ancestors: readonly SyntaxNode[], file: ParsedFile) => boolean;

/** `file:line` of every node that breaks a rule. */
function breaches(files: readonly ParsedFile[], breaks: Rule): string[] {
  const found: string[] = [];
  for (const file of files) {
    walk(file.root, (node, ancestors) => {
      if (breaks(node, ancestors, file)) found.push(`${file.name}:${file.lineOf(node)}`);
    });
  }
  return found;
}

const except = (...names: string[]) => product.filter(({ name }) => !names.includes(name));
const below = (...folders: string[]) =>
  product.filter(({ name }) => folders.some((folder) => name.startsWith(folder)));

test("the sources were found and read", () => {
  expect(product.length).toBeGreaterThan(150);
  const functions = breaches(product, ({ type }) => type === "FunctionDeclaration");
  expect(functions.length).toBeGreaterThan(500);
  expect(functions.every((place) => !place.endsWith(":0"))).toBe(true);
});

test("the environment is read in one place", () => {
  const places = breaches(except("src/platform/config.ts"), (node) => {
    return dottedName(node) === "process.env";
  });
  expect(places).toEqual([]);
});

test("the clock is read in one place", () => {
  const places = breaches(except("src/kernel/clock.ts"), (node) => {
    const name = calledName(node);
    if (name === "Date.now" || name === "performance.now") return true;
    const isNew = node.type === "NewExpression" && name === "Date";
    return isNew && ((node["arguments"] as unknown[] | null) ?? []).length === 0;
  });
  expect(places).toEqual([]);
});

test("rows are written by insert, guarded update or SQL, never by save", () => {
  const banned = /\.(save|remove|softRemove|recover|upsert)$/;
  const places = breaches(product, (node) => {
    const callee = node.type === "CallExpression" ? (node["callee"] as SyntaxNode) : undefined;
    if (callee?.type !== "MemberExpression") return false;
    const property = callee["property"] as SyntaxNode;
    return banned.test(`.${String(property["value"])}`);
  });
  expect(places).toEqual([]);
});

test("money never becomes a floating-point number", () => {
  /** Numbers that are no money, by file and call. */
  const harmless: Readonly<Record<string, string>> = {
    "src/features/identity/identity-routes.ts Math.floor": "life of a cookie in seconds",
    "src/features/discovery/portfolio/portfolio-problem.ts Number":
      "the solver reckons with numbers; below 2^53 they are exact, and what is shown is added up of bigint",
    "src/features/discovery/search/entries.ts Number":
      "a price to sort by, never one to show or to pay",
    "src/features/discovery/portfolio/shortage.ts Math.round": "creators that are missing",
    "src/features/payouts/paypal/refusal.ts Number.parseInt": "place of an item in a list",
    "src/features/reconciliation/formats/ofx.ts Number.parseInt": "number of a character",
    "src/features/reconciliation/suggestions.ts Math.trunc": "days between two instants",
    "src/providers/stripe/stripe-webhooks.ts Number.parseInt": "seconds since 1970",
    "src/providers/stripe/stripe-money.ts Number":
      "Stripe's library takes a number; below 2^53 it is exact",
  };
  const used = new Set<string>();
  const banned =
    /^(Number|parseFloat|parseInt|Number\.(parseFloat|parseInt)|Math\.(round|floor|ceil|trunc))$/;
  const folders = [
    "src/features/",
    "src/providers/",
    "src/kernel/money.ts",
    "src/kernel/currency.ts",
  ];
  const places = breaches(below(...folders), (node, _ancestors, file) => {
    const name = calledName(node) ?? "";
    const callee = node["callee"] as SyntaxNode | undefined;
    const property = (callee?.["property"] as SyntaxNode | undefined)?.["value"];
    const isSign = node.type === "UnaryExpression" && node["operator"] === "+";
    if (!banned.test(name) && property !== "toFixed" && !isSign) return false;
    const entry = `${file.name} ${name}`;
    used.add(entry);
    return harmless[entry] === undefined;
  });
  expect(places).toEqual([]);
  expect(Object.keys(harmless).filter((entry) => !used.has(entry))).toEqual([]);
});

test("a function with a transaction does one thing after the other", () => {
  const combining = /^Promise\.(all|allSettled|race|any)$/;
  const isFunction = /Function(Declaration|Expression)$|^ClassMethod$|^MethodProperty$/;
  const takesTx = (node: SyntaxNode) => {
    if (!isFunction.test(node.type) && node.type !== "ArrowFunctionExpression") return false;
    const owner = (node["function"] as SyntaxNode | undefined) ?? node;
    let found = false;
    walk(owner["params"], (part) => {
      if (part.type === "Identifier" && /^(tx|snapshot)$/.test(String(part["value"]))) found = true;
    });
    return found;
  };
  const places = breaches(product, (node, ancestors) => {
    return combining.test(calledName(node) ?? "") && ancestors.some(takesTx);
  });
  expect(places).toEqual([]);
});

test("SQL asks for the time by now() only, so that one clock rules", () => {
  const others =
    /\b(current_date|current_time|current_timestamp|localtime|localtimestamp|clock_timestamp)\b/i;
  const places = product.flatMap(({ name, text }) =>
    name.startsWith("src/sandbox/")
      ? []
      : text.split("\n").flatMap((line, at) => (others.test(line) ? [`${name}:${at + 1}`] : [])),
  );
  expect(places).toEqual([]);
});

test("nothing prints past the logger, and no type is any", () => {
  const prints = breaches(product, (node) => dottedName(node)?.startsWith("console.") ?? false);
  expect(prints).toEqual([]);
  const anys = breaches(product, ({ type, kind }) => type === "TsKeywordType" && kind === "any");
  expect(anys).toEqual([]);
});

test("nothing is left to be done later, and no rule is switched off", () => {
  const marks = /\b(TODO|FIXME|XXX|HACK)\b|oxlint-disable|eslint-disable|@ts-ignore|@ts-nocheck/;
  const places = product.flatMap(({ name, text }) =>
    text.split("\n").flatMap((line, at) => (marks.test(line) ? [`${name}:${at + 1}`] : [])),
  );
  expect(places).toEqual([]);
});

test("no file is longer than 300 lines", () => {
  const long = product
    .map(({ name, text }) => ({ name, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test("the product does not know its simulators, nor they the product", () => {
  const importsFrom = (pattern: RegExp): Rule => {
    return (node) => {
      const source = node["source"] as SyntaxNode | null | undefined;
      const isImport = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration)$/.test(
        node.type,
      );
      const path = source?.["value"];
      return isImport && typeof path === "string" && pattern.test(path);
    };
  };
  const inner = below("src/kernel/", "src/platform/", "src/providers/", "src/features/", "jobs/");
  expect(breaches(inner, importsFrom(/(^|\/)sandbox(\/|$)/))).toEqual([]);
  const outer = /\/(providers|features|platform|app|demo|jobs)(\/|$)/;
  expect(breaches(below("src/sandbox/"), importsFrom(outer))).toEqual([]);
});

test("tests use the real thing", () => {
  const mocks = /^jest\.(mock|doMock|fn|spyOn|unstable_mockModule|useFakeTimers|setSystemTime)$/;
  expect(breaches(tests, (node) => mocks.test(calledName(node) ?? ""))).toEqual([]);
  const skipped = /^(xit|xtest|xdescribe|fit|fdescribe|(test|it|describe)\.only|(test|it)\.todo)$/;
  expect(breaches(tests, (node) => skipped.test(calledName(node) ?? ""))).toEqual([]);
});

describe("the environment", () => {
  interface Documented {
    name: string;
    isExplained: boolean;
  }

  /** Keys of .env.example; explained when a sentence stands above them since the last section, key group or blank line. */
  function documentedKeys(): Documented[] {
    const found: Documented[] = [];
    let isExplained = false;
    for (const line of readRepositoryFile(".env.example").split("\n")) {
      const name = /^# ?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1];
      if (name !== undefined) found.push({ name, isExplained });
      // A heading counts when it says more than a name.
      else if (line.startsWith("# ---")) isExplained = /[a-z][.:)] /.test(line);
      else if (line.trim() === "") isExplained = false;
      else isExplained = true;
    }
    return found;
  }

  test("every variable stands in .env.example, and nothing else does", () => {
    const names = documentedKeys().map(({ name }) => name);
    expect([...names].sort()).toEqual(Object.keys(environmentSchema.shape).sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test("every variable is explained there", () => {
    const bare = documentedKeys().filter(({ isExplained }) => !isExplained);
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test("no example value is a secret that works", () => {
    const text = readRepositoryFile(".env.example");
    for (const secret of ["PAYPAL_CLIENT_SECRET", "STRIPE_SECRET_KEY", "SESSION_SECRET"]) {
      expect(text).toMatch(new RegExp(`^# ?${secret}=$`, "m"));
    }
  });
});

test("names of files say what they are", () => {
  const odd = sourceFiles("src", "jobs")
    .map(({ name }) => name)
    .filter((name) => !/^[a-z0-9-]+(\.test)?\.ts$/.test(name.split("/").at(-1) ?? ""));
  expect(odd).toEqual([]);
});

test("the console takes only types from the server, and from one file", () => {
  const lines = readRepositoryFile("web/src/api/contract.ts").split("\n");
  const taken = lines.filter((line) => /from "(\.\.\/)+(src|jobs|migrations)\//.test(line));
  expect(taken.length).toBeGreaterThan(30);
  expect(taken.filter((line) => !line.startsWith("import type "))).toEqual([]);
});
