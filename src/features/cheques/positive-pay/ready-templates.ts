/** Two templates that are there from the start, for layouts that banks have published. */
import type { DetailColumn, Template } from "./template";

const column = (
  field: DetailColumn["field"],
  more: Partial<Omit<DetailColumn, "field">> = {},
): DetailColumn => ({
  field,
  text: null,
  width: null,
  align: "left",
  pad: " ",
  dateFormat: "mmddyy",
  amountFormat: "decimal",
  ...more,
});

const zeros = (width: number) => ({ width, align: "right", pad: "0" }) as const;

/**
 * Chase, "File upload guide" for Business Online positive pay: type, account, cheque, date, amount, payee; no header.
 * C is a cheque that is void; one account for each file. A repetition has one column more, which says so.
 */
const chaseCsv: Template = {
  code: "chase-business-csv",
  name: "Chase Business Online, CSV",
  format: "csv",
  delimiter: ",",
  quoting: "needed",
  lineEnd: "crlf",
  characters: "ascii",
  isUpperCase: false,
  extension: "csv",
  issueCode: "I",
  voidCode: "C",
  firstMark: "",
  repeatMark: "REPEAT",
  header: [],
  detail: [
    column("event_code"),
    column("account_number"),
    column("cheque_number"),
    column("issue_date"),
    column("amount"),
    column("payee", { width: 40 }),
    column("repeat_mark"),
  ],
  trailer: [],
};

/**
 * Fixed width, 100 characters, as printed by Ascender's "Positive Pay File Layout": account, void sign, serial number,
 * amount in cents, date, payee. The filler after the void sign says R in a repetition.
 */
const fixed100: Template = {
  code: "fixed-100",
  name: "Fixed width, 100 characters",
  format: "fixed",
  delimiter: ",",
  quoting: "needed",
  lineEnd: "crlf",
  characters: "ascii",
  isUpperCase: true,
  extension: "txt",
  issueCode: "",
  voidCode: "2",
  firstMark: "",
  repeatMark: "R",
  header: [],
  detail: [
    column("account_number", zeros(12)),
    column("event_code", { width: 1 }),
    column("repeat_mark", { width: 2 }),
    column("cheque_number", zeros(10)),
    column("amount", { ...zeros(12), amountFormat: "minor" }),
    column("issue_date", { width: 8, dateFormat: "yyyymmdd" }),
    column("blank", { width: 1 }),
    column("payee", { width: 54 }),
  ],
  trailer: [],
};

export const readyTemplates: readonly Template[] = [chaseCsv, fixed100];
