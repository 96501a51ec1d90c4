/** The exported journal, read as text by rules of its own. Imports nothing of the product, on purpose. */

export interface JournalEntry {
  account: string;
  currency: string;
  /** Debit positive, in the currency's smallest unit. */
  minor: bigint;
}

export interface JournalTransaction {
  seq: bigint;
  reference: string;
  tags: Readonly<Record<string, string>>;
  entries: JournalEntry[];
}

/** Digits behind the point, for the currencies of the campaign. */
const decimals: Readonly<Record<string, number>> = { USD: 2, JPY: 0 };

function minorOf(text: string, currency: string): bigint {
  const places = decimals[currency];
  if (places === undefined) throw new Error(`The judge knows no currency ${currency}`);
  const match = /^(-?)([\d,]+)(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[3] ?? "";
  if (!match || fraction.length !== places) throw new Error(`No amount of ${currency}: ${text}`);
  const size = BigInt((match[2] ?? "").replaceAll(",", "") + fraction);
  return match[1] === "-" ? -size : size;
}

function tagsOf(comment: string): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const part of comment.split(",")) {
    const at = part.indexOf(":");
    if (at > 0) tags[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return tags;
}

/** Transactions in the order of booking. @throws Error for a line it cannot read. */
export function readJournal(text: string): JournalTransaction[] {
  const found: JournalTransaction[] = [];
  let open: JournalTransaction | undefined;
  for (const line of text.split("\n")) {
    const head = /^\d{4}-\d\d-\d\d \* (.*?) {2}; (.*)$/.exec(line);
    if (head) {
      const tags = tagsOf(head[2] ?? "");
      open = { seq: BigInt(tags["seq"] ?? "0"), reference: head[1] ?? "", tags, entries: [] };
      // A balance by the bank or a provider moves nothing and was booked by nobody.
      if (tags["statement"] === undefined) found.push(open);
      continue;
    }
    // Behind "=" stands a balance by the bank or a provider; hledger checks it.
    const entry = /^ {4}(\S+) {2}([A-Z]{3}) (\S+)(?: = [A-Z]{3} \S+)?$/.exec(line);
    if (entry && open) {
      const [, account = "", currency = "", amount = ""] = entry;
      open.entries.push({ account, currency, minor: minorOf(amount, currency) });
      continue;
    }
    if (line.trim() === "") open = undefined;
    else if (!/^(;|commodity |account )/.test(line)) throw new Error(`Unreadable: ${line}`);
  }
  return found;
}
