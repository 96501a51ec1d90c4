import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import { countQuery, idSchema } from "../../../platform/http/schemas";
import { disclosureFindingSchema } from "../../disclosure";
import { mediaSchema } from "../media/media-schema";

const versionMax = 2_147_483_647;
const version = countQuery(1, versionMax).optional();

const captionFindings = z
  .array(
    z
      .strictObject({ language: z.string().nullable(), findings: z.array(disclosureFindingSchema) })
      .meta({ id: "CaptionFindings" }),
  )
  .meta({ description: "The posted caption first" });

const comparisonSchema = z
  .strictObject({
    submissionId: idSchema,
    from: z.int(),
    to: z.int(),
    captions: z
      .array(
        z
          .strictObject({
            language: z.string().nullable(),
            isPosted: z.boolean(),
            spans: z.array(
              z.strictObject({ kind: z.enum(["same", "added", "removed"]), text: z.string() }),
            ),
          })
          .meta({ id: "CaptionChange" }),
      )
      .meta({ description: "The posted caption first, then translations by language" }),
    media: z.strictObject({
      added: z.array(mediaSchema),
      removed: z.array(mediaSchema),
      kept: z.array(mediaSchema),
    }),
    disclosure: z.strictObject({ before: captionFindings, after: captionFindings }),
  })
  .meta({ id: "VersionComparison" });

export const comparisonContract = {
  compareVersions: {
    method: "get",
    path: "/v1/submissions/{submissionId}/comparison",
    summary: "What changed between two versions: captions, files, and what the linter says",
    tag: "submissions",
    permission: "submission.read",
    status: 200,
    params: z.strictObject({ submissionId: idSchema }),
    query: z.strictObject({
      from: version.meta({ description: "The one before `to` when absent" }),
      to: version.meta({ description: "The latest when absent" }),
    }),
    response: comparisonSchema,
    problems: ["version_unknown"],
  },
} as const satisfies Contract;
