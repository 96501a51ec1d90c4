import type { MigrationInterface, QueryRunner } from "typeorm";

/** Papers for creators and brands: numbered without a gap, written once. */
export class CreateDocuments20261125140000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(documents);
    await db.query(indexes);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX payout_attempts_success_idx, deposits_captured_at_idx, endorsements_campaign_fees_idx;
      DROP TABLE document_fees, documents, document_series;
    `);
  }
}

const documents = `
  -- Last number given out. The row is locked by whoever gives out the next one, so no number is lost or given twice.
  CREATE TABLE document_series (
    kind text NOT NULL CONSTRAINT document_series_kind_check
      CHECK (kind IN ('remittance', 'deposit_receipt', 'fee_invoice', 'credit_note')),
    year integer NOT NULL,
    last_number integer NOT NULL CONSTRAINT document_series_last_number_check CHECK (last_number >= 0),
    CONSTRAINT document_series_kind_year_pkey PRIMARY KEY (kind, year)
  );
  REVOKE DELETE ON document_series FROM kampanye_app;

  CREATE TABLE documents (
    id uuid CONSTRAINT documents_pkey PRIMARY KEY,
    kind text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL CONSTRAINT documents_number_check CHECK (number > 0),
    code text NOT NULL CONSTRAINT documents_code_key UNIQUE,
    brand_id uuid CONSTRAINT documents_brand_id_fkey REFERENCES brands (id),
    creator_id uuid CONSTRAINT documents_creator_id_fkey REFERENCES creators (id),
    payout_id uuid CONSTRAINT documents_payout_id_fkey REFERENCES payouts (id),
    -- The attempt that paid: a payout that came back and is paid again gets a second remittance.
    attempt_id uuid CONSTRAINT documents_attempt_id_key UNIQUE
      CONSTRAINT documents_attempt_id_fkey REFERENCES payout_attempts (id),
    deposit_id uuid CONSTRAINT documents_deposit_id_key UNIQUE
      CONSTRAINT documents_deposit_id_fkey REFERENCES deposits (id),
    total_minor bigint NOT NULL,
    currency text NOT NULL,
    -- Canonical JSON; the paper in every language is made from it and from nothing else.
    content text NOT NULL,
    content_sha256 text NOT NULL CONSTRAINT documents_content_sha256_check
      CHECK (content_sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    issued_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT documents_kind_year_number_key UNIQUE (kind, year, number),
    CONSTRAINT documents_kind_year_fkey FOREIGN KEY (kind, year) REFERENCES document_series (kind, year),
    CONSTRAINT documents_subject_check CHECK (CASE kind
      WHEN 'remittance' THEN num_nonnulls(creator_id, payout_id, attempt_id) = 3
                             AND num_nonnulls(brand_id, deposit_id) = 0
      WHEN 'deposit_receipt' THEN num_nonnulls(brand_id, deposit_id) = 2
                             AND num_nonnulls(creator_id, payout_id, attempt_id) = 0
      ELSE brand_id IS NOT NULL AND num_nonnulls(creator_id, payout_id, attempt_id, deposit_id) = 0 END),
    CONSTRAINT documents_total_minor_check CHECK (CASE kind
      WHEN 'credit_note' THEN total_minor < 0
      WHEN 'fee_invoice' THEN total_minor >= 0 ELSE total_minor > 0 END)
  );
  CREATE INDEX documents_brand_id_idx ON documents (brand_id, id) WHERE brand_id IS NOT NULL;
  CREATE INDEX documents_creator_id_idx ON documents (creator_id, id) WHERE creator_id IS NOT NULL;
  CREATE INDEX documents_payout_id_idx ON documents (payout_id) WHERE payout_id IS NOT NULL;
  CREATE TRIGGER documents_write_once BEFORE UPDATE OR DELETE ON documents
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER documents_keep BEFORE TRUNCATE ON documents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON documents FROM kampanye_app;

  -- Which platform fees stand on which invoice: each earned and each undone one exactly once.
  CREATE TABLE document_fees (
    endorsement_id uuid NOT NULL
      CONSTRAINT document_fees_endorsement_id_fkey REFERENCES endorsements (id),
    reason text NOT NULL CONSTRAINT document_fees_reason_check CHECK (reason IN ('earned', 'undone')),
    document_id uuid NOT NULL CONSTRAINT document_fees_document_id_fkey REFERENCES documents (id),
    CONSTRAINT document_fees_endorsement_id_reason_pkey PRIMARY KEY (endorsement_id, reason)
  );
  CREATE INDEX document_fees_document_id_idx ON document_fees (document_id);
  CREATE TRIGGER document_fees_write_once BEFORE UPDATE OR DELETE ON document_fees
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON document_fees FROM kampanye_app;
`;

const indexes = `
  CREATE INDEX payout_attempts_success_idx ON payout_attempts (state_at) WHERE state = 'success';
  CREATE INDEX deposits_captured_at_idx ON deposits (captured_at) WHERE status = 'captured';
  CREATE INDEX endorsements_campaign_fees_idx ON endorsements (campaign_id) WHERE platform_fee_minor > 0;
`;
