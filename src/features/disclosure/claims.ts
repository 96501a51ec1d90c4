/** Wording that the rules for cosmetics and food of a market speak about, as patterns over folded text. */
import type { Check, ProductCategory } from "./disclosure";
import { patternOf } from "./terms";

export interface Claim {
  readonly check: Check;
  readonly category: Exclude<ProductCategory, "other">;
  readonly patterns: readonly RegExp[];
  /** What makes it a figure of speech when it follows at once. */
  readonly unlessFollowedBy: RegExp;
}

/** "Mengobati rindu" heals nobody. */
const feelings =
  /^\s*(?:rasa |hati |si |my |your |our |the |a |any )*(?:rindu\w*|kangen\w*|galau\w*|patah hati|luka hati|bosan\w*|kebosanan|penasaran\w*|sepi|kesepian|lapar\w*|kelaparan|haus\w*|dahaga\w*|capek\w*|lelah\w*|bete|dompet\w*|kantong\w*|hati\w*|boredom|homesick\w*|hunger|hangry|monday\w*|blues|craving\w*|thirst|heartbreak|itch to|di kantong\w*|di dompet\w*|buat kantong|buat dompet|untuk kantong|untuk dompet|secara finansial)/u;
const never = /(?!)/u;

const skinTrouble =
  "(?:jerawat|flek|flek hitam|eksim|eksema|dermatitis|psoriasis|panu|kurap|kudis|bisul|jamur|kutu air|alergi|iritasi|infeksi|luka|rosacea|ketombe|penyakit|penyakit kulit|kanker|acne|eczema|fungal acne|skin disease|disease|dandruff)";
const disease =
  "(?:diabetes|kencing manis|gula darah|kanker|tumor|kolesterol|jantung|serangan jantung|penyakit jantung|stroke|hipertensi|darah tinggi|tekanan darah(?: tinggi)?|asam urat|asam lambung|maag|gerd|ginjal|gagal ginjal|hati|liver|tbc|covid|flu|demam|batuk|pilek|asma|rematik|insomnia|depresi|penyakit\\w*|infeksi|cancer|heart disease|cholesterol|high blood pressure|blood sugar|hypertension|gout|ulcers?|arthritis|colds?)";
const toWhat = "(?: \\S+){0,2} ";

const indonesian: readonly Omit<Claim, "unlessFollowedBy">[] = [
  {
    check: "cosmetic-cure",
    category: "cosmetics",
    patterns: [
      "(?:mengobati|menyembuhkan|penyembuh|penyembuhan|sembuhkan)(?:nya|ku|mu)?|sembuh total|bikin sembuh",
      `${skinTrouble}(?:ku|mu|nya)?(?: \\S+){0,2} (?:sembuh|hilang permanen|hilang total)`,
      `obat(?:nya)? (?:\\S+ )?${skinTrouble}|mengatasi penyakit|mencegah penyakit|mencegah infeksi|membunuh (?:kuman|jamur|bakteri)`,
      `(?:cures?|cured|curing|heals?|healed|healing|treats?|treated)${toWhat}?${skinTrouble}|(?:cures?|cured|heals?|healed) (?:\\S+ )?(?:skin|acne|scars?|eczema)`,
    ].map(patternOf),
  },
  {
    check: "cosmetic-safety",
    category: "cosmetics",
    patterns: [
      "aman|100% aman|dijamin aman|(?:tanpa|bebas|tidak ada|nggak ada|gak ada|ga ada|nol) efek samping|tidak berbahaya|no side effects?|without (?:any )?side effects?|zero side effects?|100% safe|completely safe",
    ].map(patternOf),
  },
  {
    check: "cosmetic-superlative",
    category: "cosmetics",
    patterns: [
      "ampuh|terampuh|manjur|mujarab|paling (?:ampuh|bagus|efektif|manjur|cepat|hebat|baik|terbukti)|nomor satu|nomor 1|no\\.? ?1|satu-satunya|terbaik|number one|#1|the only \\S+ that works|best in the world",
    ].map(patternOf),
  },
  {
    check: "health-person",
    category: "cosmetics",
    patterns: [
      "(?:dokter|dermatolog|apoteker|bidan|perawat)(?: kulit)?(?: \\S+)? (?:merekomendasikan|menyarankan|rekomendasikan|sarankan|bilang|rekomen)|(?:direkomendasikan|disarankan|rekomendasi|dianjurkan)(?: oleh| dari| para)* (?:dokter|dermatolog|apoteker|bidan|perawat)(?: kulit)?|(?:saya|aku) (?:seorang )?(?:dokter|apoteker|bidan|perawat)|sebagai (?:seorang )?(?:dokter|apoteker|bidan|perawat)|dermatologist (?:recommended|approved)|recommended by (?:\\S+ )?(?:dermatologists?|doctors?)|as a (?:doctor|dermatologist|nurse|pharmacist)",
    ].map(patternOf),
  },
  {
    check: "food-cure",
    category: "food",
    patterns: [
      "(?:mengobati|menyembuhkan|penyembuh|sembuhkan)(?:nya|ku|mu)?|sembuh dari|obat (?:herbal )?(?:untuk )?(?:diabetes|kanker|maag|darah tinggi|kolesterol|asam urat)|anti-?kanker|antidiabetes|pengganti obat",
      `${disease}(?:ku|mu|nya)?(?: \\S+){0,2} (?:sembuh|turun|hilang|normal lagi|stabil)`,
      `(?:mencegah|cegah|melawan|lawan|mengatasi|atasi|menurunkan|nurunin|turunkan|menghilangkan|terhindar dari|bebas dari)${toWhat}?${disease}`,
      `(?:cures?|cured|curing|heals?|treats?|prevents?|preventing|fights?|lowers?|reverses?)${toWhat}?${disease}`,
    ].map(patternOf),
  },
];

