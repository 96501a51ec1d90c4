/** What the database itself refuses about lines of statements and their matches, whoever writes them. */
import { newId } from "../../src/kernel/ids";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

let db: TestDatabase;
const [importId, lineId, transactionId] = [newId(), newId(), newId()];

const owner = (statement: string, values: unknown[] = []) => asOwner(db.url, statement, values);

const insertLines = (ids: readonly string[], imports: readonly string[]) =>
  owner(
    `INSERT INTO statement_lines (id, import_id, source, account, line_key, provider_id, booked_at, kind,
       amount_minor, effect_minor, currency, details)
     SELECT id, import, 'bank', 'main', id::text, id::text, now(), 'OTHER', 1, 1, 'USD', '{}'
     FROM unnest($1::uuid[], $2::uuid[]) AS l (id, import)`,
    [ids, imports],
  );

const match = (lines: readonly string[], transactions: readonly string[]) =>
  owner(
    "INSERT INTO statement_matches (line_id, transaction_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])",
    [lines, transactions],
  );

beforeAll(async () => {
  db = await createTestDatabase();
  await owner(
    `INSERT INTO statement_imports (id, source, account, from_on, to_on, content_sha256, lines_count,
       new_lines_count, imported_by) VALUES ($1, 'bank', 'main', now(), now(), '', 1, 1, 'test')`,
    [importId],
  );
  await insertLines([lineId], [importId]);
  await owner(
    `INSERT INTO ledger_accounts (name, currency, kind, is_guarded)
     VALUES ('assets:paypal', 'USD', 'assets', false), ('assets:bank:main', 'USD', 'assets', false)`,
  );
  await owner(
    `WITH t AS (
       INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
       VALUES ($1, 'test', 'L3', 'USD', '', '{}', now()) RETURNING id)
     INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
     SELECT t.id, a.id, 'USD', CASE a.name WHEN 'assets:paypal' THEN 5 ELSE -5 END FROM t, ledger_accounts a`,
    [transactionId],
  );
});
afterAll(() => db.close());

test("a line belongs to an import that is there", async () => {
  await expect(insertLines([newId(), newId()], [importId, newId()])).rejects.toMatchObject({
    code: "23503",
    constraint: "statement_lines_import_id_check",
  });
});

test("a match has a line and a transaction that are there, each row of many", async () => {
  await expect(match([newId()], [transactionId])).rejects.toMatchObject({
    code: "23503",
    constraint: "statement_matches_line_id_check",
  });
  await expect(match([lineId, lineId], [transactionId, newId()])).rejects.toMatchObject({
    code: "23503",
    constraint: "statement_matches_transaction_id_check",
  });
  await match([lineId], [transactionId]);
});

test("what is referred to stays, for the owner of the tables too", async () => {
  for (const statement of [
    "DELETE FROM statement_lines",
    "TRUNCATE statement_lines CASCADE",
    "DELETE FROM statement_imports",
    "TRUNCATE statement_imports CASCADE",
    "UPDATE statement_lines SET import_id = gen_random_uuid()",
    "UPDATE statement_matches SET line_id = gen_random_uuid()",
  ]) {
    await expect(owner(statement)).rejects.toMatchObject({ code: "23001" });
  }
});
