const digits = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"];
const places = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"];
const million = 10n ** 6n;

/** @param isTail Something stands before it, so that a one at the end is read "et". */
function belowMillion(n: bigint, isTail: boolean): string {
  const figures = n.toString().split("");
  return figures
    .map((figure, at) => {
      const place = figures.length - 1 - at;
      if (figure === "0") return "";
      if (place === 1 && figure === "1") return "สิบ";
      if (place === 1 && figure === "2") return "ยี่สิบ";
      if (place === 0 && figure === "1" && (isTail || figures.length > 1)) return "เอ็ด";
      return `${digits[figure.charCodeAt(0) - 48] ?? ""}${places[place] ?? ""}`;
    })
    .join("");
}

/** A whole number from zero up, in Thai; millions of millions are counted in millions, as people say them. */
export function thaiNumber(n: bigint): string {
  if (n === 0n) return digits[0] ?? "";
  if (n < million) return belowMillion(n, false);
  const rest = n % million;
  return `${thaiNumber(n / million)}ล้าน${rest > 0n ? belowMillion(rest, true) : ""}`;
}
