/** The story in its order. Everything but the staff's log-ins happens through the public API, as users would do it. */
import type { Tx } from "../platform/db/sql";
import { bringMoney, postCampaigns } from "./chapters/campaigns";
import { applyAndAccept, deliver, postAndEndorse } from "./chapters/collaboration";
import { payByCheque, reconcile, refundDeposit } from "./chapters/finance";
import {
  agreeOnTerms,
  mendPayouts,
  payByPolicy,
  payByTwoPeople,
  showLostAnswer,
} from "./chapters/payouts";
import { registerBrands, registerCreators } from "./chapters/people";
import {
  agreement,
  checkInvariants,
  payoutsByState,
  trialBalanceRows,
  type Verdict,
} from "./chapters/proof";
import { reportCampaigns } from "./chapters/report";
import type { Narrator, Row } from "./narrator";
import type { StoryWorld } from "./story-world";

type Telling = (world: StoryWorld, step: (what: string) => void) => Promise<Row[]>;

const story: readonly (readonly [title: string, tell: Telling])[] = [
  ["Two brands register", registerBrands],
  ["Twelve creators register and say how they want to be paid", registerCreators],
  ["Money comes in: card, PayPal, bank transfer", bringMoney],
  ["Finance agrees on what leaves without signatures, currency by currency", agreeOnTerms],
  ["Three campaigns are posted and funded", postCampaigns],
  ["Creators apply; the fee is set aside before they film", applyAndAccept],
  ["Content is delivered, changed once, approved", deliver],
  ["Posts go live and are endorsed; each endorsement triggers its payout", postAndEndorse],
  ["What the campaigns cost and brought", reportCampaigns],
  ["Small payouts in USD leave by policy", payByPolicy],
  ["Payouts in THB need two people; PayPal's answer to their batch is lost", payByTwoPeople],
  ["What became of the lost answer", showLostAnswer],
  ["Payouts that went wrong are mended", mendPayouts],
  ["Cheques are written, handed over and cleared", payByCheque],
  ["A brand gets its unused deposit back", refundDeposit],
  ["Statements are imported and matched", reconcile],
  ["Payouts by state", payoutsByState],
  ["Trial balance", trialBalanceRows],
  ["The books against the simulators' own records", agreement],
];

export interface Ending {
  isGood: boolean;
  problems: string[];
  verdict: Verdict;
}

/** Tells the story and judges its end. @throws Error when a chapter cannot be told. */
export async function tellStory(
  world: StoryWorld,
  narrator: Narrator,
  reader: Tx,
): Promise<Ending> {
  for (const [title, tell] of story) {
    await narrator.chapter(title, (step) => tell(world, step));
  }
  const verdict = await checkInvariants(reader);
  const problems = verdict.violations.map(({ invariant, found }) => `${invariant}: ${found}`);
  for (const { title, rows } of narrator.chapters) {
    for (const row of rows) {
      if (row["agrees"] === "NO") problems.push(`${title}: ${JSON.stringify(row)}`);
      const isUnexplained = "unexplained" in row && !String(row["unexplained"]).startsWith("0.00 ");
      if (isUnexplained || Number(row["open"] ?? 0) > 0)
        problems.push(`${title}: ${JSON.stringify(row)}`);
    }
  }
  return { isGood: problems.length === 0, problems, verdict };
}
