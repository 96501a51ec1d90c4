/**
 * The taxonomy of niches. Rare ones stand beside popular ones on purpose: a maker of laboratory glass must find its few
 * creators as easily as a fashion brand finds its thousands. Codes are stable; names and aliases may be improved.
 */
import { familyNiches, foodNiches, homeNiches, lookNiches, travelNiches } from "./lifestyle-niches";
import type { Niche } from "./niche";
import {
  animalNiches,
  artNiches,
  learningNiches,
  moneyNiches,
  playNiches,
  sportNiches,
  vehicleNiches,
} from "./pastime-niches";
import { healthNiches, scienceNiches, technologyNiches } from "./science-niches";

const allNiches = {
  ...lookNiches,
  ...foodNiches,
  ...travelNiches,
  ...familyNiches,
  ...homeNiches,
  ...healthNiches,
  ...technologyNiches,
  ...scienceNiches,
  ...moneyNiches,
  ...artNiches,
  ...playNiches,
  ...sportNiches,
  ...vehicleNiches,
  ...animalNiches,
  ...learningNiches,
};
export type NicheCode = keyof typeof allNiches;

/** Every niche by its code. */
export const niches: Readonly<Record<NicheCode, Niche>> = allNiches;
export const nicheCodes = Object.keys(allNiches) as [NicheCode, ...NicheCode[]];

/** A niche and everything below it: who looks for science also wants laboratory glassware. */
export function nicheWithNarrower(code: NicheCode): NicheCode[] {
  const narrower = nicheCodes.filter((other) => niches[other].parent === code);
  return [code, ...narrower.flatMap(nicheWithNarrower)];
}
