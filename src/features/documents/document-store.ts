/** The only SQL that writes documents, and the one that finds them again. */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import { newId } from "../../kernel/ids";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import { decodeCursor, type PageRequest } from "../../platform/http/pagination";
import { type DocumentContent, type DocumentKind, documentCode, type FeeReason } from "./document";

export interface Series {
  kind: DocumentKind;
  year: number;
  lastNumber: number;
}

/**
 * Locks the series of this year until the transaction ends. Whatever is read afterwards was decided by nobody else, so
 * look for what is due only then.
 */
export async function lockSeries(tx: Tx, kind: DocumentKind): Promise<Series> {
  const row = await one<{ year: number; last_number: number }>(
    tx,
    `INSERT INTO document_series (kind, year, last_number)
     VALUES ($1, extract(year FROM now() AT TIME ZONE 'UTC')::int, 0)
     ON CONFLICT (kind, year) DO UPDATE SET last_number = document_series.last_number
     RETURNING year, last_number`,
    [kind],
  );
  return { kind, year: row.year, lastNumber: row.last_number };
}

export interface Subject {
  brandId?: string;
  creatorId?: string;
  payoutId?: string;
  attemptId?: string;
  depositId?: string;
}

/** A document before it has its number. `write` is told the number's code and the instant of issue. */
export interface Draft {
  subject: Subject;
  write(code: string, issuedAt: string): DocumentContent;
}

export interface Issued {
  id: string;
  code: string;
  subject: Subject;
}

/** Gives the next numbers of a locked series to these drafts, in their order, and stores what they say. */
export async function insertDocuments(
  tx: Tx,
  series: Series,
  drafts: readonly Draft[],
): Promise<Issued[]> {
  if (drafts.length === 0) return [];
  const { kind, year } = series;
  const { now } = await one<{ now: Date }>(tx, "SELECT date_trunc('milliseconds', now()) AS now");
  const rows = drafts.map(({ subject, write }, at) => {
    const number = series.lastNumber + at + 1;
    const code = documentCode(kind, year, number);
    const content = write(code, now.toISOString());
    const text = canonicalJson(content);
    const total = { minor: content.total.amountMinor, currency: content.currency };
    return { id: newId(), number, code, subject, text, hash: sha256(text), total };
  });
  await exec(
    tx,
    `INSERT INTO documents (id, kind, year, number, code, brand_id, creator_id, payout_id, attempt_id,
       deposit_id, total_minor, currency, content, content_sha256, issued_at)
     SELECT id, $1, $2, number, code, brand_id, creator_id, payout_id, attempt_id, deposit_id,
            total_minor, currency, content, content_sha256, $3
     FROM unnest($4::uuid[], $5::int[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[],
                 $11::uuid[], $12::bigint[], $13::text[], $14::text[], $15::text[])
       AS d (id, number, code, brand_id, creator_id, payout_id, attempt_id, deposit_id, total_minor,
             currency, content, content_sha256)`,
    [
      kind,
      year,
      now,
      rows.map(({ id }) => id),
      rows.map(({ number }) => number),
      rows.map(({ code }) => code),
      rows.map(({ subject }) => subject.brandId ?? null),
      rows.map(({ subject }) => subject.creatorId ?? null),
      rows.map(({ subject }) => subject.payoutId ?? null),
      rows.map(({ subject }) => subject.attemptId ?? null),
      rows.map(({ subject }) => subject.depositId ?? null),
      rows.map(({ total }) => total.minor),
      rows.map(({ total }) => total.currency),
      rows.map(({ text }) => text),
      rows.map(({ hash }) => hash),
    ],
  );
  await exec(
    tx,
    "UPDATE document_series SET last_number = last_number + $3 WHERE kind = $1 AND year = $2",
    [kind, year, rows.length],
  );
  return rows.map(({ id, code, subject }) => ({ id, code, subject }));
}

export async function insertFees(
  tx: Tx,
  documentId: string,
  fees: readonly { endorsementId: string; reason: FeeReason }[],
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO document_fees (endorsement_id, reason, document_id)
     SELECT endorsement_id, reason, $1 FROM unnest($2::uuid[], $3::text[]) AS f (endorsement_id, reason)`,
    [documentId, fees.map(({ endorsementId }) => endorsementId), fees.map(({ reason }) => reason)],
  );
}

/** A document as lists show it. */
export interface ListedDocument {
  id: string;
  kind: DocumentKind;
  code: string;
  brandId: string | null;
  creatorId: string | null;
  payoutId: string | null;
  depositId: string | null;
  totalMinor: bigint;
  currency: Currency;
  contentSha256: string;
  issuedAt: Date;
  /** Since when the payment it speaks of is known to have come back. */
  undoneAt: Date | null;
}

export interface StoredDocument extends ListedDocument {
  content: DocumentContent;
}

type Row = Omit<StoredDocument, "totalMinor" | "content"> & {
  totalMinor: string;
  content?: string;
};

const columns = `d.id, d.kind, d.code, d.brand_id AS "brandId", d.creator_id AS "creatorId",
  d.payout_id AS "payoutId", d.deposit_id AS "depositId", d.total_minor::text AS "totalMinor", d.currency,
  d.content_sha256 AS "contentSha256", d.issued_at AS "issuedAt",
  CASE WHEN a.state IN ('returned', 'refunded', 'reversed') THEN a.state_at END AS "undoneAt"`;
const from = "FROM documents d LEFT JOIN payout_attempts a ON a.id = d.attempt_id";

/** Whose documents a caller may see; absent for all. */
export type Sight = { brandIds: readonly string[]; creatorId: string | null } | undefined;

const visible = `($1::uuid[] IS NULL OR d.brand_id = ANY($1::uuid[]) OR d.creator_id = $2::uuid)`;
const sightValues = (sight: Sight) => [sight?.brandIds ?? null, sight?.creatorId ?? null];

export interface DocumentFilter extends PageRequest {
  kind?: DocumentKind | undefined;
  brandId?: string | undefined;
  payoutId?: string | undefined;
  depositId?: string | undefined;
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listDocuments(
  tx: Tx,
  sight: Sight,
  filter: DocumentFilter,
): Promise<ListedDocument[]> {
  const rows = await many<Row>(
    tx,
    `SELECT ${columns} ${from}
     WHERE ${visible} AND ($3::uuid IS NULL OR d.id < $3) AND ($4::text IS NULL OR d.kind = $4)
       AND ($5::uuid IS NULL OR d.brand_id = $5) AND ($6::uuid IS NULL OR d.payout_id = $6)
       AND ($7::uuid IS NULL OR d.deposit_id = $7)
     ORDER BY d.id DESC LIMIT $8`,
    [
      ...sightValues(sight),
      decodeCursor(filter.cursor),
      filter.kind ?? null,
      filter.brandId ?? null,
      filter.payoutId ?? null,
      filter.depositId ?? null,
      filter.limit + 1,
    ],
  );
  return rows.map(({ content: _none, ...row }) => ({ ...row, totalMinor: BigInt(row.totalMinor) }));
}

export async function findDocument(
  tx: Tx,
  sight: Sight,
  id: string,
): Promise<StoredDocument | undefined> {
  const row = await maybeOne<Row>(
    tx,
    `SELECT ${columns}, d.content ${from} WHERE ${visible} AND d.id = $3`,
    [...sightValues(sight), id],
  );
  if (!row) return undefined;
  const content = JSON.parse(row.content ?? "") as DocumentContent;
  return { ...row, totalMinor: BigInt(row.totalMinor), content };
}
