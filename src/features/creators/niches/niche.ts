import { type Text, text } from "../../../kernel/texts";

export interface Niche {
  /** Code of the wider niche; absent at the top. */
  readonly parent?: string;
  readonly name: Text;
  /** Other words that people type for it, in any language. */
  readonly aliases: readonly string[];
}

/** A niche at the top: its names in English, Indonesian and Thai, then its aliases. */
export function top(en: string, id: string, th: string, ...aliases: string[]): Niche {
  return { name: text(en, id, th), aliases };
}

/** A niche below another. */
export function below<Parent extends string>(
  parent: Parent,
  en: string,
  id: string,
  th: string,
  ...aliases: string[]
): Niche & { parent: Parent } {
  return { parent, name: text(en, id, th), aliases };
}
