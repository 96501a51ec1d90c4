/** States of a cheque. The table is the only place that knows which moves exist. */
import type { Transitions } from "../../kernel/transitions";

export const chequeTransitions = {
  allocated: ["spoiled", "issued"],
  spoiled: [],
  issued: ["cleared", "exception"],
  // The bank paid another amount than we wrote; a correct line may still follow.
  exception: ["cleared"],
  cleared: [],
} as const satisfies Transitions<string>;

export type ChequeStatus = keyof typeof chequeTransitions;
export const chequeStatuses = Object.keys(chequeTransitions) as [ChequeStatus, ...ChequeStatus[]];

/** Cheques of one request; each is a row, an attempt and a posting in the same transaction. */
export const chequesPerRequestMax = 100;

const numberDigitsMax = 18;

/** The number in a bank's text, such as "001001"; undefined when it is not a cheque number. */
export function parseChequeNumber(text: string): bigint | undefined {
  const digits = text.trim();
  return /^\d+$/.test(digits) && digits.length <= numberDigitsMax ? BigInt(digits) : undefined;
}
