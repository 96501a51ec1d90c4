/**
 * What nobody should send, to every operation: each body is a good example of its schema with one thing wrong, so the
 * refusal can be about nothing else. Always a 4xx problem document, for 422 with a pointer to the field, and no change.
 */
import { gzipSync } from "node:zlib";
import { type Role, rolesOf } from "../../src/features/identity";
import { newId } from "../../src/kernel/ids";
import type { BoundOperation } from "../../src/platform/http/contract";
import { startTestApp, type TestApp } from "../support/app";
import { type Everybody, newEverybody } from "../support/everybody";
import {
  bodyPointer,
  type Example,
  examplesOf,
  type Field,
  fillPath,
  type Json,
  queryFieldsOf,
  withChange,
} from "../support/examples";
import { samples } from "../support/media";
import {
  createSender,
  eachOf,
  type ProblemDocument,
  problemOf,
  type RawRequest,
  type Sender,
} from "../support/raw-http";
import { type TableState, tableState } from "../support/table-state";

type Operation = BoundOperation<never>;

let app: TestApp;
let people: Everybody;
let sender: Sender;
let operations: readonly Operation[];
let untouched: TableState;
beforeAll(async () => {
  app = await startTestApp();
  people = await newEverybody(app);
  sender = createSender(app.url);
  operations = app.composition.operations as readonly Operation[];
  untouched = await tableState(app.database.url);
});
afterEach(async () => {
  const before = untouched;
  untouched = await tableState(app.database.url);
  expect(untouched).toEqual(before);
});
afterAll(async () => {
  sender.close();
  await app.close();
});

/** Two of the ways to be wrong for the item at this place, and each way at some of the items. */
function twoOf<T>(ways: readonly T[], at: number): T[] {
  return [at, at + 1].map((place) => ways[place % ways.length] as T);
}

const withBody = () => operations.filter(({ spec }) => spec.body);

/** Somebody who may call the operation, so that it is the request that is refused. */
function tokenFor({ spec }: Operation): string | undefined {
  const roles: readonly Role[] = rolesOf(spec.permission);
  const role = roles.find((name) => name !== "public");
  return role && people.clients[role as keyof Everybody["clients"]].token;
}

function requestTo(operation: Operation, changes: Partial<RawRequest> = {}): RawRequest {
  const { spec } = operation;
  const token = tokenFor(operation);
  return {
    method: spec.method.toUpperCase(),
    path: fillPath(spec.path, { brandId: people.brand.id }),
    ...changes,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(spec.method === "get" ? {} : { "Idempotency-Key": newId() }),
      ...(spec.body ? { "Content-Type": "application/json" } : {}),
      ...changes.headers,
    },
  };
}

/** Sends a body and expects the problem; `pointer` must stand among those of a 422. */
async function refuses(
  operation: Operation,
  body: string | Buffer,
  expected: { status: number; code?: string; pointer?: string },
  headers: Record<string, string> = {},
): Promise<ProblemDocument> {
  const answer = await sender.send(requestTo(operation, { body, headers }));
  const sent = body.toString("utf8").slice(0, 300);
  const hint = `${operation.operationId} ${sent}`;
  const problem = problemOf(answer, hint);
  const pointers = (problem.errors ?? []).map(({ pointer }) => pointer);
  const seen = { hint, status: problem.status, code: problem.code, pointers };
  expect(seen).toMatchObject({
    status: expected.status,
    ...(expected.code ? { code: expected.code } : {}),
    ...(expected.pointer ? { pointers: expect.arrayContaining([expected.pointer]) } : {}),
  });
  for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\S/);
  return problem;
}

type Mutation = { path: (string | number)[]; value: Json | undefined };

