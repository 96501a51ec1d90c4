import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import { daySchema, idSchema, pageOf, pageQuery, timeSchema } from "../../../platform/http/schemas";
import { countOfPeople, socialAccountSchema } from "../creator-schema";
import { audienceSchema, averagesFields, postsCountSchema, sourceSchema } from "./figures-fields";

const snapshotSchema = z
  .strictObject({
    measuredOn: daySchema,
    followersCount: countOfPeople,
    averageEngagementsCount: countOfPeople.meta({ description: "Likes and comments of one post" }),
    ...averagesFields,
    source: sourceSchema,
    recordedAt: timeSchema,
  })
  .meta({ id: "AccountSnapshot", description: "Figures of an account on one day" });

const ownAccount = z.strictObject({ accountId: idSchema });

export const figuresContract = {
  recordAccountFigures: {
    method: "post",
    path: "/v1/creators/me/social-accounts/{accountId}/snapshots",
    summary: "Say what one of my accounts has on a day; the same day again is a correction",
    tag: "creators",
    permission: "creator.self",
    status: 201,
    params: ownAccount,
    body: z.strictObject({
      measuredOn: daySchema,
      followersCount: countOfPeople,
      averageLikesCount: countOfPeople,
      averageCommentsCount: countOfPeople,
      averageViewsCount: countOfPeople.nullable().optional(),
      postsCount: postsCountSchema,
    }),
    response: socialAccountSchema,
    problems: ["figures_of_tomorrow"],
  },
  setAccountAudience: {
    method: "put",
    path: "/v1/creators/me/social-accounts/{accountId}/audience",
    summary: "Say whom one of my accounts reaches; null takes it back",
    tag: "creators",
    permission: "creator.self",
    status: 200,
    params: ownAccount,
    body: z.strictObject({ audience: audienceSchema.nullable() }),
    response: socialAccountSchema,
  },
  listAccountFigures: {
    method: "get",
    path: "/v1/creators/{creatorId}/social-accounts/{accountId}/snapshots",
    summary: "What an account had over time, newest day first",
    tag: "creators",
    permission: "creator.read",
    status: 200,
    params: z.strictObject({ creatorId: idSchema, accountId: idSchema }),
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(snapshotSchema),
    problems: ["cursor_invalid"],
  },
} as const satisfies Contract;
