/** Figures for `/metrics` that are read from the tables: what is open, how old, and when somebody was last heard of. */
import { many, type Tx } from "../../platform/db/sql";

/** One figure with its labels; ages are seconds, amounts minor units, both only to be looked at. */
export interface Gauge {
  name: string;
  help: string;
  rows: { labels: Record<string, string>; value: number }[];
}

interface GaugeQuery {
  /** Column of the query → the figure it is. Every other column is a label. */
  figures: Readonly<Record<string, { name: string; help: string }>>;
  sql: string;
}

const age = (instant: string) => `extract(epoch FROM now() - ${instant})::float8`;
const unix = (instant: string) => `extract(epoch FROM ${instant})::float8`;

/** How many and how old the oldest: the two figures of everything that is open. */
function openAndOldest(name: string, what: string, sql: string): GaugeQuery {
  return {
    figures: {
      n: { name: `kampanye_${name}`, help: what },
      oldest: { name: `kampanye_${name}_oldest_seconds`, help: `${what}: age of the oldest` },
    },
    sql,
  };
}

const quantiles = `(VALUES ('0.5', 0.5::float8), ('0.95', 0.95), ('1', 1)) AS k (quantile, q)`;

const openThings: readonly GaugeQuery[] = [
  openAndOldest(
    "payouts_open",
    "Payouts that are not over, since their last move",
    `SELECT status, coalesce(rail, 'none') AS rail, count(*)::float8 AS n, ${age("min(status_at)")} AS oldest
     FROM payouts
     WHERE status IN ('draft', 'pending_approval', 'approved', 'queued', 'in_progress', 'returned', 'failed')
     GROUP BY 1, 2`,
  ),
  openAndOldest(
    "payout_attempts_open",
    "Attempts whose money is on its way, since they were made",
    `SELECT state, count(*)::float8 AS n, ${age("min(created_at)")} AS oldest FROM payout_attempts
     WHERE state NOT IN ('success', 'failed', 'returned', 'refunded', 'reversed') GROUP BY state`,
  ),
  openAndOldest(
    "payout_batches_open",
    "Batches that are not closed",
    `SELECT state, count(*)::float8 AS n, ${age("min(created_at)")} AS oldest FROM payout_batches
     WHERE state IN ('frozen', 'ambiguous', 'submitted', 'stopped') GROUP BY state`,
  ),
  openAndOldest(
    "endorsements_without_payout",
    "Fees that may be paid and have no payout",
    `SELECT count(*)::float8 AS n, coalesce(${age("min(e.payable_at)")}, 0) AS oldest FROM endorsements e
     WHERE e.payable_at IS NOT NULL AND e.fee_minor > 0 AND e.clawed_back_at IS NULL
       AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id AND l.is_live)`,
  ),
  openAndOldest(
    "breaks_open",
    "Open breaks",
    `SELECT kind, count(*)::float8 AS n, ${age("min(opened_at)")} AS oldest FROM breaks
     WHERE resolved_at IS NULL GROUP BY kind ORDER BY n DESC LIMIT 100`,
  ),
  openAndOldest(
    "outbox_events",
    "Events that are not in the queue yet",
    `SELECT count(*)::float8 AS n, coalesce(${age("min(created_at)")}, 0) AS oldest FROM outbox`,
  ),
  openAndOldest(
    "provider_events_pending",
    "Messages of providers that are not worked on yet",
    `SELECT provider, count(*)::float8 AS n, ${age("min(received_at)")} AS oldest
     FROM provider_events WHERE state = 'pending' GROUP BY provider`,
  ),
];

const balances: GaugeQuery = {
  figures: {
    value: {
      name: "kampanye_clearing_minor",
      help: "Accounts that are empty when nothing is on its way, in minor units, debit positive",
    },
  },
  sql: `SELECT a.name AS account, a.currency, coalesce(sum(e.amount_minor), 0)::float8 AS value
        FROM ledger_accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.name LIKE 'assets:suspense:%' OR a.name IN
          ('liabilities:payout:in-flight', 'liabilities:payout:unclaimed', 'assets:paypal:unclaimed',
           'liabilities:refund:in-flight', 'assets:transfer-in-transit')
        GROUP BY a.id`,
};

