/** Rules of a request for a consultation that need no database. */
import type { Transitions } from "../../kernel/transitions";

export const consultationStatuses = ["new", "in_progress", "answered", "closed"] as const;
export type ConsultationStatus = (typeof consultationStatuses)[number];

/** What nobody should answer, such as spam, is closed from anywhere; what was over is reopened. */
export const consultationTransitions: Transitions<ConsultationStatus> = {
  new: ["in_progress", "closed"],
  in_progress: ["answered", "closed"],
  answered: ["in_progress", "closed"],
  closed: ["in_progress"],
};

export const noteKinds = ["note", "answer", "closing", "reopening"] as const;
export type NoteKind = (typeof noteKinds)[number];

export const needLengthMax = 5_000;
export const noteLengthMax = 5_000;
