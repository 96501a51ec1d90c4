/** Statements as finance brings them in. */
import { bankStatement, writeCsv } from "./bank-files";
import type { Staff } from "./cast";
import type { MonthCurrency } from "./plan";
import type { World } from "./world";

/** The bank's first days, so that brands' transfers are found. */
export async function importEarly(
  world: World,
  { maker }: Staff,
  currency: MonthCurrency,
  from: string,
  to: string,
) {
  const statement = await bankStatement(world, currency, from, to);
  return await maker.post("/v1/reconciliation/imports", {
    source: "bank",
    bankAccountCode: statement.account,
    content: writeCsv(statement),
  });
}
