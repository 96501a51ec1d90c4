/** Promises that every operation keeps, read from the contract, so that a new one is held to them at once. */
import http from "node:http";
import type { Role } from "../../src/features/identity";
import { isPermission, permissions, rolesOf } from "../../src/features/identity/permissions";
import { newId } from "../../src/kernel/ids";
import type { BoundOperation } from "../../src/platform/http/contract";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { type Everybody, newEverybody } from "../support/everybody";
import {
  examplesOf,
  type Field,
  fillPath,
  type Json,
  queryFieldsOf,
  withChange,
} from "../support/examples";
import { createMarketplace } from "../support/marketplace";
import {
  createSender,
  eachOf,
  problemOf,
  type RawAnswer,
  type RawRequest,
  type Sender,
} from "../support/raw-http";
import { tableState } from "../support/table-state";

type Operation = BoundOperation<never>;

let app: TestApp;
let people: Everybody;
let sender: Sender;
let operations: readonly Operation[];
beforeAll(async () => {
  app = await startTestApp();
  people = await newEverybody(app);
  sender = createSender(app.url);
  operations = app.composition.operations as readonly Operation[];
});
afterAll(async () => {
  sender.close();
  await app.close();
});

/** What the story of issue 2 needs; names and paths are what integrators rely on and never change. */
const expected: Readonly<Record<string, string>> = {
  registerBrand: "POST /v1/auth/register/brand",
  registerCreator: "POST /v1/auth/register/creator",
  logIn: "POST /v1/auth/sessions",
  logOut: "DELETE /v1/auth/sessions/current",
  getMe: "GET /v1/me",
  createApiKey: "POST /v1/api-keys",
  listApiKeys: "GET /v1/api-keys",
  revokeApiKey: "DELETE /v1/api-keys/{keyId}",
  updateMyCreatorProfile: "PATCH /v1/creators/me",
  addSocialAccount: "POST /v1/creators/me/social-accounts",
  addPayoutMethod: "POST /v1/creators/me/payout-methods",
  searchCreators: "GET /v1/creators",
  getCreator: "GET /v1/creators/{creatorId}",
  createCampaign: "POST /v1/campaigns",
  updateCampaign: "PATCH /v1/campaigns/{campaignId}",
  publishCampaign: "POST /v1/campaigns/{campaignId}/publish",
  pauseCampaign: "POST /v1/campaigns/{campaignId}/pause",
  resumeCampaign: "POST /v1/campaigns/{campaignId}/resume",
  closeCampaign: "POST /v1/campaigns/{campaignId}/close",
  cancelCampaign: "POST /v1/campaigns/{campaignId}/cancel",
  listCampaigns: "GET /v1/campaigns",
  getCampaign: "GET /v1/campaigns/{campaignId}",
  copyCampaign: "POST /v1/campaigns/{campaignId}/copy",
  getCampaignReport: "GET /v1/campaigns/{campaignId}/report",
  inviteCreator: "POST /v1/campaigns/{campaignId}/invitations",
  listBriefVersions: "GET /v1/campaigns/{campaignId}/brief-versions",
  createDeposit: "POST /v1/brands/{brandId}/deposits",
  fundCampaign: "POST /v1/campaigns/{campaignId}/funding",
  requestRefund: "POST /v1/brands/{brandId}/refunds",
  getBrandBalance: "GET /v1/brands/{brandId}/balance",
  applyToCampaign: "POST /v1/campaigns/{campaignId}/applications",
  listApplications: "GET /v1/campaigns/{campaignId}/applications",
  shortlistApplication: "POST /v1/applications/{applicationId}/shortlist",
  makeOffer: "POST /v1/applications/{applicationId}/offer",
  counterOffer: "POST /v1/applications/{applicationId}/counter",
  acceptOffer: "POST /v1/applications/{applicationId}/accept",
  declineApplication: "POST /v1/applications/{applicationId}/decline",
  withdrawApplication: "POST /v1/applications/{applicationId}/withdraw",
  submitContent: "POST /v1/applications/{applicationId}/submissions",
  uploadMedia: "POST /v1/media",
  requestChanges: "POST /v1/submissions/{submissionId}/request-changes",
  approveContent: "POST /v1/submissions/{submissionId}/approve",
  rejectContent: "POST /v1/submissions/{submissionId}/reject",
  recordLivePost: "POST /v1/submissions/{submissionId}/live-post",
  endorseSubmission: "POST /v1/submissions/{submissionId}/endorsement",
  getCancellation: "GET /v1/applications/{applicationId}/cancellation",
  cancelCollaboration: "POST /v1/applications/{applicationId}/cancel",
  openDispute: "POST /v1/submissions/{submissionId}/disputes",
  answerDispute: "POST /v1/disputes/{disputeId}/answer",
  withdrawDispute: "POST /v1/disputes/{disputeId}/withdrawal",
  decideDispute: "POST /v1/disputes/{disputeId}/decision",
  listDisputes: "GET /v1/disputes",
  getDispute: "GET /v1/disputes/{disputeId}",
  listPayouts: "GET /v1/payouts",
  getPayout: "GET /v1/payouts/{payoutId}",
  getPayoutSummary: "GET /v1/payouts/summary",
  listMyPayouts: "GET /v1/creators/me/payouts",
  getMyPayout: "GET /v1/creators/me/payouts/{payoutId}",
  holdPayout: "POST /v1/payouts/{payoutId}/hold",
  releasePayout: "POST /v1/payouts/{payoutId}/release",
  approvePayouts: "POST /v1/payouts/approvals",
  cancelPayout: "POST /v1/payouts/{payoutId}/cancel",
  reroutePayout: "POST /v1/payouts/{payoutId}/reroute",
  listPayoutBatches: "GET /v1/payout-batches",
  getPayoutBatch: "GET /v1/payout-batches/{batchId}",
  listPayoutBatchAttempts: "GET /v1/payout-batches/{batchId}/attempts",
  listCheques: "GET /v1/cheques",
  issueCheques: "POST /v1/cheques",
  importStatement: "POST /v1/reconciliation/imports",
  listBreaks: "GET /v1/breaks",
  resolveBreak: "POST /v1/breaks/{breakId}/resolution",
  getRecovery: "GET /v1/recovery",
  listFoundPayments: "GET /v1/recovery/items",
  listRecoveryDecisions: "GET /v1/recovery/decisions",
  readRecoveryReport: "POST /v1/recovery/report",
  proposeFoundPayments: "POST /v1/recovery/proposals",
  proposeRecoveryEnd: "POST /v1/recovery/ending",
  confirmRecoveryDecisions: "POST /v1/recovery/confirmations",
  withdrawRecoveryDecision: "POST /v1/recovery/decisions/{decisionId}/withdrawal",
  listLedgerTransactions: "GET /v1/ledger/transactions",
  getTrialBalance: "GET /v1/ledger/trial-balance",
  getAccountStatement: "GET /v1/ledger/accounts/{name}/statement",
  exportBooks: "GET /v1/ledger/export",
  closePeriod: "POST /v1/periods/{periodId}/close",
  getReconciliationProof: "GET /v1/reconciliation/proof",
};

