/** What finance does when the month is over: statements in, the rest explained, breaks settled, the books closed. */
import { type BankStatement, bankStatement, type StatementFile, writeBank } from "./bank-files";
import type { Json, Reply } from "./callers";
import type { Staff } from "./cast";
import { decide } from "./cheque-lives";
import { currencies, firstDay, lastDay, type MonthCurrency } from "./plan";
import {
  paypalLines,
  type PaypalLine,
  type StripeLine,
  stripeLines,
  writeStl,
  writeStripe,
} from "./provider-files";
import type { World } from "./world";

/** What the providers will say about the month, before it is written into files. */
export interface Said {
  banks: BankStatement[];
  paypal: PaypalLine[];
  stripe: StripeLine[];
}

export async function whatProvidersSay(world: World): Promise<Said> {
  const banks: BankStatement[] = [];
  for (const currency of currencies) {
    banks.push(await bankStatement(world, currency, firstDay, lastDay));
  }
  const stripe = await stripeLines(world);
  return {
    banks,
    paypal: await paypalLines(world, firstDay, lastDay),
    stripe: stripe.filter(({ at }) => at.slice(0, 10) <= lastDay),
  };
}

export interface Upload {
  file: StatementFile;
  bankAccountCode?: string;
}

export function filesOf({ banks, paypal, stripe }: Said): Upload[] {
  return [
    { file: writeStripe(stripe, lastDay) },
    { file: writeStl(paypal, firstDay, lastDay) },
    ...banks.map((statement) => ({
      file: writeBank(statement),
      bankAccountCode: statement.account,
    })),
  ];
}

/** Brings a file in as finance would. A refusal is an answer like any other. */
export async function upload({ maker }: Staff, { file, bankAccountCode }: Upload): Promise<Reply> {
  const query = new URLSearchParams({
    format: file.format,
    ...(bankAccountCode ? { bankAccountCode } : {}),
  });
  const at = `/v1/reconciliation/files?${query.toString()}`;
  return await maker.tryUpload(at, Buffer.from(file.content), file.name, "text/plain");
}

/** All files, each of which has to be taken. */
export async function importAll(staff: Staff, uploads: readonly Upload[]): Promise<Json[]> {
  const imported: Json[] = [];
  for (const one of uploads) {
    const { status, text, body } = await upload(staff, one);
    if (status !== 201 || body.state === "refused") {
      throw new Error(`${one.file.name} was refused: ${status} ${text.slice(0, 1000)}`);
    }
    imported.push(body);
  }
  return imported;
}

/** The month's statement so far, in the middle of it. */
export async function importBank(
  world: World,
  staff: Staff,
  currency: MonthCurrency,
  to: string,
): Promise<void> {
  const statement = await bankStatement(world, currency, firstDay, to);
  const file = writeBank(statement, true);
  await importAll(staff, [{ file, bankAccountCode: statement.account }]);
}

export const openLines = (staff: Staff): Promise<Json[]> =>
  staff.maker.all("/v1/reconciliation/lines?status=open");

export const openBreaks = (staff: Staff): Promise<Json[]> =>
  staff.maker.all("/v1/breaks?status=open");

/** Lines that people know the reason of: what the bank charges for the account. */
export async function explainFees({ maker, checker }: Staff): Promise<number> {
  const lines = await openLines({ maker, checker } as Staff);
  const fees = lines.filter(({ source, kind }) => source === "bank" && kind === "FEE");
  for (const { id } of fees) {
    const at = `/v1/reconciliation/lines/${id}/explanation`;
    const said = { kind: "bank_fee", reason: "account fee of October" };
    const explanation = await maker.post(at, said);
    if (explanation.state === "proposed") {
      await checker.post(`/v1/reconciliation/explanations/${explanation.id}/approve`);
    }
  }
  return fees.length;
}

/** The bank paid more than was written; two people hold it against the bank until it gives the money back. */
export async function contestAltered(staff: Staff, altered: Json): Promise<void> {
  await decide(staff, altered, "contest", "the copy shows our amount");
}

/** Payouts that came back are looked at, and what is owed is owed again; each break says so. */
export async function settleBreaks(staff: Staff, kinds: readonly string[]): Promise<number> {
  const found = (await openBreaks(staff)).filter(({ kind }) => kinds.includes(kind));
  for (const { id } of found) {
    await staff.maker.post(`/v1/breaks/${id}/resolution`, { note: "looked at with the creator" });
  }
  return found.length;
}

/** Both signatures under the month. @returns the period as it was closed. */
export async function closeMonth({ maker, checker }: Staff): Promise<Json> {
  const preview = await maker.get(`/v1/period-preview?throughOn=${lastDay}`);
  for (const { account, amount } of preview.matters) {
    // Only what is known: the amount that the bank still has to give back.
    if (!account.startsWith("assets:suspense:")) continue;
    const { currency } = amount;
    const reason = "altered cheque, claimed from the bank";
    await maker.post("/v1/period-explanations", { throughOn: lastDay, account, currency, reason });
  }
  const { id, contentHash } = await maker.post("/v1/periods", { throughOn: lastDay });
  return await checker.post(`/v1/periods/${id}/close`, { contentHash });
}
