/** The row classes say what the tables are: the migrations are written by hand, and this is what keeps both the same. */
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

interface Column {
  name: string;
  type: string;
  isNullable: boolean;
  hasDefault: boolean;
  isKey: boolean;
}

async function tables(): Promise<Map<string, Column[]>> {
  const rows = (await asOwner(
    db.url,
    `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
            NOT a.attnotnull AS "isNullable", a.atthasdef OR a.attidentity <> '' AS "hasDefault",
            EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p'
                    AND a.attnum = ANY (k.conkey)) AS "isKey"
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY c.relname, a.attname`,
  )) as (Column & { table: string })[];
  const byTable = new Map<string, Column[]>();
  for (const { table, ...column } of rows) {
    byTable.set(table, [...(byTable.get(table) ?? []), column]);
  }
  return byTable;
}

const sqlNames: Readonly<Record<string, string>> = { timestamptz: "timestamp with time zone" };

/** What the row classes believe, in the words of the database. */
function mapped(): Map<string, Column[]> {
  return new Map(
    db.dataSource.entityMetadatas.map((metadata) => [
      metadata.tableName,
      metadata.columns
        .map((column) => {
          const type = String(column.type);
          return {
            name: column.databaseName,
            type: `${sqlNames[type] ?? type}${column.isArray ? "[]" : ""}`,
            isNullable: column.isNullable,
            hasDefault: column.default !== undefined || column.isGenerated,
            isKey: column.isPrimary,
          };
        })
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    ]),
  );
}

/** Tables that are only ever touched by hand-written SQL. */
const withoutRow: Readonly<Record<string, string>> = {
  schema_migrations: "TypeORM's own list of what has run",
  outbox: "claimed with SKIP LOCKED, which no row class could say",
  idempotency_keys: "written by the HTTP layer, which knows no rows",
  ledger_accounts: "opened by INSERT … ON CONFLICT inside a posting",
  ledger_balances: "kept by a trigger; the application may not write it",
  ledger_transactions: "a posting is one statement over two tables",
  ledger_entries: "a posting is one statement over two tables",
  audit_events: "appended to and never read as objects",
  provider_events: "raw bytes, stored by INSERT … ON CONFLICT and read by SQL",
  release_policies: "read by SQL as the one policy that is in force",
  cheque_settings: "read by SQL as the one version that is in force",
  cheque_skips: "one INSERT over a range of numbers",
  cheque_decisions: "proposed by INSERT … ON CONFLICT over a partial index",
  cheque_reminders: "noted by INSERT … ON CONFLICT and never read as objects",
  escheat_rules: "read by SQL as the one rule that is in force",
  positive_pay_templates: "read by SQL as the definition alone",
  positive_pay_exports: "listed without their content, which may be large",
  positive_pay_lines: "written from a list in one statement",
  paypal_disputes: "one upsert by PayPal's id",
  paypal_dispute_movements: "kept by INSERT … ON CONFLICT, as PayPal said it",
  positive_pay_downloads: "noted by one INSERT … SELECT, which knows whether it is the first",
  heartbeats: "one upsert by name, compared with the clock by SQL",
  ledger_chain: "written by the database's own function only",
  ledger_arrivals: "written by a trigger, taken away by the function that links",
  ledger_seals: "written by the function that links",
  accounting_periods: "moved by guarded statements and read by SQL",
  period_explanations: "the newest for each account counts, which SQL says",
  period_balances: "filled from the entries by one statement",
  break_notes: "appended to and never changed",
  break_postings: "moved by guarded statements and read by SQL",
  solo_acts: "summed up by SQL inside the act it limits",
  visitor_counts: "one upsert for each request that is counted",
  creator_changes: "written by triggers, asked by transaction in SQL",
  audience_records: "kept by a trigger; the application may not write it",
  niche_records: "kept by a trigger; the application may not write it",
  breaks: "opened by INSERT … ON CONFLICT over a partial index",
};

test("every row class has exactly the columns of its table", async () => {
  const actual = await tables();
  const believed = mapped();
  expect(believed.size).toBeGreaterThan(20);
  for (const [table, columns] of believed) {
    expect({ table, columns }).toEqual({ table, columns: actual.get(table) });
  }
});

test("no table has two row classes, and every one has one or a reason for none", async () => {
  const names = db.dataSource.entityMetadatas.map(({ tableName }) => tableName);
  expect(new Set(names).size).toBe(names.length);
  const bare = [...(await tables()).keys()].filter((table) => !names.includes(table));
  expect(bare.sort()).toEqual(Object.keys(withoutRow).sort());
});

test("keys have the names that the rows give them", async () => {
  const rows = await asOwner(
    db.url,
    `SELECT conrelid::regclass::text AS "table", conname AS name FROM pg_constraint
     WHERE contype = 'p' AND connamespace = 'public'::regnamespace`,
  );
  const actual = new Map(
    (rows as { table: string; name: string }[]).map(({ table, name }) => [table, name]),
  );
  for (const { tableName, primaryColumns } of db.dataSource.entityMetadatas) {
    for (const { primaryKeyConstraintName } of primaryColumns) {
      expect({ tableName, name: primaryKeyConstraintName }).toEqual({
        tableName,
        name: actual.get(tableName),
      });
    }
  }
});

test("names of constraints and indexes follow one pattern", async () => {
  const rows = (await asOwner(
    db.url,
    `SELECT conrelid::regclass::text AS "table", conname AS name,
            CASE contype WHEN 'p' THEN 'pkey' WHEN 'f' THEN 'fkey' WHEN 'u' THEN 'key' ELSE 'check' END AS ending
     FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u', 'c')
       AND conrelid::regclass::text <> 'schema_migrations'
     UNION ALL
     SELECT i.indrelid::regclass::text, c.relname, CASE WHEN i.indisunique THEN 'key' ELSE 'idx' END
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  )) as { table: string; name: string; ending: string }[];
  expect(rows.length).toBeGreaterThan(100);
  const wrong = rows.filter(({ table, name, ending }) => {
    // A unique index of a table may drop the plural of what it is about: media_owner_id_sha256_key.
    return !name.startsWith(`${table}_`) || !name.endsWith(`_${ending}`) || name.length > 63;
  });
  expect(wrong).toEqual([]);
});

test("amounts are bigint beside a currency, instants know their zone, nothing is a float", async () => {
  const all = [...(await tables())].flatMap(([table, columns]) =>
    columns.map((column) => ({ table, ...column })),
  );
  const amounts = all.filter(({ name }) => name.endsWith("_minor"));
  expect(amounts.length).toBeGreaterThan(15);
  expect(amounts.filter(({ type }) => type !== "bigint")).toEqual([]);
  // The currency of these stands one table further.
  const elsewhere = [
    "ledger_balances",
    "payout_lines",
    "period_balances",
    "refund_parts",
    "remittance_returns",
  ];
  const bare = amounts.filter(
    ({ table }) => !all.some((column) => column.table === table && column.name === "currency"),
  );
  expect([...new Set(bare.map(({ table }) => table))].sort()).toEqual(elsewhere);
  const floating = /real|double|numeric|money|without time zone|character/;
  const odd = all.filter(({ type, table }) => table !== "schema_migrations" && floating.test(type));
  expect(odd).toEqual([]);
  const times = all.filter(({ name }) => /_(at|until)$/.test(name));
  expect(times.filter(({ type }) => type !== "timestamp with time zone")).toEqual([]);
  const days = all.filter(({ name }) => name.endsWith("_on"));
  expect(days.filter(({ type }) => type !== "date")).toEqual([]);
});