const place = ({ spec }: Operation) => `${spec.method.toUpperCase()} ${spec.path}`;
const allowedFor = ({ spec }: Operation) => rolesOf(spec.permission);
const isPublic = (operation: Operation) => allowedFor(operation).includes("public");

/** The request a user would send, with every part well-formed, so that only the caller can be what is wrong. */
function requestFor({ spec }: Operation, token?: string): RawRequest {
  const query = (spec.query ? queryFieldsOf(spec.query) : [])
    .filter(({ isRequired }) => isRequired)
    .map(({ name, text }) => `${name}=${text}`)
    .join("&");
  const body = spec.body ? JSON.stringify(examplesOf(spec.body)[0]?.value) : undefined;
  return {
    method: spec.method.toUpperCase(),
    path: `${fillPath(spec.path)}${query === "" ? "" : `?${query}`}`,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...(spec.method === "get" ? {} : { "Idempotency-Key": "every-operation" }),
    },
    ...(body ? { body } : {}),
  };
}

async function refused(answer: RawAnswer, status: number, hint: string): Promise<string> {
  const problem = problemOf(answer, hint);
  expect({ hint, status: answer.status }).toEqual({ hint, status });
  return problem.code;
}

test("operations have unique names and places", () => {
  const ids = operations.map(({ operationId }) => operationId);
  const places = operations.map(place);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(places).size).toBe(places.length);
  expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
  const wrong = operations.filter(({ spec }) => !/^\/v1\/[a-z0-9/{}A-Z-]+$/.test(spec.path));
  expect(wrong.map(place)).toEqual([]);
});

