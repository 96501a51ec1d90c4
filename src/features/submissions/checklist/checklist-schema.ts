import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import { countQuery, idSchema, paragraphSchema, timeSchema } from "../../../platform/http/schemas";
import { checklistAnswers, itemKinds } from "./checklist";

const noteLengthMax = 1_000;
const itemNameLengthMax = 40;
const answersMax = 130;
const versionMax = 2_147_483_647;

const answerSchema = z.enum(checklistAnswers);

const checklistSchema = z
  .strictObject({
    submissionId: idSchema,
    version: z.int().meta({ description: "Of the content" }),
    briefVersion: z.int().meta({ description: "Of the brief that was agreed" }),
    items: z.array(
      z
        .strictObject({
          item: z.string().meta({ description: "Names it within that brief" }),
          kind: z.enum(itemKinds),
          text: z.string().meta({ description: "The brief's own words" }),
          isRequired: z.boolean().meta({ description: "Approval waits for it, or for a reason" }),
          answeredBy: z.enum(["machine", "reviewer"]),
          answer: answerSchema.nullable().meta({ description: "Null while nobody has said" }),
          note: z.string().nullable(),
          answeredAt: timeSchema.nullable(),
        })
        .meta({ id: "ChecklistItem" }),
    ),
    openItems: z.array(z.string()).meta({ description: "Required items that are not met" }),
  })
  .meta({ id: "Checklist" });

const common = {
  path: "/v1/submissions/{submissionId}/checklist",
  tag: "submissions",
  status: 200,
  params: z.strictObject({ submissionId: idSchema }),
  response: checklistSchema,
} as const;

export const checklistContract = {
  getChecklist: {
    ...common,
    method: "get",
    summary: "What the agreed brief asks of a piece, and what of it a version meets",
    permission: "submission.read",
    query: z.strictObject({
      version: countQuery(1, versionMax).optional().meta({ description: "The latest when absent" }),
    }),
    problems: ["version_unknown"],
  },
  answerChecklist: {
    ...common,
    method: "put",
    summary: "Say which items of the brief the latest version meets",
    permission: "submission.review",
    body: z.strictObject({
      version: z
        .int()
        .min(1)
        .max(versionMax)
        .optional()
        .meta({ description: "The version you looked at" }),
      answers: z
        .array(
          z.strictObject({
            item: z.string().min(1).max(itemNameLengthMax),
            answer: answerSchema,
            note: paragraphSchema(noteLengthMax).optional(),
          }),
        )
        .min(1)
        .max(answersMax),
    }),
    problems: [
      "submission_state",
      "submission_changed",
      "application_state",
      "checklist_item_unknown",
      "checklist_item_seen",
    ],
  },
} as const satisfies Contract;
