import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { signer } from "../../platform/http/signer";
import { recordAudit } from "../audit";
import { type ListedBreak, resolveBreakById, searchBreaks } from "../breaks";
import { breakView, oneBreak } from "../desk";
import { type Actor, signerOf } from "../identity";
import type { Imported } from "./import-service";
import type { Reconciliation } from "./reconciliation-factory";
import { reconciliationContract } from "./reconciliation-schema";
import { getReconciliation, lineView, listLines } from "./reconciliation-view";
import type { StatementImportRow } from "./statement-row";
import { listImports } from "./statement-store";

const same = <T>(row: T) => row;

export function importView(row: StatementImportRow) {
  return {
    id: row.id,
    source: row.source,
    account: row.account,
    fromOn: row.fromOn,
    toOn: row.toOn,
    linesCount: row.linesCount,
    newLinesCount: row.newLinesCount,
    importedBy: signer(row.importedBy),
    createdAt: row.createdAt.toISOString(),
  };
}

function importedView({ row, statuses }: Imported) {
  return {
    ...importView(row),
    matchedCount: statuses.matched,
    explainedCount: statuses.explained,
    openCount: statuses.open,
  };
}

export interface BreakRules {
  /** What settles a break whose cause is still there; undefined when it may be closed by a person's word. */
  remainingCause(tx: Tx, entry: ListedBreak): Promise<string | undefined>;
}

export function reconciliationRoutes(
  reconciliation: Reconciliation,
  { remainingCause }: BreakRules,
): BoundOperation<Actor>[] {
  return bindContract<typeof reconciliationContract, Actor>(reconciliationContract, {
    importStatement: async ({ actor, body, idempotencyKey }) => {
      const { principal } = actor;
      const importer = {
        principal,
        person: signerOf(actor),
        requestKey: `${principal} ${idempotencyKey}`,
      };
      switch (body.source) {
        case "bank":
          return importedView(await reconciliation.importBankFile(importer, body));
        case "paypal":
          return importedView(await reconciliation.importPaypalReport(importer, body));
        case "stripe":
          return importedView(await reconciliation.importStripeBalance(importer, body));
      }
    },
    listImports: async ({ tx, query }) => {
      const { source, cursor, limit } = query;
      const rows = await listImports(tx, { source, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, importView);
    },
    listStatementLines: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const rows = await listLines(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, same);
    },
    getStatementLine: async ({ tx, params }) => await lineView(tx, params.lineId),
    getReconciliation: async ({ tx }) => ({ items: await getReconciliation(tx) }),
    listBreaks: async ({ tx, query }) => {
      const { status, cursor, limit, ...filter } = query;
      const isOpen = status && status === "open";
      const rows = await searchBreaks(tx, {
        ...filter,
        isOpen,
        afterId: decodeCursor(cursor),
        limit,
      });
      return toPage(rows, limit, breakView);
    },
    resolveBreak: async ({ tx, actor, params, body }) => {
      const resolved = await resolveBreakById(tx, params.breakId, {
        resolution: body.note,
        resolvedBy: actor.principal,
      });
      const operation = await remainingCause(tx, resolved);
      if (operation !== undefined) {
        throw new ConflictError("break_cause_remains", { operation }, { operation });
      }
      await recordAudit(tx, {
        actor: actor.principal,
        action: "break.resolved",
        objectType: "break",
        objectId: resolved.id,
        details: { kind: resolved.kind },
      });
      return await oneBreak(tx, resolved.id);
    },
  });
}
