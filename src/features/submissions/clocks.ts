/** How long each side has, and what a brand pays for a piece when it cancels. Settings of the installation, and pure. */
import { addMs, dayMs, startOfDay } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import type { Tx } from "../../platform/db/sql";

/** All in milliseconds. A date that was given stays when one of these changes. */
export interface ClockSettings {
  /** For the brand: to decide about content, and to endorse a post. */
  reviewMs: number;
  /** Before the end of a clock, when somebody is reminded. */
  reminderMs: readonly number[];
  /** The same for the creator's clock to post. */
  postReminderMs: readonly number[];
  /** For the creator: to post, after the end of the agreed day. */
  postGraceMs: number;
  /** For the creator: to answer a rejection; for the other side: to answer a dispute. */
  appealMs: number;
  /** How long a post has to stay up. */
  liveMs: number;
}

/** Parts of a piece's fee in basis points, by how far the piece had come when the brand cancelled. */
export interface KillFees {
  notHandedIn: number;
  handedIn: number;
  approved: number;
}

/** How long a fee earned now waits, in milliseconds. */
export type HoldPeriod = (tx: Tx, currency: Currency) => Promise<number>;

/** The instant at which a calendar day is over in UTC, where every day has 24 hours. */
export function endOfPostDay(day: string): Date {
  return addMs(startOfDay(day), dayMs);
}
