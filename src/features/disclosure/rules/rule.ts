import type { Check, Rule, Severity, Source } from "../disclosure";

/** The rules of one market or platform, one a line. */
export function rulesOf(
  jurisdiction: string,
  lines: readonly (readonly [check: Check, severity: Severity, source: Source])[],
): readonly Rule[] {
  return lines.map(([check, severity, source]) => ({
    id: `${jurisdiction.toLowerCase()}.${check}`,
    jurisdiction,
    check,
    severity,
    source,
  }));
}

/** Day on which the sources without a date of their own were last gone through. */
export const lastRead = "2026-11-30";

/** What we ask for ourselves, beyond what anybody else does. */
export const house: Source = {
  title: "Kampanye: docs/disclosure.md",
  url: null,
  kind: "house",
  dated: lastRead,
};

/** What sets one market apart from the others, as data. */
export interface Market {
  readonly jurisdiction: string;
  readonly rules: readonly Rule[];
  /** Labels that others accept and this market's authority advises against; by their folded text. */
  readonly labelsRefused: RegExp | null;
  /** Plain words about a gift are enough where nothing but a product was given. */
  readonly areGiftStatementsEnough: boolean;
  /** "#AcmePartner" with the brand's name is accepted on these platforms. */
  readonly brandTagPlatforms: readonly string[];
}
