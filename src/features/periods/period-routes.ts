import { databaseNow } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import type { Actor } from "../identity";
import {
  closePeriod,
  explainMatter,
  previewClose,
  proposeClose,
  withdrawClose,
} from "./closing-service";
import { periodContract } from "./period-schema";
import { getPeriod, listPeriods } from "./period-store";
import { contentView, matterView, periodView, proofView } from "./period-view";
import type { Proof } from "./proof";
import { proofCsv, proofPdf } from "./proof-print";
import { proofOn } from "./proof-service";

const fileName = ({ account, currency, day }: Proof, ending: string) =>
  `proof-${account.replaceAll(":", "-")}-${currency}-${day}.${ending}`;

export function periodRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof periodContract, Actor>(periodContract, {
    listPeriods: async ({ tx, query }) => {
      const { limit, cursor, status } = query;
      const rows = await listPeriods(tx, { status, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, periodView);
    },
    getPeriod: async ({ tx, params }) => periodView(await getPeriod(tx, params.periodId)),
    previewPeriod: async ({ tx, query }) => contentView(await previewClose(tx, query.throughOn)),
    explainSuspense: async ({ tx, actor, body }) =>
      matterView(await explainMatter(tx, actor, body)),
    proposePeriodClose: async ({ tx, actor, body }) =>
      periodView(await getPeriod(tx, await proposeClose(tx, actor, body.throughOn))),
    closePeriod: async ({ tx, actor, params, body }) => {
      await closePeriod(tx, actor, params.periodId, body.contentHash);
      return periodView(await getPeriod(tx, params.periodId));
    },
    withdrawPeriodClose: async ({ tx, actor, params }) => {
      await withdrawClose(tx, actor, params.periodId);
      return periodView(await getPeriod(tx, params.periodId));
    },
    getReconciliationProof: async ({ tx, query }) => {
      const { proof, periodId } = await proofOn(tx, { ...query, day: query.on });
      return proofView(proof, periodId, await databaseNow(tx));
    },
    getReconciliationProofCsv: async ({ tx, query }) => {
      const { proof } = await proofOn(tx, { ...query, day: query.on });
      return {
        contentType: periodContract.getReconciliationProofCsv.produces,
        fileName: fileName(proof, "csv"),
        content: proofCsv(proof, await databaseNow(tx)),
      };
    },
    getReconciliationProofPdf: async ({ tx, query, locale }) => {
      const { proof } = await proofOn(tx, { ...query, day: query.on });
      return {
        contentType: periodContract.getReconciliationProofPdf.produces,
        fileName: fileName(proof, "pdf"),
        content: await proofPdf(proof, await databaseNow(tx), locale, "Kampanye"),
      };
    },
  });
}
