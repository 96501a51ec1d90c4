/**
 * OFX: 1.x is SGML in which only groups are closed, 2.x is XML (OFX specifications 1.6 and 2.2). One reader takes both,
 * because a value always ends at the next tag. OFX states no opening balance, only the balance at the end.
 */
import { type Currency, isCurrency } from "../../../kernel/currency";
import {
  compactDay,
  detailsOf,
  type FileProblem,
  lineIdLengthMax,
  type Part,
  pieceLengthMax,
  problemAt,
  type Reader,
  readAmount,
  textProblems,
} from "./format";

/** Our words for TRNTYPE; every other one is kept as it is. */
const kinds: Readonly<Record<string, string>> = {
  CHECK: "CHEQUE",
  DEP: "DEPOSIT",
  DIRECTDEP: "DEPOSIT",
  CREDIT: "DEPOSIT",
  XFER: "TRANSFER",
  SRVCHG: "FEE",
  INT: "INTEREST",
};

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

const codePointMax = 0x10ffff;

/** Only the five entities of XML and numbers: an entity that a file declares itself is never expanded. */
function unescape(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : Number.parseInt(name.slice(1), 10);
    const isCharacter = code > 0 && code <= codePointMax && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}

/** `20261123120000.000[-5:EST]`: the day that the bank itself prints. */
const ofxDay = (text: string) => compactDay(text.trim().slice(0, 8));

type Fields = Partial<Record<string, string>>;

interface State {
  currency: Currency | undefined;
  account: { number: string; fromOn?: string; toOn?: string } | undefined;
  isListed: boolean;
}

function entryOf(line: number, fields: Fields, currency: Currency | undefined): Part[] {
  const text = (name: string) => unescape(fields[name] ?? "").trim();
  const id = text("FITID");
  const name = text("NAME") || text("PAYEE.NAME");
  const memo = text("MEMO");
  const number = text("CHECKNUM");
  const problems: FileProblem[] = textProblems([name, memo]);
  const bookedAt = ofxDay(text("DTPOSTED"));
  if (bookedAt === undefined) problems.push("date_invalid");
  if (id === "") problems.push("line_id_missing");
  if (id.length > lineIdLengthMax) problems.push("line_id_too_long");
  if (currency === undefined) return [problemAt(line, "currency_unknown")];
  const own = text("CURSYM");
  if (own !== "" && own !== currency) problems.push("currency_differs");
  const amountMinor = readAmount(
    text("TRNAMT")
      .replace(/^(-?)\./, "$10.")
      .replace(",", "."),
    currency,
  );
  if (amountMinor === undefined || amountMinor === 0n) problems.push("amount_invalid");
  if (problems.length > 0 || amountMinor === undefined || bookedAt === undefined) {
    return problems.map((problem) => problemAt(line, problem, id.slice(0, lineIdLengthMax)));
  }
  const type = text("TRNTYPE").toUpperCase();
  const valueOn = ofxDay(text("DTAVAIL")) ?? bookedAt;
  const isCheque = number !== "" && amountMinor < 0n && (type === "CHECK" || type === "");
  return [
    {
      is: "entry",
      line,
      id,
      bookedAt,
      kind: isCheque ? "CHEQUE" : (kinds[type] ?? (/^[A-Z]{2,20}$/.test(type) ? type : "OTHER")),
      amountMinor,
      feeMinor: 0n,
      currency,
      details: detailsOf({
        reference: memo || text("REFNUM"),
        name,
        chequeNumber: number,
        valueOn,
      }),
    },
  ];
}

function closingOf(line: number, fields: Fields, currency: Currency | undefined): Part[] {
  const on = ofxDay(fields["DTASOF"] ?? "");
  if (currency === undefined) return [problemAt(line, "currency_unknown")];
  const minor = readAmount((fields["BALAMT"] ?? "").trim().replace(",", "."), currency);
  if (on === undefined) return [problemAt(line, "date_invalid")];
  return minor === undefined
    ? [problemAt(line, "balance_invalid")]
    : [{ is: "closing", line, on, currency, minor }];
}

/** Groups whose fields are gathered. */
const groups: ReadonlySet<string> = new Set([
  "STMTTRN",
  "LEDGERBAL",
  "BANKACCTFROM",
  "CCACCTFROM",
  "BANKTRANLIST",
]);
/** Groups inside a movement whose fields would be mistaken for its own. */
const inner: ReadonlySet<string> = new Set(["BANKACCTTO", "CCACCTTO", "PAYEE"]);

