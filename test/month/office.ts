/** What finance does every day: signatures, cheques, money for PayPal. */
import type { Json } from "./callers";
import { bankCode, type Staff } from "./cast";
import { currencies } from "./plan";
import type { World } from "./world";

const signedAtOnce = 500;
const chequesAtOnce = 100;

function inChunks<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}

/** Both signatures for everything that waits for people and is not held. @returns how many payouts. */
export async function signAll({ maker, checker }: Staff): Promise<number> {
  const drafts = (await maker.all("/v1/payouts?status=draft")).filter(
    ({ holds }: Json) => holds.length === 0,
  );
  for (const chunk of inChunks(drafts, signedAtOnce)) {
    const body = { payoutIds: chunk.map(({ id }: Json) => id) };
    const { items, signed } = await maker.post("/v1/payouts/prepare", body);
    await checker.post("/v1/payouts/approvals", {
      payouts: items.map(({ id, contentHash }: Json) => ({ payoutId: id, contentHash })),
      batchHash: signed.batchHash,
    });
  }
  return drafts.length;
}

/** Cheques for everything that is released for them, written by one person and handed over by another. */
export async function writeCheques({ maker, checker }: Staff): Promise<Json[]> {
  const queued = (await maker.all("/v1/payouts?status=queued")).filter(
    ({ rail, holds }: Json) => rail === "cheque" && holds.length === 0,
  );
  const written: Json[] = [];
  for (const currency of currencies) {
    const ours = queued.filter(({ amount }: Json) => amount.currency === currency);
    for (const chunk of inChunks(ours, chequesAtOnce)) {
      const payoutIds = chunk.map(({ id }: Json) => id);
      const bankAccountCode = bankCode(currency);
      const { items } = await maker.post("/v1/cheques", { bankAccountCode, payoutIds });
      const chequeIds = items.map(({ id }: Json) => id);
      await checker.post("/v1/cheques/handover", { chequeIds });
      written.push(...items);
    }
  }
  return written;
}

/** Everything that came back or failed goes to the method the creator has now, with both signatures. @returns how many. */
export async function payAgain({ maker, checker }: Staff): Promise<number> {
  const found = [
    ...(await maker.all("/v1/payouts?status=returned")),
    ...(await maker.all("/v1/payouts?status=failed")),
  ];
  for (const { id } of found) await maker.post(`/v1/payouts/${id}/reroute`);
  const waiting = (await maker.all("/v1/payouts?status=pending_approval")).filter(
    ({ holds }: Json) => holds.length === 0,
  );
  for (const chunk of inChunks(waiting, signedAtOnce)) {
    const payouts = chunk.map(({ id, contentHash }: Json) => ({ payoutId: id, contentHash }));
    await checker.post("/v1/payouts/approvals", { payouts });
  }
  return found.length;
}

/** A cheque is cashed at the bank; with another amount when somebody altered it. */
export async function cash(world: World, cheque: Json, amountMinor?: bigint): Promise<void> {
  await world.control("bank", "POST", "/cheques", {
    account: cheque.bankAccountCode,
    number: cheque.number,
    amountMinor: (amountMinor ?? BigInt(cheque.amount.amountMinor)).toString(),
    payee: cheque.payeeName.toUpperCase(),
  });
}

/** Money from the bank to PayPal: recorded first, then ordered at the bank. */
export async function topUp(
  world: World,
  { maker, checker }: Staff,
  currency: (typeof currencies)[number],
  amountMinor: bigint,
  reference: string,
): Promise<void> {
  const bankAccountCode = bankCode(currency);
  const amount = { amountMinor: amountMinor.toString(), currency };
  const sent = await maker.post("/v1/treasury/top-ups", { bankAccountCode, amount, reference });
  if (sent.status === "proposed") await checker.post(`/v1/treasury/top-ups/${sent.id}/approve`);
  await world.control("bank", "POST", "/transfers", {
    account: bankAccountCode,
    to: "paypal",
    amountMinor: amount.amountMinor,
    reference,
  });
}
