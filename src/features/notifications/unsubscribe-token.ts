/**
 * Links by which a letter's reader stops letters of its kind without a log-in (RFC 8058). A token names reader and kind and is
 * signed; it opens nothing else, and lasts, because letters do.
 */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { dailyKind } from "./daily-kind";
import { type ChosenKind, choosableKinds } from "./notification-choices";

/** A kind of which letters can be stopped; the letter of the day stands for all that are gathered. */
export type StoppableKind = ChosenKind | typeof dailyKind;

export interface Unsubscription {
  userId: string;
  kind: StoppableKind;
}

export interface UnsubscribeLinks {
  /** Undefined for letters that nobody can stop. */
  tokenFor(userId: string, kind: string): string | undefined;
  /** Undefined for what we did not sign. */
  read(token: string): Unsubscription | undefined;
}

export const tokenLengthMax = 200;
export const tokenShape = /^[\w-]{22}\.[a-z_]{1,60}\.[\w-]{43}$/;

const keyBytes = 32;
const stoppable: ReadonlySet<string> = new Set<string>([...choosableKinds, dailyKind]);
const isStoppable = (kind: string): kind is StoppableKind => stoppable.has(kind);

const shortId = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
const longId = (short: string) =>
  Buffer.from(short, "base64url")
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

export function createUnsubscribeLinks(secret: string): UnsubscribeLinks {
  const key = Buffer.from(hkdfSync("sha256", secret, "kampanye", "unsubscribe", keyBytes));
  const signed = (text: string) => createHmac("sha256", key).update(text).digest();
  return {
    tokenFor(userId, kind) {
      if (!isStoppable(kind)) return undefined;
      const text = `${shortId(userId)}.${kind}`;
      return `${text}.${signed(text).toString("base64url")}`;
    },
    read(token) {
      const [user = "", kind = "", signature = ""] = token.split(".");
      const wanted = signed(`${user}.${kind}`);
      const given = Buffer.from(signature, "base64url");
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      return isStoppable(kind) ? { userId: longId(user), kind } : undefined;
    },
  };
}
