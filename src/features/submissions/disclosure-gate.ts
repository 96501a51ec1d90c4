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
import { type Caption, isDisclosed } from "./submission";
import type { SubmissionRow } from "./submission-row";

/** What the linter has against the captions of a piece, in the reader's words, each with its caption. */
export async function disclosureFindings(
  tx: Tx,
  { deliverableId }: Pick<SubmissionRow, "deliverableId">,
  captions: readonly Caption[],
  terms: OfferTerms,
  locale?: Locale,
): Promise<(DisclosureFinding & { caption: Caption })[]> {
  const found = await findDeliverable(tx, deliverableId);
  const { platform } = present(found, `Deliverable ${deliverableId}`);
  const { disclosureTags, compensation } = terms;
  const disclosureMarket = terms.disclosureMarket as DisclosureMarket;
  const brief = { disclosureMarket, disclosureTags, compensation };
  return captions.flatMap((caption) => {
    const { language } = caption;
    const post = { caption: caption.caption, platform, ...(language ? { language } : {}) };
    return lintForBrief(post, brief, locale).findings.map((finding) => ({ ...finding, caption }));
  });
}

/** What the linter calls an error, in the reader's words. */
export async function disclosureErrors(
  ...args: Parameters<typeof disclosureFindings>
): Promise<DisclosureFinding[]> {
  const findings = await disclosureFindings(...args);
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ caption: _caption, ...finding }) => finding);
}

/** True when every caption carries one of the agreed labels. */
export function areDisclosed(captions: readonly Caption[], terms: OfferTerms): boolean {
  return captions.every(({ caption }) => isDisclosed(caption, terms.disclosureTags));
}

/** True when content may be approved without a person: nothing about its captions has to be mended. */
export async function isClean(
  tx: Tx,
  submission: SubmissionRow,
  captions: readonly Caption[],
  terms: OfferTerms,
): Promise<boolean> {
  if (!areDisclosed(captions, terms)) return false;
  return (await disclosureErrors(tx, submission, captions, terms)).length === 0;
}