test("every operation names a permission of the table, and has a summary and a tag", () => {
  const lacking = operations.filter(
    ({ spec }) =>
      !isPermission(spec.permission) || spec.summary.trim() === "" || spec.tag.trim() === "",
  );
  expect(lacking.map(({ operationId }) => operationId)).toEqual([]);
});

test("what a surface needs is there, under the name and path it was promised", () => {
  const actual = Object.fromEntries(
    operations.map((operation) => [operation.operationId, place(operation)]),
  );
  expect(actual).toMatchObject(expected);
});

test("every path parameter is checked by a schema", () => {
  const unchecked = operations.filter(({ spec }) => {
    const names = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const example = spec.params ? examplesOf(spec.params)[0]?.value : {};
    return JSON.stringify(Object.keys(example as object)) !== JSON.stringify(names);
  });
  expect(unchecked.map(({ operationId }) => operationId)).toEqual([]);
});

test("operations that move money cannot be called without an Idempotency-Key", () => {
  const money =
    /^(createDeposit|fundCampaign|takeBackFunding|requestRefund|approveRefund|acceptOffer|endorseSubmission|approvePayouts|preparePayouts|reroutePayout|cancelPayout|takeBackPayout|issueCheques|handOverCheques|spoilCheque|recordTopUp|importStatement|cancelCampaign|withdrawApplication|declineApplication|resolveBlockedPayout|resolvePayoutBatch|confirmPayoutResolution|decideClawback|confirmClawback|readRecoveryReport|proposeFoundPayments|proposeRecoveryEnd|confirmRecoveryDecisions|postForBreak|confirmBreakPosting|proposePeriodClose|closePeriod|confirmImport|proposeImportWithdrawal|confirmImportWithdrawal|cancelCollaboration|openDispute|decideDispute|proposeRemittance|approveRemittance|approveTopUp|cancelTopUp)$/;
  const found = operations.filter(({ operationId }) => money.test(operationId));
  expect(found.length).toBe(43);
  const without = found.filter(({ spec }) => spec.idempotency !== "required");
  expect(without.map(({ operationId }) => operationId)).toEqual([]);
});

test("the OpenAPI document lists exactly the operations, with who may call them", async () => {
  const { body } = await app.http.get("/openapi.json").expect(200);
  interface Documented {
    operationId: string;
    summary: string;
    tags: string[];
    security: unknown[];
    "x-roles": Role[];
  }
  const documented = new Map<string, Documented>();
  const paths = body.paths as Record<string, Record<string, Documented>>;
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, entry] of Object.entries(methods)) {
      documented.set(`${method.toUpperCase()} ${path}`, entry);
    }
  }
  expect([...documented.keys()].sort()).toEqual(operations.map(place).sort());
  for (const operation of operations) {
    const { operationId, spec } = operation;
    expect(documented.get(place(operation))).toMatchObject({
      operationId,
      summary: spec.summary,
      tags: [spec.tag],
      "x-roles": allowedFor(operation),
      security: isPublic(operation) ? [] : [{ bearer: [] }, { session: [] }],
    });
  }
});

