/** A chargeback that nobody answers is lost, so finance is reminded before Stripe stops taking evidence. */
import type { Tx } from "../../../platform/db/sql";
import { appendEvents } from "../../../platform/outbox/outbox";
import { recordAudits } from "../../audit";
import { fundingEvents } from "../funding-events";
import { claimEvidenceReminders } from "./chargeback-store";

/** Stripe gives a week and more; the last reminder leaves a day. */
const reminderDays = [7, 3, 1];

/** Asks for the letters that are due, at most `limit`. @returns how many there were. */
export async function remindOfEvidence(tx: Tx, limit: number): Promise<number> {
  const due = await claimEvidenceReminders(tx, reminderDays, limit);
  await recordAudits(
    tx,
    due.map(({ id, days }) => ({
      actor: "system:remind-evidence",
      action: "chargeback.evidence_reminded",
      objectType: "chargeback",
      objectId: id,
      details: { days },
    })),
  );
  await appendEvents(
    tx,
    due.map(({ id }) => fundingEvents.evidenceDue(id)),
  );
  return due.length;
}
