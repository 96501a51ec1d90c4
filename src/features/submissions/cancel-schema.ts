/** Ending a collaboration early, and what that would bring. */
import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { idSchema, moneySchema } from "../../platform/http/schemas";
import { applicationStatuses } from "../applications";
import { pieceStages } from "./kill-fee";

const applicationParams = z.strictObject({ applicationId: idSchema });

const endFields = {
  fee: moneySchema.meta({ description: "What the creator would be paid" }),
  platformFee: moneySchema.nullable().meta({ description: "Only for the brand" }),
  returned: moneySchema.nullable().meta({
    description: "What would be the campaign's again; only for the brand",
  }),
};

const endSchema = z
  .strictObject({
    ...endFields,
    pieces: z.array(
      z
        .strictObject({
          deliverableId: idSchema,
          seq: z.int(),
          submissionId: idSchema.nullable(),
          stage: z.enum(pieceStages).meta({ description: "How far the piece has come" }),
          shareBasisPoints: z
            .int()
            .meta({ description: "Part of its fee that would be paid; 10,000 is all of it" }),
          ...endFields,
        })
        .meta({ id: "CancelledPiece" }),
    ),
  })
  .meta({ id: "CancellationEnd" });

const cancellationSchema = z
  .strictObject({
    applicationId: idSchema,
    isPossible: z.boolean(),
    isDisputed: z.boolean().meta({ description: "An operator has to decide about a piece first" }),
    byBrand: endSchema,
    byCreator: endSchema,
  })
  .meta({
    id: "Cancellation",
    description: "What ending the collaboration now would bring; what was earned before stays",
  });

export const cancelContract = {
  getCancellation: {
    method: "get",
    path: "/v1/applications/{applicationId}/cancellation",
    summary: "What ending the collaboration now would cost and pay",
    tag: "submissions",
    permission: "application.read",
    status: 200,
    params: applicationParams,
    response: cancellationSchema,
  },
  cancelCollaboration: {
    method: "post",
    path: "/v1/applications/{applicationId}/cancel",
    summary: "End a collaboration early; a brand pays for what is under way",
    tag: "submissions",
    permission: "application.cancel",
    status: 200,
    idempotency: "required",
    params: applicationParams,
    body: z.strictObject({
      fee: moneySchema.optional().meta({
        description: "What the preview said the creator would be paid; refused when it is not so",
      }),
    }),
    response: z.strictObject({ applicationId: idSchema, status: z.enum(applicationStatuses) }),
    problems: ["application_state", "dispute_open", "cancellation_changed"],
  },
} as const satisfies Contract;