test("without credentials every operation that is not public answers 401 and changes nothing", async () => {
  const before = await tableState(app.database.url);
  const guarded = operations.filter((operation) => !isPublic(operation));
  expect(guarded.length).toBeGreaterThan(60);
  await eachOf(guarded, async (operation) => {
    const hint = operation.operationId;
    const request = requestFor(operation);
    const answer = await sender.send(request);
    expect(await refused(answer, 401, hint)).toBe("not_logged_in");
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
    for (const header of ["Bearer kses_wrong", "Bearer kkey_wrong_wrong", "Basic YTpi", "Bearer"]) {
      const headers = { ...request.headers, Authorization: header };
      const wrong = await sender.send({ ...request, headers });
      expect(await refused(wrong, 401, `${hint} ${header}`)).toBe("credentials_invalid");
    }
  });
  expect(await tableState(app.database.url)).toEqual(before);
});

test("the body of a stranger is not waited for", async () => {
  const writes = operations.filter(({ spec }) => spec.body ?? spec.accepts);
  const guarded = writes.filter((operation) => !isPublic(operation));
  await eachOf(guarded, async ({ operationId, spec }) => {
    const type = spec.accepts ? "multipart/form-data; boundary=x" : "application/json";
    const headers = { "Content-Type": type, "Content-Length": "1000" };
    const status = await new Promise((resolve, reject) => {
      const url = `${app.url}${fillPath(spec.path)}`;
      const call = http.request(url, { method: spec.method, headers }, (answer) => {
        resolve(answer.statusCode);
        call.destroy();
      });
      call.on("error", reject);
      call.flushHeaders();
    });
    expect({ operationId, status }).toEqual({ operationId, status: 401 });
  });
});

test("every wrong role is refused with 403 and changes nothing", async () => {
  const before = await tableState(app.database.url);
  const callers: [Role | "nobody", Client][] = [
    ["nobody", people.nobody],
    ...(Object.entries(people.clients) as [Role, Client][]),
  ];
  const named = new Set<string>(Object.values(permissions).flat());
  named.delete("public");
  expect(Object.keys(people.clients).sort()).toEqual([...named].sort());
  const attempts = operations
    .filter((operation) => !isPublic(operation))
    .flatMap((operation) =>
      callers
        .filter(([role]) => !allowedFor(operation).includes(role as Role))
        // Somebody without any role still has a self.
        .filter(([role]) => role !== "nobody" || operation.spec.permission !== "identity.self")
        .map(([role, client]) => ({ operation, role, client })),
    );
  expect(attempts.length).toBeGreaterThan(200);
  await eachOf(attempts, async ({ operation, role, client }) => {
    const hint = `${operation.operationId} as ${role}`;
    const request = requestFor(operation, client.token);
    expect(await refused(await sender.send(request), 403, hint)).toBe("not_allowed");
    if (role !== "nobody") return;
    // Other spellings of the same address must not be another door.
    const [path = "", query] = request.path.split("?");
    const tail = query ? `?${query}` : "";
    const spellings = [`${path}/${tail}`, `${path.toUpperCase()}${tail}`, `/${path}${tail}`];
    for (const spelling of spellings) {
      const other = await sender.send({ ...request, path: spelling });
      problemOf(other, `${hint} ${spelling}`);
      expect([401, 403, 404, 405]).toContain(other.status);
    }
    const headers = { ...request.headers, "X-HTTP-Method-Override": "GET" };
    expect((await sender.send({ ...request, headers })).status).toBe(403);
  });
  expect(await tableState(app.database.url)).toEqual(before);
});

test("an API key without the scope is refused although its owner may", async () => {
  const before = await tableState(app.database.url);
  const keys = new Map<Role, string>();
  for (const [role, client] of Object.entries(people.clients) as [Role, Client][]) {
    const body = { name: role, scopes: ["niche.read"] };
    const made = await client.post("/v1/api-keys", body).expect(201);
    keys.set(role, made.body.secret as string);
  }
  const afterKeys = await tableState(app.database.url);
  expect(afterKeys).not.toEqual(before);
  const attempts = operations
    .filter((operation) => !isPublic(operation))
    .flatMap((operation) => allowedFor(operation).map((role) => ({ operation, role })));
  await eachOf(attempts, async ({ operation, role }) => {
    const answer = await sender.send(requestFor(operation, keys.get(role)));
    const hint = `${operation.operationId} as a key of ${role}`;
    expect(await refused(answer, 403, hint)).toBe("scope_missing");
  });
  expect(await tableState(app.database.url)).toEqual(afterKeys);
});

