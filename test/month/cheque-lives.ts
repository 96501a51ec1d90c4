/** Cheques that are not simply cashed: spoiled, sent back, stopped, too old, written anew, altered. */
import type { Json } from "./callers";
import type { Staff } from "./cast";
import { cash } from "./office";
import type { World } from "./world";

/** The bank need not pay a cheque that is older, so that old cheques fit into the month. */
export const staleDays = 20;
const bankAccountNumber = "0012345678";

/** Two people agree how the account writes cheques: how old they may become, and what the bank is told. */
export async function agreeOnCheques({ maker, checker }: Staff, code: string): Promise<void> {
  const { items } = await maker.get("/v1/bank-accounts");
  const { id } = items.find((account: Json) => account.code === code);
  const terms = await maker.get(`/v1/bank-accounts/${id}/cheque-terms`);
  const proposal = await maker.post(`/v1/bank-accounts/${id}/cheque-settings`, {
    ...terms,
    staleDays,
    reminderDays: [10],
    bankAccountNumber,
    positivePayTemplate: "chase-business-csv",
  });
  const { id: settingsId, contentHash } = proposal;
  await checker.post(`/v1/cheque-settings/${settingsId}/approval`, { contentHash });
}

/** How long the law of the creators' home lets money wait; the figure is the month's own. */
export async function knowTheLaw({ maker, checker }: Staff): Promise<void> {
  const { id } = await maker.post("/v1/escheat-rules", {
    jurisdiction: "TH",
    propertyType: "creator_fee",
    dormancyMonths: 120,
    effectiveFrom: "2020-01-01",
    source: "made up for the month",
  });
  await checker.post(`/v1/escheat-rules/${id}/approval`);
}

/** The bank is told which cheques are out. */
export async function tellBank({ maker }: Staff, bankAccountCode: string): Promise<void> {
  await maker.post("/v1/positive-pay/exports", { bankAccountCode });
}

type Decision = "void" | "clearance" | "contest" | "reissue" | "reroute";

/** Both signatures under a decision. @returns the decision as it was confirmed. */
export async function decide(
  { maker, checker }: Staff,
  cheque: Json,
  kind: Decision,
  evidence: string,
): Promise<Json> {
  const proposal = await maker.post(`/v1/cheques/${cheque.id}/${kind}`, { evidence });
  const { id, contentHash } = proposal;
  return await checker.post(`/v1/cheque-decisions/${id}/confirmation`, { contentHash });
}

/** A new cheque for an old one, handed over. */
export async function writeAnew(staff: Staff, cheque: Json): Promise<Json> {
  const { newChequeId } = await decide(staff, cheque, "reissue", "the payee asked for a new one");
  await staff.checker.post("/v1/cheques/handover", { chequeIds: [newChequeId] });
  return await staff.maker.get(`/v1/cheques/${newChequeId}`);
}

/** What becomes of the first cheques of the month; everybody else goes to the bank. */
export interface Fates {
  /** Never cashed; grows old and is written anew. */
  old: Json;
  /** Lost in the post; stopped and written anew. */
  lost: Json;
  /** Cashed for more than was written. */
  altered: Json;
  /** Came back with the post, was posted again, and is cashed. */
  sentBack: Json;
}

export const fatesCount = 4;

export function fatesOf([old, lost, altered, sentBack]: readonly Json[]): Fates {
  return { old, lost, altered, sentBack };
}

/** By how much somebody raised the amount on the paper. */
export const alteredByMinor = 9_000n;

export async function cashAltered(world: World, { altered }: Fates): Promise<void> {
  await cash(world, altered, BigInt(altered.amount.amountMinor) + alteredByMinor);
}

export async function postBack({ maker }: Staff, { sentBack }: Fates, day: string): Promise<void> {
  const at = `/v1/cheques/${sentBack.id}`;
  await maker.post(`${at}/returned-mail`, { reason: "moved house" });
  await maker.post(`${at}/remailing`, { mailedOn: day, carrier: "Thailand Post" });
}

export async function stop(staff: Staff, { lost }: Fates): Promise<void> {
  await staff.maker.post(`/v1/cheques/${lost.id}/stop`, { reason: "lost in the post" });
  await confirmStop(staff, lost, "STOP-4711");
}

/** The bank's word that it will not pay the cheque. */
export async function confirmStop(
  { checker }: Staff,
  cheque: Json,
  bankReference: string,
): Promise<void> {
  await checker.post(`/v1/cheques/${cheque.id}/stop-confirmation`, { bankReference });
}

/** What the bank writes when it gives back what it should not have paid. */
export const giveBackWords = "CORRECTION OF CHEQUE";

/** The bank gives back all it paid for the altered cheque. */
export async function giveBack(world: World, altered: Json): Promise<void> {
  const paidMinor = BigInt(altered.amount.amountMinor) + alteredByMinor;
  await world.control("bank", "POST", "/deposits", {
    account: altered.bankAccountCode,
    amountMinor: paidMinor.toString(),
    reference: `${giveBackWords} ${altered.number}`,
    name: "BANK",
  });
}
