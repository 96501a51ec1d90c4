/** The OpenAPI document that clients are generated from: valid, complete, and the same for everybody. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BoundOperation } from "../../src/platform/http/contract";
import { startTestApp, type TestApp } from "../support/app";
import { repositoryRoot } from "../support/repository";

type Operation = BoundOperation<never>;

interface Media {
  schema: { $ref?: string };
}
interface Documented {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Documented>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

let app: TestApp;
let text: string;
let document: Document;
let operations: readonly Operation[];
const documented = new Map<string, Documented>();
beforeAll(async () => {
  app = await startTestApp();
  ({ text } = await app.http.get("/openapi.json").expect(200).expect("Content-Type", /json/));
  document = JSON.parse(text) as Document;
  operations = app.composition.operations as readonly Operation[];
  for (const methods of Object.values(document.paths)) {
    for (const entry of Object.values(methods)) documented.set(entry.operationId, entry);
  }
});
afterAll(() => app.close());

/** Every object anywhere in the document, with its place. */
function* objectsIn(value: unknown, at = "#"): Generator<[string, Record<string, unknown>]> {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value)) yield [at, value as Record<string, unknown>];
  for (const [key, child] of Object.entries(value)) yield* objectsIn(child, `${at}/${key}`);
}

function resolve(ref: string): unknown {
  return ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}

test("redocly finds nothing to complain about", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kampanye-openapi-"));
  try {
    const file = path.join(folder, "openapi.json");
    writeFileSync(file, text);
    const program = path.join(require.resolve("@redocly/cli/package.json"), "..", "bin", "cli.js");
    const config = path.join(repositoryRoot, "redocly.yaml");
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [program, "lint", file, "--config", config, "--format=json"],
      {
        encoding: "utf8",
        cwd: folder,
        env: {
          PATH: process.env["PATH"],
          HOME: folder,
          REDOCLY_TELEMETRY: "off",
          REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
          NO_COLOR: "1",
        },
      },
    );
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    const report = JSON.parse(stdout.slice(stdout.indexOf("{"))) as {
      totals: { errors: number; warnings: number };
      problems: unknown[];
    };
    expect(report.problems).toEqual([]);
    expect(report.totals).toMatchObject({ errors: 0, warnings: 0 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test("it is OpenAPI 3.1, and every reference leads somewhere", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const dangling: string[] = [];
  let references = 0;
  for (const [at, object] of objectsIn(document)) {
    if (typeof object["$ref"] !== "string") continue;
    references++;
    if (resolve(object["$ref"]) === undefined) dangling.push(`${at}: ${object["$ref"]}`);
  }
  expect(references).toBeGreaterThan(500);
  expect(dangling).toEqual([]);
});

test("every object in a request is closed, and no schema says nothing", () => {
  const seen = new Set<string>();
  const open: string[] = [];
  const look = (schema: unknown, where: string): void => {
    for (const [at, object] of objectsIn(schema, where)) {
      const { $ref: ref } = object;
      if (typeof ref === "string" && !seen.has(ref)) {
        seen.add(ref);
        look(resolve(ref), ref);
      }
      if (object["type"] === "object" && object["additionalProperties"] !== false) open.push(at);
    }
  };
  for (const { operationId, requestBody } of documented.values()) {
    look(requestBody?.content["application/json"]?.schema, operationId);
  }
  expect(seen.size).toBeGreaterThan(3);
  expect(open).toEqual([]);
  const empty = Object.entries(document.components.schemas).filter(
    ([, schema]) => Object.keys(schema).length === 0,
  );
  expect(empty).toEqual([]);
});

test("every refusal of every operation is a problem document", () => {
  for (const { operationId, responses } of documented.values()) {
    const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
    expect(refusals.map(([status]) => status)).toEqual(
      expect.arrayContaining(["400", "401", "403", "404", "409", "422", "503"]),
    );
    for (const [status, { content, description }] of refusals) {
      const schema = content?.["application/problem+json"]?.schema.$ref;
      expect({ operationId, status, schema, types: Object.keys(content ?? {}) }).toEqual({
        operationId,
        status,
        schema: "#/components/schemas/Problem",
        types: ["application/problem+json"],
      });
      expect(description).toMatch(/\S/);
    }
  }
  expect(document.components.schemas["Problem"]).toMatchObject({
    required: expect.arrayContaining(["type", "title", "status", "detail", "code"]),
  });
});

test("every operation says what it answers with, and what it takes", () => {
  expect(documented.size).toBe(operations.length);
  for (const { operationId, spec } of operations) {
    const entry = documented.get(operationId)!;
    const success = entry.responses[String(spec.status)];
    const types = Object.keys(success?.content ?? {});
    const wanted = spec.status === 204 ? [] : [spec.produces ?? "application/json"];
    expect({ operationId, types }).toEqual({ operationId, types: wanted });
    const body = Object.keys(entry.requestBody?.content ?? {});
    const isFile = spec.accepts === "multipart";
    const type = isFile ? "multipart/form-data" : "application/json";
    expect({ operationId, body }).toEqual({ operationId, body: spec.body || isFile ? [type] : [] });
    const parameters = entry.parameters ?? [];
    const named = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name, required }) => [name, required])).toEqual(
      named.map((name) => [name, true]),
    );
    const key = parameters.find(({ name }) => name === "Idempotency-Key");
    const rule = spec.method === "get" ? "none" : (spec.idempotency ?? "optional");
    expect({ operationId, rule: key ? (key.required ? "required" : "optional") : "none" }).toEqual({
      operationId,
      rule,
    });
  }
});

test("amounts and ids look the same everywhere", () => {
  for (const [at, object] of objectsIn(document)) {
    const properties = object["properties"] as Record<string, Record<string, unknown>> | undefined;
    if (!properties || Array.isArray(properties)) continue;
    for (const [name, schema] of Object.entries(properties)) {
      if (name.endsWith("Minor")) {
        const types = [schema["type"]].flat().filter((type) => type !== "null");
        expect({ at, name, types }).toEqual({ at, name, types: ["string"] });
      }
      if (/^(id|\w+Id)$/.test(name) && schema["format"] !== undefined) {
        expect({ at, name, ...schema }).toMatchObject({ format: "uuid" });
      }
      expect({ at, name, type: schema["type"] }).not.toMatchObject({ type: "number" });
    }
  }
});

test("it is the same for every caller, and its page loads nothing from elsewhere", async () => {
  const again = await app.http.get("/openapi.json").set("Accept-Language", "th").expect(200);
  expect(again.text).toBe(text);
  const page = await app.http.get("/docs").expect(200);
  expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
  const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => at ?? "");
  expect(assets.length).toBeGreaterThan(1);
  for (const asset of assets) await app.http.get(asset).expect(200);
});
