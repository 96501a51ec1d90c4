/** Limits on messages from providers and to people, and on accounts of the books that should be empty. */
import { isPayoutUnderWay } from "../ledger";
import { isOlder, type WatchRule } from "./watch-rule";

/** Balance now and a limit ago of the accounts that `where` picks; both wrong means that it has been wrong for so long. */
const wrongFor = (where: string) => `
  SELECT a.name || ' ' || a.currency AS object_id, s.now_minor AS amount_minor, a.currency
  FROM ledger_accounts a
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(e.amount_minor), 0)::bigint AS now_minor,
           coalesce(sum(e.amount_minor) FILTER (WHERE ${isOlder("t.recorded_at")}), 0)::bigint AS then_minor
    FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
    WHERE e.account_id = a.id) s
  WHERE ${where} AND s.now_minor <> 0 AND s.then_minor <> 0`;

/** Last proven answer of a provider, or the last message it sent us. */
const lastContact = (provider: string) => `
  greatest((SELECT beat_at FROM heartbeats WHERE name = 'provider:${provider}'),
           (SELECT max(received_at) FROM provider_events WHERE provider = '${provider}'))`;

const openAtPaypal = `
  SELECT a.created_at AS since FROM payout_attempts a
  WHERE a.rail = 'paypal' AND a.state IN ('sending', 'unknown', 'submitted', 'pending')
  UNION ALL
  SELECT d.created_at FROM deposits d WHERE d.method = 'paypal' AND d.status = 'pending'`;

const openAtStripe = `
  SELECT d.created_at AS since FROM deposits d WHERE d.method = 'stripe' AND d.status = 'pending'
  UNION ALL
  SELECT r.created_at FROM refund_parts r JOIN deposits d ON d.id = r.deposit_id
  WHERE d.method = 'stripe' AND r.status IN ('sending', 'pending')`;

/** Young work is looked at once an hour or more often, so silence about it is no pause of ours. */
const silentAbout = (provider: string, open: string) => `
  SELECT '${provider}' AS object_id, ${lastContact(provider)} AS last_contact_at, count(*) AS open
  FROM (${open}) o
  WHERE ${isOlder("o.since")} AND o.since > now() - interval '1 day'
    AND coalesce(${isOlder(lastContact(provider))}, true)
  HAVING count(*) > 0`;

export const moneyRules: readonly WatchRule[] = [
  {
    kind: "provider_events_waiting",
    objectType: "provider",
    limit: "WATCH_EVENT_SECONDS",
    owner: "operator",
    nextAction: "read_the_log",
    sql: `SELECT provider AS object_id, count(*) AS events, min(received_at) AS since,
                 (array_agg(id ORDER BY received_at))[1] AS oldest
          FROM provider_events WHERE state = 'pending' AND ${isOlder("received_at")} GROUP BY provider`,
  },
  {
    // Opened when the message was worked on.
    kind: "provider_event_unmatched",
    objectType: "provider_event",
    owner: "operator",
    nextAction: "review_event",
    isFinal: true,
    sql: `SELECT id AS object_id, provider, event_type AS type
          FROM provider_events WHERE state = 'unmatched'`,
  },
  {
    // One break however many letters wait: it is the mail server, or our worker, that does not do its part.
    kind: "mails_waiting",
    objectType: "mail",
    limit: "WATCH_MAIL_SECONDS",
    owner: "operator",
    nextAction: "check_mail_server",
    sql: `SELECT 'mail' AS object_id, min(m.created_at) AS since
          FROM (SELECT created_at FROM mails WHERE status = 'queued'
                UNION ALL SELECT created_at FROM notices WHERE status = 'waiting') m
          HAVING ${isOlder("min(m.created_at)")}`,
  },
  {
    kind: "suspense_not_empty",
    objectType: "account",
    limit: "WATCH_SUSPENSE_SECONDS",
    owner: "finance",
    nextAction: "explain_balance",
    sql: wrongFor("a.name LIKE 'assets:suspense:%'"),
  },
  {
    kind: "clearing_not_zero",
    objectType: "account",
    limit: "WATCH_CLEARING_SECONDS",
    owner: "finance",
    nextAction: "explain_balance",
    sql: [
      wrongFor(`a.name = 'liabilities:payout:in-flight' AND NOT EXISTS (
        SELECT FROM payout_attempts t WHERE t.currency = a.currency
          AND t.state IN ('intent', 'sending', 'unknown', 'submitted', 'pending', 'blocked'))`),
      wrongFor(`a.name IN ('liabilities:payout:unclaimed', 'assets:paypal:unclaimed') AND NOT EXISTS (
        SELECT FROM payout_attempts t WHERE t.currency = a.currency
          AND t.state IN ('unclaimed', 'on_hold', 'blocked'))`),
      wrongFor(`a.name = 'liabilities:refund:in-flight' AND NOT EXISTS (
        SELECT FROM refund_parts p JOIN refunds r ON r.id = p.refund_id
        WHERE r.currency = a.currency AND p.status IN ('sending', 'pending'))`),
      wrongFor(`a.name = 'assets:transfer-in-transit' AND NOT EXISTS (
        SELECT FROM top_ups u WHERE u.currency = a.currency AND u.status = 'sent')
        AND NOT EXISTS (
          SELECT FROM ledger_transactions s
          WHERE s.currency = a.currency AND ${isPayoutUnderWay("s")})`),
    ].join(" UNION ALL "),
  },
  {
    kind: "provider_silent",
    objectType: "provider",
    limit: "WATCH_PROVIDER_SECONDS",
    owner: "operator",
    nextAction: "check_connection",
    sql: `${silentAbout("paypal", openAtPaypal)} UNION ALL ${silentAbout("stripe", openAtStripe)}`,
  },
];
