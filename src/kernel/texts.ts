/**
 * Catalogues stand beside the feature they belong to, with the three languages of one text next to each other, so that a
 * missing translation does not compile. `{{name}}` marks a parameter.
 */
import type { Locale } from "./locale";

/** A text that exists in every language. */
export type Text = Readonly<Record<Locale, string>>;

/** What a caller reads when a request is refused: a short title and one sentence that says what to do. */
export interface ProblemText {
  readonly title: Text;
  readonly detail: Text;
}

/** A letter to a person. */
export interface MailText {
  readonly subject: Text;
  readonly body: Text;
}

export type ProblemCatalogue = Readonly<Record<string, ProblemText>>;
export type TextCatalogue = Readonly<Record<string, Text>>;

/** One text in the three languages, in the order English, Indonesian, Thai. */
export function text(en: string, id: string, th: string): Text {
  return { en, id, th };
}
