/** What people write instead of a label, and what they write to deny that there should be one. */
import { tagOf } from "./labels";
import { patternOf } from "./terms";

/**
 * - `anywhere`: as a hashtag and in running text;
 * - `tag`: as a hashtag, in brackets or standing for itself only, because the word is too common: "#partner";
 * - `mention`: before the name of an account: "thanks to @brand";
 * - `tag-start`, `tag-end`: a hashtag that begins or ends with it: "#thanksacme", "#acmepartner".
 */
export type UnclearUse = "anywhere" | "tag" | "mention" | "tag-start" | "tag-end";

export interface UnclearWord {
  readonly text: string;
  readonly use: UnclearUse;
  readonly pattern: RegExp;
  readonly tag: string;
}

const lists: readonly [UnclearUse, string][] = [
  [
    "anywhere",
    `gifted by, gifted stay, gifted product, gifted item, gifted pr, kindly gifted, was gifted, were gifted, been gifted,
    gifting, pr gift, pr package, pr sample, pr unboxing, pr haul, press sample, press trip, press stay, kindly sent,
    press loan, pr product, pr mail, brand trip, brand event, brought to you by, presented by, powered by, loaned by,
    pr stay, pr trip, pr visit, pr event, official partner, invited by, lent by, on loan from, partner(?:ed|ing)? (?:up )?w/, partnering, in collaboration with, collaboration with, collaborating with, collab with, my collab, in partnership with,
    partnering with, partnered with, partnership with, teamed up with, teaming up with, in association with,
    made possible by, supported by, funded by, courtesy of, brand ambassador, ambassador for, affiliate link,
    affiliate links, proud partner, hosted by, sent me this, sent us this, were invited by, was invited by`,
  ],
  [
    "anywhere",
    `endorse dari, endorsement dari, endorsan, kolaborasi dengan, kolaborasi bareng, kolaborasi bersama, kolab sama,
    kolab bareng, kolab dengan, bekerja sama dengan, kerja sama dengan, kerjasama dengan, bekerjasama dengan,
    kerja sama bareng, hadiah dari, hampers dari, hampers datang dari, paket dari, diajak sama, diajak oleh, kiriman dari, dikirimin, dikasih sama, dikasih dari, dapat kiriman, paket pr,
    duta merek, mitra resmi, didukung oleh, dipersembahkan oleh, diundang oleh, dapat undangan dari`,
  ],
  [
    "anywhere",
    `คอลแลบกับ, คอลแลปกับ, คอลแล็บกับ, ร่วมมือกับ, ร่วมงานกับ, พาร์ทเนอร์กับ, พาร์ตเนอร์กับ, จับมือกับ, แบรนด์แอมบาสเดอร์,
    แอมบาสเดอร์, พรีเซนเตอร์, พรีเซ็นเตอร์, ของขวัญจาก, ได้ของขวัญ, ได้รับของขวัญ, ส่งมาให้ลอง, ส่งมาให้, ได้มาฟรี,
    ให้มาฟรี, ได้รับเชิญจาก, ได้รับเชิญ, ขอบคุณแบรนด์, ขอบคุณทางแบรนด์, ขอบคุณทางร้าน, ขอบคุณสปอน, เพื่อนใจดีจาก,
    ผู้ใหญ่ใจดี, พาร์ทเนอร์, พาร์ตเนอร์, ขอบคุณที่ส่ง, พาร์ทเนอร์ชิพ, พาร์ทเนอร์ชิป, พาร์ตเนอร์ชิป, แบรนด์ส่งมา, แบรนด์ส่งให้, ชุดพีอาร์, เซ็ตพีอาร์,
    ส่ง[^\\s]{1,14}มาให้`,
  ],
  [
    "tag",
    `gifted, gift, sp, spon, sponsor, sponsors, collab, collaboration, collabs, ambassador, ambassadors, brandambassador,
    brandpartner, partner, partners, partnership, pr, prgift, prsample, prpackage, prunboxing, prhaul, prtrip, prstay,
    affiliate, aff, af, afflink, affiliatelink, invite, invited, hosted, comped, thanks, thankyou, supportedby,
    prproduct, prmail, pressloan, brandtrip, brandevent, brandcollab, iworkwith, client, employee, promo, influencer, brandfriend, friendofthebrand, presstrip, kindlygifted, giftedpr,
    adgift`,
  ],
  [
    "tag",
    `endorse, endorsement, endors, endorsan, openendorse, openendorsement, kolab, kolaborasi, kerjasama, kerja sama, hadiah, kiriman,
    terimakasih, makasih, mitra, duta, brandambassadorid, pp, paidpromoteopen`,
  ],
  [
    "tag",
    `sr, สปอน, สปอนฯ, คอลแลบ, คอลแลป, คอลแล็บ, พาร์ทเนอร์, พาร์ตเนอร์, แอมบาสเดอร์, แบรนด์แอมบาสเดอร์, พรีเซนเตอร์,
    พรีเซ็นเตอร์, ของขวัญ, ขอบคุณ, ขอบคุณแบรนด์, ได้มาฟรี, ของฟรี, tieup`,
  ],
  [
    "mention",
    `thanks, thank you, thank u, thx, ty, big love to, shout out to, shoutout to, gifted, gift from, collab, together with,
    working with, work with, sponsor, terima kasih, terimakasih, makasih, trims, thankyou, kolab, kolaborasi, bareng,
    endorse, hadiah, ขอบคุณ, ขอบใจ, คอลแลบ, ร่วมกับ`,
  ],
  ["tag-start", "thanks, thankyou, giftedby, sponsoredbut, makasih, terimakasih, ขอบคุณ"],
  ["tag-end", "partner, ambassador, ambassadors, collab, gifted, family, team, crew, squad, xme"],
];

