import type { Tx } from "../../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { lostRace } from "../../../platform/http/mount";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { showCampaign } from "../campaign-view";
import type { OutlineKind, OutlineRow } from "./outline-row";
import { outlineContract } from "./outline-schema";
import * as outlines from "./outline-service";
import type { OutlineSummary } from "./outline-store";

function summaryView({ id, brandId, name, version, createdAt, updatedAt }: OutlineSummary) {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id, brandId, name, version, ...times };
}

const view = (row: OutlineRow) => ({ ...summaryView(row), content: row.content });

async function pageOfKind(
  tx: Tx,
  actor: Actor,
  kind: OutlineKind,
  query: { brandId?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const { brandId, limit, cursor } = query;
  const page = { brandId, before: decodeCursor(cursor), limit: limit + 1 };
  return toPage(await outlines.listOutlines(tx, actor, kind, page), limit, summaryView);
}

export function outlineRoutes(options: {
  platformFeeBasisPoints: number;
}): BoundOperation<Actor>[] {
  const feeBasisPoints = options.platformFeeBasisPoints;
  return bindContract<typeof outlineContract, Actor>(outlineContract, {
    saveDraft: async ({ tx, actor, body: { brandId, name, content } }) =>
      view(await outlines.saveOutline(tx, actor, { kind: "draft", brandId, name, content })),
    listDrafts: async ({ tx, actor, query }) => await pageOfKind(tx, actor, "draft", query),
    getDraft: async ({ tx, actor, params }) =>
      view(await outlines.ownOutline(tx, actor, "draft", params.draftId)),
    replaceDraft: async ({ tx, actor, params: { draftId }, body }) => {
      const { version, name, content } = body;
      const isDone = await outlines.replaceDraft(tx, actor, draftId, { version, name, content });
      const current = view(await outlines.ownOutline(tx, actor, "draft", draftId));
      if (!isDone) throw lostRace(current);
      return current;
    },
    discardDraft: async ({ tx, actor, params }) => {
      await outlines.removeOutline(tx, actor, "draft", params.draftId);
      return undefined;
    },
    completeDraft: async ({ tx, actor, params, body: changes, check }) => {
      const row = await outlines.ownOutline(tx, actor, "draft", params.draftId);
      const making = { changes, check, feeBasisPoints };
      return await showCampaign(
        tx,
        actor,
        await outlines.createFromOutline(tx, actor, row, making),
      );
    },
    saveTemplate: async ({ tx, actor, body: { brandId, name, content } }) =>
      view(await outlines.saveOutline(tx, actor, { kind: "template", brandId, name, content })),
    saveCampaignAsTemplate: async ({ tx, actor, params, body }) =>
      view(await outlines.saveAsTemplate(tx, actor, params.campaignId, body.name)),
    listTemplates: async ({ tx, actor, query }) => await pageOfKind(tx, actor, "template", query),
    getTemplate: async ({ tx, actor, params }) =>
      view(await outlines.ownOutline(tx, actor, "template", params.templateId)),
    deleteTemplate: async ({ tx, actor, params }) => {
      await outlines.removeOutline(tx, actor, "template", params.templateId);
      return undefined;
    },
    createFromTemplate: async ({ tx, actor, params, body: changes, check }) => {
      const row = await outlines.ownOutline(tx, actor, "template", params.templateId);
      const making = { changes, check, feeBasisPoints };
      return await showCampaign(
        tx,
        actor,
        await outlines.createFromOutline(tx, actor, row, making),
      );
    },
  });
}