const timeliness: readonly GaugeQuery[] = [
  {
    figures: {
      value: {
        name: "kampanye_payout_release_to_paypal_seconds",
        help: "From the release to PayPal's acceptance, over what was accepted within the last hour",
      },
    },
    sql: `SELECT k.quantile, (
            SELECT percentile_cont(k.q) WITHIN GROUP (ORDER BY extract(epoch FROM c.finished_at - p.released_at))
            FROM provider_calls c JOIN payout_attempts a ON a.batch_id = c.batch_id
            JOIN payouts p ON p.id = a.payout_id
            WHERE c.outcome IN ('accepted', 'duplicate') AND c.finished_at > now() - interval '1 hour'
          )::float8 AS value
          FROM ${quantiles}`,
  },
  {
    figures: {
      value: {
        name: "kampanye_payout_waiting_for_paypal_seconds",
        help: "Age since the release of payouts that PayPal has not accepted yet",
      },
    },
    sql: `SELECT k.quantile, (
            SELECT percentile_cont(k.q) WITHIN GROUP (ORDER BY extract(epoch FROM now() - w.released_at))
            FROM (SELECT released_at FROM payouts WHERE status IN ('approved', 'queued') AND rail = 'paypal'
                  UNION ALL
                  SELECT p.released_at FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
                  WHERE a.rail = 'paypal' AND a.state IN ('intent', 'sending', 'unknown')) w
          )::float8 AS value
          FROM ${quantiles}`,
  },
];

const lifeSigns: readonly GaugeQuery[] = [
  {
    figures: {
      value: {
        name: "kampanye_provider_last_contact_timestamp_seconds",
        help: "When a provider last answered a request",
      },
    },
    sql: `SELECT substr(name, 10) AS provider, ${unix("beat_at")} AS value FROM heartbeats
          WHERE name LIKE 'provider:%'`,
  },
  {
    figures: {
      value: {
        name: "kampanye_provider_last_event_timestamp_seconds",
        help: "When a provider last sent a message",
      },
    },
    sql: `SELECT p.provider, (SELECT ${unix("max(e.received_at)")} FROM provider_events e
                              WHERE e.provider = p.provider) AS value
          FROM (VALUES ('paypal'), ('stripe')) AS p (provider)`,
  },
  {
    figures: {
      value: {
        name: "kampanye_queue_last_finished_timestamp_seconds",
        help: "When a worker last finished a job of the queue",
      },
    },
    sql: `SELECT substr(name, 7) AS queue, ${unix("beat_at")} AS value FROM heartbeats
          WHERE name LIKE 'queue:%'`,
  },
  {
    figures: {
      value: {
        name: "kampanye_heartbeat_timestamp_seconds",
        help: "When the scheduler ticked, the limits were looked at and the books were checked",
      },
    },
    sql: `SELECT name AS process, ${unix("beat_at")} AS value FROM heartbeats
          WHERE name IN ('scheduler', 'watch-limits', 'check-books')`,
  },
];

const queries: readonly GaugeQuery[] = [...openThings, balances, ...timeliness, ...lifeSigns];

/** Everything that the tables say now. A figure that does not exist yet has no row. */
export async function collectGauges(tx: Tx): Promise<Gauge[]> {
  const gauges: Gauge[] = [];
  for (const { figures, sql } of queries) {
    const rows = await many<Record<string, string | number | null>>(tx, sql);
    for (const [column, figure] of Object.entries(figures)) {
      gauges.push({
        ...figure,
        rows: rows.flatMap((row) => {
          const value = row[column];
          const labels = Object.entries(row).filter(([name]) => figures[name] === undefined);
          return typeof value === "number"
            ? [
                {
                  value,
                  labels: Object.fromEntries(labels.map(([name, at]) => [name, String(at)])),
                },
              ]
            : [];
        }),
      });
    }
  }
  return gauges;
}
