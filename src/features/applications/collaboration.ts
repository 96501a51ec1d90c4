/** What happens to an application after it was accepted; the work itself is the business of submissions. */
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import type { OfferTerms } from "./application";
import { applicationState, auditApplication } from "./application-access";
import { applicationEvents } from "./application-events";
import type { ApplicationRow } from "./application-row";
import * as store from "./application-store";

/**
 * Notes that work is going on: the first draft moves an accepted application on, later ones find it there.
 * `application` must be locked by the caller. @throws ConflictError `application_state` before acceptance and after the end.
 */
export async function beginWork(tx: Tx, actor: string, application: ApplicationRow): Promise<void> {
  if (application.status === "in_progress") return;
  if (!(await store.moveApplication(tx, application.id, "in_progress"))) {
    throw applicationState(application);
  }
  await auditApplication(tx, actor, application.id, "started");
}

/** @throws ConflictError `application_state` unless work is going on. */
export function requireWork(application: ApplicationRow): void {
  if (application.status !== "in_progress") throw applicationState(application);
}

/** Everything promised was delivered and endorsed. `application` must be locked by the caller. */
export async function completeWork(
  tx: Tx,
  actor: string,
  application: ApplicationRow,
): Promise<void> {
  const isMoved = await store.moveApplication(tx, application.id, "completed");
  invariant(isMoved, `Application ${application.id} moved while it was locked`);
  await auditApplication(tx, actor, application.id, "completed");
  await appendEvent(tx, applicationEvents.completed(application));
}

/** The terms both sides agreed to. The application must have been accepted. */
export async function agreedTerms(tx: Tx, application: ApplicationRow): Promise<OfferTerms> {
  const { id, offerVersion } = application;
  return present(await store.findOffer(tx, id, offerVersion), `Accepted offer of ${id}`).terms;
}
