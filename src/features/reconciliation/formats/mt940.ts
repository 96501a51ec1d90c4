/**
 * MT940, the SWIFT customer statement. A file holds one block for each day or page; blocks follow each other without a gap,
 * and each says what the account held before and after. Lines of MT940 have no id of their own.
 */
import { type Currency, isCurrency } from "../../../kernel/currency";
import {
  compactDay,
  detailsOf,
  type FileProblem,
  isDay,
  type Part,
  pieceLengthMax,
  problemAt,
  type Reader,
  readAmount,
  textProblems,
  wordsOf,
} from "./format";

/** MT940 writes `123,45` and `123,`; there are no group marks. */
function readComma(text: string, currency: Currency): bigint | undefined {
  if (!/^\d+,\d*$/.test(text)) return undefined;
  const [whole = "", fraction = ""] = text.split(",");
  return readAmount(fraction === "" ? whole : `${whole}.${fraction}`, currency);
}

function balanceOf(is: "opening" | "closing", line: number, text: string): Part {
  const match = /^([CD])(\d{6})([A-Z]{3})([\d,]+)\s*$/.exec(text);
  if (!match) return problemAt(line, "balance_invalid");
  const [, mark, digits = "", currency = "", amount = ""] = match;
  const on = compactDay(digits);
  if (!on) return problemAt(line, "date_invalid");
  if (!isCurrency(currency)) return problemAt(line, "currency_unknown");
  const minor = readComma(amount, currency);
  if (minor === undefined) return problemAt(line, "balance_invalid");
  return { is, line, on, currency, minor: mark === "C" ? minor : -minor };
}

/** The booking day has no year: it lies within half a year of the value day. */
function bookingDay(valueOn: string, monthDay: string | undefined): string | undefined {
  if (!monthDay) return valueOn;
  const month = monthDay.slice(0, 2);
  const valueMonth = valueOn.slice(5, 7);
  const shift =
    month === "01" && valueMonth === "12" ? 1n : month === "12" && valueMonth === "01" ? -1n : 0n;
  const year = (BigInt(valueOn.slice(0, 4)) + shift).toString();
  const day = `${year}-${month}-${monthDay.slice(2)}`;
  return isDay(day) ? day : undefined;
}

const kindsOut: Readonly<Record<string, string>> = {
  CHK: "CHEQUE",
  CHG: "FEE",
  COM: "FEE",
  INT: "INTEREST",
  TRF: "TRANSFER",
  FEX: "TRANSFER",
};

function kindOf(code: string, amountMinor: bigint): string {
  if (amountMinor > 0n) return code === "INT" ? "INTEREST" : "DEPOSIT";
  return kindsOut[code] ?? "DEBIT";
}

/** What structured banks put after `?20` to `?33`, as words; other texts stay as they are. */
function narrative(text: string): { reference: string; name: string } {
  const flat = text.replaceAll(/\r?\n/g, "");
  if (!/^\d{3}\?/.test(flat)) return { reference: text.replaceAll(/\s+/g, " ").trim(), name: "" };
  const field = (from: number, to: number) =>
    [...flat.matchAll(/\?(\d\d)([^?]*)/g)]
      .filter(([, code = ""]) => code >= String(from) && code <= String(to))
      .map(([, , words = ""]) => words)
      .join("");
  return { reference: field(20, 29).trim(), name: field(32, 33).trim() };
}

interface Movement {
  line: number;
  text: string;
  /** Tag 86, which follows. */
  more: string;
}

const movementShape =
  /^(\d{6})(\d{4})?(R?[CD])([A-Z])?(\d+,\d*)([NFS])([A-Z0-9]{3})([^\n]*?)(?:\/\/([^\n]*))?(?:\n([\s\S]*))?$/;

