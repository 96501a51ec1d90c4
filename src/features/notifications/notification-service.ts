/** Letters: written once for each event and reader, sent until the mail server has taken them. */
import { type Currency, isoExponent } from "../../kernel/currency";
import { newId } from "../../kernel/ids";
import type { Locale } from "../../kernel/locale";
import { formatDecimal } from "../../kernel/money";
import { type Text, text } from "../../kernel/texts";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { appendEvents } from "../../platform/outbox/outbox";
import type { MailDoor } from "../../providers/mail";
import { creatorMessage } from "../payouts";
import { mailTexts } from "./mail-texts";
import { type NoticeFacts, noticeFacts } from "./notice-view";
import { type Notice, noticesByTopic } from "./notices";

export interface NotificationsOptions {
  unitOfWork: UnitOfWork;
  mail: MailDoor;
  publicUrl: string;
}

const sweepMax = 200;
const retryMinutesMax = 60;
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

function fill(template: string, facts: NoticeFacts, locale: Locale): string {
  const values: Record<string, string> = {
    campaign: facts.campaign ?? "",
    brand: facts.brand ?? "",
    creator: facts.creator ?? "",
    amount: amountText(facts, locale),
    number: facts.number ?? "",
    problem: creatorMessage(facts.problem ?? null)[locale],
  };
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? "");
}

function readersOf(notice: Notice, facts: NoticeFacts): string[] {
  const creator = facts.creatorUserId === null ? [] : [facts.creatorUserId];
  switch (notice.to) {
    case "creator":
      return creator;
    case "brand":
      return facts.brandUserIds;
    case "both":
      return [...creator, ...facts.brandUserIds];
  }
}

/** A header must stay one line whatever a campaign is called. */
const oneLine = (line: string) => line.replaceAll(/[\r\n]+/g, " ");

async function writeLetter(tx: Tx, reader: { id: string; locale: Locale }, letter: LetterDraft) {
  const { notice, facts, eventId, publicUrl } = letter;
  const words = mailTexts[notice.kind];
  const { locale } = reader;
  const id = newId();
  const added = await exec(
    tx,
    `INSERT INTO mails (id, user_id, kind, subject_id, locale, subject, body, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued') ON CONFLICT (user_id, kind, subject_id) DO NOTHING`,
    [
      id,
      reader.id,
      notice.kind,
      eventId,
      locale,
      oneLine(fill(words.subject[locale], facts, locale)),
      `${fill(words.body[locale], facts, locale)}\n\nKampanye\n${publicUrl}\n`,
    ],
  );
  if (added === 1) await appendEvents(tx, [{ topic: "mail.queued", payload: { mailId: id } }]);
}

async function writeLetters(
  tx: Tx,
  notice: Notice,
  id: string,
  eventId: string,
  publicUrl: string,
) {
  const facts = await noticeFacts(tx, notice.subject, id);
  if (!facts) return;
  const readers = await many<{ id: string; locale: Locale }>(
    tx,
    "SELECT id, locale FROM users WHERE id = ANY($1::uuid[]) AND disabled_at IS NULL ORDER BY id",
    [readersOf(notice, facts)],
  );
  for (const reader of readers)
    await writeLetter(tx, reader, { notice, facts, eventId, publicUrl });
}

type Payload = Readonly<Record<string, string>>;

interface LetterDraft {
  notice: Notice;
  facts: NoticeFacts;
  eventId: string;
  publicUrl: string;
}

interface ReadyMail {
  id: string;
  email: string;
  subject: string;
  body: string;
}

export type Notifications = ReturnType<typeof createNotifications>;

export function createNotifications({ unitOfWork, mail, publicUrl }: NotificationsOptions) {
  return {
    /** Writes the letters of one event; handling it again writes none twice. */
    async notify(topic: string, eventId: string, payload: Payload): Promise<void> {
      for (const notice of noticesByTopic[topic] ?? []) {
        if (notice.by !== undefined && notice.by !== payload["by"]) continue;
        const id = payload[notice.payloadKey];
        if (id !== undefined)
          await unitOfWork.run((tx) => writeLetters(tx, notice, id, eventId, publicUrl));
      }
    },

    /** Hands one letter to the mail server; its next try is set before, so that a crash only delays it. */
    async send(mailId: string): Promise<void> {
      const ready = await unitOfWork.run((tx) =>
        maybeOne<ReadyMail>(
          tx,
          `UPDATE mails m SET attempts_count = attempts_count + 1,
             next_try_at = now() + make_interval(mins => least(power(2, attempts_count)::int, ${retryMinutesMax}))
           FROM users u WHERE m.id = $1 AND m.status = 'queued' AND u.id = m.user_id
           RETURNING m.id, u.email, m.subject, m.body`,
          [mailId],
        ),
      );
      if (!ready) return;
      await mail.send({ id: ready.id, to: ready.email, subject: ready.subject, text: ready.body });
      await unitOfWork.run((tx) =>
        exec(
          tx,
          "UPDATE mails SET status = 'sent', sent_at = now() WHERE id = $1 AND status = 'queued'",
          [mailId],
        ),
      );
    },

    async findDue(): Promise<string[]> {
      const rows = await many<{ id: string }>(
        unitOfWork.reader,
        `SELECT id FROM mails WHERE status = 'queued' AND next_try_at < now() - interval '30 seconds'
         ORDER BY next_try_at LIMIT $1`,
        [sweepMax],
      );
      return rows.map((row) => row.id);
    },
  };
}
