import { addMs, dayMs, startOfDay } from "../../kernel/clock";
import { inSnapshot } from "../../platform/db/snapshot";
import { databaseNow } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import type { Actor } from "../identity";
import { reportCsv } from "./campaign-report-csv";
import { reportPdf } from "./campaign-report-pdf";
import { postLines } from "./campaign-report-posts";
import { campaignReportContract } from "./campaign-report-schema";
import { readReport, reportHead } from "./campaign-report-service";
import { reportView } from "./campaign-report-view";
import { comparisonView } from "./comparison-view";

export function campaignReportRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof campaignReportContract, Actor>(campaignReportContract, {
    getCampaignReport: async ({ tx, actor, params, query }) =>
      reportView(await readReport(tx, actor, params.campaignId, query)),
    getCampaignReportCsv: async ({ tx, actor, params, query }) => {
      const { by, ...wish } = query;
      const contentType = campaignReportContract.getCampaignReportCsv.produces;
      const named = (asOf: string) => `CR-${params.campaignId}-${by}-${asOf}.csv`;
      if (by === "post") {
        const { campaign, asOf } = await reportHead(tx, actor, params.campaignId, wish);
        const content = inSnapshot(tx, (snapshot) => postLines(snapshot, campaign, asOf));
        return { contentType, fileName: named(asOf), content };
      }
      const report = await readReport(tx, actor, params.campaignId, wish);
      return { contentType, fileName: named(report.asOf), content: reportCsv(report, by) };
    },
    getCampaignReportPdf: async ({ tx, actor, params, query, locale }) => {
      const { language = locale, ...wish } = query;
      const report = await readReport(tx, actor, params.campaignId, wish);
      // Days that are over give the same bytes whenever they are printed.
      const at = report.isFinal ? addMs(startOfDay(report.asOf), dayMs) : await databaseNow(tx);
      return {
        contentType: campaignReportContract.getCampaignReportPdf.produces,
        fileName: `CR-${params.campaignId}-${report.asOf}-${language}.pdf`,
        content: await reportPdf(report, language, at),
      };
    },
    compareCampaign: async ({ tx, actor, params, query, locale }) => {
      const { language = locale, ...wish } = query;
      return await comparisonView(tx, actor, params.campaignId, wish, language);
    },
  });
}