test("every role that may call an operation gets past the first wall", async () => {
  // logOut would end the session the other calls need.
  const attempts = operations
    .filter((operation) => !isPublic(operation) && operation.operationId !== "logOut")
    .flatMap((operation) => allowedFor(operation).map((role) => ({ operation, role })));
  await eachOf(attempts, async ({ operation, role }) => {
    const client = people.clients[role as keyof Everybody["clients"]];
    const answer = await sender.send(requestFor(operation, client.token));
    const seen = { operation: operation.operationId, role, status: answer.status };
    expect([401, 403].includes(answer.status) ? seen : "passed").toBe("passed");
    expect(answer.status >= 500 ? { ...seen, text: answer.text } : "no fault").toBe("no fault");
  });
});

describe("values at the edge of what a schema allows", () => {
  /** The outermost values; in characters of four bytes, because limits count UTF-16 units and columns do not. */
  function edgesOf({ node, value, path }: Field): Json[] {
    if (typeof value === "number")
      return [node.minimum, node.maximum].filter((n) => n !== undefined);
    if (Array.isArray(value)) {
      const count = node.maxItems ?? 1_000;
      const isId = node.items?.format === "uuid";
      return [Array.from({ length: count }, () => (isId ? newId() : (value[0] as Json)))];
    }
    if (typeof value !== "string" || node.enum || node.const !== undefined) return [];
    if (path.at(-1) === "amountMinor") return ["0", "1", "1000000000000000"];
    if (node.format === "date") return ["2000-01-01", "2199-12-31"];
    if (node.format === "date-time") return ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"];
    if (node.format ?? node.pattern) return [];
    const length = node.maxLength ?? 100_000;
    return ["𝒳".repeat(length / 2), "x".repeat(length), "\ufffd\u202e\u0001\u007f"];
  }

  test("never end in a fault, whatever they mean", async () => {
    const market = createMarketplace(app);
    const { brand, creator } = people;
    const draft = await market.campaign(brand, { status: "draft" });
    const open = await market.campaign(brand, {
      deliverables: [{ platform: "instagram", kind: "post", quantity: 2 }],
    });
    const accepted = await market.accepted(open, creator);
    const submitted = await market.submitted(accepted);
    const ids = {
      brandId: brand.id,
      campaignId: draft.id,
      applicationId: accepted.id,
      submissionId: submitted.id,
      creatorId: creator.id,
    };
    const attempts = operations
      .filter(({ spec }) => spec.body)
      .flatMap((operation) =>
        examplesOf(operation.spec.body!, ids).flatMap((example) =>
          example.fields.flatMap((field) =>
            edgesOf(field).map((edge) => ({
              operation,
              path: field.path,
              edge,
              body: withChange(example.value, field.path, edge),
            })),
          ),
        ),
      );
    expect(attempts.length).toBeGreaterThan(150);
    const faults: string[] = [];
    await eachOf(attempts, async ({ operation, path, edge, body }) => {
      const { spec, operationId } = operation;
      const [role] = allowedFor(operation).filter((name) => name !== "public");
      const client = role && people.clients[role as keyof Everybody["clients"]];
      const answer = await sender.send({
        method: spec.method.toUpperCase(),
        path: fillPath(spec.path, ids),
        headers: {
          ...(client ? { Authorization: `Bearer ${client.token}` } : {}),
          "Content-Type": "application/json",
          "Idempotency-Key": newId(),
        },
        body: JSON.stringify(body),
      });
      if (answer.status < 500) return;
      faults.push(`${operationId} /${path.join("/")} = ${JSON.stringify(edge).slice(0, 60)}`);
    });
    expect(faults).toEqual([]);
  }, 60_000);
});