const sourceOf = (text: string, use: UnclearUse) => {
  // Up to five words may stand between the thanks and the name.
  if (use === "mention")
    return `${text}[\\s,:!]*(?:[\\p{L}\\p{M}']+[\\s,:!]+){0,5}@[\\p{L}\\p{N}_.]+`;
  return text;
};

export const unclearWords: readonly UnclearWord[] = lists.flatMap(([use, list]) =>
  list.split(/,\s+/).map((words) => {
    const text = words.trim().replaceAll(/\s+/g, " ");
    return { text, use, pattern: patternOf(sourceOf(text, use)), tag: tagOf(text) };
  }),
);

const isNot =
  "(?:not|isn't|isnt|wasn't|wasnt|aren't|never|ain't|nor)(?: even| really| actually| at all)?(?: an?| the| my)?(?: paid)?";
const notId =
  "(?:bukan|tidak|tak|gak|ga|nggak|enggak|ngga|tanpa|tdk)(?:lah)?(?: ada| ini)?(?: post| konten| postingan)?";

/** Statements that nobody paid. Beside a payment they mislead, whatever label stands next to them. */
export const denials: readonly RegExp[] = [
  `${isNot} (?:ad|advert|advertisement|sponsored|sponsorship|promo|paid promotion|paid post|an ad)`,
  "unsponsored|non sponsored|(?:nobody|no one|no brand)(?:'s| is| was| has| ever)? (?:paid|pays|paying) (?:me|us)|(?:did not|didn't|doesn't|don't) (?:even )?pay (?:me|us)|sponsored\\? (?:i wish|no|nope|nah|never)|without (?:being paid|getting paid|any payment|any compensation)|no money (?:changed hands|involved)|(?:wasn't|not|isn't|never|am not|i'm not) (?:getting |being )?paid (?:to|for|by)|(?:not|isn't|wasn't|never|ain't) (?:being|getting) (?:paid|compensated|sponsored)|didn't get paid|no sponsors? here|zero sponsors?",
  `${notId} (?:iklan|di ?endorse|endorse|endorsement|endors|endorsan|promosi|paid promote|sponsor|sponsoran|disponsori|dibayar|berbayar|bayaran|imbalan)`,
  "(?:ไม่ใช่|ไม่ใช่งาน|ไม่ได้เป็น|ไม่เป็น|มิใช่)(?:การ|งาน)?(?:โฆษณา|สปอนเซอร์|สปอน|งานจ้าง|รีวิวจ้าง)",
  "ไม่ได้(?:รับ)?(?:ค่า)?(?:จ้าง|โฆษณา|สปอนเซอร์|สปอน|ค่าตอบแทน|เงิน(?:ค่า)?(?:จ้าง|รีวิว))|ไม่(?:ได้)?มี(?:ใคร)?(?:มา)?(?:สปอนเซอร์|สปอน|จ้าง|ค่าจ้าง|ค่าตอบแทน|ค่าโฆษณา)|ไม่ได้มาขาย|ไม่ได้รับเงิน",
].map(patternOf);

/** The same as hashtags. */
export const denialTags: ReadonlySet<string> = new Set(
  `notanad notad noad notsponsored nonsponsored unsponsored notpaid notsponsoredpost bukaniklan bukanendorse
  bukanendorsement bukanpromosi tidakdibayar gakdibayar ไม่ใช่โฆษณา ไม่ได้โฆษณา ไม่ได้ค่าจ้าง ไม่ได้จ้าง`.split(
    /\s+/,
  ),
);

/** Statements that the creator bought the product; possible beside a payment, and worth a second look. */
export const ownMoney: readonly RegExp[] = [
  "(?:bought|purchased|paid for) (?:it|this|these|them|mine|one|both|all of these|everything)(?: \\S+)? (?:myself|ourselves|with my own money|with our own money|out of my own pocket)|(?:bought|paid for) (?:\\S+ ){1,4}(?:myself|with my own money)|with my own (?:money|cash)|my own money|self-?bought|not gifted",
  "beli sendiri|beli pakai (?:uang|duit) sendiri|(?:uang|duit) sendiri|bayar sendiri",
  "ซื้อ(?:มา)?(?:ใช้)?เอง|จ่ายเอง|เงินตัวเอง|ควักเงินเอง",
].map(patternOf);
