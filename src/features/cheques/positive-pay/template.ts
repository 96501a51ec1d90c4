/**
 * A template says how a bank wants to be told of our cheques. There is no standard: every bank has its own columns, so a
 * template is data and new ones need no code.
 */
import { z } from "zod";
import { lineSchema } from "../../../platform/http/schemas";

export const detailFields = [
  "text",
  "blank",
  "account_number",
  "routing_number",
  "cheque_number",
  "issue_date",
  "amount",
  "event_code",
  "payee",
  "repeat_mark",
] as const;

export const summaryFields = [
  "text",
  "blank",
  "account_number",
  "routing_number",
  "file_date",
  "repeat_mark",
  "issue_count",
  "void_count",
  "total_count",
  "issue_total",
  "void_total",
  "total",
] as const;

const dateFormats = [
  "yyyymmdd",
  "yyyy-mm-dd",
  "mmddyyyy",
  "mmddyy",
  "mm/dd/yyyy",
  "dd/mm/yyyy",
] as const;

const widthMax = 200;
const columnsMax = 40;
/** Perhaps empty, and never a line break: it would become another line of the file. */
const codeSchema = z.string().regex(/^[\x20-\x7e]{0,10}$/);
const fixedTextSchema = z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{0,200}$/u);

const layout = {
  text: fixedTextSchema.nullable().meta({ description: "For columns that say the same always" }),
  width: z.int().min(1).max(widthMax).nullable().meta({
    description: "Characters; needed in a file of fixed width, the most in a CSV",
  }),
  align: z.enum(["left", "right"]),
  pad: z.enum([" ", "0"]).meta({ description: "Fills a column of fixed width" }),
  dateFormat: z.enum(dateFormats),
  amountFormat: z.enum(["minor", "decimal"]).meta({
    description: "Cents without a point, or decimals with one",
  }),
};

export const templateSchema = z
  .strictObject({
    code: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
    name: lineSchema(100),
    format: z.enum(["csv", "fixed"]),
    delimiter: z.enum([",", ";", "|", "\t"]),
    quoting: z.enum(["needed", "always"]),
    lineEnd: z.enum(["crlf", "lf"]),
    characters: z.enum(["utf-8", "ascii"]).meta({
      description: "What the bank can read; other characters are left out of the payee's name",
    }),
    isUpperCase: z.boolean(),
    extension: z.enum(["csv", "txt"]),
    issueCode: codeSchema,
    voidCode: codeSchema,
    firstMark: codeSchema.meta({
      description: "Value of repeat_mark in a file that is sent first",
    }),
    repeatMark: codeSchema.meta({ description: "And in one that is sent again" }),
    header: z.array(z.strictObject({ field: z.enum(summaryFields), ...layout })).max(columnsMax),
    detail: z
      .array(z.strictObject({ field: z.enum(detailFields), ...layout }))
      .min(1)
      .max(columnsMax),
    trailer: z.array(z.strictObject({ field: z.enum(summaryFields), ...layout })).max(columnsMax),
  })
  .meta({ id: "PositivePayTemplate" });

export type Template = z.infer<typeof templateSchema>;
export type DetailColumn = Template["detail"][number];
export type SummaryColumn = Template["header"][number];
export type Column = DetailColumn | SummaryColumn;

/** Without these the bank could not tell which cheque is meant, or what it may pay. */
const neededFields = ["cheque_number", "amount", "event_code"] as const;

/** What keeps a well-formed template from being usable, as a place in it; undefined when it can be used. */
export function findFlaw(template: Template): { pointer: string; missing: string } | undefined {
  const fields = new Set<string>(template.detail.map(({ field }) => field));
  const missing = neededFields.find((field) => !fields.has(field));
  if (missing) return { pointer: "/body/detail", missing };
  for (const part of ["header", "detail", "trailer"] as const) {
    const columns: readonly Column[] = template[part];
    for (const [index, { field, width, text }] of columns.entries()) {
      const at = `/body/${part}/${index}`;
      if (template.format === "fixed" && width === null) {
        return { pointer: `${at}/width`, missing: "width" };
      }
      if (field === "text" && text === null) return { pointer: `${at}/text`, missing: "text" };
    }
  }
  return undefined;
}
