/**
 * What stands between a caption and its approval: an agreed label has to be there, and nothing may be wrong by the rules of
 * the market that the brief names.
 */

import { present } from "../../kernel/invariant";
import type { Locale } from "../../kernel/locale";
import type { Tx } from "../../platform/db/sql";
import { findDeliverable, type OfferTerms } from "../applications";
import type { DisclosureMarket } from "../campaigns";
import { type DisclosureFinding, lintForBrief } from "../disclosure";
import { isDisclosed } from "./submission";
import type { SubmissionRow } from "./submission-row";

/** What the linter calls an error in a caption, in the reader's words. */
export async function disclosureErrors(
  tx: Tx,
  { deliverableId }: SubmissionRow,
  caption: string,
  terms: OfferTerms,
  locale?: Locale,
): Promise<DisclosureFinding[]> {
  const found = await findDeliverable(tx, deliverableId);
  const { platform } = present(found, `Deliverable ${deliverableId}`);
  const { disclosureTags, compensation } = terms;
  const disclosureMarket = terms.disclosureMarket as DisclosureMarket;
  const brief = { disclosureMarket, disclosureTags, compensation };
  const { findings } = lintForBrief({ caption, platform }, brief, locale);
  return findings.filter(({ severity }) => severity === "error");
}

/** True when content may be approved without a person: nothing about its caption has to be mended. */
export async function isClean(
  tx: Tx,
  submission: SubmissionRow,
  caption: string,
  terms: OfferTerms,
): Promise<boolean> {
  if (!isDisclosed(caption, terms.disclosureTags)) return false;
  return (await disclosureErrors(tx, submission, caption, terms)).length === 0;
}
