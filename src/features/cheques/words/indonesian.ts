const units = [
  "nol",
  "satu",
  "dua",
  "tiga",
  "empat",
  "lima",
  "enam",
  "tujuh",
  "delapan",
  "sembilan",
  "sepuluh",
  "sebelas",
];
const scales: readonly (readonly [bigint, string])[] = [
  [10n ** 15n, "kuadriliun"],
  [10n ** 12n, "triliun"],
  [10n ** 9n, "miliar"],
  [10n ** 6n, "juta"],
];

const unit = (n: bigint) => units.find((_word, at) => BigInt(at) === n) ?? "";

function belowThousand(n: bigint): string[] {
  if (n === 0n) return [];
  if (n < 12n) return [unit(n)];
  if (n < 20n) return [unit(n - 10n), "belas"];
  if (n < 100n) return [unit(n / 10n), "puluh", ...belowThousand(n % 10n)];
  const hundreds = n < 200n ? ["seratus"] : [unit(n / 100n), "ratus"];
  return [...hundreds, ...belowThousand(n % 100n)];
}

/** A whole number from zero up, in Indonesian: 1234 is "seribu dua ratus tiga puluh empat". */
export function indonesianNumber(n: bigint): string {
  if (n === 0n) return unit(0n);
  const parts: string[] = [];
  let rest = n;
  for (const [size, name] of scales) {
    if (rest < size) continue;
    parts.push(indonesianNumber(rest / size), name);
    rest %= size;
  }
  const thousands = rest / 1000n;
  // One thousand is one word; twenty-one thousand and a hundred and one thousand are counted.
  if (thousands === 1n) parts.push("seribu");
  else if (thousands > 1n) parts.push(...belowThousand(thousands), "ribu");
  return [...parts, ...belowThousand(rest % 1000n)].join(" ");
}
