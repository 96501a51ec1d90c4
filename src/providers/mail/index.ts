/** The door to e-mail: SMTP when it is configured, else a folder in which every letter is a file, as it would be sent and to be read. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import nodemailer from "nodemailer";

export interface Letter {
  /** Unique; also names the file in the folder, so that a repetition overwrites itself. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Where a POST stops letters of its kind (RFC 8058); absent when nothing does. */
  unsubscribeUrl?: string;
}

export interface MailDoor {
  /** @throws Error when the server did not take the letter; trying again is right. */
  send(letter: Letter): Promise<void>;
  close(): void;
}

export interface MailOptions {
  from: string;
  smtpUrl: string | undefined;
  folder: string;
}

const smtpTimeoutMs = 20_000;

function messageOf({ id, to, subject, text, unsubscribeUrl }: Letter) {
  const headers: Record<string, string> = unsubscribeUrl
    ? {
        "List-Unsubscribe": `<${unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }
    : {};
  return { to, subject, text, headers, messageId: `<${id}@kampanye>` };
}

export function createMailDoor({ from, smtpUrl, folder }: MailOptions): MailDoor {
  if (smtpUrl) {
    const transport = nodemailer.createTransport({
      url: smtpUrl,
      connectionTimeout: smtpTimeoutMs,
      socketTimeout: smtpTimeoutMs,
    });
    return {
      async send(letter) {
        await transport.sendMail({ from, ...messageOf(letter) });
      },
      close: () => transport.close(),
    };
  }
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: "unix",
  });
  return {
    async send(letter) {
      const { id, to, subject, text } = letter;
      const { message } = await transport.sendMail({ from, ...messageOf(letter) });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(path.join(folder, `${id}.eml`), message as Buffer, { mode: 0o600 });
      // What goes over the wire is encoded where it is not English; people read this one.
      const readable = `To: ${to}\nSubject: ${subject}\n\n${text}`;
      writeFileSync(path.join(folder, `${id}.txt`), readable, { mode: 0o600 });
    },
    close: () => transport.close(),
  };
}
