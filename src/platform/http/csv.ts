/**
 * CSV by RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection);
 * a plain number stays a number.
 */

const plainNumber = /^-?\d+(\.\d+)?$/;
const formulaStart = /^[=+\-@\p{Cc}\uFF1D\uFF0B\uFF0D\uFF20]/u;
const needsQuotes = /[",\r\n]/;

function field(text: string): string {
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its line end. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(field).join(",")}\r\n`;
}
