/** The whole story in one language: who does what after whom. */
import type { DemoLogin } from "../../../src/app/demo-logins";
import * as books from "./books";
import * as brand from "./brand";
import * as creator from "./creator";
import * as finance from "./finance";
import type { Hands } from "./hands";
import * as outside from "./outside";
import type { Plan } from "./plan";

export interface Stage {
  outside: outside.Outside;
  /** A window of this person, opened once. */
  as(kind: DemoLogin["kind"]): Promise<Hands>;
  /** The story's chapters in their order, for whoever watches. */
  chapter(title: string): void;
}

interface Told {
  plan: Plan;
  creatorName: string;
  campaignId: string;
  applicationId: string;
}

const idIn = (hands: Hands) => /[0-9a-f-]{36}$/.exec(new URL(hands.page.url()).pathname)?.[0] ?? "";

export async function agree(stage: Stage, plan: Plan): Promise<Told> {
  const rina = await stage.as("brand");
  const person = await outside.prepareCreator(stage.outside);
  const told = { ...plan, handle: person.handle };
  stage.chapter("a campaign is written, paid for and published");
  await brand.writeCampaign(rina, told);
  const campaignId = idIn(rina);
  await brand.payIn(rina, told);
  await brand.fundAndPublish(rina, told);
  stage.chapter("the creator finds it and applies");
  const ayu = await stage.as("creator");
  await creator.apply(ayu, told);
  const applicationId = idIn(ayu);
  stage.chapter("they agree on a price");
  await brand.makeOffer(rina, told, person.name);
  await creator.counter(ayu, told);
  await brand.agreeOnPrice(rina, told);
  await creator.accept(ayu, told);
  return { plan: told, creatorName: person.name, campaignId, applicationId };
}

export async function work(stage: Stage, { plan }: Told): Promise<void> {
  const rina = await stage.as("brand");
  const ayu = await stage.as("creator");
  stage.chapter("content is handed in, changed and approved");
  await creator.handIn(ayu, plan);
  await brand.askForChange(rina, plan);
  await creator.handInAgain(ayu, plan);
  await brand.approve(rina, plan);
}

export async function goLive(stage: Stage, { plan }: Told): Promise<void> {
  const rina = await stage.as("brand");
  const ayu = await stage.as("creator");
  stage.chapter("the post is live and endorsed");
  const { url, handle, mendedCaption: caption } = plan;
  await outside.publish(stage.outside, { url, handle, caption });
  await creator.addLink(ayu, plan);
  await brand.endorse(rina, plan);
}

export async function pay(stage: Stage, { plan, creatorName }: Told): Promise<void> {
  const maker = await stage.as("finance_maker");
  const checker = await stage.as("finance_checker");
  stage.chapter("two people release the payout, PayPal pays");
  const payee = { name: creatorName, amount: plan.counterFee };
  const hash = await finance.prepare(maker, payee);
  await finance.approvePayout(checker, payee, hash);
  await creator.seePaid(await stage.as("creator"), plan);
}

/** @returns the number of the cheque. */
export async function payByCheque(stage: Stage, { plan, campaignId }: Told): Promise<string> {
  stage.chapter("a cheque is written, printed and handed over");
  await outside.earnCheque(stage.outside, plan, campaignId);
  const number = await finance.writeCheque(await stage.as("finance_maker"), plan);
  await finance.handOver(await stage.as("finance_checker"), number);
  return number;
}

export async function closeBooks(stage: Stage, told: Told, number: string): Promise<void> {
  const { plan, applicationId } = told;
  const maker = await stage.as("finance_maker");
  stage.chapter("the bank's statement is matched");
  await outside.moveAtBank(stage.outside, plan, number);
  const content = await outside.statementOf(stage.outside);
  await books.importStatement(maker, { name: `main-usd-${plan.title}.csv`, content });
  await books.matchLine(maker, plan);
  await books.agreeToMatch(await stage.as("finance_checker"), plan);
  stage.chapter("the books show all of it");
  const endorsementId = await outside.endorsementOf(stage.outside, applicationId);
  await books.readBooks(maker, plan, { applicationId, endorsementId });
}

export async function tellStory(stage: Stage, plan: Plan): Promise<void> {
  const told = await agree(stage, plan);
  await work(stage, told);
  await goLive(stage, told);
  await pay(stage, told);
  const number = await payByCheque(stage, told);
  await closeBooks(stage, told, number);
}
