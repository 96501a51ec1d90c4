import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { toMoney } from "../../platform/http/schemas";
import { type Actor, userIdOf } from "../identity";
import { consultationContract } from "./consultation-schema";
import * as consultations from "./consultation-service";
import { listConsultations } from "./consultation-store";
import { detailView, inboxView, mineViews, sentView } from "./consultation-view";

export function consultationRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof consultationContract, Actor>(consultationContract, {
    requestConsultation: async ({ tx, actor, body, locale }) =>
      sentView(
        await consultations.requestConsultation(tx, actor, {
          brandId: body.brandId,
          name: body.name,
          email: body.email,
          company: body.company,
          country: body.country,
          need: body.need,
          budgetFrom: body.budgetFrom && toMoney(body.budgetFrom),
          budgetTo: body.budgetTo && toMoney(body.budgetTo),
          locale: body.locale ?? locale,
          preferredTime: body.preferredTime,
        }),
      ),
    listMyConsultations: async ({ tx, actor, query }) => {
      const rows = await listConsultations(tx, { ...query, userId: userIdOf(actor) });
      return toPage(await mineViews(tx, rows), query.limit, (view) => view);
    },
    listConsultations: async ({ tx, query }) =>
      toPage(await listConsultations(tx, query), query.limit, inboxView),
    getConsultation: async ({ tx, params }) => await detailView(tx, params.consultationId),
    takeConsultation: async ({ tx, actor, params: { consultationId } }) => {
      await consultations.takeConsultation(tx, actor, consultationId);
      return await detailView(tx, consultationId);
    },
    assignConsultation: async ({ tx, actor, params: { consultationId }, body }) => {
      await consultations.assignConsultation(tx, actor, consultationId, body.ownerId);
      return await detailView(tx, consultationId);
    },
    answerConsultation: async ({ tx, actor, params: { consultationId }, body }) => {
      await consultations.answerConsultation(tx, actor, consultationId, body.answer);
      return await detailView(tx, consultationId);
    },
    closeConsultation: async ({ tx, actor, params: { consultationId }, body }) => {
      await consultations.closeConsultation(tx, actor, consultationId, body.reason);
      return await detailView(tx, consultationId);
    },
    reopenConsultation: async ({ tx, actor, params: { consultationId }, body }) => {
      await consultations.reopenConsultation(tx, actor, consultationId, body.reason);
      return await detailView(tx, consultationId);
    },
    addConsultationNote: async ({ tx, actor, params: { consultationId }, body }) => {
      await consultations.addNote(tx, actor, consultationId, body.text);
      return await detailView(tx, consultationId);
    },
  });
}
