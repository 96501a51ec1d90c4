/** What the watch finds for operators, in words; anything it may learn to find later keeps its own name. */
import { useTranslation } from "react-i18next";
import { inWords } from "./in-words";

const kinds = [
  "submission_overdue",
  "clawback_suggested",
  "dispute_undecided",
  "provider_events_waiting",
  "provider_event_unmatched",
  "mails_waiting",
  "provider_silent",
  "outbox_lagging",
  "scheduler_silent",
  "watch_silent",
  "books_unchecked",
  "queue_stopped",
  "queue_unreachable",
  "consultations_waiting",
  "opinions_waiting",
  "endorsement_without_payout",
  "watch_rule_failed",
  "notice_given_up",
  "mail_given_up",
  "statement_file_failed",
  "payout_item_our_bug",
] as const;

const actions = [
  "remind_brand",
  "decide_clawback",
  "await_answer",
  "decide_dispute",
  "read_the_log",
  "review_event",
  "check_mail_server",
  "check_connection",
  "check_scheduler",
  "check_worker",
  "run_verify_ledger",
  "check_queue_server",
  "answer_consultations",
  "decide_opinions",
  "report_to_developers",
  "check_address",
] as const;

/** Pages on which something can be done about it, by the kind of object. */
const places: Readonly<Record<string, string>> = {
  dispute: "/operator/disputes/",
  consultation: "/operator/consultations/",
  user: "/operator/users/",
};

export function useBreakWords() {
  const { t } = useTranslation("operator");
  return {
    kind: (name: string) => {
      const known = kinds.find((kind) => kind === name);
      return known ? t(`breakKinds.${known}`) : inWords(name);
    },
    action: (name: string) => {
      const known = actions.find((action) => action === name);
      return known ? t(`breakActions.${known}`) : inWords(name);
    },
  };
}

export function placeOf(objectType: string, objectId: string): string | undefined {
  const place = places[objectType];
  return place === undefined ? undefined : `${place}${objectId}`;
}
