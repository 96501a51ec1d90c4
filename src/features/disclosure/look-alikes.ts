/** Letters of other scripts that a reader takes for Latin ones, as pairs of the letter and what it looks like. */
const pairs = [
  // Cyrillic, small and capital.
  "аa еe оo рp сc уy хx іi јj ѕs ԁd һh кk мm тt вb нh пn гr ԛq ԝw ӏl АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS",
  // Greek. Some capitals look like another letter than their small form, so both are named.
  "αa βb εe ιi κk νv οo ρp τt υu χx γy ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX",
  // Armenian, small capitals and letters without their dot.
  "օo սu հh ոn ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ıi ɑa ɡg",
  // Punctuation that people and keyboards mix.
  "’' ‘' ʼ' ´' –- —- ‐- ‑- −- ＃#",
];

const table = new Map<string, string>();
for (const pair of pairs.join(" ").split(" ")) {
  const [letter = "", ...rest] = pair;
  table.set(letter, rest.join(""));
}

const boxedFirst = [0x1f150, 0x1f170];
const lettersCount = 26;
/** White letters on dark circles and squares, which Unicode does not relate to plain ones. */
for (const first of boxedFirst) {
  for (let at = 0; at < lettersCount; at += 1) {
    table.set(String.fromCodePoint(first + at), String.fromCodePoint(0x61 + at));
  }
}

/** What a letter looks like, or the letter itself. */
export const plainLetter = (letter: string): string => table.get(letter) ?? letter;

const punctuation = /^[\p{P}\p{S}]$/u;

/** True for a letter that is not what it looks like. Quotes and dashes are nobody's disguise. */
export function isLookAlike(letter: string): boolean {
  return (
    table.has(letter) && (letter === "＃" || !punctuation.test(letter) || /\p{So}/u.test(letter))
  );
}
