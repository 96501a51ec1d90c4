import { z } from "zod";
import { locales } from "../../kernel/locale";
import type { Contract } from "../../platform/http/contract";
import {
  emailSchema,
  idSchema,
  lineSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { opinionLengthMax, opinionStatuses, reasonLengthMax, starsMax, starsMin } from "./opinion";

const localeSchema = z.enum(locales);
const statusSchema = z.enum(opinionStatuses);
const starsSchema = z.int().min(starsMin).max(starsMax);

const fields = {
  id: idSchema,
  name: z.string(),
  locale: localeSchema.meta({ description: "Language it is written in" }),
  text: z.string(),
  stars: starsSchema.nullable(),
};

const publicOpinionSchema = z
  .strictObject({ ...fields, leftAt: timeSchema })
  .meta({ id: "PublicOpinion" });

const leftOpinionSchema = z
  .strictObject({ ...fields, status: statusSchema, leftAt: timeSchema })
  .meta({ id: "LeftOpinion", description: "It is shown when staff have published it" });

const opinionSchema = z
  .strictObject({
    ...fields,
    email: z.string().nullable(),
    status: statusSchema,
    leftAt: timeSchema,
    reason: z.string().nullable().meta({ description: "Why it was declined" }),
    decidedBy: idSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "Opinion" });

const params = z.strictObject({ opinionId: idSchema });

export const opinionContract = {
  leaveOpinion: {
    method: "post",
    path: "/v1/opinions",
    summary: "Leave an opinion about us, without a log-in",
    tag: "opinions",
    permission: "opinion.leave",
    status: 201,
    isCounted: true,
    body: z.strictObject({
      name: lineSchema(120).meta({ description: "Shown with the opinion" }),
      email: emailSchema
        .optional()
        .meta({ description: "Never shown; told whether the opinion was published" }),
      locale: localeSchema
        .optional()
        .meta({ description: "Language it is written in; without it, the request's" }),
      text: paragraphSchema(opinionLengthMax),
      stars: starsSchema.optional(),
    }),
    response: leftOpinionSchema,
    problems: ["too_many_requests"],
  },
  listPublishedOpinions: {
    method: "get",
    path: "/v1/opinions",
    summary: "Opinions of visitors, newest first",
    tag: "opinions",
    permission: "opinion.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, locale: localeSchema.optional() }),
    response: pageOf(publicOpinionSchema),
  },
  listOpinions: {
    method: "get",
    path: "/v1/opinions/moderation",
    summary: "All opinions for staff, newest first",
    tag: "opinions",
    permission: "opinion.moderate",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: statusSchema.optional(),
      locale: localeSchema.optional(),
    }),
    response: pageOf(opinionSchema),
  },
  publishOpinion: {
    method: "post",
    path: "/v1/opinions/{opinionId}/publish",
    summary: "Show an opinion to everybody",
    tag: "opinions",
    permission: "opinion.moderate",
    status: 200,
    params,
    response: opinionSchema,
    problems: ["opinion_state"],
  },
  declineOpinion: {
    method: "post",
    path: "/v1/opinions/{opinionId}/decline",
    summary: "Do not show an opinion, or no longer, and say why",
    tag: "opinions",
    permission: "opinion.moderate",
    status: 200,
    params,
    body: z.strictObject({ reason: paragraphSchema(reasonLengthMax) }),
    response: opinionSchema,
    problems: ["opinion_state"],
  },
} as const satisfies Contract;
