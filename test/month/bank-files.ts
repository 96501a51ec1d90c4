/**
 * Statements of the bank, written by the month itself from the bank's own record, so that neither the product's readers nor
 * the simulator's writers judge themselves. A bank of each currency has its own format.
 */
import { formatDecimal } from "../../src/kernel/money";
import type { Json } from "./callers";
import { bankCode } from "./cast";
import type { MonthCurrency } from "./plan";
import type { World } from "./world";

export interface BankLine {
  id: string;
  day: string;
  type: "DEPOSIT" | "CHEQUE" | "TRANSFER" | "FEE" | "DEBIT";
  reference: string;
  chequeNumber: string;
  name: string;
  amountMinor: bigint;
}

export interface BankStatement {
  account: string;
  currency: string;
  from: string;
  to: string;
  openingMinor: bigint;
  lines: BankLine[];
  /** Said at the end; what the lines come to unless somebody lies. */
  closingMinor: bigint;
}

export const sumOf = (lines: readonly BankLine[]) =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

/** What the bank has on its books for these days. */
export async function bankStatement(
  world: World,
  currency: MonthCurrency,
  from: string,
  to: string,
): Promise<BankStatement> {
  const account = bankCode(currency);
  const { rows, balances } = await world.control("bank", "GET", "/money");
  const lines: BankLine[] = rows
    .filter((row: Json) => row.account === account)
    .map((row: Json) => ({
      id: row.id,
      day: row.at.slice(0, 10),
      type: row.kind,
      reference: row.reference,
      chequeNumber: row.cheque_number,
      name: row.name,
      amountMinor: BigInt(row.amountMinor),
    }));
  const { openingMinor } = balances.find((one: Json) => one.account === account);
  const before = lines.filter(({ day }) => day < from);
  const inside = lines.filter(({ day }) => day >= from && day <= to);
  const opening = BigInt(openingMinor) + sumOf(before);
  return {
    account,
    currency,
    from,
    to,
    openingMinor: opening,
    lines: inside,
    closingMinor: opening + sumOf(inside),
  };
}

const exponent = (currency: string) => (currency === "JPY" ? 0 : 2);
const decimal = (minor: bigint, currency: string) => formatDecimal(minor, exponent(currency));
const size = (minor: bigint) => (minor < 0n ? -minor : minor);
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The layout of docs/bank-statements.md. The header is line 1, the opening line 2, the first movement line 3. */
export function writeCsv(statement: BankStatement): string {
  const { currency, from, to, openingMinor, closingMinor, lines } = statement;
  const row = (...cells: string[]) => cells.map(quoted).join(",");
  let balance = openingMinor;
  const moved = lines.map((line) => {
    balance += line.amountMinor;
    const { id, day, type, reference, chequeNumber, name, amountMinor } = line;
    const amount = decimal(amountMinor, currency);
    return row(
      id,
      day,
      day,
      type,
      reference,
      chequeNumber,
      name,
      amount,
      currency,
      decimal(balance, currency),
    );
  });
  const ends = (day: string, type: string, minor: bigint) =>
    row("", day, day, type, "", "", "", "", currency, decimal(minor, currency));
  return `${[
    "line_id,booking_date,value_date,type,reference,cheque_number,name,amount,currency,balance",
    ends(from, "OPENING", openingMinor),
    ...moved,
    ends(to, "CLOSING", closingMinor),
  ].join("\r\n")}\r\n`;
}

const ofxTypes: Readonly<Record<BankLine["type"], string>> = {
  DEPOSIT: "DEP",
  CHEQUE: "CHECK",
  TRANSFER: "XFER",
  FEE: "SRVCHG",
  DEBIT: "DEBIT",
};
const compact = (day: string) => day.replaceAll("-", "");
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** OFX 1.x: SGML whose values are not closed. */
export function writeOfx({
  account,
  currency,
  from,
  to,
  closingMinor,
  lines,
}: BankStatement): string {
  const value = (name: string, text: string) => (text === "" ? [] : [`<${name}>${escaped(text)}`]);
  const moved = lines.flatMap((line) => [
    "<STMTTRN>",
    ...value("TRNTYPE", ofxTypes[line.type]),
    ...value("DTPOSTED", `${compact(line.day)}120000`),
    ...value("TRNAMT", decimal(line.amountMinor, currency)),
    ...value("FITID", line.id),
    ...value("CHECKNUM", line.chequeNumber),
    ...value("NAME", line.name.slice(0, 32)),
    ...value("MEMO", line.reference),
    "</STMTTRN>",
  ]);
  return [
    "OFXHEADER:100",
    "DATA:OFXSGML",
    "VERSION:102",
    "SECURITY:NONE",
    "ENCODING:USASCII",
    "CHARSET:1252",
    "COMPRESSION:NONE",
    "OLDFILEUID:NONE",
    "NEWFILEUID:NONE",
    "",
    "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>",
    `<DTSERVER>${compact(to)}235959<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>`,
    "<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>",
    `<STMTRS><CURDEF>${currency}<BANKACCTFROM><BANKID>KAMPANYE<ACCTID>${account}<ACCTTYPE>CHECKING</BANKACCTFROM>`,
    `<BANKTRANLIST><DTSTART>${compact(from)}<DTEND>${compact(to)}`,
    ...moved,
    "</BANKTRANLIST>",
    `<LEDGERBAL><BALAMT>${decimal(closingMinor, currency)}<DTASOF>${compact(to)}</LEDGERBAL>`,
    "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>",
    "",
  ].join("\r\n");
}

