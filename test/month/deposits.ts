/** Brands bring money in by each of the three methods, and pay on the services' own pages. */
import { type Json, send } from "./callers";
import { type Brand, bankCode } from "./cast";
import type { MonthCurrency } from "./plan";
import type { World } from "./world";

export type Method = "stripe" | "paypal" | "bank_transfer";

/** Presses the button that pays. */
async function payAt(checkoutUrl: string): Promise<void> {
  const url = new URL(checkoutUrl);
  const token = url.searchParams.get("token");
  const fields = new URLSearchParams({ ...(token ? { token } : {}), action: "pay" });
  const type = { "content-type": "application/x-www-form-urlencoded" };
  await send("POST", `${url.origin}${url.pathname}`, type, fields.toString());
}

/** One deposit, paid; a transfer is on the bank's books, and waits for its statement. */
export async function deposit(
  world: World,
  brand: Brand,
  method: Method,
  amountMinor: bigint,
  currency: MonthCurrency,
): Promise<Json> {
  const amount = { amountMinor: amountMinor.toString(), currency };
  const made = await brand.caller.post(`/v1/brands/${brand.id}/deposits`, { method, amount });
  if (method !== "bank_transfer") {
    await payAt(made.checkoutUrl);
    return made;
  }
  await world.control("bank", "POST", "/deposits", {
    account: bankCode(currency),
    amountMinor: amount.amountMinor,
    currency,
    reference: `Payment ${made.referenceCode}`,
    name: "WARUNG KOPI",
  });
  return made;
}

/** Parts of a sum that differ by a little, so that no two charges look alike. */
export function cut(totalMinor: bigint, parts: number): bigint[] {
  const each = totalMinor / BigInt(parts);
  const cuts = Array.from({ length: parts - 1 }, (_, n) => each - BigInt(n * 7));
  return [...cuts, totalMinor - cuts.reduce((sum, part) => sum + part, 0n)];
}

/** Which part of a brand's money comes by which method. */
const shares: Readonly<Record<MonthCurrency, readonly [Method, bigint][]>> = {
  USD: [
    ["stripe", 60n],
    ["paypal", 25n],
    ["bank_transfer", 15n],
  ],
  EUR: [
    ["paypal", 60n],
    ["stripe", 40n],
  ],
  JPY: [
    ["bank_transfer", 70n],
    ["paypal", 30n],
  ],
};

/** Everything a campaign needs, in many payments. */
export async function bringMoney(
  world: World,
  brand: Brand,
  currency: MonthCurrency,
  totalMinor: bigint,
  partsPerMethod: number,
): Promise<number> {
  let made = 0;
  for (const [method, percent] of shares[currency]) {
    const parts = method === "bank_transfer" ? Math.min(partsPerMethod, 5) : partsPerMethod;
    for (const part of cut((totalMinor * percent) / 100n + 100n, parts)) {
      await deposit(world, brand, method, part, currency);
      made += 1;
    }
  }
  return made;
}
