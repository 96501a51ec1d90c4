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
    (?:this|here) is (?:a|an) (?:ad|advert|advertisement),
    is (?:a|an) (?:ad|advert) for, (?:post|video|reel|episode|story) is (?:a|an) (?:paid )?(?:ad|advert|promotion),
    is an advertisement, is a paid (?:ad|post|video|review|advertorial),
    is a sponsored (?:post|video|review|story|collaboration),
    (?:post|video|episode|reel|article|story|stream|blog) (?:is|was) (?:proudly |kindly )?(?:sponsored|paid for),
    sponsor(?:s|ed|ing) (?:of )?(?:this|today's|the|my|our) (?:video|post|episode|reel|article|part|portion|stream|series),
    sponsor (?:of|for) (?:this|today's|the) (?:video|post|episode|reel|article|stream), (?:today's|this week's) sponsor,
    (?:this video's|this episode's) sponsor, (?:i'm|i am|i was|i got|we're|we are|we were|i've been|been) (?:being |getting )?(?:paid|compensated) (?:by|to|for),
    (?:paid|pay|pays|paying) (?:me|us) (?:to|for), (?:is|are|was|were) paying (?:me|us|for this (?:post|video|reel|story)),
    paid sponsorship, paid sponsor, paid (?:collab|campaign|endorsement), compensating (?:me|us), sponsorship from,
    sponsored (?:this|me|us), our sponsor, received (?:a )?(?:payment|fee|compensation|money) (?:from|for),
    paid for by, in exchange for (?:payment|money|a fee|compensation)`,
  ],
  [
    "id",
    "word",
    `iklan, iklan berbayar, konten iklan, konten berbayar, konten sponsor, konten bersponsor, postingan berbayar,
    unggahan berbayar, posting berbayar, review berbayar, ulasan berbayar, promosi berbayar, postingan iklan,
    unggahan iklan, disponsori, bersponsor, advertorial, paid promote`,
  ],
  [
    "id",
    "phrase",
    `kerja sama berbayar, kerjasama berbayar, kemitraan berbayar, kolaborasi berbayar, kemitraan komersial, iklan berbayar,
    konten berbayar, konten bersponsor, konten iklan, postingan berbayar, unggahan berbayar, promosi berbayar,
    disponsori oleh, disponsori, ini iklan, ini adalah iklan, adalah iklan, merupakan iklan, saya dibayar oleh,
    aku dibayar oleh, gue dibayar, dibayar (?:oleh|sama), saya dibayar, aku dibayar, postingan iklan, unggahan iklan,
    (?:postingan|unggahan|konten|video|artikel|ulasan|cerita)(?: ini)? (?:adalah |merupakan |berisi |mengandung |memuat )iklan,
    kerja sama (?:ini )?komersial, review berbayar, ulasan berbayar, (?:video|konten|postingan|ulasan) ini berbayar,
    sponsor (?:video|konten|postingan|episode)(?: hari| kali)? ini, sponsor (?:kami|kita|utama),
    (?:dibiayai|disponsorin|dibayarin) (?:oleh|sama), (?:terima|dapat|dapet|menerima) bayaran (?:dari|untuk|buat)`,
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
    เป็นงานจ้าง, มีการจ้าง, จ้างโฆษณา, รับจ้างรีวิว, ได้(?:รับ)?เงินจาก, ได้ค่าตอบแทน, มีค่าตอบแทน, รับงานจาก,
    ได้รับการสนับสนุน[^\\s]{1,30}(?:จาก|โดย), (?:เป็น)?สปอนเซอร์(?:ของ|ให้)?(?:คลิป|โพสต์|วิดีโอ|วันนี้|ตอนนี้),
    ได้สปอนเซอร์, สปอนเซอร์(?:ใจดี|หลัก|ของเรา|คือ), จ้างมา, รับจ้าง, เขาจ้าง, ได้รับค่ารีวิว,
    ผู้สนับสนุน(?:คลิป|โพสต์|วิดีโอ|รายการ|ตอน), จ้างให้รีวิว, จ้างมารีวิว, จ้างรีวิว, เนื้อหาที่ได้รับการสนับสนุน, ความร่วมมือแบบชำระเงิน, โดยมีค่าตอบแทน`,
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
  list.split(/,\s+/).map((words) => words.trim().replaceAll(/\s+/g, " "));

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
