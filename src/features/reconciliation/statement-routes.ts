/** Statement files, and what people decide about lines, over HTTP. */
import { present } from "../../kernel/invariant";
import type { Locale } from "../../kernel/locale";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import { type Actor, signerOf } from "../identity";
import { decisionContract } from "./decision-schema";
import { listExplanations } from "./decision-store";
import { fileContract } from "./file-schema";
import { insertColumnMap, listColumnMaps, listFiles } from "./file-store";
import { findingViews } from "./findings";
import { countsOf, type LineCounts } from "./line-counts";
import type { Reconciliation } from "./reconciliation-factory";
import { lineView } from "./reconciliation-view";
import type { ColumnMapRow, ExplanationRow, StatementFileRow } from "./statement-file-row";
import type { Suggestion } from "./suggestions";

/** A page of files with how the lines of each stand. */
async function fileViews(tx: Tx, rows: readonly StatementFileRow[], locale: Locale) {
  const counts = await countsOf(
    tx,
    rows.flatMap(({ importId }) => importId ?? []),
  );
  return rows.map((row) => fileView(row, counts.get(row.importId ?? "") ?? null, locale));
}

async function oneFile(tx: Tx, row: StatementFileRow, locale: Locale) {
  const [view] = await fileViews(tx, [row], locale);
  return present(view, "The file");
}

function fileView(row: StatementFileRow, lines: LineCounts | null, locale: Locale) {
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
    findings: findingViews(row.findings, locale),
    lines,
    importId: row.importId,
    uploadedBy: signer(row.uploadedBy),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

const same = <T>(row: T) => row;

const mapView = ({ id, name, content, createdBy, createdAt }: ColumnMapRow) => ({
  id,
  name,
  map: content,
  createdBy: signer(createdBy),
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
    proposedBy: signer(row.proposedBy),
    decidedBy: signer(row.decidedBy),
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
    uploadStatementFile: async ({ tx, actor, query, spooled, idempotencyKey, locale }) => {
      const { principal } = actor;
      const importer = {
        principal,
        person: signerOf(actor),
        requestKey: `${principal} ${idempotencyKey}`,
      };
      const file = present(spooled, "The uploaded file");
      return await oneFile(tx, await files.upload(importer, { file, ...query }), locale);
    },
    listStatementFiles: async ({ tx, query, locale }) => {
      const { cursor, limit, ...filter } = query;
      const rows = await listFiles(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(await fileViews(tx, rows, locale), limit, same);
    },
    getStatementFile: async ({ tx, params, locale }) =>
      await oneFile(tx, await files.getFile(params.fileId), locale),
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
