/** Gathers what the judge is given. */
import type { Evidence, PayoutSeen } from "./evidence";
import { control, type Json, listAll, type Office } from "./people";
import { exportPath } from "./watch";
import type { World } from "./world";

const detailsAtOnce = 4;

async function payoutDetails({ maker }: Office): Promise<PayoutSeen[]> {
  const listed: Json[] = await listAll(maker, "/v1/payouts?");
  const details: PayoutSeen[] = [];
  for (let from = 0; from < listed.length; from += detailsAtOnce) {
    const chunk = listed.slice(from, from + detailsAtOnce);
    const replies = await Promise.all(chunk.map(({ id }) => maker.get(`/v1/payouts/${id}`)));
    for (const { status, body } of replies) {
      if (status !== 200) throw new Error(`A payout answered ${status}`);
      details.push(body);
    }
  }
  return details;
}

/** The bank's clock was moved and ours was not, so its days may be later than any that the product takes. */
function untilTomorrow(content: string): string {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return content.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => (day > tomorrow ? tomorrow : day));
}

async function imported(world: World): Promise<void> {
  const { bank } = world.sandbox;
  const { bankCode } = world.options.template;
  const answer = await fetch(`${bank.url}/accounts/${bankCode}/statement.csv`);
  const reply = await world.office.maker.post("/v1/reconciliation/imports", {
    source: "bank",
    bankAccountCode: bankCode,
    content: untilTomorrow(await answer.text()),
  });
  if (reply.status !== 201) throw new Error(`The statement was refused: ${reply.text}`);
}

/** Everything, once nothing moves any more. The bank's statement is imported first, as finance would do it. */
export async function collect(world: World): Promise<Evidence> {
  const { office, sandbox, watcher } = world;
  await watcher.stop();
  await imported(world);
  const payouts = await payoutDetails(office);
  watcher.note(payouts);
  const paypal = (await control(sandbox.paypal.url, "GET", "/money")).body;
  const bank = (await control(sandbox.bank.url, "GET", "/money")).body;
  const journal = await office.maker.get(exportPath);
  return {
    payouts,
    openBreaks: await listAll(office.maker, "/v1/breaks?status=open&"),
    cheques: await listAll(office.maker, "/v1/cheques?"),
    journal: journal.text,
    earlierJournals: watcher.journals(),
    histories: watcher.histories(),
    paypal: { balances: paypal.balances, rows: paypal.rows },
    items: (await control(sandbox.paypal.url, "GET", "/payouts")).body.items,
    bank: bank.balances,
    bankRows: bank.rows,
    acknowledged: [...world.acknowledged.values()],
    foreignBatches: [world.foreignIds.senderBatchId],
  };
}
