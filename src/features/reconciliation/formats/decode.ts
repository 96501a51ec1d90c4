/**
 * Bytes of a file as text. A byte order mark decides; then two zero bytes in the right places tell UTF-16; then what the
 * person or the file itself declares; else UTF-8. Bytes that do not fit are an error: a name or an amount that was guessed
 * is worse than a refusal.
 */

/** Encodings that banks send. windows-1252 is what software means by latin1; windows-874 is Thai. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-874"] as const;
export type Encoding = (typeof encodings)[number];

export class EncodingError extends Error {}

const startsWith = (bytes: Buffer, ...mark: number[]) =>
  mark.every((byte, index) => bytes[index] === byte);

const named: Readonly<Record<string, Encoding>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-16": "utf-16le",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "us-ascii": "windows-1252",
  "iso-8859-1": "windows-1252",
  "iso-8859-15": "windows-1252",
  "windows-1252": "windows-1252",
  latin1: "windows-1252",
  "tis-620": "windows-874",
  "windows-874": "windows-874",
};

/** What the head of an XML or OFX file says about its own bytes. */
function declaredIn(head: string): Encoding | undefined {
  const xml = /^\s*<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(head)?.[1];
  if (xml) return named[xml.toLowerCase()];
  const isOfx = /^\s*OFXHEADER:/.test(head);
  if (!isOfx) return undefined;
  const charset = /^CHARSET:\s*([\w-]+)/m.exec(head)?.[1]?.toLowerCase();
  if (/^ENCODING:\s*(UTF-?8|UNICODE)/m.test(head)) return "utf-8";
  return charset === "1252" || charset === "none" ? "windows-1252" : named[charset ?? ""];
}

/** The encoding of a file by its first bytes and by what is declared. */
export function encodingOf(head: Buffer, declared?: Encoding): Encoding {
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return "utf-8";
  if (startsWith(head, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(head, 0xfe, 0xff)) return "utf-16be";
  // Every format begins with a letter, a mark or a quote of ASCII: in UTF-16 the other byte of each is zero.
  if (head.length >= 4 && head[0] !== 0 && head[1] === 0 && head[3] === 0) return "utf-16le";
  if (head.length >= 4 && head[0] === 0 && head[1] !== 0 && head[2] === 0) return "utf-16be";
  return declared ?? declaredIn(head.toString("latin1")) ?? "utf-8";
}

const headBytesMax = 1_024;
/** What the decoder says about bytes that do not fit. */
const notEncoded = "ERR_ENCODING_INVALID_ENCODED_DATA";

/**
 * Text of a file, piece by piece, without its byte order mark.
 * @throws EncodingError for bytes that do not fit, also for a file that ends within a character.
 */
export async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  declared?: Encoding,
): AsyncGenerator<string> {
  let head: Buffer | undefined = Buffer.alloc(0);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const open = (bytes: Buffer) => {
    head = undefined;
    decoder = new TextDecoder(encodingOf(bytes, declared), { fatal: true });
    return decoder;
  };
  try {
    for await (const chunk of chunks) {
      if (decoder) {
        yield decoder.decode(chunk, { stream: true });
        continue;
      }
      head = Buffer.concat([head ?? Buffer.alloc(0), chunk]);
      if (head.length < headBytesMax) continue;
      const bytes = head;
      yield open(bytes).decode(bytes, { stream: true });
    }
    const rest = head;
    if (rest && rest.length > 0) yield open(rest).decode(rest, { stream: true });
    const last = decoder?.decode();
    if (last) yield last;
  } catch (error) {
    if ((error as { code?: string }).code !== notEncoded) throw error;
    throw new EncodingError("The bytes are in another encoding");
  }
}
