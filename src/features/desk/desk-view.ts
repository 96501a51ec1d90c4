/** Breaks, notes and postings as people see them. */
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { type DeskBreak, searchBreaks } from "../breaks";
import type { BreakPosting, Note } from "./desk-store";
import { postingReference } from "./posting-service";
import type { SuspenseItem } from "./suspense-store";

export function breakView({ amountMinor, currency, ...entry }: DeskBreak) {
  return {
    ...entry,
    amount: amountMinor === null || currency === null ? null : moneyJson(amountMinor, currency),
    openedAt: entry.openedAt.toISOString(),
    resolvedAt: entry.resolvedAt?.toISOString() ?? null,
  };
}

/** A break that is known to exist. */
export async function oneBreak(tx: Tx, id: string) {
  const [found] = await searchBreaks(tx, { ids: [id], sort: "newest", afterId: null, limit: 1 });
  return breakView(present(found, `Break ${id}`));
}

export const noteView = (note: Note) => ({ ...note, createdAt: note.createdAt.toISOString() });

export function postingView({ amountMinor, currency, ...posting }: BreakPosting) {
  return {
    ...posting,
    amount: moneyJson(amountMinor, currency),
    proposedAt: posting.proposedAt.toISOString(),
    postedAt: posting.postedAt?.toISOString() ?? null,
    reference: posting.status === "posted" ? postingReference(posting.id) : null,
  };
}

export const itemView = ({ amountMinor, openMinor, currency, ...item }: SuspenseItem) => ({
  reference: item.reference,
  rule: item.rule,
  account: item.account,
  amount: moneyJson(amountMinor, currency),
  open: moneyJson(openMinor, currency),
  tags: item.tags,
  effectiveAt: item.effectiveAt.toISOString(),
});
