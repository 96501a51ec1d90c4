/** What goes wrong in a month, and money that goes other ways than to creators. */
import type { Json } from "./callers";
import { type Brand, bankCode, registerBrand, type Staff } from "./cast";
import { deposit } from "./deposits";
import type { MonthCurrency } from "./plan";
import type { World } from "./world";

/** Charges of the simulated Stripe that belong to these deposits. */
async function chargesOf(world: World, deposits: readonly Json[]): Promise<string[]> {
  const { rows } = await world.control("stripe", "GET", "/money");
  return deposits.map(({ id }) => {
    const row = rows.find((one: Json) => one.client_reference_id === id && one.kind === "charge");
    if (!row) throw new Error(`Stripe knows no charge of deposit ${id}`);
    return row.charge;
  });
}

/** A brand that pays in more than it needs, and one whose card holder disputes what was paid. */
export interface Spare {
  saver: Brand;
  disputed: Brand;
  disputedCharges: string[];
}

export async function bringSpareMoney(world: World): Promise<Spare> {
  const saver = await registerBrand(world, "brand-saver");
  await deposit(world, saver, "stripe", 30_011n, "USD");
  await deposit(world, saver, "stripe", 20_023n, "USD");
  await deposit(world, saver, "paypal", 15_037n, "EUR");
  const disputed = await registerBrand(world, "brand-disputed");
  const paid = [
    await deposit(world, disputed, "stripe", 50_041n, "USD"),
    await deposit(world, disputed, "stripe", 40_053n, "USD"),
  ];
  return { saver, disputed, disputedCharges: await chargesOf(world, paid) };
}

async function refund(
  { maker, checker }: Staff,
  brand: Brand,
  amountMinor: bigint,
  currency: MonthCurrency,
) {
  const amount = { amountMinor: amountMinor.toString(), currency };
  const { id } = await maker.post(`/v1/brands/${brand.id}/refunds`, { amount });
  return await checker.post(`/v1/refunds/${id}/approve`);
}

/** Unspent money goes back: over two charges, to PayPal, and one that fails and comes back. */
export async function refundSpare(world: World, staff: Staff, { saver }: Spare): Promise<void> {
  await refund(staff, saver, 35_000n, "USD");
  await refund(staff, saver, 5_000n, "EUR");
  await world.quiet();
  const failing = await refund(staff, saver, 4_000n, "USD");
  await world.quiet();
  const sent = await staff.maker.get(`/v1/refunds/${failing.id}`);
  for (const part of sent.parts) {
    await world.control("stripe", "POST", `/refunds/${part.providerRefundId}/status`, {
      status: "failed",
    });
  }
  await world.quiet();
}

/** Two chargebacks: one that will be lost, one that will be won. @returns their ids. */
export async function disputeCharges(world: World, { disputedCharges }: Spare): Promise<string[]> {
  const ids: string[] = [];
  for (const charge of disputedCharges) {
    ids.push((await world.control("stripe", "POST", "/disputes", { charge })).id);
  }
  return ids;
}

export async function closeDisputes(world: World, [lost, won]: readonly string[]): Promise<void> {
  await world.control("stripe", "POST", `/disputes/${lost}/close`, { status: "lost" });
  await world.control("stripe", "POST", `/disputes/${won}/close`, { status: "won" });
}

/** What Stripe has for us goes to the bank as one line that carries many charges. */
export async function payOutStripe(world: World, currency: MonthCurrency): Promise<void> {
  await world.control("stripe", "POST", "/payout-to-bank", {
    currency,
    account: bankCode(currency),
    arrivesAfterMs: 86_400_000,
  });
}

export async function chargeBankFee(
  world: World,
  currency: MonthCurrency,
  amountMinor: bigint,
): Promise<void> {
  const account = bankCode(currency);
  await world.control("bank", "POST", "/fees", {
    account,
    amountMinor: amountMinor.toString(),
    reference: "Account fee October",
  });
}

/** Half of what nobody claimed is claimed after all. */
export async function claimHalf(world: World): Promise<number> {
  const { items } = await world.control("paypal", "GET", "/payouts");
  const unclaimed = items.filter((item: Json) => item.transaction_status === "UNCLAIMED");
  const claimed = unclaimed.slice(0, Math.ceil(unclaimed.length / 2));
  for (const { payout_item_id: id } of claimed) {
    await world.control("paypal", "POST", `/payouts/${id}/status`, { status: "SUCCESS" });
  }
  return claimed.length;
}
