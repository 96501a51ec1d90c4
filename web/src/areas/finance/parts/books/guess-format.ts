import type { formats } from "./statement-words";

type Format = keyof typeof formats;

/** Enough of a file to see what it is. */
const beginningBytes = 4_096;

const signs: readonly [RegExp, Format][] = [
  [/camt\.053|<BkToCstmrStmt/i, "camt053"],
  [/OFXHEADER|<OFX/i, "ofx"],
  [/^\s*(\{1:|:20:)|:60[FM]:/m, "mt940"],
  [/^"?RH"?,/, "paypal_stl"],
  [/balance_transaction_id/, "stripe_csv"],
  [/^"?line_id"?[,;]/, "csv"],
];

/** UTF-16 shows itself by its mark; everything else is read as it comes, for the signs are plain ASCII. */
function textOf(bytes: Uint8Array): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  const name = isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8";
  return new TextDecoder(name).decode(bytes);
}

/** What the file seems to be; a bank's own CSV when it is nothing we know. A person can say otherwise. */
export async function guessFormat(file: File): Promise<Format> {
  const bytes = new Uint8Array(await file.slice(0, beginningBytes).arrayBuffer());
  const text = textOf(bytes);
  return signs.find(([sign]) => sign.test(text))?.[1] ?? "mapped_csv";
}
