/** From an event to the letters it writes: whom it concerns, in which language, with which words. */
import { type Currency, isoExponent } from "../../kernel/currency";
import type { Locale } from "../../kernel/locale";
import { formatDecimal } from "../../kernel/money";
import { type Text, text } from "../../kernel/texts";
import type { Tx } from "../../platform/db/sql";
import type { StoredEvent } from "../../platform/outbox/outbox";
import { type Role, usersWithRole } from "../identity";
import { creatorMessage } from "../payouts";
import { insertMail, type Reader, readersAmong } from "./mail-store";
import { mailTexts } from "./mail-texts";
import { noticeObject } from "./notice-object";
import { type NoticeFacts, noticeFacts } from "./notice-view";
import { type Notice, noticesByTopic } from "./notices";

/** Everybody who works at the finance desk. */
export const financeRoles: readonly Role[] = ["finance_maker", "finance_checker"];

/** Stands where an amount would, when the creator is paid in products. */
const productWord: Text = text("the product", "produknya", "ตัวสินค้า");

function amountText({ amountMinor, currency }: NoticeFacts, locale: Locale): string {
  if (amountMinor === null || currency === null || amountMinor === "0") return productWord[locale];
  const decimal = formatDecimal(BigInt(amountMinor), isoExponent(currency satisfies Currency));
  // The formatter takes decimal text, so the amount never becomes a floating-point number.
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(
    decimal as Intl.StringNumericLiteral,
  );
}

/** All dates of a collaboration are in UTC, as in the API. */
function instantText(at: Date, locale: Locale): string {
  const shape = { dateStyle: "long", timeStyle: "short", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat(locale, shape).format(at)} UTC`;
}

/** The words of a text with its values in place; a value nobody gave is left out. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? "");
}

/** Stands in a written letter where its link will be, because the link is a secret and is kept nowhere. */
export const linkMark = "{{link}}";

function valuesOf(facts: NoticeFacts, locale: Locale): Record<string, string> {
  return {
    campaign: facts.campaign ?? "",
    brand: facts.brand ?? "",
    creator: facts.creator ?? "",
    member: facts.member ?? "",
    amount: amountText(facts, locale),
    number: facts.number ?? "",
    problem: creatorMessage(facts.problem ?? null)[locale],
    until: facts.until ? instantText(facts.until, locale) : "",
  };
}

async function readersOf(tx: Tx, notice: Notice, facts: NoticeFacts): Promise<Reader[]> {
  const creator = facts.creatorUserId === null ? [] : [facts.creatorUserId];
  switch (notice.to) {
    case "creator":
      return await readersAmong(tx, creator);
    case "brand":
      return await readersAmong(tx, facts.brandUserIds);
    case "both":
      return await readersAmong(tx, [...creator, ...facts.brandUserIds]);
    case "finance":
      return await readersAmong(tx, await usersWithRole(tx, financeRoles));
    case "visitor":
      return facts.visitor ? [facts.visitor] : [];
  }
}

/** Below the words of the letter: what somebody of the staff wrote, and the link. */
function appendix({ hasLink }: Notice, { words }: NoticeFacts): string {
  return [words, hasLink && linkMark].map((part) => (part ? `\n\n${part}` : "")).join("");
}

/** The letter's last lines. */
export const signature = (publicUrl: string) => `\n\nKampanye\n${publicUrl}\n`;

/** Writes the letters of one event; doing it again writes none twice. */
export async function writeLetters(
  tx: Tx,
  { id: eventId, topic, payload }: StoredEvent,
  publicUrl: string,
): Promise<void> {
  for (const notice of noticesByTopic[topic] ?? []) {
    if (notice.by !== undefined && notice.by !== payload["by"]) continue;
    const objectId = payload[notice.payloadKey];
    const facts = objectId && (await noticeFacts(tx, notice.subject, objectId));
    if (!facts) continue;
    const found = await noticeObject(tx, notice.subject, objectId);
    const object = found && { ...found, kind: notice.shownAs ?? found.kind };
    const words = mailTexts[notice.kind];
    for (const reader of await readersOf(tx, notice, facts)) {
      const { locale } = reader;
      const values = valuesOf(facts, locale);
      await insertMail(tx, reader, {
        kind: notice.kind,
        subjectId: notice.hasLink ? objectId : eventId,
        object,
        subject: fill(words.subject[locale], values),
        body: `${fill(words.body[locale], values)}${appendix(notice, facts)}${signature(publicUrl)}`,
      });
    }
  }
}
