import { Any } from "typeorm";
import type { Locale } from "../../kernel/locale";
import { guardedMove } from "../../platform/db/guarded-move";
import { newestFirst } from "../../platform/db/newest-first";
import type { Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import { type ConsultationStatus, consultationTransitions } from "./consultation";
import { ConsultationNoteRow, ConsultationRow } from "./consultation-row";

export type NewConsultation = Omit<
  ConsultationRow,
  "status" | "ownerId" | "requestedAt" | "statusAt"
>;

export async function insertConsultation(tx: Tx, consultation: NewConsultation): Promise<void> {
  await tx.insert(ConsultationRow, { ...consultation, status: "new" });
}

export async function findConsultation(tx: Tx, id: string): Promise<ConsultationRow | undefined> {
  return (await tx.findOneBy(ConsultationRow, { id })) ?? undefined;
}

export async function lockConsultation(tx: Tx, id: string): Promise<ConsultationRow | undefined> {
  const row = await tx.findOne(ConsultationRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
  return row ?? undefined;
}

/** @returns false when it does not stand where this move may start. */
export async function moveConsultation(
  tx: Tx,
  id: string,
  to: ConsultationStatus,
  ownerId?: string,
): Promise<boolean> {
  return await guardedMove<ConsultationStatus, ConsultationRow>(
    tx,
    ConsultationRow,
    consultationTransitions,
    id,
    to,
    { statusAt: () => "now()", ...(ownerId ? { ownerId } : {}) },
  );
}

export async function setOwner(tx: Tx, id: string, ownerId: string): Promise<void> {
  await tx.update(ConsultationRow, { id }, { ownerId });
}

export async function insertNote(
  tx: Tx,
  note: Omit<ConsultationNoteRow, "writtenAt">,
): Promise<void> {
  await tx.insert(ConsultationNoteRow, note);
}

/** What was written about these, the first first. */
export async function findNotes(
  tx: Tx,
  consultationIds: readonly string[],
): Promise<ConsultationNoteRow[]> {
  return await tx.find(ConsultationNoteRow, {
    where: { consultationId: Any([...consultationIds]) },
    order: { id: "ASC" },
  });
}

export interface ConsultationFilter extends PageRequest {
  status?: ConsultationStatus | undefined;
  ownerId?: string | undefined;
  userId?: string | undefined;
  brandId?: string | undefined;
  country?: string | undefined;
  locale?: Locale | undefined;
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listConsultations(
  tx: Tx,
  filter: ConsultationFilter,
): Promise<ConsultationRow[]> {
  const { status, ownerId, userId, brandId, country, locale } = filter;
  const equal = { status, ownerId, userId, brandId, country, locale };
  return await newestFirst(tx, ConsultationRow, filter, equal).getMany();
}
