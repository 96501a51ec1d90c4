/**
 * CAMT.053, the ISO 20022 statement, whatever its version: the elements that are read have kept their names. A document
 * type is refused, so that nothing can be declared that would have to be expanded.
 */
import { SaxesParser } from "saxes";
import { type Currency, isCurrency } from "../../../kernel/currency";
import {
  detailsOf,
  type FileProblem,
  isDay,
  type Part,
  pieceLengthMax,
  problemAt,
  type Reader,
  readAmount,
  textProblems,
} from "./format";

const depthMax = 60;
/** The parser is given no more at once, so that what it gathers for one token can be counted. */
const sliceLength = 16_384;

/** Everything of one balance or movement, by the path of its elements below it. */
interface Block {
  line: number;
  texts: Map<string, string>;
  /** Characters of all texts and their paths. */
  length: number;
  currency: string;
}

const newBlock = (line: number): Block => ({ line, texts: new Map(), length: 0, currency: "" });

interface Found {
  currency: Currency;
  minor: bigint;
  on: string;
}

const dayOf = (text: string) => {
  const day = text.slice(0, 10);
  return isDay(day) ? day : undefined;
};

/** Amount, direction and day of a block; what is wrong otherwise. */
function readBlock({ texts, currency: code }: Block, dayPath: string): Found | FileProblem {
  const text = (path: string) => texts.get(path) ?? "";
  if (!isCurrency(code)) return "currency_unknown";
  const size = readAmount(text("Amt"), code);
  if (size === undefined || size < 0n) return "amount_invalid";
  const direction = text("CdtDbtInd");
  if (direction !== "CRDT" && direction !== "DBIT") return "direction_invalid";
  const on = dayOf(text(`${dayPath}/Dt`) || text(`${dayPath}/DtTm`));
  if (on === undefined) return "date_invalid";
  return { currency: code, minor: direction === "CRDT" ? size : -size, on };
}

const feeFamilies: ReadonlySet<string> = new Set(["FEES", "CHRG", "COMM"]);

function kindOf(block: Block, amountMinor: bigint, chequeNumber: string): string {
  const subFamily = block.texts.get("BkTxCd/Domn/Fmly/SubFmlyCd") ?? "";
  if (subFamily === "INTR") return "INTEREST";
  if (amountMinor > 0n) return "DEPOSIT";
  const family = block.texts.get("BkTxCd/Domn/Fmly/Cd") ?? "";
  if (chequeNumber !== "" || family === "ICHQ") return "CHEQUE";
  if (feeFamilies.has(subFamily)) return "FEE";
  return family === "ICDT" ? "TRANSFER" : "DEBIT";
}

function entryOf(block: Block): Part[] {
  const { line, texts } = block;
  const text = (path: string) => texts.get(path) ?? "";
  // What is not booked yet changes no balance.
  if (text("Sts/Cd") === "PDNG" || text("Sts") === "PDNG") return [];
  const found = readBlock(block, "BookgDt");
  if (typeof found === "string") return [problemAt(line, found)];
  if (found.minor === 0n) return [problemAt(line, "amount_invalid")];
  const detail = "NtryDtls/TxDtls";
  const chequeNumber = text(`${detail}/Refs/ChqNb`);
  const party = found.minor > 0n ? "Dbtr" : "Cdtr";
  const name =
    text(`${detail}/RltdPties/${party}/Nm`) || text(`${detail}/RltdPties/${party}/Pty/Nm`);
  const endToEnd = text(`${detail}/Refs/EndToEndId`);
  const reference = [
    text(`${detail}/RmtInf/Ustrd`),
    endToEnd === "NOTPROVIDED" ? "" : endToEnd,
    text("AcctSvcrRef"),
    text("AddtlNtryInf"),
  ]
    .filter((word) => word !== "")
    .join(" ");
  const problems = textProblems([reference, name]);
  if (problems.length > 0) return problems.map((problem) => problemAt(line, problem));
  return [
    {
      is: "entry",
      line,
      id: "",
      bookedAt: found.on,
      kind: kindOf(block, found.minor, chequeNumber),
      amountMinor: found.minor,
      feeMinor: 0n,
      currency: found.currency,
      details: detailsOf({
        reference,
        name,
        chequeNumber,
        valueOn: dayOf(text("ValDt/Dt") || text("ValDt/DtTm")),
      }),
    },
  ];
}

class CamtReader implements Reader {
  private readonly parser = new SaxesParser({ position: true });
  private readonly path: string[] = [];
  private parts: Part[] = [];
  private text = "";
  private statement: Block | undefined;
  private block: Block | undefined;
  private blockDepth = 0;
  private opening: Part | undefined;
  private closing: Part | undefined;
  private isTold = false;
  private hasStatement = false;
  private isOver = false;
  /** Given to the parser since it last had a whole tag, text or comment. */
  private pending = 0;

