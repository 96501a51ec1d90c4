import type { Currency } from "../../kernel/currency";
import { many, one, parseMinor, type Tx } from "../../platform/db/sql";
import { CampaignFundingRow } from "./funding-row";

/** Notes money set aside for a campaign, or taken back when the amount is negative. */
export async function insertFunding(
  tx: Tx,
  funding: Pick<CampaignFundingRow, "id" | "campaignId" | "amountMinor" | "currency" | "createdBy">,
): Promise<void> {
  await tx.insert(CampaignFundingRow, funding);
}

export async function fundedMinor(tx: Tx, campaignId: string): Promise<bigint> {
  const { total } = await one<{ total: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor), 0)::text AS total FROM campaign_fundings
     WHERE campaign_id = $1`,
    [campaignId],
  );
  return parseMinor(total);
}

/** Campaigns of a brand that wait for their money, oldest first. */
export async function findWaitingCampaigns(tx: Tx, brandId: string): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    "SELECT id FROM campaigns WHERE brand_id = $1 AND status = 'funding_pending' ORDER BY id",
    [brandId],
  );
  return rows.map((row) => row.id);
}

/** Brands whose deposit covers a campaign that still waits; a job that was lost leaves some. */
export async function findFundableBrands(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ brand_id: string }>(
    tx,
    `SELECT DISTINCT c.brand_id FROM campaigns c
     JOIN ledger_accounts a
       ON a.name = 'liabilities:brand:' || c.brand_id || ':deposit' AND a.currency = c.currency
     JOIN ledger_balances b ON b.account_id = a.id AND b.balance_minor >= c.budget_minor
     WHERE c.status = 'funding_pending' LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.brand_id);
}

export interface CampaignMoney {
  campaignId: string;
  title: string;
  currency: Currency;
  escrowMinor: bigint;
  reservedMinor: bigint;
}

const campaignMoney = `
  SELECT c.id AS "campaignId", c.title, c.currency,
    coalesce((SELECT b.balance_minor FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
              WHERE a.name = 'liabilities:campaign:' || c.id || ':escrow' AND a.currency = c.currency),
             0)::text AS escrow,
    coalesce((SELECT sum(b.balance_minor) FROM applications p
              JOIN ledger_accounts a ON a.name = 'liabilities:application:' || p.id || ':reserved'
              JOIN ledger_balances b ON b.account_id = a.id
              WHERE p.campaign_id = c.id), 0)::text AS reserved
  FROM campaigns c`;

interface CampaignMoneyRow extends Omit<CampaignMoney, "escrowMinor" | "reservedMinor"> {
  escrow: string;
  reserved: string;
}

function moneyOf({ escrow, reserved, ...row }: CampaignMoneyRow): CampaignMoney {
  return { ...row, escrowMinor: parseMinor(escrow), reservedMinor: parseMinor(reserved) };
}

/** What stands in a campaign's escrow and what of it is reserved for creators. */
export async function readCampaignMoney(tx: Tx, campaignId: string): Promise<CampaignMoney> {
  return moneyOf(await one<CampaignMoneyRow>(tx, `${campaignMoney} WHERE c.id = $1`, [campaignId]));
}

/** Campaigns of a brand that hold money, newest first. */
export async function findFundedCampaigns(tx: Tx, brandId: string): Promise<CampaignMoney[]> {
  const rows = await many<CampaignMoneyRow>(
    tx,
    `SELECT * FROM (${campaignMoney} WHERE c.brand_id = $1) AS m
     WHERE m.escrow <> '0' OR m.reserved <> '0' ORDER BY m."campaignId" DESC`,
    [brandId],
  );
  return rows.map(moneyOf);
}

/** Balance of the brand's deposit in each currency it ever used. */
export async function findDepositBalances(
  tx: Tx,
  brandId: string,
): Promise<{ currency: Currency; depositMinor: bigint }[]> {
  const rows = await many<{ currency: Currency; deposit: string }>(
    tx,
    `SELECT a.currency, b.balance_minor::text AS deposit
     FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
     WHERE a.name = 'liabilities:brand:' || $1::text || ':deposit' ORDER BY a.currency`,
    [brandId],
  );
  return rows.map(({ currency, deposit }) => ({ currency, depositMinor: parseMinor(deposit) }));
}
