/** Formats of the exported books. */
export const bookFormats = ["hledger", "beancount", "jsonl"] as const;
export type BookFormat = (typeof bookFormats)[number];

export const bookFiles: Readonly<Record<BookFormat, { fileName: string; contentType: string }>> = {
  hledger: { fileName: "kampanye.journal", contentType: "text/plain; charset=utf-8" },
  beancount: { fileName: "kampanye.beancount", contentType: "text/plain; charset=utf-8" },
  jsonl: { fileName: "kampanye.jsonl", contentType: "application/jsonl; charset=utf-8" },
};
