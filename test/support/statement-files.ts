/** Statement files for tests: reading them, and making them in every format from the same movements. */
import {
  type ColumnMap,
  type Encoding,
  type Entry,
  type FileFormat,
  readEntries,
  StatementCheck,
  sourceOf,
} from "../../src/features/reconciliation/formats";
import { effectOf } from "../../src/features/reconciliation/statement-lines";
import type { Currency } from "../../src/kernel/currency";
import { isoExponent } from "../../src/kernel/currency";
import { formatDecimal } from "../../src/kernel/money";

export interface ReadOptions {
  format?: FileFormat;
  map?: ColumnMap;
  currency?: Currency;
  encoding?: Encoding;
  /** Bytes of one piece of the stream. */
  pieceLength?: number;
}

/** Reads a file as the product does, in pieces of any length. */
export async function readStatementFile(content: string | Buffer, options: ReadOptions = {}) {
  const { format = "csv", map, currency, encoding, pieceLength = 7 } = options;
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceLength) {
      yield bytes.subarray(at, at + pieceLength);
    }
  }
  const source = sourceOf(format);
  const check = new StatementCheck({
    ...(source === "bank" && currency && { currency }),
    needsBalance: source === "bank" && format !== "mapped_csv",
    effectOf: (entry) => effectOf(source, entry),
  });
  const entries: Entry[] = [];
  for await (const some of readEntries(pieces(), { format, map, currency, encoding }, check)) {
    entries.push(...some);
  }
  const frame = check.end();
  const findings = check.findings.map(({ line, problem }) => `${line} ${problem}`).sort();
  return { entries, frame, findings };
}

export interface Movement {
  id: string;
  day: string;
  amountMinor: bigint;
  reference: string;
  name: string;
  chequeNumber: string;
}

export interface StatementParts {
  accountNumber: string;
  currency: Currency;
  fromOn: string;
  toOn: string;
  openingMinor: bigint;
  movements: readonly Movement[];
}

const closingOf = ({ openingMinor, movements }: StatementParts) =>
  movements.reduce((sum, { amountMinor }) => sum + amountMinor, openingMinor);
const sizeOf = (minor: bigint) => (minor < 0n ? -minor : minor);
const decimal = (minor: bigint, currency: Currency) => formatDecimal(minor, isoExponent(currency));
const compact = (day: string) => day.replaceAll("-", "");
const xml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** OFX 1.x as banks write it: fields are not closed. */
export function ofxFile(parts: StatementParts): string {
  const { accountNumber, currency, fromOn, toOn, movements } = parts;
  const lines = movements.map(
    ({ id, day, amountMinor, reference, name, chequeNumber }) =>
      `<STMTTRN><TRNTYPE>${chequeNumber ? "CHECK" : amountMinor > 0n ? "DEP" : "XFER"}
<DTPOSTED>${compact(day)}120000[0:GMT]
<TRNAMT>${decimal(amountMinor, currency)}
<FITID>${xml(id)}
${chequeNumber ? `<CHECKNUM>${chequeNumber}\n` : ""}<NAME>${xml(name)}
<MEMO>${xml(reference)}
</STMTTRN>`,
  );
  return `OFXHEADER:100\nDATA:OFXSGML\nVERSION:103\nENCODING:UTF-8\nCHARSET:NONE\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>${currency}<BANKACCTFROM><BANKID>1<ACCTID>${accountNumber}<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>${compact(fromOn)}<DTEND>${compact(toOn)}
${lines.join("\n")}
</BANKTRANLIST><LEDGERBAL><BALAMT>${decimal(closingOf(parts), currency)}<DTASOF>${compact(toOn)}</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`;
}

const swift = (minor: bigint, currency: Currency) => {
  const text = decimal(sizeOf(minor), currency).replace(".", ",");
  return text.includes(",") ? text : `${text},`;
};
const swiftBalance = (minor: bigint, day: string, currency: Currency) =>
  `${minor < 0n ? "D" : "C"}${compact(day).slice(2)}${currency}${swift(minor, currency)}`;

export function mt940File(parts: StatementParts): string {
  const { accountNumber, currency, fromOn, toOn, openingMinor, movements } = parts;
  const lines = movements.flatMap(({ day, amountMinor, reference, name, chequeNumber }) => [
    `:61:${compact(day).slice(2)}${compact(day).slice(4)}${amountMinor < 0n ? "D" : "C"}` +
      `${swift(amountMinor, currency)}N${chequeNumber ? "CHK" : "TRF"}${chequeNumber || "NONREF"}`,
    `:86:166?20${reference}?32${name}`,
  ]);
  return [
    "{1:F01BANK}{2:I940}{4:",
    ":20:STMT1",
    `:25:${accountNumber}`,
    ":28C:1/1",
    `:60F:${swiftBalance(openingMinor, fromOn, currency)}`,
    ...lines,
    `:62F:${swiftBalance(closingOf(parts), toOn, currency)}`,
    "-}",
    "",
  ].join("\r\n");
}