const swiftTypes: Readonly<Record<BankLine["type"], string>> = {
  DEPOSIT: "TRF",
  CHEQUE: "CHK",
  TRANSFER: "TRF",
  FEE: "CHG",
  DEBIT: "MSC",
};

/** MT940: amounts with a comma, days with two digits of the year. */
export function writeMt940(statement: BankStatement): string {
  const { account, currency, from, to, openingMinor, closingMinor, lines } = statement;
  const short = (day: string) => compact(day).slice(2);
  const comma = (minor: bigint) => {
    const text = decimal(size(minor), currency).replace(".", ",");
    return text.includes(",") ? text : `${text},`;
  };
  const mark = (minor: bigint) => (minor < 0n ? "D" : "C");
  const balance = (minor: bigint, day: string) =>
    `${mark(minor)}${short(day)}${currency}${comma(minor)}`;
  const moved = lines.flatMap(({ day, type, reference, chequeNumber, name, amountMinor, id }) => [
    `:61:${short(day)}${compact(day).slice(4)}${mark(amountMinor)}${comma(amountMinor)}N${swiftTypes[type]}${
      chequeNumber === "" ? "NONREF" : chequeNumber
    }//${id}`,
    `:86:${`${reference} ${name}`.trim()}`,
  ]);
  return [
    ":20:MONTH",
    `:25:${account}`,
    ":28C:1/1",
    `:60F:${balance(openingMinor, from)}`,
    ...moved,
    `:62F:${balance(closingMinor, to)}`,
    "-",
    "",
  ].join("\r\n");
}

const camtFamilies: Readonly<Record<BankLine["type"], string>> = {
  DEPOSIT: "<Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd>",
  CHEQUE: "<Cd>ICHQ</Cd><SubFmlyCd>CCHQ</SubFmlyCd>",
  TRANSFER: "<Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd>",
  FEE: "<Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd>",
  DEBIT: "<Cd>MDOP</Cd><SubFmlyCd>OTHR</SubFmlyCd>",
};

/** CAMT.053.001.02. */
export function writeCamt(statement: BankStatement): string {
  const { account, currency, from, to, openingMinor, closingMinor, lines } = statement;
  const amount = (minor: bigint) =>
    `<Amt Ccy="${currency}">${decimal(size(minor), currency)}</Amt>` +
    `<CdtDbtInd>${minor < 0n ? "DBIT" : "CRDT"}</CdtDbtInd>`;
  const balance = (code: string, minor: bigint, day: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(minor)}<Dt><Dt>${day}</Dt></Dt></Bal>`;
  const moved = lines.map(({ id, day, type, reference, chequeNumber, name, amountMinor }) => {
    const party = amountMinor > 0n ? "Dbtr" : "Cdtr";
    const cheque = chequeNumber === "" ? "" : `<ChqNb>${chequeNumber}</ChqNb>`;
    return (
      `<Ntry>${amount(amountMinor)}<Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>` +
      `<AcctSvcrRef>${id}</AcctSvcrRef>` +
      `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly>${camtFamilies[type]}</Fmly></Domn></BkTxCd>` +
      `<NtryDtls><TxDtls><Refs>${cheque}</Refs>` +
      `<RltdPties><${party}><Nm>${escaped(name)}</Nm></${party}></RltdPties>` +
      `<RmtInf><Ustrd>${escaped(reference)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
    );
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>',
    `<GrpHdr><MsgId>${account}-${to}</MsgId><CreDtTm>${to}T23:59:59</CreDtTm></GrpHdr>`,
    `<Stmt><Id>${account}-${to}</Id><CreDtTm>${to}T23:59:59</CreDtTm>`,
    `<FrToDt><FrDtTm>${from}T00:00:00</FrDtTm><ToDtTm>${to}T23:59:59</ToDtTm></FrToDt>`,
    `<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>`,
    balance("OPBD", openingMinor, from),
    balance("CLBD", closingMinor, to),
    ...moved,
    "</Stmt></BkToCstmrStmt></Document>",
    "",
  ].join("\n");
}

export interface StatementFile {
  format: "csv" | "ofx" | "mt940" | "camt053" | "paypal_stl" | "stripe_csv";
  name: string;
  content: string;
}

/** The bank's statement in the format this bank uses. */
export function writeBank(statement: BankStatement, isEarly = false): StatementFile {
  const name = `${statement.account}-${statement.to}`;
  switch (statement.currency) {
    case "USD":
      // The same ids of lines in both, so that a month may begin with the one and end with the other.
      return isEarly
        ? { format: "csv", name: `${name}.csv`, content: writeCsv(statement) }
        : { format: "ofx", name: `${name}.ofx`, content: writeOfx(statement) };
    case "EUR":
      return { format: "camt053", name: `${name}.xml`, content: writeCamt(statement) };
    default:
      return { format: "mt940", name: `${name}.sta`, content: writeMt940(statement) };
  }
}
