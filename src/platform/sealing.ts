/** Sealing of what must be kept and must not be read from a copy of the database: AES-256-GCM, bound to its row. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

export interface Sealer {
  /** `boundTo` names the row: sealed text moved to another row cannot be opened there. */
  seal(text: string, boundTo: string): string;
  /** @throws Error when it was changed, belongs to another row, or its key is gone. */
  open(sealed: string, boundTo: string): string;
}

/** Reads `id:base64,id:base64`; the first key seals, all of them open. @throws Error for a key that is none. */
function parseKeys(text: string): [string, Buffer][] {
  return text.split(",").map((entry) => {
    const [id = "", key = ""] = entry.trim().split(":");
    const bytes = Buffer.from(key, "base64");
    if (!/^[a-z0-9]{1,20}$/.test(id) || bytes.length !== keyBytes) {
      throw new Error("ENCRYPTION_KEYS must be id:key,… with keys of 32 bytes in base64");
    }
    return [id, bytes];
  });
}

/** True for what {@link createSealer} can use. */
export function areSealingKeys(text: string): boolean {
  try {
    return parseKeys(text).length > 0;
  } catch {
    return false;
  }
}

/** Without keys of its own an installation seals with one derived from its secret. */
export function createSealer(keysText: string | undefined, secret: string): Sealer {
  const derived = Buffer.from(hkdfSync("sha256", secret, "kampanye", "sealing", keyBytes));
  const keys = new Map<string, Buffer>([
    ...(keysText ? parseKeys(keysText) : []),
    ["installation", derived],
  ]);
  const [[currentId, currentKey] = ["installation", derived] as const] = keys;
  return {
    seal(text, boundTo) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, currentKey, nonce);
      cipher.setAAD(Buffer.from(boundTo));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const bytes = Buffer.concat([nonce, cipher.getAuthTag(), body]);
      return `${currentId}:${bytes.toString("base64")}`;
    },
    open(sealed, boundTo) {
      const [id = "", text = ""] = sealed.split(":");
      const key = keys.get(id);
      if (!key) throw new Error(`The key ${id} is not among ENCRYPTION_KEYS`);
      const bytes = Buffer.from(text, "base64");
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(boundTo));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const body = decipher.update(bytes.subarray(nonceBytes + tagBytes));
      return Buffer.concat([body, decipher.final()]).toString("utf8");
    },
  };
}