/** One request for each change of each example of each operation with a body. */
async function eachMutation(mutationsOf: (example: Example) => Mutation[]): Promise<number> {
  const all = withBody().flatMap((operation) =>
    examplesOf(operation.spec.body!).flatMap((example) =>
      mutationsOf(example).map((mutation) => ({ operation, example, ...mutation })),
    ),
  );
  await eachOf(all, async ({ operation, example, path, value }) => {
    const body = JSON.stringify(withChange(example.value, path, value));
    await refuses(operation, body, {
      status: 422,
      code: "validation_failed",
      pointer: bodyPointer(path),
    });
  });
  return all.length;
}

const fieldsWhere = (
  isWanted: (field: Field) => boolean,
  values: (field: Field) => readonly (Json | undefined)[],
) => {
  return ({ fields }: Example): Mutation[] =>
    fields
      .filter(isWanted)
      .flatMap((field) => values(field).map((value) => ({ path: field.path, value })));
};

const isText = ({ value }: Field) => typeof value === "string";
const nameOf = ({ path }: Field) => path.at(-1);

describe("the examples", () => {
  test("fit their schemas, so that a refusal is about the one thing that is wrong", () => {
    const misfits = withBody().flatMap(({ operationId, spec }) =>
      examplesOf(spec.body!).flatMap(({ value }) => {
        const { error } = spec.body!.safeParse(value);
        return error ? [{ operationId, value, issues: error.issues }] : [];
      }),
    );
    expect(misfits).toEqual([]);
    expect(withBody().length).toBeGreaterThan(30);
  });
});

describe("a body that cannot be read", () => {
  const json = (operation: Operation) => JSON.stringify(examplesOf(operation.spec.body!)[0]?.value);

  test("malformed JSON", async () => {
    const asked = await eachOf(withBody(), async (operation, at) => {
      const good = json(operation);
      const ways = [good.slice(0, -1), `${good}}`, `{'a':1}`, "{", "NaN", `${good}${good}`];
      for (const bad of twoOf(ways, at)) {
        await refuses(operation, bad, { status: 400, code: "body_malformed" });
      }
    });
    expect(asked).toBeGreaterThan(30);
  });

  test("bytes that are not UTF-8", async () => {
    await eachOf(withBody(), async (operation) => {
      const cut = Buffer.concat([
        Buffer.from('{"x":"'),
        Buffer.from([0xe0, 0xb8]),
        Buffer.from('"}'),
      ]);
      for (const bad of [cut, Buffer.from(json(operation), "utf16le"), Buffer.from([0xc3])]) {
        const { status, code } = problemOf(
          await sender.send(requestTo(operation, { body: bad })),
          operation.operationId,
        );
        expect({ status, code }).toEqual(
          bad.includes(0) // UTF-16 of ASCII is UTF-8 full of zeros.
            ? { status: 400, code: "body_malformed" }
            : { status: 400, code: "body_encoding_invalid" },
        );
      }
    });
  });

  test("another content type, or none", async () => {
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/json; charset=iso-8859-1",
      "application/jsonp",
      "application/problem+json",
      "",
    ];
    await eachOf(withBody(), async (operation, at) => {
      const wrong = { status: 415, code: "content_type_unsupported" };
      for (const type of twoOf(types, at)) {
        await refuses(operation, json(operation), wrong, { "Content-Type": type });
      }
      const { headers, ...request } = requestTo(operation, { body: json(operation) });
      const { "Content-Type": _none, ...others } = headers ?? {};
      const bare = await sender.send({ ...request, headers: others });
      expect(problemOf(bare, operation.operationId)).toMatchObject(wrong);
    });
  });

  test("compressed", async () => {
    const asked = await eachOf(withBody(), async (operation, at) => {
      for (const encoding of twoOf(["gzip", "deflate", "br", "zstd"], at)) {
        const packed = gzipSync(json(operation));
        const headers = { "Content-Encoding": encoding };
        const wrong = { status: 415, code: "content_type_unsupported" };
        await refuses(operation, packed, wrong, headers);
      }
    });
    expect(asked).toBeGreaterThan(30);
  });

  test("40,000 levels deep, in arrays, objects and inside a field", async () => {
    const asked = await eachOf(withBody(), async (operation) => {
      const deep = "[".repeat(40_000) + "]".repeat(40_000);
      const objects = `${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`;
      const wrong = { status: 400, code: "body_too_deep" };
      await refuses(operation, deep, wrong);
      await refuses(operation, objects, objects.length > 256 * 1024 ? { status: 413 } : wrong);
      await refuses(operation, "[".repeat(40_000), wrong);
      const key = Object.keys(examplesOf(operation.spec.body!)[0]!.value as object)[0];
      await refuses(operation, `{"${key}":${deep}}`, wrong);
    });
    expect(asked).toBeGreaterThan(30);
  });

  test("larger than 256 KiB", async () => {
    const asked = await eachOf(withBody(), async (operation) => {
      const wrong = { status: 413, code: "body_too_large" };
      await refuses(operation, `{"x":"${"x".repeat(256 * 1024)}"}`, wrong);
    });
    expect(asked).toBeGreaterThan(30);
  });

  test("no object", async () => {
    const asked = await eachOf(withBody(), async (operation, at) => {
      const ways = [`[${json(operation)}]`, "[]", '"text"', "1", "true", "null"];
      for (const body of twoOf(ways, at)) {
        const wrong = { status: 422, code: "validation_failed", pointer: "/body" };
        await refuses(operation, body, wrong);
      }
    });
    expect(asked).toBeGreaterThan(30);
  });

  test("a body where none belongs", async () => {
    const others = operations.filter(({ spec }) => !spec.body && !spec.accepts);
    const asked = await eachOf(others, async (operation) => {
      const headers = { "Content-Type": "application/json" };
      for (const body of ["{}", "null", '{"status":"paid"}']) {
        const wrong = { status: 422, code: "body_unexpected", pointer: "/body" };
        await refuses(operation, body, wrong, headers);
      }
    });
    expect(asked).toBeGreaterThan(30);
  });
});

