/** Passwords, session tokens and API keys. The primitives are libraries' and Node's own; nothing is invented here. */
import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { sha256 } from "../../kernel/canonical-json";
import { randomToken } from "../../kernel/ids";

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const argon2Options = {
  algorithm: 2 satisfies Algorithm.Argon2id as Algorithm,
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

export const passwordLengthMin = 8;
/** Long enough for any passphrase, short enough that hashing stays cheap. */
export const passwordLengthMax = 256;

export async function hashPassword(password: string): Promise<string> {
  return await hash(password, argon2Options);
}

/** A hash of nothing, so that an unknown e-mail address costs as much time as a wrong password. */
let decoy: Promise<string> | undefined;

export async function verifyPassword(
  stored: string | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword(randomToken());
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== undefined;
}

const sessionPrefix = "kses_";
const apiKeyPrefix = "kkey_";

export interface NewSecret {
  /** Shown once. */
  secret: string;
  /** What the database keeps: SHA-256 is enough for 256 random bits. */
  hash: string;
}

export function newSessionToken(): NewSecret {
  const secret = sessionPrefix + randomToken(32);
  return { secret, hash: sha256(secret) };
}

/** `kkey_<prefix>_<secret>`: the prefix finds the row and may be shown, the rest proves possession. */
export function newApiKey(): NewSecret & { prefix: string } {
  const prefix = randomToken(9).replaceAll(/[-_]/g, "x");
  const secret = `${apiKeyPrefix}${prefix}_${randomToken(32)}`;
  return { secret, hash: sha256(secret), prefix };
}

export type Presented =
  | { kind: "session"; hash: string }
  | { kind: "apiKey"; prefix: string; hash: string };

/** What a bearer token or cookie claims to be; undefined when it has none of our shapes. */
export function readSecret(text: string): Presented | undefined {
  if (text.startsWith(sessionPrefix)) return { kind: "session", hash: sha256(text) };
  const match = /^kkey_([A-Za-z0-9]+)_[A-Za-z0-9_-]+$/.exec(text);
  if (!match?.[1]) return undefined;
  return { kind: "apiKey", prefix: match[1], hash: sha256(text) };
}
