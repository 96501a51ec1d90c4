/** A campaign's money, movement by movement, read from the books: what is free and what is promised to creators. */
import type { Currency } from "../../kernel/currency";
import { ConflictError } from "../../kernel/errors";
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import type { CampaignRow } from "../campaigns";
import { accounts } from "../ledger";
import type { Issuer, Party } from "./document";
import type { MovementKind } from "./document-words-texts";

/** First and last day in UTC, both included; null is open. */
export interface StatementPeriod {
  from: string | null;
  until: string | null;
}

interface Held {
  availableMinor: bigint;
  reservedMinor: bigint;
}

interface Movement extends Held {
  reference: string;
  rule: string;
  bookedAt: Date;
  creator: string | null;
}

interface Row {
  kind: "opening" | "movement";
  reference: string | null;
  rule: string | null;
  booked_at: Date | null;
  creator: string | null;
  available: string;
  reserved: string;
}

/** More cannot be printed and read; a shorter period shows them. */
const movementsMax = 2_000;

/** One statement over both kinds of account, so that opening and movements are of one moment. */
const movementsSql = `
  WITH named AS (
    SELECT $2::text AS name, NULL::text AS creator
    UNION ALL
    SELECT 'liabilities:application:' || p.id || ':reserved', k.display_name
    FROM applications p JOIN creators k ON k.id = p.creator_id WHERE p.campaign_id = $1
  ), moved AS MATERIALIZED (
    SELECT t.seq, t.reference, t.rule, t.effective_at, max(n.creator) AS creator,
           coalesce(-sum(e.amount_minor) FILTER (WHERE n.creator IS NULL), 0) AS available,
           coalesce(-sum(e.amount_minor) FILTER (WHERE n.creator IS NOT NULL), 0) AS reserved
    FROM named n JOIN ledger_accounts a ON a.name = n.name AND a.currency = $3
    JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_transactions t ON t.id = e.transaction_id
    WHERE $5::date IS NULL OR t.effective_at < ($5::date + 1)::timestamp AT TIME ZONE 'UTC'
    GROUP BY t.id
  )
  SELECT 'opening' AS kind, NULL AS reference, NULL AS rule, NULL AS booked_at, NULL AS creator,
         coalesce(sum(available), 0)::text AS available, coalesce(sum(reserved), 0)::text AS reserved
  FROM moved WHERE effective_at < $4::date::timestamp AT TIME ZONE 'UTC'
  UNION ALL
  (SELECT 'movement', reference, rule, effective_at, creator, available::text, reserved::text
   FROM moved WHERE $4::date IS NULL OR effective_at >= $4::date::timestamp AT TIME ZONE 'UTC'
   ORDER BY effective_at, seq LIMIT ${movementsMax + 1})`;

async function readMovements(
  tx: Tx,
  campaign: { id: string; currency: Currency },
  { from, until }: StatementPeriod,
): Promise<{ opening: Held; movements: Movement[] }> {
  const escrow = accounts.campaignEscrow(campaign.id);
  const values = [campaign.id, escrow, campaign.currency, from, until];
  const rows = await many<Row>(tx, movementsSql, values);
  const held = ({ available, reserved }: Row): Held => ({
    availableMinor: BigInt(available),
    reservedMinor: BigInt(reserved),
  });
  const nothing = { availableMinor: 0n, reservedMinor: 0n };
  const opening = rows.find(({ kind }) => kind === "opening");
  const movements = rows.flatMap((row): Movement[] =>
    row.booked_at === null || row.reference === null || row.rule === null
      ? []
      : [
          {
            ...held(row),
            reference: row.reference,
            rule: row.rule,
            bookedAt: row.booked_at,
            creator: row.creator,
          },
        ],
  );
  return { opening: opening ? held(opening) : nothing, movements };
}

function kindOf({ rule, availableMinor }: Movement): MovementKind {
  switch (rule) {
    case "L6":
      return availableMinor > 0n ? "funded" : "taken_back";
    case "L7":
      return "reserved";
    case "L8":
      return "released";
    case "L9":
    case "L10":
      return "earned";
    case "L12":
    case "L13":
      return "undone";
    case "L32":
      return "settled";
    default:
      return "other";
  }
}

const after = (held: Held, moves: readonly Held[]): Held => ({
  availableMinor: moves.reduce((sum, move) => sum + move.availableMinor, held.availableMinor),
  reservedMinor: moves.reduce((sum, move) => sum + move.reservedMinor, held.reservedMinor),
});

export type CampaignStatement = Awaited<ReturnType<typeof campaignStatement>>;

/**
 * The statement of one campaign over a period. The books only grow, so the statement of days that are over stays the same.
 * @throws ConflictError `statement_too_long`.
 */
export async function campaignStatement(
  tx: Tx,
  campaign: CampaignRow,
  facts: { issuer: Issuer; brand: Party },
  period: StatementPeriod,
) {
  const { id, currency } = campaign;
  const { opening, movements } = await readMovements(tx, campaign, period);
  if (movements.length > movementsMax) {
    throw new ConflictError("statement_too_long", { max: movementsMax });
  }
  const heldView = ({ availableMinor, reservedMinor }: Held) => ({
    available: moneyJson(availableMinor, currency),
    reserved: moneyJson(reservedMinor, currency),
  });
  return {
    campaignId: id,
    brandId: campaign.brandId,
    title: campaign.title,
    currency,
    budget: moneyJson(campaign.budgetMinor, currency),
    issuer: facts.issuer,
    party: facts.brand,
    ...period,
    opening: heldView(opening),
    movements: movements.map((movement) => ({
      reference: movement.reference,
      rule: movement.rule,
      kind: kindOf(movement),
      bookedAt: movement.bookedAt.toISOString(),
      creator: movement.creator,
      ...heldView(movement),
    })),
    closing: heldView(after(opening, movements)),
  };
}
