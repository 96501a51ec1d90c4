/** Statements as finance brings them in. */
import { send } from "./callers";
import { bankCode, type Staff } from "./cast";
import type { MonthCurrency } from "./plan";
import type { World } from "./world";

/** The bank's own file for these days. */
export async function bankFile(
  world: World,
  currency: MonthCurrency,
  from: string,
  to: string,
): Promise<string> {
  const at = `/accounts/${bankCode(currency)}/statement.csv?from=${from}&to=${to}`;
  return await send("GET", `${world.sandbox.bank.url}${at}`, {});
}

export async function importBank(
  world: World,
  { maker }: Staff,
  currency: MonthCurrency,
  from: string,
  to: string,
) {
  return await maker.post("/v1/reconciliation/imports", {
    source: "bank",
    bankAccountCode: bankCode(currency),
    content: await bankFile(world, currency, from, to),
  });
}
