/** Notes, assignments and postings about breaks. */
import type { Currency } from "../../kernel/currency";
import { ConflictError } from "../../kernel/errors";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import type { BreakSubject, PostingKind, PostingStatus } from "./desk";

export interface LockedBreak extends BreakSubject {
  id: string;
  isOpen: boolean;
}

/** @throws NotFoundError */
export async function lockBreak(tx: Tx, id: string): Promise<LockedBreak> {
  const { amount, ...row } = await one<
    Omit<LockedBreak, "amountMinor"> & { amount: string | null }
  >(
    tx,
    `SELECT id, kind, object_type AS "objectType", object_id AS "objectId", amount_minor::text AS amount, currency,
            details, resolved_at IS NULL AS "isOpen"
     FROM breaks WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return { ...row, amountMinor: amount === null ? null : BigInt(amount) };
}

/** @throws NotFoundError; ConflictError `break_resolved`. */
export async function lockOpenBreak(tx: Tx, id: string): Promise<LockedBreak> {
  const found = await lockBreak(tx, id);
  if (!found.isOpen) throw new ConflictError("break_resolved");
  return found;
}

/** Leaves what is undefined as it is; the assignee may be taken away with null. */
export async function changeBreak(
  tx: Tx,
  id: string,
  change: {
    owner?: string | undefined;
    assigneeId?: string | null | undefined;
    nextAction?: string | undefined;
  },
): Promise<void> {
  await exec(
    tx,
    `UPDATE breaks SET owner = coalesce($2, owner), next_action = coalesce($3, next_action),
            assignee_id = CASE WHEN $4 THEN $5::uuid ELSE assignee_id END
     WHERE id = $1 AND resolved_at IS NULL`,
    [
      id,
      change.owner ?? null,
      change.nextAction ?? null,
      change.assigneeId !== undefined,
      change.assigneeId ?? null,
    ],
  );
}

/** True for a person who may work on breaks. */
export async function isStaff(tx: Tx, userId: string): Promise<boolean> {
  const found = await maybeOne(
    tx,
    `SELECT FROM users WHERE id = $1 AND disabled_at IS NULL
       AND roles && ARRAY['finance_maker', 'finance_checker', 'operator']`,
    [userId],
  );
  return found !== undefined;
}

export interface FinancePerson {
  id: string;
  name: string;
  roles: ("finance_maker" | "finance_checker")[];
}

const financePeopleMax = 500;

/** Everybody in finance who may log in, by name; five hundred at most. */
export async function listFinancePeople(tx: Tx): Promise<FinancePerson[]> {
  return await many<FinancePerson>(
    tx,
    `SELECT u.id, u.display_name AS name,
            ARRAY(SELECT r FROM unnest(u.roles) r WHERE r IN ('finance_maker', 'finance_checker')) AS roles
     FROM users u
     WHERE u.disabled_at IS NULL AND u.roles && ARRAY['finance_maker', 'finance_checker']
     ORDER BY u.display_name, u.id LIMIT ${financePeopleMax}`,
  );
}

/** A break that a posting has settled. @returns false when it is resolved already. */
export async function resolveByPosting(
  tx: Tx,
  id: string,
  settled: { reference: string; resolvedBy: string },
): Promise<boolean> {
  const moved = await exec(
    tx,
    `UPDATE breaks SET resolved_at = now(), resolution = $2, resolved_by = $3
     WHERE id = $1 AND resolved_at IS NULL`,
    [id, settled.reference, settled.resolvedBy],
  );
  return moved === 1;
}

/** Serialises the postings that put one account right. */
export async function lockAccount(tx: Tx, name: string, currency: string): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 6))", [
    `break posting ${name} ${currency}`,
  ]);
}

/** Expenses may be new; any other account has been posted to before, or belongs to a brand that exists. */
export async function isUsable(tx: Tx, name: string, currency: string): Promise<boolean> {
  const found = await maybeOne(
    tx,
    `SELECT WHERE $1 LIKE 'expenses:%'
       OR EXISTS (SELECT FROM ledger_accounts WHERE name = $1 AND currency = $2)
       OR EXISTS (SELECT FROM brands WHERE $1 = 'liabilities:brand:' || id || ':deposit')`,
    [name, currency],
  );
  return found !== undefined;
}

export interface Note {
  id: string;
  author: string;
  note: string;
  createdAt: Date;
}

export async function insertNote(
  tx: Tx,
  breakId: string,
  note: Omit<Note, "createdAt">,
): Promise<Note> {
  return await one<Note>(
    tx,
    `INSERT INTO break_notes (id, break_id, author, note) VALUES ($1, $2, $3, $4)
     RETURNING id, author, note, created_at AS "createdAt"`,
    [note.id, breakId, note.author, note.note],
  );
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listNotes(
  tx: Tx,
  query: { breakId: string; afterId: string | null; limit: number },
): Promise<Note[]> {
  return await many<Note>(
    tx,
    `SELECT id, author, note, created_at AS "createdAt" FROM break_notes
     WHERE break_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [query.breakId, query.afterId, query.limit + 1],
  );
}

