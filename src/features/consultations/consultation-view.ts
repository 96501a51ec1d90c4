/** How a request looks: to whoever sent it, and to the staff. */
import { NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import type { ConsultationNoteRow, ConsultationRow } from "./consultation-row";
import * as store from "./consultation-store";

/** Exactly what was sent, and where it stands. */
export function sentView(row: ConsultationRow) {
  const { currency, budgetFromMinor, budgetToMinor } = row;
  const budget = (minor: bigint | null) =>
    minor === null || currency === null ? null : moneyJson(minor, currency);
  return {
    id: row.id,
    brandId: row.brandId,
    name: row.name,
    email: row.email,
    company: row.company,
    country: row.country,
    need: row.need,
    budgetFrom: budget(budgetFromMinor),
    budgetTo: budget(budgetToMinor),
    locale: row.locale,
    preferredTime: row.preferredTime,
    status: row.status,
    requestedAt: row.requestedAt.toISOString(),
  };
}

/** For the person who asked: with the answers, without what the staff say to each other. */
export async function mineViews(tx: Tx, rows: readonly ConsultationRow[]) {
  const notes = await store.findNotes(
    tx,
    rows.map(({ id }) => id),
  );
  const answersOf = (id: string) =>
    notes.filter(({ kind, consultationId }) => kind === "answer" && consultationId === id);
  return rows.map((row) => ({
    ...sentView(row),
    answers: answersOf(row.id).map(({ text, writtenAt }) => ({
      text,
      answeredAt: writtenAt.toISOString(),
    })),
  }));
}

export function inboxView(row: ConsultationRow) {
  const { userId, ownerId, statusAt } = row;
  return { ...sentView(row), userId, ownerId, statusAt: statusAt.toISOString() };
}

function noteView({ id, kind, authorId, text, writtenAt }: ConsultationNoteRow) {
  return { id, kind, authorId, text, writtenAt: writtenAt.toISOString() };
}

/** One request with all that was written about it. @throws NotFoundError. */
export async function detailView(tx: Tx, id: string) {
  const row = await store.findConsultation(tx, id);
  if (!row) throw new NotFoundError();
  return { ...inboxView(row), notes: (await store.findNotes(tx, [id])).map(noteView) };
}
