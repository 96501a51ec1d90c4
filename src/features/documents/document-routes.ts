import { parseInstant } from "../../kernel/clock";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Locale } from "../../kernel/locale";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract, type Download } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { moneyJson } from "../../platform/http/schemas";
import { findCampaign, ownCampaign } from "../campaigns";
import { creatorOf } from "../creators";
import { type Actor, isFinance, requireBrand } from "../identity";
import { campaignStatement } from "./campaign-statement";
import type { Issuer } from "./document";
import { documentPrintout } from "./document-printout";
import { documentContract } from "./document-schema";
import type { Documents } from "./document-service";
import {
  findDocument,
  type ListedDocument,
  listDocuments,
  type Sight,
  type StoredDocument,
} from "./document-store";
import { findBrand } from "./due-store";
import type { Printout } from "./printout";
import { printoutPdf } from "./printout-pdf";
import { statementPrintout } from "./statement-printout";

async function sightOf(tx: Tx, actor: Actor): Promise<Sight> {
  if (isFinance(actor)) return undefined;
  const creatorId = actor.roles.has("creator") ? (await creatorOf(tx, actor)).id : null;
  return { brandIds: actor.memberships.map(({ brandId }) => brandId), creatorId };
}

function listedView({ totalMinor, currency, ...row }: ListedDocument) {
  return {
    ...row,
    total: moneyJson(totalMinor, currency),
    issuedAt: row.issuedAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}

function documentView({ content, ...row }: StoredDocument, locale: Locale) {
  return { ...listedView(row), content, printout: documentPrintout(content, locale) };
}

/** @throws NotFoundError also for a document of somebody else. */
async function visibleDocument(tx: Tx, actor: Actor, id: string): Promise<StoredDocument> {
  const found = await findDocument(tx, await sightOf(tx, actor), id);
  if (!found) throw new NotFoundError();
  return found;
}

interface StatementQuery {
  from?: string | undefined;
  until?: string | undefined;
}

/** @throws NotFoundError for a campaign of another brand; InvalidError `period_reversed`. */
async function visibleStatement(
  tx: Tx,
  actor: Actor,
  issuer: Issuer,
  campaignId: string,
  { from, until }: StatementQuery,
) {
  const campaign = isFinance(actor)
    ? await findCampaign(tx, campaignId)
    : await ownCampaign(tx, actor, campaignId);
  if (!campaign) throw new NotFoundError();
  if (from !== undefined && until !== undefined && until < from) {
    throw new InvalidError("period_reversed", {}, { pointer: "/query/until" });
  }
  const brand = present(await findBrand(tx, campaign.brandId), `Brand of ${campaignId}`);
  const period = { from: from ?? null, until: until ?? null };
  return await campaignStatement(tx, campaign, { issuer, brand }, period);
}

async function paper(
  printout: Printout,
  code: string,
  at: Date,
): Promise<Download & { content: Buffer }> {
  return {
    contentType: documentContract.getDocumentPdf.produces,
    fileName: `${code}-${printout.language}.pdf`,
    content: await printoutPdf(printout, code, at),
  };
}

export function documentRoutes(documents: Documents): BoundOperation<Actor>[] {
  const { issuer } = documents;
  return bindContract<typeof documentContract, Actor>(documentContract, {
    listDocuments: async ({ tx, actor, query }) => {
      if (query.brandId !== undefined && !isFinance(actor) && !actor.roles.has("creator")) {
        requireBrand(actor, query.brandId);
      }
      const rows = await listDocuments(tx, await sightOf(tx, actor), query);
      return toPage(rows, query.limit, listedView);
    },
    getDocument: async ({ tx, actor, params, query, locale }) =>
      documentView(await visibleDocument(tx, actor, params.documentId), query.language ?? locale),
    getDocumentPdf: async ({ tx, actor, params, query, locale }) => {
      const { content, issuedAt } = await visibleDocument(tx, actor, params.documentId);
      const printout = documentPrintout(content, query.language ?? locale);
      return await paper(printout, content.code, issuedAt);
    },
    issueFeeInvoice: async ({ tx, actor, params, body, locale }) => {
      const { brandId } = params;
      if (!isFinance(actor)) requireBrand(actor, brandId, ["brand_manager"]);
      const order = { brandId, currency: body.currency, until: null };
      const id = await documents.issueInvoice(tx, actor.principal, order);
      if (!id) throw new ConflictError("nothing_to_invoice", { currency: body.currency });
      return documentView(present(await findDocument(tx, undefined, id), "The invoice"), locale);
    },
    getCampaignStatement: async ({ tx, actor, params, query, locale }) => {
      const statement = await visibleStatement(tx, actor, issuer, params.campaignId, query);
      return { ...statement, printout: statementPrintout(statement, query.language ?? locale) };
    },
    getCampaignStatementPdf: async ({ tx, actor, params, query, locale }) => {
      const statement = await visibleStatement(tx, actor, issuer, params.campaignId, query);
      const printout = statementPrintout(statement, query.language ?? locale);
      // Days that are over give the same bytes whenever they are printed.
      const at = query.until ? parseInstant(query.until) : await databaseNow(tx);
      return await paper(printout, `CS-${params.campaignId}`, at);
    },
  });
}
