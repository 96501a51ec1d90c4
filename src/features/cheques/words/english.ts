const small = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const scales: readonly (readonly [bigint, string])[] = [
  [10n ** 15n, "quadrillion"],
  [10n ** 12n, "trillion"],
  [10n ** 9n, "billion"],
  [10n ** 6n, "million"],
  [10n ** 3n, "thousand"],
];

const word = (list: readonly string[], place: bigint) =>
  list.find((_word, at) => BigInt(at) === place) ?? "";

function belowThousand(n: bigint): string {
  const parts: string[] = [];
  if (n >= 100n) parts.push(`${word(small, n / 100n)} hundred`);
  const rest = n % 100n;
  if (rest >= 20n) {
    const unit = rest % 10n;
    parts.push(word(tens, rest / 10n) + (unit > 0n ? `-${word(small, unit)}` : ""));
  } else if (rest > 0n) {
    parts.push(word(small, rest));
  }
  return parts.join(" ");
}

/** A whole number from zero up, in English: 1234 is "one thousand two hundred thirty-four". */
export function englishNumber(n: bigint): string {
  if (n === 0n) return word(small, 0n);
  const parts: string[] = [];
  let rest = n;
  for (const [size, name] of scales) {
    if (rest < size) continue;
    parts.push(`${englishNumber(rest / size)} ${name}`);
    rest %= size;
  }
  if (rest > 0n) parts.push(belowThousand(rest));
  return parts.join(" ");
}
