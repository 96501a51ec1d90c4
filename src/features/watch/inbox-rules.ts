/** Limits on what people outside wait for from the staff. One break however many wait: the inbox is looked at, or not. */
import { isOlder, type WatchRule } from "./watch-rule";

export const inboxRules: readonly WatchRule[] = [
  {
    kind: "consultations_waiting",
    objectType: "inbox",
    limit: "WATCH_CONSULTATION_SECONDS",
    owner: "operator",
    nextAction: "answer_consultations",
    sql: `SELECT 'consultations' AS object_id, min(status_at) AS since FROM consultations
          WHERE status IN ('new', 'in_progress') HAVING ${isOlder("min(status_at)")}`,
  },
  {
    kind: "opinions_waiting",
    objectType: "inbox",
    limit: "WATCH_OPINION_SECONDS",
    owner: "operator",
    nextAction: "decide_opinions",
    sql: `SELECT 'opinions' AS object_id, min(left_at) AS since FROM opinions
          WHERE status = 'waiting' HAVING ${isOlder("min(left_at)")}`,
  },
];
