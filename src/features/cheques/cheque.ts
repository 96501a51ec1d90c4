/** States of a cheque. The table is the only place that knows which moves exist. */
import type { Transitions } from "../../kernel/transitions";

export const chequeTransitions = {
  // Straight to issued where the paper is written elsewhere; settings of an account can ask for our print.
  allocated: ["printed", "issued", "spoiled"],
  printed: ["issued", "spoiled"],
  spoiled: [],
  issued: [
    "pp_filed",
    "cleared",
    "exception",
    "stop_requested",
    "voided",
    "returned_mail",
    "stale",
  ],
  /** The bank knows it from a positive-pay file. */
  pp_filed: ["cleared", "exception", "stop_requested", "voided", "returned_mail", "stale"],
  // The bank paid another amount than we wrote; a correct line may still follow.
  exception: ["cleared", "stop_requested"],
  // The bank may have paid it before it read our request.
  stop_requested: ["stopped", "cleared", "exception"],
  stopped: ["reissued", "rerouted", "late_presented"],
  voided: ["reissued", "rerouted", "late_presented"],
  // Back in our hands, so whatever the bank shows now is another piece of paper.
  returned_mail: ["issued", "pp_filed", "stop_requested", "voided", "stale", "exception"],
  stale: ["reissued", "rerouted", "escheated", "late_presented"],
  reissued: ["late_presented"],
  rerouted: ["late_presented"],
  escheated: ["late_presented"],
  late_presented: [],
  cleared: [],
} as const satisfies Transitions<string>;

export type ChequeStatus = keyof typeof chequeTransitions;
export const chequeStatuses = Object.keys(chequeTransitions) as [ChequeStatus, ...ChequeStatus[]];

/** States whose money lies in cheque:outstanding. */
export const outstandingStatuses = [
  "issued",
  "pp_filed",
  "exception",
  "stop_requested",
  "returned_mail",
] as const satisfies readonly ChequeStatus[];

/** States in which the bank must not pay the cheque any more. */
export const voidStatuses = [
  "stopped",
  "voided",
  "stale",
  "reissued",
  "rerouted",
  "escheated",
] as const satisfies readonly ChequeStatus[];

export const decisionKinds = ["void", "clear", "contest", "reissue", "reroute", "escheat"] as const;
export type DecisionKind = (typeof decisionKinds)[number];
export const decisionStatuses = ["proposed", "confirmed", "withdrawn", "declined"] as const;
export type DecisionStatus = (typeof decisionStatuses)[number];

/** Cheques of one request; each is a row, an attempt and a posting in the same transaction. */
export const chequesPerRequestMax = 100;

const numberDigitsMax = 18;
export const chequeNumberMax = 10n ** BigInt(numberDigitsMax) - 1n;

/** The number in a bank's text, such as "001001"; undefined when it is not a cheque number. */
export function parseChequeNumber(text: string): bigint | undefined {
  const digits = text.trim();
  return /^\d+$/.test(digits) && digits.length <= numberDigitsMax ? BigInt(digits) : undefined;
}

/** Values as a list for an SQL `IN`; they are names of ours and nothing a user typed. */
export const sqlList = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");