const thaiDisease =
  "(?:โรค|มะเร็ง|เบาหวาน|ความดัน|ไขมัน|คอเลสเตอรอล|หัวใจ|อัมพฤกษ์|ไต|ตับ|ไมเกรน|กรดไหลย้อน|ภูมิแพ้|หวัด|โควิด|ข้อเข่า|เก๊าท์|เก๊าต์|น้ำตาลในเลือด)";

const thai: readonly Omit<Claim, "unlessFollowedBy">[] = [
  {
    check: "cosmetic-cure",
    category: "cosmetics",
    patterns: [
      "รักษา(?:อาการ)?(?:สิว|ฝ้า|กระ|ผื่น|แผล|โรค|รอยแผล|ผิวหนังอักเสบ|เชื้อรา|สะเก็ดเงิน|ผมร่วง)|(?:สิว|ฝ้า|ผื่น|รังแค)[^\\s]{0,10}หาย|หายขาด|บำบัด(?:โรค|ผื่น|สิว)|ฆ่าเชื้อ(?:โรค|รา|แบคทีเรีย|สิว)|ยารักษาสิว|ยาแก้สิว",
      `(?:cures?|cured|heals?|healed|treats?)${toWhat}?${skinTrouble}`,
    ].map(patternOf),
  },
  {
    check: "food-cure",
    category: "food",
    patterns: [
      `(?:รักษา|ป้องกัน|บำบัด|บรรเทา|ต้าน|หายจาก|แก้|ยับยั้ง)(?:อาการ|โรค)?${thaiDisease}|ลด(?:ระดับ)?(?:เบาหวาน|ความดัน|ไขมันในเลือด|น้ำตาลในเลือด|คอเลสเตอรอล)|หาย(?:ปวด|เป็น)?[^\\s]{0,6}${thaiDisease}|แก้(?:ปวด|ไอ(?!เดีย|ที)|อักเสบ)|หายขาด|แทนยา`,
      `(?:cures?|cured|heals?|treats?|prevents?|fights?|lowers?)${toWhat}?${disease}`,
    ].map(patternOf),
  },
];

export const indonesianClaims: readonly Claim[] = indonesian.map((claim) => ({
  ...claim,
  unlessFollowedBy: feelings,
}));
export const thaiClaims: readonly Claim[] = thai.map((claim) => ({
  ...claim,
  unlessFollowedBy: never,
}));
