/** Statement lines for lists, and the comparison of books and statements. */
import type { Currency } from "../../kernel/currency";
import { many, one, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import { listBankAccounts } from "../cheques";
import { railSql, type Timing, timingOfAccounts } from "./fact-store";
import {
  type LineDecisionKind,
  type LineDetails,
  type LineStatus,
  paypalAccount,
  railAccount,
  type Source,
  stripeAccount,
  stripeRail,
} from "./statement";

interface LineRow {
  id: string;
  source: Source;
  account: string;
  line_key: string;
  provider_id: string;
  booked_at: Date;
  kind: string;
  amount_minor: string;
  fee_minor: string;
  currency: Currency;
  details: LineDetails;
  status: LineStatus;
  rule: string | null;
  problem: string | null;
  references: string[];
  waits_for: { explanationId: string; kind: LineDecisionKind; proposedBy: string } | null;
}

export interface LineFilter {
  source?: Source | undefined;
  account?: string | undefined;
  status?: LineStatus | undefined;
  importId?: string | undefined;
  afterId: string | null;
  limit: number;
}

const lineSelect = `
  SELECT l.id, l.source, l.account, l.line_key, l.provider_id, l.booked_at, l.kind, l.amount_minor,
            l.fee_minor, l.currency, l.details, l.status, l.rule, l.problem,
            ARRAY(SELECT t.reference FROM statement_matches m
                  JOIN ledger_transactions t ON t.id = m.transaction_id
                  WHERE m.line_id = l.id ORDER BY t.seq) AS references,
            (SELECT json_build_object('explanationId', x.id, 'kind', x.kind, 'proposedBy', x.proposed_by)
             FROM statement_explanations x
             WHERE x.line_id = l.id AND x.state = 'proposed') AS waits_for
     FROM statement_lines l`;

/** Newest first; one more than `limit` when there is a next page. */
export async function listLines(tx: Tx, filter: LineFilter) {
  const rows = await many<LineRow>(
    tx,
    `${lineSelect}
     WHERE ($1::text IS NULL OR l.source = $1) AND ($2::text IS NULL OR l.account = $2)
       AND ($3::text IS NULL OR l.status = $3) AND ($4::uuid IS NULL OR l.import_id = $4)
       AND ($5::uuid IS NULL OR l.id < $5)
     ORDER BY l.id DESC LIMIT $6`,
    [
      filter.source ?? null,
      filter.account ?? null,
      filter.status ?? null,
      filter.importId ?? null,
      filter.afterId,
      filter.limit + 1,
    ],
  );
  return rows.map(viewOf);
}

/** One line. @throws NotFoundError */
export async function lineView(tx: Tx, id: string) {
  return viewOf(await one<LineRow>(tx, `${lineSelect} WHERE l.id = $1`, [id]));
}

function viewOf(row: LineRow) {
  return {
    id: row.id,
    source: row.source,
    account: row.account,
    lineKey: row.line_key,
    providerId: row.provider_id,
    bookedAt: row.booked_at.toISOString(),
    kind: row.kind,
    amount: moneyJson(BigInt(row.amount_minor), row.currency),
    fee: moneyJson(BigInt(row.fee_minor), row.currency),
    details: row.details,
    status: row.status,
    rule: row.rule,
    problem: row.problem,
    ledgerReferences: row.references,
    waitsFor: row.waits_for && {
      ...row.waits_for,
      proposedBy: signer(row.waits_for.proposedBy),
    },
  };
}

interface SumRow {
  source: Source;
  account: string;
  currency: Currency;
  status: LineStatus;
  count: number;
  effect: string;
}

interface BalanceRow {
  source: Source;
  account: string;
  currency: Currency;
  closing_minor: string;
  day: string;
}

interface LedgerRow {
  name: string;
  currency: Currency;
  total: string;
}

/** The newest statement of each account and currency: the one that knows the latest line, and of those the last imported. */
const latestBalances = `
  SELECT DISTINCT ON (i.source, i.account, b.currency)
         i.source, i.account, b.currency, b.closing_minor, b.as_of::date::text AS day
  FROM statement_balances b JOIN statement_imports i ON i.id = b.import_id
  WHERE i.withdrawn_at IS NULL
  ORDER BY i.source, i.account, b.currency, b.as_of DESC, i.id DESC`;

/** Shown of the ledger transactions that no line stands for; the count and the sum are always complete. */
const timingShownMax = 50;

async function readAll(tx: Tx) {
  return {
    sums: await many<SumRow>(
      tx,
      `SELECT source, account, currency, status, count(*)::int AS count, sum(effect_minor)::text AS effect
       FROM statement_lines WHERE status <> 'withdrawn' GROUP BY source, account, currency, status`,
    ),
    balances: await many<BalanceRow>(tx, latestBalances),
    ledger: await many<LedgerRow>(
      tx,
      `SELECT ${railSql} AS name, a.currency, sum(e.amount_minor)::text AS total
       FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       WHERE a.name = 'assets:paypal' OR a.name LIKE 'assets:stripe:%' OR a.name LIKE 'assets:bank:%'
       GROUP BY 1, 2`,
    ),
    timing: await timingOfAccounts(tx, timingShownMax),
    banks: await listBankAccounts(tx),
  };
}

type Everything = Awaited<ReturnType<typeof readAll>>;

interface Place {
  source: Source;
  account: string;
  currency: Currency;
}

/** Every account that has a statement, an entry in the books, or a place in our list of bank accounts. */
function placesOf({ sums, balances, ledger, banks }: Everything): Place[] {
  const places = [
    ...sums,
    ...balances,
    ...banks.map(({ code, currency }) => ({ source: "bank" as const, account: code, currency })),
    ...ledger.map(({ name, currency }) => {
      const code = /^assets:bank:(.+)$/.exec(name)?.[1];
      if (code !== undefined) return { source: "bank" as const, account: code, currency };
      return name === stripeRail
        ? { source: "stripe" as const, account: stripeAccount, currency }
        : { source: "paypal" as const, account: paypalAccount, currency };
    }),
  ];
  const byKey = new Map(
    places.map(({ source, account, currency }) => [
      `${source} ${account} ${currency}`,
      { source, account, currency },
    ]),
  );
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

function timingView(timing: Timing | undefined, currency: Currency) {
  return {
    count: timing?.count ?? 0,
    sum: moneyJson(timing?.totalMinor ?? 0n, currency),
    items: (timing?.items ?? []).map(({ reference, rule, effect }) => ({
      reference,
      rule,
      amount: moneyJson(BigInt(effect), currency),
    })),
  };
}

function compareOne(place: Place, all: Everything) {
  const { source, account, currency } = place;
  const isHere = (row: Place) =>
    row.source === source && row.account === account && row.currency === currency;
  const rail = railAccount(source, account);
  const waiting = all.timing.find((one) => one.account === rail && one.currency === currency);
  const ledgerRow = all.ledger.find((row) => row.name === rail && row.currency === currency);
  const ledgerMinor = BigInt(ledgerRow?.total ?? "0");
  const balance = all.balances.find(isHere);
  const sumOf = (status: LineStatus) => {
    const row = all.sums.find((one) => isHere(one) && one.status === status);
    return { count: row?.count ?? 0, minor: BigInt(row?.effect ?? "0") };
  };
  const view = ({ count, minor }: { count: number; minor: bigint }) => ({
    count,
    sum: moneyJson(minor, currency),
  });
  const open = sumOf("open");
  const explained = sumOf("explained");
  const timing = timingView(waiting, currency);
  // The books without what the statement does not show yet, and with what only the statement shows.
  const expectedMinor = ledgerMinor - (waiting?.totalMinor ?? 0n) + open.minor;
  const closingMinor = balance && BigInt(balance.closing_minor);
  return {
    ...place,
    ledgerAccount: rail,
    ledgerBalance: moneyJson(ledgerMinor, currency),
    statementBalance: closingMinor === undefined ? null : moneyJson(closingMinor, currency),
    statementDay: balance?.day ?? null,
    matched: view(sumOf("matched")),
    explained: view(explained),
    open: view(open),
    timing,
    difference:
      closingMinor === undefined ? null : moneyJson(closingMinor - expectedMinor, currency),
  };
}

/** For every account and currency: what the books say, what the provider says, and what lies between. */
export async function getReconciliation(tx: Tx) {
  const all = await readAll(tx);
  return placesOf(all).map((place) => compareOne(place, all));
}