export interface BreakPosting {
  id: string;
  /** Null when it only clears an item of suspense. */
  breakId: string | null;
  itemReference: string | null;
  kind: PostingKind;
  debitAccount: string;
  creditAccount: string;
  amountMinor: bigint;
  currency: Currency;
  reason: string;
  status: PostingStatus;
  needsTwo: boolean;
  contentHash: string;
  proposedBy: string;
  proposedAt: Date;
  postedBy: string | null;
  postedAt: Date | null;
}

interface PostingRow extends Omit<BreakPosting, "amountMinor"> {
  amount: string;
}

const postingColumns = `id, break_id AS "breakId", item_reference AS "itemReference", kind, debit_account AS "debitAccount",
  credit_account AS "creditAccount", amount_minor::text AS amount, currency, reason, status,
  needs_two AS "needsTwo", content_hash AS "contentHash", proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", posted_by AS "postedBy", posted_at AS "postedAt"`;

const postingOf = ({ amount, ...row }: PostingRow): BreakPosting => ({
  ...row,
  amountMinor: BigInt(amount),
});

export type NewPosting = Omit<BreakPosting, "status" | "proposedAt" | "postedBy" | "postedAt">;

/** @returns false when another proposal for this break or this item waits. */
export async function insertPosting(tx: Tx, posting: NewPosting): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO break_postings
       (id, break_id, kind, debit_account, credit_account, amount_minor, currency, reason, status,
        needs_two, content_hash, proposed_by, item_reference)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10, $11, $12)
     ON CONFLICT DO NOTHING`,
    [
      posting.id,
      posting.breakId,
      posting.kind,
      posting.debitAccount,
      posting.creditAccount,
      posting.amountMinor.toString(),
      posting.currency,
      posting.reason,
      posting.needsTwo,
      posting.contentHash,
      posting.proposedBy,
      posting.itemReference,
    ],
  );
  return added === 1;
}

/** @throws NotFoundError */
export async function lockPosting(tx: Tx, id: string): Promise<BreakPosting> {
  return postingOf(
    await one<PostingRow>(
      tx,
      `SELECT ${postingColumns} FROM break_postings WHERE id = $1 FOR UPDATE`,
      [id],
    ),
  );
}

/** proposed → posted. @returns false when it is not proposed any more. */
export async function markPosted(tx: Tx, id: string, postedBy: string): Promise<boolean> {
  const moved = await exec(
    tx,
    `UPDATE break_postings SET status = 'posted', posted_by = $2, posted_at = now()
     WHERE id = $1 AND status = 'proposed'`,
    [id, postedBy],
  );
  return moved === 1;
}

/** proposed → withdrawn. @returns false when it is not proposed any more. */
export async function markWithdrawn(tx: Tx, id: string): Promise<boolean> {
  const moved = await exec(
    tx,
    "UPDATE break_postings SET status = 'withdrawn' WHERE id = $1 AND status = 'proposed'",
    [id],
  );
  return moved === 1;
}

export interface PostingFilter {
  ids?: readonly string[];
  breakId?: string | undefined;
  status?: PostingStatus | undefined;
  afterId: string | null;
  limit: number;
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listPostings(tx: Tx, filter: PostingFilter): Promise<BreakPosting[]> {
  const rows = await many<PostingRow>(
    tx,
    `SELECT ${postingColumns} FROM break_postings
     WHERE ($1::uuid[] IS NULL OR id = ANY($1)) AND ($2::uuid IS NULL OR break_id = $2)
       AND ($3::text IS NULL OR status = $3) AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [
      filter.ids ?? null,
      filter.breakId ?? null,
      filter.status ?? null,
      filter.afterId,
      filter.limit + 1,
    ],
  );
  return rows.map(postingOf);
}
