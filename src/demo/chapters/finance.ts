/** Chapters 11 to 13: cheques are written, handed over and cleared; a brand gets money back; statements are matched. */
import { addMs, dayMs, systemClock, utcDate } from "../../kernel/clock";
import { call, type Json, until } from "../http-client";
import type { Row } from "../narrator";
import { amountText, brandOf, type StoryWorld } from "../story-world";
import { importBank } from "./campaigns";
import { allPayouts } from "./payouts";

type Step = (what: string) => void;

async function issue(
  world: StoryWorld,
  currency: string,
  bankAccountCode: string,
): Promise<Json[]> {
  const waiting = (await allPayouts(world)).filter(
    (payout) =>
      payout.rail === "cheque" && payout.status === "queued" && payout.amount.currency === currency,
  );
  const payoutIds = waiting.map((payout) => payout.id as string);
  const written = await world.maker.post("/v1/cheques", { bankAccountCode, payoutIds });
  const chequeIds = (written.items as Json[]).map((cheque) => cheque.id as string);
  const issued = await world.checker.post("/v1/cheques/handover", { chequeIds });
  return issued.items as Json[];
}

export async function payByCheque(world: StoryWorld, step: Step): Promise<Row[]> {
  step("the maker writes cheques, the checker signs and hands them over");
  const cheques = [
    ...(await issue(world, "USD", "main-usd")),
    ...(await issue(world, "THB", "main-thb")),
  ];
  step("two cheques are paid in at the bank");
  for (const cheque of cheques.filter((one) => one.amount.currency === "USD")) {
    await call("POST", `${world.outside.bankUrl}/control/cheques`, {
      account: "main-usd",
      number: String(cheque.number),
      amountMinor: cheque.amount.amountMinor,
      payee: cheque.payeeName,
    });
  }
  await importBank(world, "main-usd");
  const register = await world.maker.get("/v1/cheques?limit=100");
  return (register.items as Json[]).map((cheque) => ({
    number: cheque.number,
    payee: cheque.payeeName,
    amount: amountText(cheque.amount),
    status: cheque.status,
  }));
}

export async function refundDeposit(world: StoryWorld, step: Step): Promise<Row[]> {
  const { person, brandId } = brandOf(world, "kopi");
  step("the brand asks for its unused deposit");
  const amount = { amountMinor: "30000", currency: "USD" };
  const asked = await person.post(`/v1/brands/${brandId}/refunds`, { amount });
  step("finance approves, Stripe gives it back");
  await world.checker.post(`/v1/refunds/${asked.id}/approve`);
  const refund = await until("the refund", async () => {
    const seen = await person.get(`/v1/refunds/${asked.id}`);
    return seen.status === "succeeded" && seen;
  });
  const { balances } = await person.get(`/v1/brands/${brandId}/balance`);
  return [
    {
      brand: "kopi",
      refund: amountText(refund.amount),
      status: refund.status,
      "deposit left": amountText(balances[0].deposit),
    },
  ];
}

/** Brings in PayPal's report of these days, and the bank's statements until today. */
export async function importStatements(
  world: StoryWorld,
  paypalDays: readonly (readonly [from: string, to: string])[],
): Promise<void> {
  for (const [from, to] of paypalDays) {
    await world.maker.post("/v1/reconciliation/imports", { source: "paypal", from, to });
  }
  for (const code of ["main-usd", "main-thb"]) await importBank(world, code);
}

export async function reconcile(world: StoryWorld, step: Step): Promise<Row[]> {
  const day = (offset: number) => utcDate(addMs(systemClock.now(), offset * dayMs));
  step("importing PayPal's report and the bank's statements");
  await importStatements(world, [
    [day(-1), day(28)],
    [day(29), day(35)],
  ]);
  const { items } = await world.maker.get("/v1/reconciliation");
  return (items as Json[])
    .filter((item) => item.statementBalance !== null)
    .map((item) => ({
      account: item.ledgerAccount,
      books: amountText(item.ledgerBalance),
      statement: amountText(item.statementBalance),
      matched: item.matched.count,
      explained: item.explained.count,
      open: item.open.count,
      timing: item.timing.count,
      unexplained: amountText(item.difference),
    }));
}
