/** Indonesia: the code of the advertising industry, the consumer law behind it, and the food and drug authority BPOM. */
import type { Source } from "../disclosure";
import { lastRead, type Market, rulesOf } from "./rule";

const code: Source = {
  title: "Etika Pariwara Indonesia, amendment 2020 (Dewan Periklanan Indonesia)",
  url: "https://123dok.com/document/q2021dez-etika-pariwara-indonesia-dewan-periklanan-indonesia.html",
  kind: "code",
  dated: "2020-02-20",
};
const consumerLaw: Source = {
  title: "Consumer Protection Law 8/1999, article 17 (misleading advertising)",
  url: "https://peraturan.bpk.go.id/Details/45288/uu-no-8-tahun-1999",
  kind: "law",
  dated: "1999-04-20",
};
const cosmetics: Source = {
  title: "BPOM Regulation 18/2024 on marking, promotion and advertising of cosmetics",
  url: "https://pasal.id/en/peraturan/perban/peraturan-bpom-no-18-tahun-2024",
  kind: "law",
  dated: "2024-11-28",
};
/** The list belongs to the rules before those of 2024; whether each word is still on it we do not know. */
const cosmeticWords: Source = {
  title: "BPOM's list of words to avoid in cosmetics advertising, as reported in 2018",
  url: "https://amp.himedik.com/info/2018/12/11/190000/ini-sejumlah-bahasa-yang-dilarang-dalam-iklan-kosmetik",
  kind: "guidance",
  dated: "2018-12-11",
};
const food: Source = {
  title: "BPOM Regulation 1/2022 on claims in labels and advertising of processed food",
  url: "https://www.jogloabang.com/ekbis/perbpom-1-2022-label-iklan-pangan-olahan",
  kind: "law",
  dated: lastRead,
};

export const indonesia: Market = {
  jurisdiction: "ID",
  rules: rulesOf("ID", [
    ["label-missing", "error", code],
    ["label-ambiguous", "error", code],
    ["label-language", "error", code],
    ["label-after-fold", "error", code],
    ["label-in-hashtags", "error", code],
    ["label-at-end", "warning", code],
    ["label-denied", "error", consumerLaw],
    ["own-money", "warning", consumerLaw],
    ["cosmetic-cure", "error", cosmetics],
    ["cosmetic-safety", "warning", cosmeticWords],
    ["cosmetic-superlative", "warning", cosmeticWords],
    ["health-person", "warning", cosmetics],
    ["food-cure", "error", food],
  ]),
  labelsRefused: null,
  areGiftStatementsEnough: true,
  brandTagPlatforms: [],
};