describe("a field that", () => {
  test("is missing", async () => {
    const isRequired = (field: Field) => field.isRequired;
    expect(await eachMutation(fieldsWhere(isRequired, () => [undefined]))).toBeGreaterThan(50);
  });

  test("has another type", async () => {
    const wrongTypes = ({ value, isNullable, path }: Field): Json[] => {
      const nothing = isNullable ? [] : [null];
      // Two of the wrong ones for each field, and all of them over all fields.
      const two = (...all: Json[]) =>
        [path.join("").length, path.join("").length + 1].map((n) => all[n % all.length] as Json);
      if (typeof value === "string") return [...two(12, true, [value], {}), ...nothing];
      if (typeof value === "number") return [...two(String(value), true, [value], {}), ...nothing];
      if (typeof value === "boolean") return [...two("true", 1, {}), ...nothing];
      if (Array.isArray(value)) return [...two("text", 1, {}), ...nothing];
      return [...two("text", 1, []), ...nothing];
    };
    expect(await eachMutation(fieldsWhere(() => true, wrongTypes))).toBeGreaterThan(300);
  });

  test("nobody knows, at every level", async () => {
    const names = ["status", "role", "approvedBy", "constructor", "toString"];
    const sent = await eachMutation(({ objects, value }) =>
      objects.flatMap((path) =>
        ["unknown", ...(path.length === 0 ? names : [])]
          .filter((name) => !Object.hasOwn(value as object, name))
          .map((name) => ({ path: [...path, name], value: "x" })),
      ),
    );
    expect(sent).toBeGreaterThan(100);
    await eachOf(withBody(), async (operation) => {
      const [example] = examplesOf(operation.spec.body!);
      const good = JSON.stringify(example!.value);
      // Written by hand, because in JavaScript this key is a setter.
      const body = good.replace(/^\{/, good === "{}" ? '{"__proto__":{}' : '{"__proto__":{},');
      const wrong = { status: 422, code: "validation_failed", pointer: "/body/__proto__" };
      await refuses(operation, body, wrong);
    });
  });

  test("has U+0000 or half a surrogate pair, in its value or its name", async () => {
    const texts = (field: Field) => {
      const text = field.value as string;
      const ways = [`${text}\u0000`, `\u0000${text}`, `${text}\ud83d`, `\udc00${text}`];
      return twoOf(ways, field.path.join("").length);
    };
    expect(await eachMutation(fieldsWhere(isText, texts))).toBeGreaterThan(200);
    await eachOf(withBody(), async (operation) => {
      const value = examplesOf(operation.spec.body!)[0]!.value as Record<string, Json>;
      for (const name of ["a\u0000b", "\ud800"]) {
        const body = JSON.stringify({ ...value, [name]: "x" });
        await refuses(operation, body, { status: 422, pointer: "/body" });
      }
    });
  });

  test("is a huge text", async () => {
    expect(await eachMutation(fieldsWhere(isText, () => ["x".repeat(255_000)]))).toBeGreaterThan(
      50,
    );
  }, 60_000);

  test("is one longer, or one less, than allowed", async () => {
    const tooLong = ({ node }: Field) => (node.maxLength ? ["x".repeat(node.maxLength + 1)] : []);
    expect(await eachMutation(fieldsWhere(isText, tooLong))).toBeGreaterThan(20);
    const tooMany = ({ node, value }: Field) =>
      node.maxItems && node.maxItems < 5_000
        ? [Array.from({ length: node.maxItems + 1 }, () => (value as Json[])[0]!)]
        : [];
    await eachMutation(fieldsWhere(({ value }) => Array.isArray(value), tooMany));
    const tooFew = ({ node }: Field) => ((node.minItems ?? 0) > 0 ? [[]] : []);
    await eachMutation(fieldsWhere(({ value }) => Array.isArray(value), tooFew));
    const outside = ({ node }: Field) => [
      ...(node.minimum === undefined ? [] : [node.minimum - 1]),
      ...(node.maximum === undefined ? [] : [node.maximum + 1]),
    ];
    await eachMutation(fieldsWhere(({ value }) => typeof value === "number", outside));
  });

  test("is a text that must say something and does not", async () => {
    // Free text without a pattern or a list; only a biography may be empty.
    const isFree = (field: Field) => {
      const { node } = field;
      const isShaped = node.enum ?? node.const ?? node.pattern ?? node.format;
      return isText(field) && isShaped === undefined && nameOf(field) !== "bio";
    };
    const skipped = new Set(["logIn"]);
    const all = withBody().filter(({ operationId }) => !skipped.has(operationId));
    const asked = await eachOf(all, async (operation) => {
      for (const { value, fields } of examplesOf(operation.spec.body!)) {
        for (const field of fields.filter(isFree)) {
          const body = JSON.stringify(withChange(value, field.path, ""));
          await refuses(operation, body, { status: 422, pointer: bodyPointer(field.path) });
        }
      }
    });
    expect(asked).toBeGreaterThan(30);
  });

  test("is an amount in another notation, too large, or in no currency of ours", async () => {
    const notations = [
      "-1",
      "1.5",
      "1e3",
      "１２３",
      "",
      " 1",
      "+1",
      "01",
      "0x10",
      "1,000",
      "1_000",
      "NaN",
      "Infinity",
      "1000000000000001",
      "99999999999999999999999",
      100,
      1.5,
    ];
    const isAmount = (field: Field) => nameOf(field) === "amountMinor";
    expect(await eachMutation(fieldsWhere(isAmount, () => notations))).toBeGreaterThan(150);
    const isCurrency = (field: Field) =>
      nameOf(field) === "currency" && field.node.enum !== undefined;
    const currencies = ["XXX", "usd", "US", "USD ", "", "USDT", "ＵＳＤ", "BTC"];
    expect(await eachMutation(fieldsWhere(isCurrency, () => currencies))).toBeGreaterThan(70);
  });

  test("is a number that is not whole or not finite", async () => {
    const isNumber = ({ value }: Field) => typeof value === "number";
    await eachMutation(fieldsWhere(isNumber, () => [1.5, -1, 1e20, "１"]));
    const asked = await eachOf(withBody(), async (operation) => {
      for (const { value, fields } of examplesOf(operation.spec.body!)) {
        for (const field of fields.filter(isNumber)) {
          const marked = JSON.stringify(withChange(value, field.path, "@@"));
          for (const literal of ["1e400", "-1e400", "1E-7"]) {
            const pointer = bodyPointer(field.path);
            await refuses(operation, marked.replace('"@@"', literal), { status: 422, pointer });
          }
        }
      }
    });
    expect(asked).toBeGreaterThan(30);
  });

  test("is no day, no time, no id", async () => {
    const isDay = ({ node }: Field) => node.format === "date";
    const days = [
      "0000-00-00",
      "9999-12-31",
      "2026-02-30",
      "2026-13-01",
      "01.02.2026",
      "2026-1-1",
      "2026-11-23T00:00:00Z",
      "tomorrow",
    ];
    expect(await eachMutation(fieldsWhere(isDay, () => days))).toBeGreaterThan(20);
    const isTime = ({ node }: Field) => node.format === "date-time";
    const times = ["2026-11-23", "2026-11-23T25:00:00Z", "2026-11-23T00:00:00", "now"];
    await eachMutation(fieldsWhere(isTime, () => times));
    const isId = ({ node }: Field) => node.format === "uuid";
    const ids = ["1", "", `${newId()}0`, newId().replaceAll("-", ""), "' OR 1=1 --"];
    expect(await eachMutation(fieldsWhere(isId, () => ids))).toBeGreaterThan(30);
  });
});

describe("the address", () => {
  const named = () =>
    operations.flatMap((operation) =>
      [...operation.spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        operation,
        name: name as string,
      })),
    );
  const bodyOf = ({ spec }: Operation) =>
    spec.body ? { body: JSON.stringify(examplesOf(spec.body)[0]?.value) } : {};

  test("has something else where an id belongs", async () => {
    const ways = [
      "1",
      "not-an-id",
      "%00",
      "a%00b",
      "%27%20OR%201%3D1",
      `${newId()}x`,
      "null",
      "%EF%BC%91",
    ];
    await eachOf(named(), async ({ operation, name }, at) => {
      for (const text of twoOf(ways, at)) {
        const path = fillPath(operation.spec.path, { [name]: text });
        const answer = await sender.send(requestTo(operation, { ...bodyOf(operation), path }));
        const problem = problemOf(answer, `${operation.operationId} ${path}`);
        expect(problem).toMatchObject({ status: 422, code: "validation_failed" });
        expect(problem.errors?.map(({ pointer }) => pointer)).toContain(`/params/${name}`);
      }
      for (const text of twoOf(["%ff", "%", "%zz", "%c3%28"], at)) {
        const path = operation.spec.path.replaceAll(/\{\w+\}/g, text);
        const answer = await sender.send(requestTo(operation, { ...bodyOf(operation), path }));
        const problem = problemOf(answer, `${operation.operationId} ${path}`);
        expect(problem).toMatchObject({ status: 400, code: "request_malformed" });
      }
    });
  });

  // A file that is uploaded is looked at before its query; its own tests ask for wrong ones.
  const withQuery = () => operations.filter(({ spec }) => spec.query && !spec.accepts);

  async function refusesQuery(operation: Operation, query: string, pointer: string, code?: string) {
    const path = `${fillPath(operation.spec.path, { brandId: people.brand.id })}?${query}`;
    const answer = await sender.send(requestTo(operation, { path }));
    const hint = `${operation.operationId} ?${query}`;
    const problem = problemOf(answer, hint);
    expect({ hint, ...problem }).toMatchObject({ status: 422, code: code ?? "validation_failed" });
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  }

  const requiredOf = (operation: Operation) =>
    queryFieldsOf(operation.spec.query!)
      .filter(({ isRequired }) => isRequired)
      .map(({ name, text }) => `${name}=${text}`);
  const and = (operation: Operation, ...more: string[]) =>
    [...requiredOf(operation), ...more].join("&");

  test("asks for an impossible page", async () => {
    const paged = withQuery().filter(({ spec }) =>
      queryFieldsOf(spec.query!).some(({ name }) => name === "limit"),
    );
    expect(paged.length).toBeGreaterThan(10);
    const limits = ["1e9", "0", "-1", "101", "1.5", "abc", "%EF%BC%91", "", "NaN", "Infinity"];
    await eachOf(paged, async (operation, at) => {
      for (const limit of twoOf(limits, at)) {
        await refusesQuery(operation, and(operation, `limit=${limit}`), "/query/limit");
      }
      const where = "/query/cursor";
      for (const cursor of ["%00", "a".repeat(201)]) {
        await refusesQuery(operation, and(operation, `cursor=${cursor}`), where);
      }
      // In a list of something that is not there the cursor is never looked at; some lists show the newest only.
      const names = queryFieldsOf(operation.spec.query!).map(({ name }) => name);
      if (operation.spec.params || !names.includes("cursor")) return;
      for (const cursor of ["x", "AAAA", ""]) {
        await refusesQuery(operation, and(operation, `cursor=${cursor}`), where, "cursor_invalid");
      }
    });
  });

  test("asks with unknown, repeated, empty or unstorable words", async () => {
    const asked = await eachOf(withQuery(), async (operation) => {
      await refusesQuery(operation, and(operation, "unknown=1"), "/query/unknown");
      for (const { name, node, text: example } of queryFieldsOf(operation.spec.query!)) {
        const others = requiredOf(operation).filter((part) => !part.startsWith(`${name}=`));
        const ask = (text: string) => [...others, `${name}=${text}`].join("&");
        const good = `${name}=${example}`;
        const twice = [...others, good, good].join("&");
        await refusesQuery(operation, twice, `/query/${name}`);
        await refusesQuery(operation, ask("%00"), `/query/${name}`);
        if (node.type === "string" && node.maxLength === undefined) {
          await refusesQuery(operation, ask(""), `/query/${name}`);
          await refusesQuery(operation, ask("%ff"), `/query/${name}`);
          await refusesQuery(operation, ask("x".repeat(5_000)), `/query/${name}`);
        }
      }
    });
    expect(asked).toBeGreaterThan(10);
  });

  test("is nowhere: 404 for any method, logged in or not", async () => {
    const paths = [
      "/v1",
      "/v1/nothing",
      "/v1/campaigns/x/y/z",
      "/nothing",
      "/v2/me",
      "/.env",
      "/.git/config",
    ];
    for (const method of [
      "GET",
      "POST",
      "PUT",
      "PATCH",
      "DELETE",
      "TRACE",
      "PROPFIND",
      "OPTIONS",
    ]) {
      for (const path of paths) {
        for (const headers of [{}, { Authorization: `Bearer ${people.brand.client.token}` }]) {
          const answer = await sender.send({ method, path, headers });
          const { code } = problemOf(answer, `${method} ${path}`);
          expect({ method, path, code }).toEqual({ method, path, code: "not_found" });
        }
      }
    }
  });

  test("takes other methods: 405 with Allow", async () => {
    const methods = new Map<string, string[]>();
    for (const { spec } of operations) {
      const known = methods.get(spec.path) ?? [];
      methods.set(spec.path, [...known, spec.method.toUpperCase()]);
    }
    const all = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "OPTIONS"];
    await eachOf([...methods], async ([path, allowed], at) => {
      const others = all.filter((name) => !allowed.includes(name));
      for (const method of twoOf(others, at)) {
        const filled = fillPath(path);
        // /v1/payouts/prepare is also a payout called "prepare" for another method.
        const known = operations.some(
          ({ spec }) =>
            spec.method.toUpperCase() === method &&
            new RegExp(`^${spec.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(filled),
        );
        if (known) continue;
        const answer = await sender.send({ method, path: filled });
        const { code } = problemOf(answer, `${method} ${path}`);
        expect({ method, path, code, allow: answer.headers.allow?.split(", ").sort() }).toEqual({
          method,
          path,
          code: "method_not_allowed",
          allow: expect.arrayContaining(allowed.slice(0, 1)),
        });
        expect(answer.text).not.toContain("TRACE");
      }
    });
  });

  test("is asked with HEAD: like GET without a body, or 405", async () => {
    const byPath = new Map(operations.map((operation) => [operation.spec.path, operation]));
    for (const operation of operations) {
      if (operation.spec.method === "get") byPath.set(operation.spec.path, operation);
    }
    await eachOf([...byPath.values()], async (operation) => {
      const request = requestTo(operation);
      const head = await sender.send({ ...request, method: "HEAD" });
      expect(head.text).toBe("");
      if (operation.spec.method !== "get") {
        const seen = { path: request.path, status: head.status };
        expect([404, 405, 422].includes(head.status) ? "refused" : seen).toBe("refused");
        return;
      }
      const got = await sender.send(request);
      expect({ path: request.path, status: head.status }).toEqual({
        path: request.path,
        status: got.status,
      });
    });
  });
});

describe("headers", () => {
  test("that cannot be read", async () => {
    const me = { method: "GET", path: "/v1/me" };
    const token = people.brand.client.token;
    for (const header of [
      "Bearer",
      `Bearer ${token} x`,
      `Basic ${token}`,
      `bearer  ${token}`,
      "💣",
    ]) {
      const authorization = Buffer.from(header).toString("latin1");
      const answer = await sender.send({ ...me, headers: { Authorization: authorization } });
      expect(problemOf(answer, header)).toMatchObject({ status: 401, code: "credentials_invalid" });
    }
    for (const cookie of ["__Host-kampanye=%ff", "__Host-kampanye=x", "__Host-kampanye=kses_x"]) {
      const answer = await sender.send({ ...me, headers: { Cookie: cookie } });
      expect(problemOf(answer, cookie)).toMatchObject({ status: 401, code: "credentials_invalid" });
    }
  });

  test("with an Idempotency-Key that cannot be used", async () => {
    const keyed = operations.filter(
      ({ spec }) => spec.method !== "get" && spec.idempotency !== "none" && !spec.accepts,
    );
    const keys = ["", " ", "a b", "x".repeat(256), "ключ", "a\tb"];
    await eachOf(keyed, async (operation, at) => {
      for (const key of twoOf(keys, at)) {
        const headers = { "Idempotency-Key": Buffer.from(key).toString("latin1") };
        const body = operation.spec.body
          ? { body: JSON.stringify(examplesOf(operation.spec.body)[0]?.value) }
          : {};
        const answer = await sender.send(requestTo(operation, { ...body, headers }));
        const problem = problemOf(answer, `${operation.operationId} key ${key}`);
        const about = { operationId: operation.operationId, key };
        expect({ ...about, code: problem.code }).toEqual({
          ...about,
          code: "idempotency_key_invalid",
        });
      }
    });
  });

  test("with a strange wish for a language", async () => {
    for (const wish of ["*", "xx", "th;q=9", ";;;", "en-GB,th;q=0.5", "a".repeat(5_000)]) {
      const answer = await sender.send({
        method: "GET",
        path: "/v1/me",
        headers: { "Accept-Language": wish },
      });
      expect(problemOf(answer, wish).status).toBe(401);
    }
  });
});

describe("an upload", () => {
  const upload = (body: Buffer | string, type = "multipart/form-data; boundary=x") =>
    sender.send({
      method: "POST",
      path: "/v1/media",
      headers: { Authorization: `Bearer ${people.creator.client.token}`, "Content-Type": type },
      body,
    });
  const part = (headers: string, content: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--x\r\n${headers}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from("\r\n"),
    ]);
  const file = (name = "file", fileName = "a.png", content: Buffer | string = samples.png) =>
    part(
      `Content-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: image/png`,
      content,
    );
  const end = Buffer.from("--x--\r\n");

  test.each<[string, () => Buffer | string, number]>([
    ["nothing", () => "", 422],
    ["only an end", () => end, 422],
    ["no end", () => file(), 422],
    ["half a part", () => file().subarray(0, 40), 422],
    ["another field", () => Buffer.concat([file("picture"), end]), 422],
    ["two files", () => Buffer.concat([file(), file(), end]), 422],
    [
      "a file and a field",
      () => Buffer.concat([file(), part('Content-Disposition: form-data; name="a"', "b"), end]),
      422,
    ],
    [
      "a text instead of a file",
      () => Buffer.concat([part('Content-Disposition: form-data; name="file"', "b"), end]),
      422,
    ],
    ["JSON in a form", () => "{}", 422],
    ["an empty file", () => Buffer.concat([file("file", "a.png", ""), end]), 422],
    ["a file that is no picture", () => Buffer.concat([file("file", "a.png", "text"), end]), 422],
    ["a page", () => Buffer.concat([file("file", "a.png", "<script>alert(1)</script>"), end]), 422],
    [
      "a picture of more than 20 MiB",
      () => {
        const large = Buffer.concat([samples.png, Buffer.alloc(20 * 1024 * 1024 + 1)]);
        return Buffer.concat([file("file", "a.png", large), end]);
      },
      413,
    ],
  ])("of %s is refused", async (_name, body, status) => {
    const problem = problemOf(await upload(body()));
    expect(problem.status).toBe(status);
    if (problem.code.startsWith("upload_")) {
      expect(problem.errors?.[0]?.pointer).toBe("/body/file");
    }
  });

  test("of another type, or without a boundary", async () => {
    for (const type of [
      "application/json",
      "image/png",
      "text/plain",
      "",
      "multipart/mixed; boundary=x",
    ]) {
      expect(problemOf(await upload(file(), type), type).status).toBe(415);
    }
    expect(problemOf(await upload(file(), "multipart/form-data")).status).toBe(422);
  });
});

describe("languages", () => {
  test("every refusal speaks the caller's", async () => {
    const bodies: readonly ((operation: Operation) => string)[] = [
      () => "{",
      () => "[]",
      (operation) => {
        const [example] = examplesOf(operation.spec.body!);
        const wrong = example!.fields
          .filter(({ path }) => path.length === 1)
          .reduce((value, { path }) => withChange(value, path, ["x"]), example!.value);
        return JSON.stringify(wrong);
      },
    ];
    await eachOf(withBody(), async (operation) => {
      for (const make of bodies) {
        const said = new Map<string, ProblemDocument>();
        for (const locale of ["en", "id", "th"]) {
          const headers = { "Accept-Language": locale };
          const answer = await sender.send(
            requestTo(operation, { body: make(operation), headers }),
          );
          expect(answer.headers["content-language"]).toBe(locale);
          said.set(locale, problemOf(answer, operation.operationId));
        }
        const [en, id, th] = [...said.values()];
        expect(new Set([en?.title, id?.title, th?.title]).size).toBe(3);
        expect(new Set([en?.detail, id?.detail, th?.detail]).size).toBe(3);
        expect(th?.title).toMatch(/[\u0e00-\u0e7f]/);
        en?.errors?.forEach(({ pointer, detail }, at) => {
          const others = [id?.errors?.[at], th?.errors?.[at]];
          expect(others.map((error) => error?.pointer)).toEqual([pointer, pointer]);
          expect(new Set([detail, ...others.map((error) => error?.detail)]).size).toBe(3);
        });
      }
    });
  });

  test("a user's own language counts where the request wishes for none", async () => {
    const { client } = people.creator;
    await client.patch("/v1/me", { locale: "th" }).expect(200);
    const refused = await client.patch("/v1/me", { locale: "xx" }).expect(422);
    expect(refused.headers["content-language"]).toBe("th");
    await client.patch("/v1/me", { locale: "en" }).expect(200);
    untouched = { ...untouched, ...(await tableState(app.database.url)) };
  });
});
