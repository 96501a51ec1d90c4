/** Whoever reads who signed something gets an id and a name, everywhere and by one query for each answer. */
import { z } from "zod";
import { findSigners, rolesOf } from "../../src/features/identity";
import { newId } from "../../src/kernel/ids";
import type { BoundOperation } from "../../src/platform/http/contract";
import { nameSigners, signer } from "../../src/platform/http/signer";
import { startTestApp, type TestApp } from "../support/app";
import { createFinance, type Finance } from "../support/finance";
import { newStaff } from "../support/people";

let app: TestApp;
let finance: Finance;
beforeAll(async () => {
  app = await startTestApp();
  finance = await createFinance(app);
  await finance.openBank("main-usd", "USD", 1_000_000n);
}, 60_000);
afterAll(() => app.close());

interface Node {
  type?: string;
  $ref?: string;
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  $defs?: Record<string, Node>;
  enum?: unknown[];
}

/** Members of an answer that say who did something, and are plain text. */
function plainSignatures(schema: z.ZodType): string[] {
  const root = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }) as Node;
  const found: string[] = [];
  const walk = (node: Node, at: string) => {
    for (const [name, inner] of Object.entries(node.properties ?? {})) {
      const kinds = inner.anyOf ?? [inner];
      const isText = kinds.some(({ type, enum: words }) => type === "string" && !words);
      if (/(By|^by|^author)$/.test(name) && isText) found.push(`${at}.${name}`);
      walk(inner, `${at}.${name}`);
    }
    for (const inner of [...(node.items ? [node.items] : []), ...(node.anyOf ?? [])])
      walk(inner, at);
  };
  for (const [name, inner] of Object.entries(root.$defs ?? {})) walk(inner, name);
  walk(root, "");
  return found;
}

test("no answer that finance reads names a person by a signature alone", () => {
  const operations = app.composition.operations as readonly BoundOperation<never>[];
  const ours = operations.filter(({ spec }) =>
    rolesOf(spec.permission).some((role) => role.startsWith("finance_")),
  );
  expect(ours.length).toBeGreaterThan(60);
  const plain = ours.flatMap(({ operationId, spec }) =>
    plainSignatures(spec.response).map((place) => `${operationId}${place}`),
  );
  // Days by which somebody has to act or post, not people.
  expect(plain.filter((place) => !/\.(applyBy|postBy)$/.test(place))).toEqual([]);
});

test("people, the person behind an API key, and the product itself are told apart", async () => {
  const { maker, checker } = finance;
  const { body: key } = await maker.client
    .post("/v1/api-keys", { name: "script", scopes: ["*"] })
    .expect(201);
  const keyId = key.apiKey.id as string;
  const answer = {
    one: signer(`user:${maker.userId}`),
    deep: [{ by: signer(checker.userId), nobody: signer(null) }, signer(`key:${keyId}`)],
    machine: signer("system:watch"),
    gone: signer(`user:${newId()}`),
  };
  let calls = 0;
  await nameSigners(app.database.unitOfWork.reader, answer, async (tx, signatures) => {
    calls += 1;
    return await findSigners(tx, signatures);
  });
  expect(calls).toBe(1);
  const name = "Siti Rahma";
  expect(JSON.parse(JSON.stringify(answer))).toEqual({
    one: { id: maker.userId, name },
    deep: [
      { by: { id: checker.userId, name }, nobody: null },
      { id: maker.userId, name },
    ],
    machine: { id: null, name: "system:watch" },
    gone: { id: null, name: expect.stringMatching(/^user:/) },
  });
});

test("a page of many rows asks for names once", async () => {
  const payables = await finance.payables(["cheque", "cheque", "cheque"], { fee: 1_000n });
  for (const { payoutId } of payables) {
    const who = await newStaff(app, ["finance_maker"]);
    await who.client
      .post("/v1/cheques", { bankAccountCode: "main-usd", payoutIds: [payoutId] })
      .expect(201);
  }
  const { body } = await finance.checker.client.get("/v1/cheques").expect(200);
  const people = (body.items as { preparedBy: { id: string; name: string } }[]).map(
    ({ preparedBy }) => preparedBy,
  );
  expect(new Set(people.map(({ id }) => id)).size).toBe(3);
  expect(people.every(({ name }) => name === "Siti Rahma")).toBe(true);
});
