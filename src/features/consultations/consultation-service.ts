/** Requests for a consultation: anybody may ask, staff answer from an inbox, and every step is written down. */
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Locale } from "../../kernel/locale";
import type { Money } from "../../kernel/money";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { type AuditEvent, recordAudit } from "../audit";
import { type Actor, requireBrand, userIdOf, usersWithRole } from "../identity";
import type { ConsultationStatus, NoteKind } from "./consultation";
import { consultationEvents } from "./consultation-events";
import { ConsultationRow } from "./consultation-row";
import * as store from "./consultation-store";

export interface ConsultationRequest {
  brandId: string | undefined;
  name: string;
  email: string;
  company: string | undefined;
  country: string | undefined;
  need: string;
  budgetFrom: Money | undefined;
  budgetTo: Money | undefined;
  locale: Locale;
  preferredTime: string | undefined;
}

async function audit(
  tx: Tx,
  actor: Actor,
  id: string,
  action: string,
  details: NonNullable<AuditEvent["details"]> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `consultation.${action}`,
    objectType: "consultation",
    objectId: id,
    details,
  });
}

/** The brand somebody asks for: the one that was named, or the only one of the caller. */
function brandOf(actor: Actor, named: string | undefined): string | null {
  if (named !== undefined) {
    requireBrand(actor, named);
    return named;
  }
  const [only, ...others] = actor.memberships;
  return only && others.length === 0 ? only.brandId : null;
}

function budgetOf({ budgetFrom, budgetTo }: ConsultationRequest) {
  if (budgetFrom && budgetTo) {
    const isReversed = budgetTo.amountMinor < budgetFrom.amountMinor;
    if (isReversed || budgetFrom.currency !== budgetTo.currency) {
      throw new InvalidError("budget_range", {}, { pointer: "/body/budgetTo" });
    }
  }
  return {
    budgetFromMinor: budgetFrom?.amountMinor ?? null,
    budgetToMinor: budgetTo?.amountMinor ?? null,
    currency: budgetFrom?.currency ?? budgetTo?.currency ?? null,
  };
}

/**
 * Keeps a request and has its arrival confirmed by letter.
 * @throws NotFoundError for a brand that is not the caller's; InvalidError `budget_range`.
 */
export async function requestConsultation(
  tx: Tx,
  actor: Actor,
  request: ConsultationRequest,
): Promise<ConsultationRow> {
  const id = newId();
  const { name, email, company, country, need, locale, preferredTime } = request;
  await store.insertConsultation(tx, {
    id,
    userId: actor.userId ?? null,
    brandId: brandOf(actor, request.brandId),
    name,
    email,
    company: company ?? null,
    country: country ?? null,
    need,
    ...budgetOf(request),
    locale,
    preferredTime: preferredTime ?? null,
  });
  await audit(tx, actor, id, "requested");
  await appendEvent(tx, consultationEvents.requested(id));
  return await tx.findOneByOrFail(ConsultationRow, { id });
}

async function locked(tx: Tx, id: string): Promise<ConsultationRow> {
  const row = await store.lockConsultation(tx, id);
  if (!row) throw new NotFoundError();
  return row;
}

async function move(
  tx: Tx,
  { id, status }: ConsultationRow,
  to: ConsultationStatus,
  ownerId?: string,
): Promise<void> {
  if (await store.moveConsultation(tx, id, to, ownerId)) return;
  throw new ConflictError("consultation_state", { status }, { current: status });
}

async function note(
  tx: Tx,
  actor: Actor,
  consultationId: string,
  kind: NoteKind,
  text: string,
): Promise<string> {
  const id = newId();
  await store.insertNote(tx, { id, consultationId, kind, authorId: userIdOf(actor), text });
  return id;
}

/** Somebody of the staff takes a new request. @throws NotFoundError; ConflictError `consultation_state`. */
export async function takeConsultation(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await locked(tx, id);
  // Taking is for what is new; what was over is reopened, with a reason.
  if (row.status !== "new") {
    throw new ConflictError("consultation_state", { status: row.status }, { current: row.status });
  }
  await move(tx, row, "in_progress", userIdOf(actor));
  await audit(tx, actor, id, "taken");
}

/**
 * Hands a request that is worked on to somebody else of the staff.
 * @throws NotFoundError; ConflictError `consultation_state`; InvalidError `owner_unknown`.
 */
export async function assignConsultation(
  tx: Tx,
  actor: Actor,
  id: string,
  ownerId: string,
): Promise<void> {
  const { status } = await locked(tx, id);
  if (status !== "in_progress" && status !== "answered") {
    throw new ConflictError("consultation_state", { status }, { current: status });
  }
  if (!(await usersWithRole(tx, ["operator"])).includes(ownerId)) {
    throw new InvalidError("owner_unknown", {}, { pointer: "/body/ownerId" });
  }
  await store.setOwner(tx, id, ownerId);
  await audit(tx, actor, id, "assigned", { owner: ownerId });
}

/** Writes to whoever asked. @throws NotFoundError; ConflictError `consultation_state`. */
export async function answerConsultation(
  tx: Tx,
  actor: Actor,
  id: string,
  answer: string,
): Promise<void> {
  await move(tx, await locked(tx, id), "answered");
  const noteId = await note(tx, actor, id, "answer", answer);
  await audit(tx, actor, id, "answered", { note: noteId });
  await appendEvent(tx, consultationEvents.answered(id, noteId));
}

/** Nothing more will be done. @throws NotFoundError; ConflictError `consultation_state`. */
export async function closeConsultation(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  await move(tx, await locked(tx, id), "closed");
  const noteId = await note(tx, actor, id, "closing", reason);
  await audit(tx, actor, id, "closed", { note: noteId });
}

/**
 * What was answered or closed is worked on again, by whoever says so.
 * @throws NotFoundError; ConflictError `consultation_state`.
 */
export async function reopenConsultation(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const row = await locked(tx, id);
  if (row.status === "new") {
    throw new ConflictError("consultation_state", { status: row.status }, { current: row.status });
  }
  await move(tx, row, "in_progress", userIdOf(actor));
  const noteId = await note(tx, actor, id, "reopening", reason);
  await audit(tx, actor, id, "reopened", { note: noteId });
}

/** A note for the staff, in any state. @throws NotFoundError. */
export async function addNote(tx: Tx, actor: Actor, id: string, text: string): Promise<void> {
  await locked(tx, id);
  const noteId = await note(tx, actor, id, "note", text);
  await audit(tx, actor, id, "noted", { note: noteId });
}