  constructor() {
    this.parser.on("doctype", () => this.stop("file_malformed"));
    this.parser.on("error", () => this.stop("file_malformed"));
    const whole = () => {
      this.pending = 0;
    };
    this.parser.on("xmldecl", whole);
    this.parser.on("comment", whole);
    this.parser.on("cdata", whole);
    this.parser.on("processinginstruction", whole);
    this.parser.on("opentag", ({ name, attributes }) => {
      whole();
      if (!this.isOver) this.open(name.replace(/^.*:/, ""), attributes as Record<string, string>);
    });
    this.parser.on("text", (text) => {
      whole();
      this.text += text;
      if (this.text.length > pieceLengthMax) this.stop("record_too_long");
    });
    this.parser.on("closetag", () => {
      whole();
      if (!this.isOver) this.close();
    });
  }

  feed(text: string): Part[] {
    if (this.isOver) return [];
    for (let at = 0; at < text.length && !this.isOver; at += sliceLength) {
      const slice = text.slice(at, at + sliceLength);
      this.pending += slice.length;
      this.parser.write(slice);
      // A token that has no end: an attribute, a comment or a name of any length would be gathered in memory.
      if (this.pending > pieceLengthMax) this.stop("record_too_long");
    }
    return this.given();
  }

  end(): Part[] {
    if (this.isOver) return [];
    if (this.path.length > 0) this.stop("file_cut_off");
    else if (!this.hasStatement) this.stop("header_unknown", "<Document><BkToCstmrStmt><Stmt>");
    else this.parser.close();
    return this.given();
  }

  private given(): Part[] {
    const { parts } = this;
    this.parts = [];
    return parts;
  }

  private stop(problem: FileProblem, expected?: string): void {
    if (this.isOver) return;
    this.isOver = true;
    const compared = expected === undefined ? {} : { expected };
    this.parts.push(problemAt(this.parser.line, problem, undefined, compared));
  }

  private open(name: string, attributes: Record<string, string>): void {
    this.path.push(name);
    this.text = "";
    if (this.path.length > depthMax) return this.stop("file_malformed");
    const { line } = this.parser;
    if (name === "Stmt") {
      this.statement = newBlock(line);
      this.hasStatement = true;
      this.isTold = false;
    } else if ((name === "Ntry" || name === "Bal") && !this.block) {
      this.block = newBlock(line);
      this.blockDepth = this.path.length;
    }
    const isOwnAmount = name === "Amt" && this.path.length === this.blockDepth + 1;
    if (this.block && isOwnAmount) this.block.currency = attributes["Ccy"] ?? "";
  }

  private close(): void {
    const name = this.path.at(-1) ?? "";
    const { block } = this;
    if (block && this.path.length > this.blockDepth)
      this.note(block, this.path.slice(this.blockDepth));
    else if (block) this.finish(name, block);
    else if (this.statement && name !== "Stmt") {
      this.note(this.statement, this.path.slice(this.path.indexOf("Stmt") + 1));
    }
    if (name === "Stmt") {
      this.tell();
      if (this.closing) this.parts.push(this.closing);
      else this.parts.push(problemAt(this.parser.line, "closing_missing"));
      [this.statement, this.opening, this.closing] = [undefined, undefined, undefined];
    }
    this.path.pop();
    this.text = "";
  }

  /** Free text may come in several elements; of anything else the first counts. */
  private note(block: Block, path: readonly string[]): void {
    const text = this.text.trim();
    const key = path.join("/");
    if (text === "") return;
    const known = block.texts.get(key);
    if (known !== undefined && !key.endsWith("Ustrd")) return;
    block.length += key.length + text.length;
    if (block.length > pieceLengthMax) return this.stop("record_too_long");
    block.texts.set(key, known === undefined ? text : `${known} ${text}`);
  }

  private finish(name: string, block: Block): void {
    this.block = undefined;
    if (name === "Ntry") {
      this.tell();
      this.parts.push(...entryOf(block));
      return;
    }
    const code = block.texts.get("Tp/CdOrPrtry/Cd");
    const is =
      code === "CLBD" ? "closing" : code === "OPBD" || code === "PRCD" ? "opening" : undefined;
    if (!is || (code === "PRCD" && this.opening)) return;
    const found = readBlock(block, "Dt");
    const part: Part =
      typeof found === "string" ? problemAt(block.line, found) : { is, line: block.line, ...found };
    if (is === "opening") this.opening = part;
    else this.closing = part;
  }

  /** Balances stand before the movements; the closing one is told after them. */
  private tell(): void {
    const { statement } = this;
    if (this.isTold || !statement) return;
    this.isTold = true;
    const text = (path: string) => statement.texts.get(path) ?? "";
    const fromOn = dayOf(text("FrToDt/FrDtTm"));
    const toOn = dayOf(text("FrToDt/ToDtTm"));
    const number = text("Acct/Id/IBAN") || text("Acct/Id/Othr/Id");
    this.parts.push(
      {
        is: "account",
        line: statement.line,
        number,
        ...(fromOn && { fromOn }),
        ...(toOn && { toOn }),
      },
      this.opening ?? problemAt(statement.line, "opening_missing"),
    );
  }
}

export const createCamtReader = (): Reader => new CamtReader();
