import type { Locale } from "../../../kernel/locale";
import type { Tx } from "../../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { agreedTermsOf } from "../../applications";
import type { Actor } from "../../identity";
import { requireVersion } from "../checklist/checklist-service";
import { disclosureFindings } from "../disclosure-gate";
import { findManyMedia } from "../media/media-store";
import { mediaView } from "../media/media-view";
import { captionsOf } from "../submission";
import { seeSubmission } from "../submission-access";
import type { SubmissionRow, SubmissionVersionRow } from "../submission-row";
import { captionChanges, mediaChanges } from "./comparison";
import { comparisonContract } from "./comparison-schema";

async function findingsView(
  tx: Tx,
  submission: SubmissionRow,
  content: SubmissionVersionRow,
  locale: Locale,
) {
  const terms = await agreedTermsOf(tx, submission.applicationId);
  const captions = captionsOf(content);
  const found = await disclosureFindings(tx, submission, captions, terms, locale);
  return captions.map((caption) => ({
    language: caption.language,
    findings: found
      .filter((finding) => finding.caption === caption)
      .map(({ caption: _caption, ...finding }) => finding),
  }));
}

async function mediaViews(tx: Tx, before: readonly string[], after: readonly string[]) {
  const rows = await findManyMedia(tx, [...before, ...after]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const { added, removed, kept } = mediaChanges(before, after);
  const views = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [mediaView(row)] : [];
    });
  return { added: views(added), removed: views(removed), kept: views(kept) };
}

export function comparisonRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof comparisonContract, Actor>(comparisonContract, {
    compareVersions: async ({ tx, actor, params: { submissionId }, query, locale }) => {
      const { submission } = await seeSubmission(tx, actor, submissionId);
      const after = await requireVersion(tx, submission, query.to, "/query/to");
      const previous = query.from ?? Math.max(1, after.version - 1);
      const before = await requireVersion(tx, submission, previous, "/query/from");
      return {
        submissionId,
        from: before.version,
        to: after.version,
        captions: captionChanges(captionsOf(before), captionsOf(after)),
        media: await mediaViews(tx, before.mediaIds, after.mediaIds),
        disclosure: {
          before: await findingsView(tx, submission, before, locale),
          after: await findingsView(tx, submission, after, locale),
        },
      };
    },
  });
}
