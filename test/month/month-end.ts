/** What finance does when the month is over: statements in, the rest explained, breaks settled, the books closed. */
import { type BankStatement, bankStatement, type StatementFile, writeBank } from "./bank-files";
import type { Json, Reply } from "./callers";
import type { Staff } from "./cast";
import { decide, giveBackWords } from "./cheque-lives";
import { currencies, firstDay, lastDay, type MonthCurrency } from "./plan";
import {
  type PaypalLine,
  paypalLines,
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

/** The same month read from Stripe itself: every line is known from its file, and Stripe names its balance. */
export async function importFromStripe({ maker }: Staff): Promise<void> {
  const imported = await maker.post("/v1/reconciliation/imports", {
    source: "stripe",
    from: firstDay,
    to: lastDay,
  });
  if (imported.newLinesCount > 0) throw new Error(`${imported.newLinesCount} lines were not known`);
}

export const openLines = (staff: Staff): Promise<Json[]> =>
  staff.maker.all("/v1/reconciliation/lines?status=open");

export const openBreaks = (staff: Staff): Promise<Json[]> =>
  staff.maker.all("/v1/breaks?status=open");

/** What people know about a line of the bank without looking anything up. */
function reasonOf({ source, kind, details }: Json): { kind: string; reason: string } | undefined {
  if (source !== "bank") return undefined;
  if (kind === "FEE") return { kind: "bank_fee", reason: "account fee of October" };
  const isGivenBack = String(details.reference ?? "").startsWith(giveBackWords);
  // What the bank owed us stood in suspense.
  return isGivenBack ? { kind: "suspense", reason: "the bank gave it back" } : undefined;
}

/** Above a limit a second person has to agree. @returns how many lines were explained. */
export async function explainLines(staff: Staff): Promise<number> {
  const { maker, checker } = staff;
  let count = 0;
  for (const line of await openLines(staff)) {
    const said = reasonOf(line);
    if (!said) continue;
    const at = `/v1/reconciliation/lines/${line.id}/explanation`;
    const explanation = await maker.post(at, said);
    if (explanation.state === "proposed") {
      await checker.post(`/v1/reconciliation/explanations/${explanation.id}/approve`);
    }
    count += 1;
  }
  return count;
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
  const { id, contentHash } = await maker.post("/v1/periods", { throughOn: lastDay });
  return await checker.post(`/v1/periods/${id}/close`, { contentHash });
}
