/** Statement files, and what people decide about lines, over HTTP. */
import { present } from "../../kernel/invariant";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { moneyJson } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { decisionContract } from "./decision-schema";
import { listExplanations } from "./decision-store";
import { fileContract } from "./file-schema";
import { insertColumnMap, listColumnMaps, listFiles } from "./file-store";
import type { Reconciliation } from "./reconciliation-factory";
import { lineView } from "./reconciliation-view";
import type { ColumnMapRow, ExplanationRow, StatementFileRow } from "./statement-file-row";
import type { Suggestion } from "./suggestions";

function fileView(row: StatementFileRow) {
  return {
    id: row.id,
    format: row.format,
    source: row.source,
    account: row.account,
    fileName: row.fileName,
    sha256: row.sha256,
    bytesCount: row.bytesCount.toString(),
    state: row.state,
    bytesRead: row.bytesRead.toString(),
    linesRead: row.linesRead,
    problem: row.problem,
    findings: row.findings,
    importId: row.importId,
    uploadedBy: row.uploadedBy,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

const mapView = ({ id, name, content, createdBy, createdAt }: ColumnMapRow) => ({
  id,
  name,
  map: content,
  createdBy,
  createdAt: createdAt.toISOString(),
});

function explanationView(row: ExplanationRow) {
  return {
    id: row.id,
    lineId: row.lineId,
    kind: row.kind,
    objectId: row.objectId,
    clears: row.clears,
    reason: row.reason,
    state: row.state,
    needsSecondPerson: row.needsSecondPerson,
    proposedBy: row.proposedBy,
    decidedBy: row.decidedBy,
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

const suggestionView = ({ effectMinor, currency, on, name, ...suggestion }: Suggestion) => ({
  ...suggestion,
  amount: moneyJson(effectMinor, currency),
  on: on.toISOString(),
  name: name ?? null,
});

export function statementRoutes(reconciliation: Reconciliation): BoundOperation<Actor>[] {
  const { files, decisions } = reconciliation;
  const fileRoutes = bindContract<typeof fileContract, Actor>(fileContract, {
    uploadStatementFile: async ({ actor, query, spooled, idempotencyKey }) => {
      const { principal } = actor;
      const importer = { principal, requestKey: `${principal} ${idempotencyKey}` };
      const file = present(spooled, "The uploaded file");
      return fileView(await files.upload(importer, { file, ...query }));
    },
    listStatementFiles: async ({ tx, query }) => {
      const { cursor, limit, ...filter } = query;
      const rows = await listFiles(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, fileView);
    },
    getStatementFile: async ({ params }) => fileView(await files.getFile(params.fileId)),
    downloadStatementFile: async ({ params }) => ({
      contentType: "application/octet-stream",
      ...(await files.download(params.fileId)),
    }),
    saveColumnMap: async ({ tx, actor, body }) => {
      const { name, map: content } = body;
      return mapView(await insertColumnMap(tx, { name, content, createdBy: actor.principal }));
    },
    listColumnMaps: async ({ tx, query }) => {
      const { cursor, limit } = query;
      const rows = await listColumnMaps(tx, { afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, mapView);
    },
  });
  const decisionRoutes = bindContract<typeof decisionContract, Actor>(decisionContract, {
    suggestMatches: async ({ tx, params }) => {
      const found = await decisions.suggest(tx, params.lineId);
      return { items: found.map(suggestionView) };
    },
    matchLine: async ({ tx, actor, params, body }) => {
      await decisions.match(tx, actor, params.lineId, body);
      return await lineView(tx, params.lineId);
    },
    unmatchLine: async ({ tx, actor, params, body }) => {
      await decisions.unmatch(tx, actor, params.lineId, body.reason);
      return await lineView(tx, params.lineId);
    },
    explainLine: async ({ tx, actor, params, body }) =>
      explanationView(await decisions.explain(tx, actor, { lineId: params.lineId, ...body })),
    listExplanations: async ({ tx, query }) => {
      const { cursor, limit, state } = query;
      const rows = await listExplanations(tx, { state, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, explanationView);
    },
    approveExplanation: async ({ tx, actor, params }) =>
      explanationView(await decisions.decide(tx, actor, params.explanationId, true)),
    rejectExplanation: async ({ tx, actor, params }) =>
      explanationView(await decisions.decide(tx, actor, params.explanationId, false)),
  });
  return [...fileRoutes, ...decisionRoutes];
}