class OfxReader implements Reader {
  private rest = "";
  private line = 1;
  private hasBegun = false;
  private isComplete = false;
  private isOver = false;
  private group = "";
  private groupLine = 1;
  private nested = "";
  private fields: Fields = {};
  private pending: Fields | undefined;
  private readonly state: State = { currency: undefined, account: undefined, isListed: false };

  feed(text: string): Part[] {
    if (this.isOver) return [];
    this.rest += text;
    const parts: Part[] = [];
    let at = 0;
    for (;;) {
      const open = this.rest.indexOf("<", at);
      if (open < 0) break;
      const close = this.rest.indexOf(">", open);
      const next = close < 0 ? -1 : this.rest.indexOf("<", close);
      if (close < 0 || next < 0) {
        // The value of the last tag of all ends at the end; it is a closing tag and has none.
        if (close < 0 || !/^<\/OFX\s*$/i.test(this.rest.slice(open, close))) break;
      }
      const end = next < 0 ? close + 1 : next;
      const value = this.rest.slice(close + 1, end);
      this.line += this.rest.slice(at, open).split("\n").length - 1;
      parts.push(...this.tag(this.rest.slice(open + 1, close).trim(), value));
      this.line += this.rest.slice(open, end).split("\n").length - 1;
      at = end;
    }
    this.rest = this.rest.slice(at);
    if (this.rest.length > pieceLengthMax) return [...parts, ...this.stop("record_too_long")];
    return parts;
  }

  end(): Part[] {
    if (this.isOver) return [];
    if (!this.hasBegun) return this.stop("header_unknown");
    return this.isComplete ? [] : this.stop("file_cut_off");
  }

  private stop(problem: FileProblem): Part[] {
    this.isOver = true;
    const compared = problem === "header_unknown" ? { expected: "<OFX>" } : {};
    return [problemAt(this.line, problem, undefined, compared)];
  }

  private tag(text: string, value: string): Part[] {
    if (text.startsWith("?")) return [];
    // A document type may define entities; nothing that needs one is a statement.
    if (text.startsWith("!")) return this.stop("file_malformed");
    const isClosing = text.startsWith("/");
    const name =
      (isClosing ? text.slice(1) : text).trim().split(/[\s/]/, 1)[0]?.toUpperCase() ?? "";
    if (!this.hasBegun) {
      if (name !== "OFX") return this.stop("header_unknown");
      this.hasBegun = true;
      return [];
    }
    if (isClosing) return this.close(name);
    if (groups.has(name)) return this.openGroup(name);
    if (inner.has(name)) this.nested = name;
    if (name === "CURDEF") {
      const code = value.trim().toUpperCase();
      if (!isCurrency(code)) return [problemAt(this.line, "currency_unknown")];
      this.state.currency = code;
      return [];
    }
    const key = this.nested === "" ? name : `${this.nested}.${name}`;
    this.fields[key] ??= value.slice(0, pieceLengthMax);
    return [];
  }

  /** The account is told when its list of movements begins, with the days the list covers. */
  private account(): Part[] {
    if (!this.pending) return [];
    const number = (this.pending["ACCTID"] ?? "").trim();
    const [fromOn, toOn] = [
      ofxDay(this.fields["DTSTART"] ?? ""),
      ofxDay(this.fields["DTEND"] ?? ""),
    ];
    this.pending = undefined;
    return [
      {
        is: "account",
        line: this.groupLine,
        number,
        ...(fromOn && { fromOn }),
        ...(toOn && { toOn }),
      },
    ];
  }

  private openGroup(name: string): Part[] {
    const told = this.group === "BANKTRANLIST" || name === "LEDGERBAL" ? this.account() : [];
    this.group = name;
    this.groupLine = this.line;
    this.fields = {};
    return told;
  }

  private close(name: string): Part[] {
    if (name === this.nested) this.nested = "";
    if (name === "OFX") this.isComplete = true;
    if (name === "BANKTRANLIST") {
      const told = this.group === name ? this.account() : [];
      this.group = "";
      return told;
    }
    if (name !== this.group) return [];
    const { group, groupLine, fields } = this;
    this.group = "";
    this.fields = {};
    if (group === "STMTTRN") return entryOf(groupLine, fields, this.state.currency);
    if (group === "LEDGERBAL") return closingOf(groupLine, fields, this.state.currency);
    this.pending = fields;
    return [];
  }
}

/** Reads OFX 1.x and 2.x. */
export const createOfxReader = (): Reader => new OfxReader();