function entryOf({ line, text, more }: Movement, currency: Currency | undefined): Part[] {
  const match = movementShape.exec(text);
  if (!currency) return [problemAt(line, "opening_missing")];
  if (!match) return [problemAt(line, "file_malformed")];
  const [, digits = "", monthDay, mark = "", , amount = "", , code = "", customer = "", bank = ""] =
    match;
  const valueOn = compactDay(digits);
  const bookedAt = valueOn && bookingDay(valueOn, monthDay);
  const size = readComma(amount, currency);
  const problems: FileProblem[] = [];
  if (!bookedAt) problems.push("date_invalid");
  if (size === undefined || size === 0n) problems.push("amount_invalid");
  const { reference, name } = narrative(more);
  const extra = (match[10] ?? "").trim();
  const customerId = customer.trim() === "NONREF" ? "" : customer.trim();
  const words = [reference, extra, bank.trim()].filter((word) => word !== "").join(" ");
  problems.push(...textProblems([words, name]));
  if (problems.length > 0 || size === undefined || !bookedAt) {
    return problems.map((problem) => problemAt(line, problem));
  }
  // RC takes a credit back, RD a debit.
  const amountMinor = mark === "C" || mark === "RD" ? size : -size;
  const kind = kindOf(code, amountMinor);
  const chequeNumber = kind === "CHEQUE" && /^\d+$/.test(customerId) ? customerId : "";
  return [
    {
      is: "entry",
      line,
      id: "",
      bookedAt,
      kind,
      amountMinor,
      feeMinor: 0n,
      currency,
      details: detailsOf({
        reference: chequeNumber === "" ? `${customerId} ${words}` : words,
        name,
        chequeNumber,
        valueOn,
      }),
    },
  ];
}

const noHeader = (line: number, text: string) =>
  problemAt(line, "header_unknown", undefined, { expected: ":20:", found: wordsOf([text]) });

class Mt940Reader implements Reader {
  private rest = "";
  private line = 0;
  private tag = "";
  private tagLine = 0;
  private body = "";
  private movement: Movement | undefined;
  private currency: Currency | undefined;
  private hasBegun = false;
  private isClosed = true;
  private isOver = false;

  feed(text: string): Part[] {
    if (this.isOver) return [];
    this.rest += text;
    const parts: Part[] = [];
    let at = 0;
    for (let end = this.rest.indexOf("\n", at); end >= 0; end = this.rest.indexOf("\n", at)) {
      parts.push(...this.take(this.rest.slice(at, end).replace(/\r$/, "")));
      at = end + 1;
    }
    this.rest = this.rest.slice(at);
    if (this.rest.length > pieceLengthMax || this.body.length > pieceLengthMax) {
      this.isOver = true;
      return [...parts, problemAt(this.line + 1, "record_too_long")];
    }
    return parts;
  }

  end(): Part[] {
    if (this.isOver) return [];
    const parts = this.rest === "" ? [] : this.take(this.rest.replace(/\r$/, ""));
    parts.push(...this.finishTag(), ...this.finishMovement());
    if (!this.hasBegun) return [...parts, noHeader(1, "")];
    return this.isClosed ? parts : [...parts, problemAt(this.line, "file_cut_off")];
  }

  private take(text: string): Part[] {
    this.line += 1;
    const tag = /^(?:\{4:)?:(\d{2}[A-Z]?):(.*)$/.exec(text);
    if (tag) {
      const parts = this.finishTag();
      [, this.tag = "", this.body = ""] = tag;
      this.tagLine = this.line;
      this.hasBegun = true;
      return parts;
    }
    // Frames of the network around the block, and the end of the block.
    if (/^(\{|-\}?\s*$|\s*$)/.test(text)) return this.finishTag();
    if (this.tag !== "") this.body += `\n${text}`;
    return this.tag === "" && !this.hasBegun ? [noHeader(this.line, text)] : [];
  }

  private finishTag(): Part[] {
    const { tag, tagLine: line, body } = this;
    this.tag = "";
    this.body = "";
    if (tag === "") return [];
    if (tag === "86") {
      // A text after the closing balance speaks of the whole statement.
      if (this.movement) this.movement.more = body;
      return this.finishMovement();
    }
    const before = this.finishMovement();
    if (tag === "25") return [...before, { is: "account", line, number: body.trim() }];
    if (tag === "60F" || tag === "60M") {
      const opening = balanceOf("opening", line, body);
      if (opening.is === "opening") this.currency = opening.currency;
      this.isClosed = false;
      return [...before, opening];
    }
    if (tag === "62F" || tag === "62M") {
      this.isClosed = true;
      return [...before, balanceOf("closing", line, body)];
    }
    if (tag === "61") {
      if (this.isClosed) return [...before, problemAt(line, "opening_missing")];
      this.movement = { line, text: body, more: "" };
    }
    return before;
  }

  private finishMovement(): Part[] {
    const { movement } = this;
    this.movement = undefined;
    return movement ? entryOf(movement, this.currency) : [];
  }
}

export const createMt940Reader = (): Reader => new Mt940Reader();
