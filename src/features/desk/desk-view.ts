/** Breaks, notes and postings as people see them. */
import { NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import { type DeskBreak, searchBreaks } from "../breaks";
import type { BreakPosting, Note } from "./desk-store";
import { postingReference } from "./posting-service";
import type { SuspenseItem } from "./suspense-store";

export function breakView({ amountMinor, currency, ...entry }: DeskBreak) {
  return {
    ...entry,
    assignee: signer(entry.assigneeId),
    resolvedBy: signer(entry.resolvedBy),
    amount: amountMinor === null || currency === null ? null : moneyJson(amountMinor, currency),
    openedAt: entry.openedAt.toISOString(),
    resolvedAt: entry.resolvedAt?.toISOString() ?? null,
  };
}

/** @throws NotFoundError */
export async function oneBreak(tx: Tx, id: string) {
  const [found] = await searchBreaks(tx, { ids: [id], sort: "newest", afterId: null, limit: 1 });
  if (!found) throw new NotFoundError();
  return breakView(found);
}

export const noteView = (note: Note) => ({
  ...note,
  author: signer(note.author),
  createdAt: note.createdAt.toISOString(),
});

export function postingView({ amountMinor, currency, ...posting }: BreakPosting) {
  return {
    ...posting,
    proposedBy: signer(posting.proposedBy),
    postedBy: signer(posting.postedBy),
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
