/** Who plays in the story. What becomes of a PayPal payment is decided by the receiver's address (docs/sandbox.md). */

export const password = "a long demo password";

export interface BrandRole {
  key: "kopi" | "siam";
  email: string;
  displayName: string;
  brandName: string;
  country: string;
  locale: "en" | "id" | "th";
}

export const brands: readonly BrandRole[] = [
  {
    key: "kopi",
    email: "rina@kopi.example",
    displayName: "Rina Wijaya",
    brandName: "Kopi Nusantara",
    country: "ID",
    locale: "id",
  },
  {
    key: "siam",
    email: "ploy@siamglow.example",
    displayName: "Ploy Suwan",
    brandName: "Siam Glow",
    country: "TH",
    locale: "th",
  },
];

export interface CreatorRole {
  key: string;
  displayName: string;
  locale: "en" | "id" | "th";
  country: string;
  niches: readonly string[];
  followersCount: number;
  averageEngagementsCount: number;
  method: { rail: "paypal"; receiver: string } | { rail: "cheque"; payeeName: string };
}

const paypal = (receiver: string) => ({ rail: "paypal" as const, receiver });
const cheque = (payeeName: string) => ({ rail: "cheque" as const, payeeName });

function creator(
  key: string,
  displayName: string,
  locale: CreatorRole["locale"],
  niches: readonly string[],
  audience: readonly [followers: number, engagements: number],
  method: CreatorRole["method"],
): CreatorRole {
  const country = { en: "SG", id: "ID", th: "TH" }[locale];
  const [followersCount, averageEngagementsCount] = audience;
  return {
    key,
    displayName,
    locale,
    country,
    niches,
    followersCount,
    averageEngagementsCount,
    method,
  };
}

export const creators: readonly CreatorRole[] = [
  creator("ayu", "Ayu Lestari", "id", ["coffee"], [12_400, 1_310], paypal("ayu@example.com")),
  creator("budi", "Budi Santoso", "id", ["coffee"], [9_100, 820], paypal("budi@example.com")),
  creator(
    "citra",
    "Citra Dewi",
    "id",
    ["food"],
    [31_000, 2_050],
    paypal("unclaimed+citra@example.com"),
  ),
  creator(
    "dewi",
    "Dewi Anggraini",
    "id",
    ["food"],
    [547, 96],
    paypal("unclaimed+dewi@example.com"),
  ),
  creator("eko", "Eko Prasetyo", "id", ["coffee"], [18_700, 940], paypal("fail+eko@example.com")),
  creator("fah", "Fah Chaiyaporn", "th", ["beauty"], [44_200, 3_900], cheque("Fah Chaiyaporn")),
  creator("gun", "Gun Rattanakul", "th", ["beauty"], [22_300, 1_750], paypal("gun@example.com")),
  creator("hana", "Hana Putri", "id", ["beauty"], [67_500, 4_100], paypal("hana@example.com")),
  creator("intan", "Intan Permata", "id", ["beauty"], [15_800, 1_020], paypal("intan@example.com")),
  creator("jai", "Jai Wongsawat", "th", ["beauty"], [88_000, 5_200], cheque("Jai Wongsawat")),
  creator(
    "kate",
    "Kate Tan",
    "en",
    ["laboratory-glassware"],
    [1_000, 500],
    paypal("kate@example.com"),
  ),
  creator("lek", "Lek Srisai", "th", ["coffee"], [10_000, 1_000], paypal("lek@example.com")),
];

/** On Instagram. */
export const handleOf = (key: string) => `${key}.daily`;

export type CampaignKey = "brew" | "glow" | "sample";

export interface CampaignRole {
  key: CampaignKey;
  brand: BrandRole["key"];
  title: string;
  compensation: "money" | "product";
  currency: "USD" | "THB";
  budgetMinor: string;
  feeMinor: string;
  creatorsMax: number;
  caption: string;
  disclosureTag: string;
  market: "ID" | "TH";
  /** In the order in which their work is endorsed. */
  accepted: readonly string[];
}

export const campaigns: readonly CampaignRole[] = [
  {
    key: "brew",
    brand: "kopi",
    title: "Morning brew, slow hands",
    compensation: "money",
    currency: "USD",
    budgetMinor: "110000",
    feeMinor: "12000",
    creatorsMax: 8,
    caption: "Kopi pagi tanpa buru-buru. #iklan #kopinusantara",
    disclosureTag: "#iklan",
    market: "ID",
    accepted: ["ayu", "budi", "citra", "dewi", "eko", "fah", "gun", "hana"],
  },
  {
    key: "glow",
    brand: "siam",
    title: "ผิวใสรับหน้าฝน",
    compensation: "money",
    currency: "THB",
    budgetMinor: "3500000",
    feeMinor: "450000",
    creatorsMax: 7,
    caption: "#โฆษณา ดูแลผิวหน้าฝนกับสยามโกลว์",
    disclosureTag: "#โฆษณา",
    market: "TH",
    accepted: ["eko", "gun", "hana", "intan", "jai", "kate", "lek"],
  },
  {
    key: "sample",
    brand: "kopi",
    title: "Taste box for curious people",
    compensation: "product",
    currency: "USD",
    budgetMinor: "0",
    feeMinor: "0",
    creatorsMax: 5,
    caption: "Dikirimi kotak cicip gratis. #iklan",
    disclosureTag: "#iklan",
    market: "ID",
    accepted: ["ayu", "dewi", "intan", "kate", "lek"],
  },
];

/** Applies to the first campaign and is declined. */
export const declinedCreator = "intan";
/** Is asked for a change before the approval. */
export const changedCreator = "budi";
