/** Nasty texts, and what a field should take of them; the rules are written here once more, not asked of the product. */
import fc from "fast-check";

/** Chosen by people: markup, queries, scripts that are written in unusual ways, and what is no text at all. */
export const byHand: readonly string[] = [
  "",
  " ",
  "\t",
  "\u00a0",
  "\ufeff",
  "\ufeffwith a mark before it",
  "null",
  "undefined",
  "NaN",
  "-1e308",
  "0x0",
  "１２３",
  "١٢٣",
  "true",
  "{}",
  "[object Object]",
  '{"amountMinor":"1"}',
  "{{campaign}} {{amount}} {{problem}}",
  "${7*7} #{7*7} <%= 7*7 %>",
  "%s %d %n %x %00 %0d%0a",
  "$1 $& $` $' \\1",
  "'; DROP TABLE campaigns; --",
  "' OR 1=1 --",
  "\\",
  "\\\\",
  "\\u0000",
  '"',
  "''",
  "`id`",
  "$(id)",
  "| id; id && id",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "@SUM(1+1)",
  "-2+3",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "<!--",
  "]]>",
  "&lt;&amp;&#0;",
  "javascript:alert(1)",
  "../../../../etc/passwd",
  "C:\\con\\aux",
  "Subject: x\r\nBcc: victim@example.com",
  "line one\nline two",
  "line one\rline two",
  "line\u2028separator",
  "paragraph\u2029separator",
  "next\u0085line",
  "bell \u0007 escape \u001b[31m delete \u007f",
  "\u0001\u0002\u0003",
  "a\u0000b",
  "\u0000",
  "\ud800",
  "a\ud83d",
  "\udc00b",
  "\udc00\ud800",
  "right \u202eto left",
  "isolate \u2066x\u2069",
  "mark \u200f\u200e\u061c",
  "zero\u200bwidth\u200cjoin\u200der\u2060",
  "soft\u00adhyphen",
  "\ufffd\ufffe\uffff",
  "\u{1fffe}\u{10ffff}",
  "\ue000\u{f0000}",
  "ﷺ﷽",
  "Ω≈ç√∫˜µ≤≥÷",
  "İstanbul ı ß ẞ ſ K Å",
  "ﬁ ﬃ Ⅷ ① ㎏",
  "e\u0301 é",
  "a\u0315\u0300\u05ae\u0316b",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳",
  "👩‍👩‍👧‍👦 🏳️‍🌈 🇮🇩🇹🇭 👍🏽 1️⃣",
  "🇮",
  "𝒳𝔜𝟘",
  "สวัสดีค่ะ กาแฟเย็น",
  "เ็้่ํ๋์",
  "ก็็็็็็็็็็็็",
  "ꦲꦏ꧀ꦱꦫꦗꦮ",
  "नमस्ते क्षि",
  "هذا نص عربي",
  "שלום",
  "中文字符，。",
  "田中さんにあげて下さい",
  "찦차를 타고 온 펲시맨",
  "Ёлка ы",
  "̡",
  "hop\u0323",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "a".repeat(160),
  "𝒳".repeat(30),
  "#".repeat(60),
  "1,000.00",
  "1/0",
  "１　２",
  "　",
  "tab\tin the middle",
  "trailing space ",
  " leading space",
  "Rp 10.000,-",
  "฿100",
  "COM1",
  "nil",
  "(null)",
];

const texts = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 50 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 50 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
);

/** Pieces of the ones by hand beside each other, with what hides between words. */
const mixtures = fc
  .tuple(
    fc.constantFrom(...byHand),
    fc.constantFrom("", " ", "\u200b", "\u200d", "\ufe0f", "\u0301", "\u3000", "\t", "#", "\u202e"),
    fc.constantFrom(...byHand),
  )
  .map((parts) => parts.join("").slice(0, 80));

/** So many different ones, the same on every run; those by hand come first. */
export function naughtyStrings(count: number): string[] {
  const seed = 20_261_130;
  const made = fc.sample(fc.oneof(texts, mixtures), { numRuns: count * 2, seed });
  return [...new Set([...byHand, ...made])].slice(0, count);
}

export const isStorable = (text: string) => !text.includes("\u0000") && !/\p{Cs}/u.test(text);
export const isParagraph = (text: string) => isStorable(text) && text.trim() !== "";
export const isLine = (text: string) =>
  isParagraph(text) && !/[\p{Cc}\p{Zl}\p{Zp}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u.test(text);
/** Characters count, and not the units in which JavaScript keeps them. */
export const lengthOf = (text: string) => Array.from(text).length;
export const fits = (text: string, lengthMax: number) => lengthOf(text) <= lengthMax;
