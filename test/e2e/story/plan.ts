/** Who and what a telling of the story is about; each language tells its own. */
import type { Locale } from "../../../src/kernel/locale";

export interface Plan {
  title: string;
  keyMessage: string;
  pitch: string;
  note: string;
  /** Lacks what the law and the brief ask for. */
  silentCaption: string;
  caption: string;
  /** Mended as the brand asked. */
  mendedCaption: string;
  comment: string;
  wish: string;
  url: string;
  /** Of the demo creator's account and the second creator's. */
  handle: string;
  second: { name: string; handle: string; url: string };
  fee: number;
  counterFee: number;
  /** Small enough that the policy releases it alone. */
  chequeFee: number;
  budget: number;
  deposit: number;
  /** Comes by bank transfer, with words that name nothing. */
  strayDeposit: number;
}

/** Each telling is about other amounts, so that nobody takes one for another's. */
const extras = { en: 1, id: 2, th: 3 } as const;

export function planOf(language: Locale, mark: string): Plan {
  const extra = extras[language];
  return {
    title: `Kopi susu ${mark}`,
    keyMessage: "Say that the palm sugar comes from Java.",
    pitch: "I drink this every afternoon and would love to show it.",
    note: "Two days of filming are in it.",
    silentCaption: "Thanks to Kopi Nusantara for this kopi susu. I love it, use my code AYU10.",
    caption: "A slow afternoon with kopi susu and palm sugar from Java. #ad",
    mendedCaption: "#ad A slow afternoon with iced kopi susu and palm sugar from Java.",
    comment: "Could the cup stand a little more to the left?",
    wish: "Please put the label first, and say that it is iced.",
    url: `https://www.instagram.com/p/${mark}a/`,
    handle: "",
    second: {
      name: `Dewi ${mark}`,
      handle: `dewi.${mark}`,
      url: `https://www.instagram.com/p/${mark}b/`,
    },
    fee: 700 + extra,
    counterFee: 740 + extra,
    chequeFee: 90 + extra,
    budget: 2_000,
    deposit: 2_200 + extra,
    strayDeposit: 310 + extra,
  };
}
