/**
 * Reads a PDF as somebody else's program sees it. pdf.js is an ES module that waits while it loads, which Jest cannot
 * take, so it runs in a process of its own.
 */
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";

export interface ReadPdf {
  title: string;
  language: string;
  /** The lines of each page from top to bottom; pieces of one line are separated by a space. */
  pages: string[][];
  /** Every font the text uses, and whether it is inside the file. */
  fonts: { name: string; isEmbedded: boolean }[];
}

const reader = pathToFileURL(require.resolve("pdfjs-dist/legacy/build/pdf.mjs")).href;

const program = `
import { getDocument, OPS, VerbosityLevel } from "${reader}";
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const files = JSON.parse(Buffer.concat(chunks).toString());
const read = [];
for (const file of files) {
  const document = await getDocument({
    data: new Uint8Array(Buffer.from(file, "base64")),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
  }).promise;
  const { info } = await document.getMetadata();
  const pages = [];
  const fonts = new Map();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const lines = new Map();
    for (const { str, transform } of items) {
      if (str.trim() === "") continue;
      const y = Math.round(transform[5]);
      lines.set(y, [...(lines.get(y) ?? []), { x: transform[4], str }]);
    }
    const rows = [...lines].sort(([a], [b]) => b - a).map(([, row]) => row.sort((a, b) => a.x - b.x));
    pages.push(rows.map((row) => row.map(({ str }) => str).join(" ")));
    const { fnArray, argsArray } = await page.getOperatorList();
    fnArray.forEach((operator, at) => {
      if (operator !== OPS.setFont) return;
      const font = page.commonObjs.get(argsArray[at][0]);
      fonts.set(font.name, { name: font.name, isEmbedded: font.missingFile === false });
    });
  }
  read.push({ title: info.Title, language: info.Language, pages, fonts: [...fonts.values()] });
}
process.stdout.write(JSON.stringify(read));
`;

/** The two signs that SARA AM is drawn with, as the one it is written with. */
const readable = (line: string) =>
  line.replaceAll(/\u{E4D}([\u{E48}-\u{E4B}]?)\u{E32}/gu, "$1\u{E33}");

/** Several files at once, because starting the reader takes longer than reading. */
export function readPdfs(files: readonly Buffer[]): ReadPdf[] {
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    input: JSON.stringify(files.map((file) => file.toString("base64"))),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const read = JSON.parse(output) as ReadPdf[];
  return read.map((pdf) => ({ ...pdf, pages: pdf.pages.map((lines) => lines.map(readable)) }));
}
