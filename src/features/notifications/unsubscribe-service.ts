/** What a link in a letter does: its reader gets no more letters of that kind; the list inside the product goes on. */
import { NotFoundError } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import { exec, maybeOne, type Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { dailyKind } from "./daily-kind";
import { digestTexts } from "./digest-texts";
import { fill } from "./letters";
import { type MailKind, mailTexts } from "./mail-texts";
import { type Delivery, keepChoice } from "./notification-choices";
import type { UnsubscribeLinks, Unsubscription } from "./unsubscribe-token";

const clicker = "system:unsubscribe-link";

/** What letters of a kind are about: their heading with its values left open. */
function aboutOf(kind: Unsubscription["kind"], locale: Locale): string {
  const values = new Proxy<Record<string, string>>({}, { get: () => "…" });
  const own = (mailTexts as Readonly<Record<string, (typeof mailTexts)[MailKind]>>)[kind];
  const heading =
    own?.subject ?? (kind === dailyKind ? digestTexts.dailySubject : digestTexts.subject);
  return fill(heading[locale], values);
}

/** @throws NotFoundError for a link that is not ours, or whose reader is no user any more. */
async function readerOf(tx: Tx, links: UnsubscribeLinks, token: string) {
  const found = links.read(token);
  if (!found) throw new NotFoundError();
  const user = await maybeOne<{ locale: Locale }>(
    tx,
    "SELECT locale FROM users WHERE id = $1 AND disabled_at IS NULL",
    [found.userId],
  );
  if (!user) throw new NotFoundError();
  return { ...found, locale: user.locale };
}

/** How the reader hears of the kind now. Changes nothing, because programs follow every link in a letter. */
export async function seeUnsubscription(tx: Tx, links: UnsubscribeLinks, token: string) {
  const { userId, kind, locale } = await readerOf(tx, links, token);
  const delivery = await deliveryOf(tx, userId, kind);
  return { kind, about: aboutOf(kind, locale), locale, delivery };
}

async function deliveryOf(tx: Tx, userId: string, kind: string): Promise<Delivery> {
  const isDaily = kind === dailyKind;
  const row = await maybeOne<{ delivery: Delivery }>(
    tx,
    `SELECT delivery FROM notification_choices WHERE user_id = $1
       AND CASE WHEN $3::boolean THEN delivery = 'daily' ELSE kind = $2 END LIMIT 1`,
    [userId, kind, isDaily],
  );
  return row?.delivery ?? (isDaily ? "never" : "at_once");
}

/** Everything that is gathered for one letter a day is not sent any more. */
async function stopDaily(tx: Tx, userId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE notification_choices SET delivery = 'never', chosen_at = now()
     WHERE user_id = $1 AND delivery = 'daily'`,
    [userId],
  );
  await exec(tx, "UPDATE mails SET status = 'silent' WHERE user_id = $1 AND status = 'gathered'", [
    userId,
  ]);
}

/** One click. Doing it again changes nothing. */
export async function unsubscribe(tx: Tx, links: UnsubscribeLinks, token: string): Promise<void> {
  const { userId, kind } = await readerOf(tx, links, token);
  if ((await deliveryOf(tx, userId, kind)) === "never") return;
  if (kind === dailyKind) await stopDaily(tx, userId);
  else await keepChoice(tx, userId, { kind, delivery: "never" });
  await recordAudit(tx, {
    actor: clicker,
    action: "notification_choice.set",
    objectType: "user",
    objectId: userId,
    details: { kind, delivery: "never" },
  });
}
