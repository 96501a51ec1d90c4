/**
 * Letters. An event that people have to hear of is kept in `notices` before the queue is told of it; its letters are rows
 * in `mails`; and each is handed to the mail server until that has taken it. So the queue may forget whatever it likes.
 */
import type { Locale } from "../../kernel/locale";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import type { StoredEvent } from "../../platform/outbox/outbox";
import type { Letter, MailDoor } from "../../providers/mail";
import { openBreak } from "../breaks";
import { findDailyReaders, writeDailyLetter } from "./daily-letters";
import { digestTexts } from "./digest-texts";
import { digestOwners, writeDigest } from "./digests";
import { fill, linkMark, writeLetters } from "./letters";
import * as mails from "./mail-store";
import type { MailKind } from "./mail-texts";
import * as notices from "./notice-store";
import { problemOf } from "./tries";
import type { UnsubscribeLinks } from "./unsubscribe-token";

export interface NotificationsOptions {
  unitOfWork: UnitOfWork;
  mail: MailDoor;
  log: Logger;
  publicUrl: string;
  /** Signs the links by which readers stop letters. */
  links: UnsubscribeLinks;
  /** Where whoever was invited to a team joins it. */
  joinLink: (invitationId: string, locale: Locale) => string;
  /** How long what somebody wants to hear of once a day is gathered, in milliseconds. */
  gatherMs: number;
}

export type Notifications = ReturnType<typeof createNotifications>;

const sweepMax = 200;
const invitationKind: MailKind = "member_invited";

/** Writes the letters of one event and forgets it, in one transaction. */
async function writeOne(options: NotificationsOptions, event: StoredEvent): Promise<void> {
  const { unitOfWork, log, publicUrl } = options;
  try {
    await unitOfWork.run(async (tx) => {
      await writeLetters(tx, event, publicUrl);
      await notices.removeNotice(tx, event.id);
    });
  } catch (error) {
    log.error({ err: error, notice: event.id, topic: event.topic }, "letters were not written");
    await unitOfWork.run(async (tx) => {
      if (!(await notices.failNotice(tx, event.id, problemOf(error)))) return;
      await openBreak(tx, {
        kind: "notice_given_up",
        objectType: "topic",
        objectId: event.topic,
        owner: "operator",
        nextAction: "report_to_developers",
        details: { notice: event.id },
      });
    });
  }
}

/** A letter as it goes out, with its way to hear no more of its kind. */
function letterOf(
  { links, publicUrl, joinLink }: NotificationsOptions,
  { id, userId, kind, subjectId, locale, email: to, subject, body: written }: mails.ReadyMail,
): Letter {
  const body =
    kind === invitationKind
      ? written.replaceAll(linkMark, () => joinLink(subjectId, locale))
      : written;
  const token = userId === null ? undefined : links.tokenFor(userId, kind);
  if (token === undefined) return { id, to, subject, text: body };
  // People get a page to look at; programs get the address that a POST to changes.
  const link = `${publicUrl}/unsubscribe/${token}`;
  return {
    id,
    to,
    subject,
    text: `${body}\n${fill(digestTexts.stop[locale], { link })}\n`,
    unsubscribeUrl: `${publicUrl}/v1/unsubscriptions/${token}`,
  };
}

/** A letter that the mail server did not take. */
async function noteFailure(
  { unitOfWork, log }: NotificationsOptions,
  mailId: string,
  error: unknown,
): Promise<void> {
  log.warn({ err: error, mail: mailId }, "a letter was not taken");
  await unitOfWork.run(async (tx) => {
    const over = await mails.failMail(tx, mailId, problemOf(error));
    if (!over) return;
    await openBreak(tx, {
      kind: "mail_given_up",
      objectType: over.userId ? "user" : "mail",
      objectId: over.userId ?? mailId,
      owner: "operator",
      nextAction: "check_address",
      details: { mail: mailId, letter: over.kind },
    });
  });
}

export function createNotifications(options: NotificationsOptions) {
  const { unitOfWork, mail, publicUrl, gatherMs, links } = options;
  return {
    links,

    /** Writes the letters of these events, as far as they are due and nobody else has them. */
    async write(noticeIds: readonly string[]): Promise<void> {
      const claimed = await unitOfWork.run((tx) => notices.claimNotices(tx, noticeIds));
      for (const event of claimed) await writeOne(options, event);
    },

    /**
     * Hands one letter to the mail server. A crash after the server has taken it and before that is written down is the
     * only way for a letter to go out twice; it then carries the same Message-ID.
     */
    async send(mailId: string): Promise<void> {
      const ready = await unitOfWork.run((tx) => mails.claimMail(tx, mailId));
      if (!ready) return;
      try {
        await mail.send(letterOf(options, ready));
      } catch (error) {
        await noteFailure(options, mailId, error);
        return;
      }
      await unitOfWork.run((tx) => mails.markSent(tx, mailId));
    },

    /** What the tables say is due and the queue has forgotten. */
    async findDue(): Promise<{ noticeIds: string[]; mailIds: string[] }> {
      const { reader } = unitOfWork;
      return {
        noticeIds: await notices.findForgottenNotices(reader, sweepMax),
        mailIds: await mails.findForgottenMails(reader, sweepMax),
      };
    },

    /** Writes to those who want one letter a day and have waited for it. */
    async writeDailyLetters(): Promise<void> {
      const userIds = await findDailyReaders(unitOfWork.reader, gatherMs, sweepMax);
      for (const userId of userIds) {
        await unitOfWork.run((tx) => writeDailyLetter(tx, userId, publicUrl));
      }
    },

    /** Tells each owner of breaks about the new ones; see {@link writeDigest}. */
    async writeDigests(): Promise<void> {
      for (const owner of digestOwners) {
        await unitOfWork.run((tx) => writeDigest(tx, owner, publicUrl));
      }
    },
  };
}
