import { z } from "zod";
import { locales } from "../../kernel/locale";
import type { Contract } from "../../platform/http/contract";
import {
  countrySchema,
  emailSchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { consultationStatuses, needLengthMax, noteKinds, noteLengthMax } from "./consultation";

const localeSchema = z.enum(locales);
const statusSchema = z.enum(consultationStatuses);

const sentFields = {
  id: idSchema,
  brandId: idSchema.nullable(),
  name: z.string(),
  email: z.string(),
  company: z.string().nullable(),
  country: z.string().nullable(),
  need: z.string(),
  budgetFrom: moneySchema.nullable(),
  budgetTo: moneySchema.nullable(),
  locale: localeSchema.meta({ description: "Language of the answer" }),
  preferredTime: z.string().nullable(),
  status: statusSchema,
  requestedAt: timeSchema,
};

const sentSchema = z.strictObject(sentFields).meta({ id: "RequestedConsultation" });

const mineSchema = z
  .strictObject({
    ...sentFields,
    answers: z.array(
      z
        .strictObject({ text: z.string(), answeredAt: timeSchema })
        .meta({ id: "ConsultationAnswer" }),
    ),
  })
  .meta({ id: "MyConsultation" });

const inboxFields = {
  ...sentFields,
  userId: idSchema.nullable().meta({ description: "Who was logged in; null for a visitor" }),
  ownerId: idSchema.nullable().meta({ description: "Who of the staff works on it" }),
  statusAt: timeSchema,
};

const inboxSchema = z.strictObject(inboxFields).meta({ id: "Consultation" });

const detailSchema = z
  .strictObject({
    ...inboxFields,
    notes: z.array(
      z
        .strictObject({
          id: idSchema,
          kind: z.enum(noteKinds),
          authorId: idSchema,
          text: z.string(),
          writtenAt: timeSchema,
        })
        .meta({ id: "ConsultationNote" }),
    ),
  })
  .meta({ id: "ConsultationDetail" });

const params = z.strictObject({ consultationId: idSchema });
const noteSchema = paragraphSchema(noteLengthMax);

const askContract = {
  requestConsultation: {
    method: "post",
    path: "/v1/consultations",
    summary: "Ask for a consultation, with or without a log-in; a letter confirms it",
    tag: "consultations",
    permission: "consultation.request",
    status: 201,
    isCounted: true,
    body: z.strictObject({
      brandId: idSchema.optional().meta({ description: "One of my brands, when I have several" }),
      name: lineSchema(120),
      email: emailSchema.meta({ description: "Where the answer goes" }),
      company: lineSchema(200).optional(),
      country: countrySchema.optional(),
      need: paragraphSchema(needLengthMax).meta({ description: "What it is about" }),
      budgetFrom: moneySchema.optional(),
      budgetTo: moneySchema.optional(),
      locale: localeSchema
        .optional()
        .meta({ description: "Language of the answer; without it, the request's" }),
      preferredTime: lineSchema(200)
        .optional()
        .meta({ description: "When to reach me, in my own words" }),
    }),
    response: sentSchema,
    problems: ["budget_range", "too_many_requests"],
  },
  listMyConsultations: {
    method: "get",
    path: "/v1/me/consultations",
    summary: "What I asked for while I was logged in, newest first, with the answers",
    tag: "consultations",
    permission: "consultation.mine",
    status: 200,
    query: z.strictObject(pageQuery),
    response: pageOf(mineSchema),
  },
} as const satisfies Contract;

const inboxContract = {
  listConsultations: {
    method: "get",
    path: "/v1/consultations",
    summary: "The inbox, newest first",
    tag: "consultations",
    permission: "consultation.work",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: statusSchema.optional(),
      ownerId: idSchema.optional(),
      brandId: idSchema.optional(),
      country: countrySchema.optional(),
      locale: localeSchema.optional(),
    }),
    response: pageOf(inboxSchema),
  },
  getConsultation: {
    method: "get",
    path: "/v1/consultations/{consultationId}",
    summary: "One request with all notes",
    tag: "consultations",
    permission: "consultation.work",
    status: 200,
    params,
    response: detailSchema,
  },
  takeConsultation: {
    method: "post",
    path: "/v1/consultations/{consultationId}/take",
    summary: "Work on a new request: it is mine from now on",
    tag: "consultations",
    permission: "consultation.work",
    status: 200,
    params,
    response: detailSchema,
    problems: ["consultation_state"],
  },
  assignConsultation: {
    method: "post",
    path: "/v1/consultations/{consultationId}/owner",
    summary: "Hand a request to somebody else of the staff",
    tag: "consultations",
    permission: "consultation.work",
    status: 200,
    params,
    body: z.strictObject({ ownerId: idSchema }),
    response: detailSchema,
    problems: ["consultation_state", "owner_unknown"],
  },
  answerConsultation: {
    method: "post",
    path: "/v1/consultations/{consultationId}/answer",
    summary: "Send an answer by letter",
    tag: "consultations",
    permission: "consultation.work",
    status: 200,
    params,
    body: z.strictObject({ answer: noteSchema }),
    response: detailSchema,
    problems: ["consultation_state"],
  },
  closeConsultation: {
    method: "post",
    path: "/v1/consultations/{consultationId}/close",
    summary: "Nothing more will be done, and why",
    tag: "consultations",
    permission: "consultation.work",
    status: 200,
    params,
    body: z.strictObject({ reason: noteSchema }),
    response: detailSchema,
    problems: ["consultation_state"],
  },
  reopenConsultation: {
    method: "post",
    path: "/v1/consultations/{consultationId}/reopen",
    summary: "Work again on what was answered or closed, and why",
    tag: "consultations",
    permission: "consultation.work",
    status: 200,
    params,
    body: z.strictObject({ reason: noteSchema }),
    response: detailSchema,
    problems: ["consultation_state"],
  },
  addConsultationNote: {
    method: "post",
    path: "/v1/consultations/{consultationId}/notes",
    summary: "A note for the staff; it is never changed",
    tag: "consultations",
    permission: "consultation.work",
    status: 201,
    params,
    body: z.strictObject({ text: noteSchema }),
    response: detailSchema,
  },
} as const satisfies Contract;

export const consultationContract = {
  ...askContract,
  ...inboxContract,
} as const satisfies Contract;