function camtBalance(code: string, minor: bigint, day: string, currency: Currency): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${decimal(sizeOf(minor), currency)}</Amt>
<CdtDbtInd>${minor < 0n ? "DBIT" : "CRDT"}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
}

export function camtFile(parts: StatementParts): string {
  const { accountNumber, currency, fromOn, toOn, openingMinor, movements } = parts;
  const entries = movements.map(
    ({ day, amountMinor, reference, name, chequeNumber }) =>
      `<Ntry><Amt Ccy="${currency}">${decimal(sizeOf(amountMinor), currency)}</Amt>
<CdtDbtInd>${amountMinor < 0n ? "DBIT" : "CRDT"}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt>
<ValDt><Dt>${day}</Dt></ValDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${chequeNumber ? "ICHQ" : "ICDT"}</Cd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs>${chequeNumber ? `<ChqNb>${chequeNumber}</ChqNb>` : ""}</Refs>
<RltdPties><${amountMinor > 0n ? "Dbtr" : "Cdtr"}><Nm>${xml(name)}</Nm></${amountMinor > 0n ? "Dbtr" : "Cdtr"}></RltdPties>
<RmtInf><Ustrd>${xml(reference)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>
<FrToDt><FrDtTm>${fromOn}T00:00:00Z</FrDtTm><ToDtTm>${toOn}T23:59:59Z</ToDtTm></FrToDt>
<Acct><Id><IBAN>${accountNumber}</IBAN></Id></Acct>
${camtBalance("OPBD", openingMinor, fromOn, currency)}${camtBalance("CLBD", closingOf(parts), toOn, currency)}
${entries.join("\n")}
</Stmt></BkToCstmrStmt></Document>\n`;
}

const csvCell = (text: string) => `"${text.replaceAll('"', '""')}"`;

export function bankCsvFile(parts: StatementParts): string {
  const { currency, fromOn, toOn, openingMinor, movements } = parts;
  let balance = openingMinor;
  const frame = (day: string, type: string, minor: bigint) =>
    `,${day},${day},${type},,,,,${currency},${decimal(minor, currency)}`;
  const rows = movements.map(({ id, day, amountMinor, reference, name, chequeNumber }) => {
    balance += amountMinor;
    const kind = chequeNumber ? "CHEQUE" : amountMinor > 0n ? "DEPOSIT" : "TRANSFER";
    const texts = [reference, chequeNumber, name].map(csvCell);
    return `${csvCell(id)},${day},${day},${kind},${texts.join()},${decimal(amountMinor, currency)},${currency},${decimal(balance, currency)}`;
  });
  return [
    "line_id,booking_date,value_date,type,reference,cheque_number,name,amount,currency,balance",
    frame(fromOn, "OPENING", openingMinor),
    ...rows,
    frame(toOn, "CLOSING", closingOf(parts)),
    "",
  ].join("\r\n");
}

/** One row of PayPal's settlement report; amounts in hundredths. */
export interface StlRow {
  id: string;
  code: string;
  at: string;
  amount: bigint;
  fee: bigint;
  custom: string;
}

/** PayPal's settlement report with one section in one currency. */
export function stlFile(
  currency: string,
  before: bigint,
  rows: readonly StlRow[],
  account = "MERCHANT1",
): string {
  const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
  const positive = (values: bigint[]) => sum(values.filter((value) => value > 0n));
  const negative = (values: bigint[]) => -sum(values.filter((value) => value < 0n));
  const amounts = rows.map(({ amount }) => amount);
  const fees = rows.map(({ fee }) => fee);
  const side = (value: bigint) => (value < 0n ? "DR" : "CR");
  const body = rows.map(
    ({ id, code, at, amount, fee, custom }) =>
      `"SB","${id}","","","","${code}",${at},${at},"${side(amount)}",${sizeOf(amount)},"${currency}","${fee === 0n ? "" : side(fee)}",${sizeOf(fee)},"${currency}","${custom}",""`,
  );
  const after = before + sum(amounts) + sum(fees);
  return [
    `"RH",2026/11/24 01:00:00 +0000,"A","${account}",010`,
    '"FH",01',
    `"SH",2026/11/23 00:00:00 +0000,2026/11/23 23:59:59 +0000,"${account}",""`,
    '"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Completion Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Fee Currency","Custom Field","Consumer ID"',
    ...body,
    `"SF","${currency}",${positive(amounts)},${negative(amounts)},${positive(fees)},${negative(fees)},${before},${after}`,
    `"SC",${rows.length}`,
    `"RF","${currency}",${positive(amounts)},${negative(amounts)},${positive(fees)},${negative(fees)},${before},${after}`,
    `"RC",${rows.length}`,
    `"FF",${rows.length}`,
    "",
  ].join("\n");
}
