import type { ProblemParams } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";

/** What the HTTP layer needs of the catalogues; the composition root hands it in. */
export interface ProblemTexts {
  /** One short line and one sentence for a problem code, in the caller's language. */
  problem(locale: Locale, code: string, params: ProblemParams): { title: string; detail: string };
  /** A sentence about one field for a rule of ours that zod has no words for. */
  field(locale: Locale, code: string, params: ProblemParams): string;
}
