/** Statements of an account for a range of days: CSV with opening and closing balance, and OFX 2.1.1. */
import { utcDate } from "../../kernel/clock";
import { formatMoney, money } from "../../kernel/money";
import { instant } from "../clock";
import type { BankAccount, BankLine, LineType } from "./bank-types";

export interface Statement {
  readonly account: BankAccount;
  /** First and last day, UTC, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly lines: readonly BankLine[];
}

const csvColumns = [
  "line_id",
  "booking_date",
  "value_date",
  "type",
  "reference",
  "cheque_number",
  "name",
  "amount",
  "currency",
  "balance",
] as const;

/** The lines of `from` to `to` and the balances around them. */
export function cutStatement(account: BankAccount, from: string, to: string): Statement {
  const dayOf = (line: BankLine): string => utcDate(instant(line.atMs));
  const before = account.lines.filter((line) => dayOf(line) < from);
  const lines = account.lines.filter((line) => dayOf(line) >= from && dayOf(line) <= to);
  const openingMinor = before.at(-1)?.balanceMinor ?? account.openingMinor;
  return {
    account,
    from,
    to,
    openingMinor,
    closingMinor: lines.at(-1)?.balanceMinor ?? openingMinor,
    lines,
  };
}

/**
 * RFC 4180. The first data row is of type OPENING and the last of type CLOSING: they carry a balance and no amount, so that
 * an importer can check opening + Σ amounts = closing.
 */
export function statementCsv(statement: Statement): string {
  const { account, from, to, openingMinor, closingMinor, lines } = statement;
  const amount = (minor: bigint): string => formatMoney(money(minor, account.currency));
  const balanceRow = (type: string, day: string, minor: bigint): string[] => [
    "",
    day,
    day,
    type,
    "",
    "",
    "",
    "",
    account.currency,
    amount(minor),
  ];
  const rows = [
    [...csvColumns],
    balanceRow("OPENING", from, openingMinor),
    ...lines.map((line) => {
      const day = utcDate(instant(line.atMs));
      return [
        line.id,
        day,
        day,
        line.type,
        line.reference,
        line.chequeNumber,
        line.name,
        amount(line.amountMinor),
        account.currency,
        amount(line.balanceMinor),
      ];
    }),
    balanceRow("CLOSING", to, closingMinor),
  ];
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

const ofxTypes: Readonly<Record<LineType, "DEP" | "CHECK" | "XFER" | "FEE">> = {
  DEPOSIT: "DEP",
  CHEQUE: "CHECK",
  TRANSFER: "XFER",
  FEE: "FEE",
};

/** OFX 2.1.1 (XML). The opening balance has no place in OFX; LEDGERBAL is the closing one. */
export function statementOfx(statement: Statement, nowMs: number): string {
  const { account, from, to, closingMinor, lines } = statement;
  const amount = (minor: bigint): string => formatMoney(money(minor, account.currency));
  const balance = `<BALAMT>${amount(closingMinor)}</BALAMT><DTASOF>${ofxDay(to)}</DTASOF>`;
  const transactions = lines
    .map(
      (line) =>
        `<STMTTRN><TRNTYPE>${ofxTypes[line.type]}</TRNTYPE>` +
        `<DTPOSTED>${ofxDay(utcDate(instant(line.atMs)))}</DTPOSTED>` +
        `<TRNAMT>${amount(line.amountMinor)}</TRNAMT><FITID>${line.id}</FITID>` +
        element("CHECKNUM", line.chequeNumber) +
        element("NAME", line.name.slice(0, 32)) +
        element("MEMO", line.reference) +
        "</STMTTRN>",
    )
    .join("\n");
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>${ofxInstant(nowMs)}</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>0</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>
<STMTRS><CURDEF>${account.currency}</CURDEF>
<BANKACCTFROM><BANKID>KAMPANYE</BANKID><ACCTID>${escapeXml(account.id)}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>${ofxDay(from)}</DTSTART><DTEND>${ofxDay(to)}</DTEND>
${transactions}
</BANKTRANLIST>
<LEDGERBAL>${balance}</LEDGERBAL><AVAILBAL>${balance}</AVAILBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
`;
}

function element(name: string, value: string): string {
  return value === "" ? "" : `<${name}>${escapeXml(value)}</${name}>`;
}

/** Control characters are not allowed in XML at all, so they are left out. */
function escapeXml(value: string): string {
  return value.replace(/\p{Cc}/gu, "").replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function ofxDay(day: string): string {
  return `${day.replaceAll("-", "")}000000.000[0:GMT]`;
}

function ofxInstant(ms: number): string {
  const digits = instant(ms).toISOString().replace(/\D/g, "");
  return `${digits.slice(0, 14)}.${digits.slice(14, 17)}[0:GMT]`;
}
