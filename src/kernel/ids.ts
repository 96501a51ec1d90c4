import { randomBytes } from "node:crypto";
import { v7 } from "uuid";

/** A new time-ordered identifier (RFC 9562 UUID version 7), so that primary keys insert at the end of their index. */
export function newId(): string {
  return v7();
}

/** `bytes` random bytes as URL-safe text, for tokens. 32 bytes are 256 bits. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}
