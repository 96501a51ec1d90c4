/** A campaign's statement in words. */
import type { Locale } from "../../kernel/locale";
import type { CampaignStatement } from "./campaign-statement";
import { documentNotes, movementWords, documentWords as words } from "./document-words-texts";
import {
  amountText,
  dayText,
  filled,
  issuerLines,
  type Printout,
  partyLines,
  shortDayText,
} from "./printout";

/** `24 November 2026 – 30 November 2026`; a side that is open stays empty. */
function periodText({ from, until }: CampaignStatement, locale: Locale): string {
  const side = (day: string | null) => (day === null ? "" : dayText(day, locale));
  return `${side(from)} – ${side(until)}`.trim();
}

export function statementPrintout(statement: CampaignStatement, locale: Locale): Printout {
  const { movements, opening, closing } = statement;
  const held = ({ available, reserved }: CampaignStatement["opening"]) => [
    amountText(available, locale),
    amountText(reserved, locale),
  ];
  const isWhole = statement.from === null && statement.until === null;
  const period = { label: words.period[locale], value: periodText(statement, locale) };
  const start = ["", words.opening[locale], "", ...held(opening)];
  return {
    language: locale,
    title: words.campaignStatement[locale],
    from: issuerLines(statement.issuer, locale),
    to: partyLines(statement.party, locale),
    facts: [
      { label: words.campaign[locale], value: statement.title },
      { label: words.budget[locale], value: amountText(statement.budget, locale) },
      ...(isWhole ? [] : [period]),
    ],
    columns: [
      { title: words.date[locale], isAmount: false },
      { title: words.what[locale], isAmount: false },
      { title: words.creator[locale], isAmount: false },
      { title: words.available[locale], isAmount: true },
      { title: words.reserved[locale], isAmount: true },
    ],
    rows: [
      ...(statement.from === null ? [] : [start]),
      ...movements.map((movement) => [
        shortDayText(movement.bookedAt, locale),
        filled(movementWords[movement.kind], locale, { rule: movement.rule }),
        movement.creator ?? "",
        ...held(movement),
      ]),
    ],
    totals: [["", words.closing[locale], "", ...held(closing)]],
    notes: [documentNotes.campaignStatement[locale]],
    whenEmpty: words.nothing[locale],
  };
}
