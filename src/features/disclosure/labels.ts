/**
 * Labels: words that tell readers of a language that a post is paid for. What a market does not accept, although others
 * do, stands beside the rules of that market.
 */
import type { KnownLanguage } from "./language";
import { patternOf } from "./terms";

/**
 * - `word`: a label when it stands for itself, as a hashtag, at the start of a line, in brackets or before a colon: "Ad:",
 *   "[Iklan]". In running text it is only a word ("I saw this ad").
 * - `phrase`: a label wherever it stands: "paid partnership with".
 */
export type LabelUse = "word" | "phrase";

export interface Label {
  /** Folded, as it is searched; a space stands for any gap. */
  readonly text: string;
  readonly language: KnownLanguage;
  readonly use: LabelUse;
  readonly pattern: RegExp;
  /** The same as a hashtag: without gaps. */
  readonly tag: string;
}

const lists: readonly [KnownLanguage, LabelUse, string][] = [
  [
    "en",
    "word",
    `ad, advert, advertisement, advertising, ad feature, advertisement feature, advertising feature, paid ad, paid post,
    paid content, sponsored, sponsored post, sponsored content, sponsored video, paid partner`,
  ],
  [
    "en",
    "phrase",
    `paid partnership, paid promotion, paid advertisement, paid collaboration, paid advertising, sponsored by,
    this is an ad, this is an advert, this is an advertisement, is an ad for, is an advert for, post is an ad,
    video is an ad, post is an advert, is an advertisement, is a paid ad, is a paid post, post is sponsored,
    video is sponsored, episode is sponsored, reel is sponsored, article is sponsored, i was paid by, i am paid by,
    i'm paid by, i'm being paid by, i am being paid by, paid me to, pay me to, paying me to, paid for by`,
  ],
  [
    "id",
    "word",
    `iklan, iklan berbayar, konten iklan, konten berbayar, konten sponsor, konten bersponsor, postingan berbayar,
    unggahan berbayar, promosi berbayar, disponsori, bersponsor, advertorial, paid promote`,
  ],
  [
    "id",
    "phrase",
    `kerja sama berbayar, kerjasama berbayar, kemitraan berbayar, kolaborasi berbayar, kemitraan komersial, iklan berbayar,
    konten berbayar, konten bersponsor, konten iklan, postingan berbayar, unggahan berbayar, promosi berbayar,
    disponsori oleh, disponsori, ini iklan, ini adalah iklan, adalah iklan, merupakan iklan, saya dibayar oleh,
    aku dibayar oleh, gue dibayar, dibayar oleh, saya dibayar, aku dibayar`,
  ],
  [
    "th",
    "word",
    `โฆษณา, เนื้อหาโฆษณา, โพสต์โฆษณา, คลิปโฆษณา, คอนเทนต์โฆษณา, พื้นที่โฆษณา, สปอนเซอร์, มีสปอนเซอร์, ได้รับการสนับสนุน,
    ได้รับสปอนเซอร์, ได้รับค่าโฆษณา, รีวิวได้ค่าจ้าง, งานจ้าง, จ้างรีวิว, เนื้อหาที่ได้รับการสนับสนุน, โฆษณาแฝง`,
  ],
  [
    "th",
    "phrase",
    `เป็นโฆษณา, เป็นการโฆษณา, เป็นงานโฆษณา, เพื่อการโฆษณา, เนื้อหาโฆษณา, โพสต์โฆษณา, โฆษณาโดย, โฆษณาจาก, โฆษณาให้,
    โฆษณาร่วมกับ, ได้รับการสนับสนุนจาก, ได้รับการสนับสนุนโดย, ได้รับการสนับสนุนค่าโฆษณา, สนับสนุนโดย, ได้รับสปอนเซอร์,
    มีสปอนเซอร์, สปอนเซอร์โดย, ได้รับค่าตอบแทน, ได้รับค่าจ้าง, ได้รับค่าโฆษณา, ได้ค่าจ้าง, แบรนด์จ้าง, ถูกจ้าง,
    เป็นงานจ้าง, จ้างให้รีวิว, จ้างมารีวิว, จ้างรีวิว, เนื้อหาที่ได้รับการสนับสนุน, ความร่วมมือแบบชำระเงิน, โดยมีค่าตอบแทน`,
  ],
  ["de", "word", "werbung, anzeige, bezahlte werbung, bezahlte partnerschaft"],
  ["de", "phrase", "bezahlte partnerschaft, bezahlte werbung, enthalt werbung"],
  ["fr", "word", "publicite, collaboration commerciale, partenariat remunere"],
  ["fr", "phrase", "collaboration commerciale, partenariat remunere, publicite pour"],
  ["es", "word", "publicidad, anuncio, contenido publicitario"],
  ["es", "phrase", "colaboracion pagada, colaboracion publicitaria, publicidad para"],
  ["it", "word", "pubblicita, advertising, contenuto pubblicitario"],
  ["it", "phrase", "contenuto sponsorizzato da, partnership pubblicizzata, prodotto fornito da"],
  ["nl", "word", "advertentie, reclame, betaalde samenwerking"],
  ["nl", "phrase", "betaalde samenwerking, betaald partnerschap"],
];

export const tagOf = (text: string) => text.replaceAll(/[\s_-]/g, "");

const wordsOf = (list: string) =>
  list.split(",").map((words) => words.trim().replaceAll(/\s+/g, " "));

export const labels: readonly Label[] = lists.flatMap(([language, use, list]) =>
  wordsOf(list).map((text) => ({
    text,
    language,
    use,
    pattern: patternOf(text),
    tag: tagOf(text),
  })),
);

/**
 * Plain words that the product came for free. The American guidance is content with them where nothing else was given; no
 * market takes them for money.
 */
const gifts: readonly [KnownLanguage, string][] = [
  [
    "en",
    `(?:sent|gave|gifted|provided|given) (?:to )?(?:me|us)(?: \\S+){0,4} (?:for free|free of charge|at no cost)|got (?:\\S+ ){1,4}(?:for free|free of charge) from|received (?:\\S+ ){1,5}(?:for free|free of charge)|free (?:product|products|sample|samples|stay|meal|trip|ticket|tickets|pair|bottle) from|for the free \\S+`,
  ],
  [
    "id",
    `(?:diberikan|dikirim|dikirimkan|dikasih|disediakan|dapat|menerima|mendapat)(?: \\S+){0,3} (?:secara )?(?:gratis|cuma-cuma)(?: oleh| dari)?|(?:produk|barang) gratis dari`,
  ],
  [
    "th",
    "(?:ส่ง|ให้)[^\\s]{0,14}(?:มาให้)?[^\\s]{0,6}ฟรี|ได้รับ[^\\s]{0,24}ฟรีจาก|ได้มาฟรีจาก|สนับสนุนสินค้า(?:ฟรี)?โดย",
  ],
];

export const giftStatements = gifts.map(([language, source]) => ({
  language,
  pattern: patternOf(source),
}));

/** What is suggested to somebody who writes in a language. */
export const labelToSuggest: Readonly<Record<KnownLanguage, string>> = {
  en: "#ad",
  id: "#iklan",
  th: "#โฆษณา",
  de: "#Werbung",
  fr: "#publicité",
  es: "#publicidad",
  it: "#pubblicità",
  nl: "#advertentie",
};
