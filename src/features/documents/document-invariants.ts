import type { Invariant } from "../ledger";

/** What must always be true of documents, and between them and the books. */
export const documentInvariants: readonly Invariant[] = [
  {
    name: "document numbers have no gap and none is given twice",
    sql: `SELECT s.kind || ' ' || s.year || ': given out ' || s.last_number || ', found ' || count(d.id)
                 || ' up to ' || coalesce(max(d.number), 0) AS found
          FROM document_series s LEFT JOIN documents d ON d.kind = s.kind AND d.year = s.year
          GROUP BY s.kind, s.year, s.last_number
          HAVING count(d.id) <> s.last_number OR count(DISTINCT d.number) <> s.last_number
              OR coalesce(max(d.number), 0) <> s.last_number`,
  },
  {
    name: "documents say what they said when they were issued",
    sql: `SELECT code AS found, currency FROM documents
          WHERE content_sha256 <> encode(sha256(convert_to(content, 'UTF8')), 'hex')
             OR content::jsonb ->> 'code' <> code OR content::jsonb ->> 'kind' <> kind
             OR content::jsonb -> 'total' ->> 'amountMinor' <> total_minor::text
             OR content::jsonb -> 'total' ->> 'currency' <> currency`,
  },
  {
    name: "a remittance names the amount that was sent, and its lines explain it",
    sql: `SELECT d.code || ': ' || d.total_minor || ', sent ' || a.amount_minor || ', lines ' || l.minor AS found,
                 d.currency
          FROM documents d JOIN payout_attempts a ON a.id = d.attempt_id
          CROSS JOIN LATERAL (
            SELECT coalesce((SELECT sum((x -> 'amount' ->> 'amountMinor')::bigint)
                             FROM jsonb_array_elements(d.content::jsonb -> 'lines') x), 0)
                 - coalesce((SELECT sum((x -> 'amount' ->> 'amountMinor')::bigint)
                             FROM jsonb_array_elements(d.content::jsonb -> 'deductions') x), 0) AS minor) l
          WHERE d.kind = 'remittance'
            AND (d.total_minor <> a.amount_minor OR d.currency <> a.currency OR l.minor <> d.total_minor
                 OR a.payout_id <> d.payout_id)`,
  },
  {
    name: "a receipt names the amount that was deposited",
    sql: `SELECT d.code AS found, d.currency FROM documents d JOIN deposits p ON p.id = d.deposit_id
          WHERE d.total_minor <> p.amount_minor OR d.currency <> p.currency OR d.brand_id <> p.brand_id
             OR (p.status <> 'captured' AND p.undone_at IS NULL)`,
  },
  {
    name: "invoices and credit notes are exactly the platform fees in the books",
    sql: `SELECT d.code || ': ' || d.total_minor || ', books ' || b.minor AS found, d.currency
          FROM documents d
          CROSS JOIN LATERAL (
            SELECT coalesce(-sum(e.amount_minor), 0) AS minor
            FROM document_fees f
            JOIN ledger_transactions t ON t.currency = d.currency
              AND t.reference = 'endorsement:' || f.endorsement_id
                  || CASE f.reason WHEN 'undone' THEN ':clawed-back' ELSE '' END
            JOIN ledger_entries e ON e.transaction_id = t.id
            JOIN ledger_accounts a ON a.id = e.account_id AND a.name = 'income:platform-fee'
            WHERE f.document_id = d.id) b
          WHERE d.kind IN ('fee_invoice', 'credit_note') AND d.total_minor <> b.minor`,
  },
];
