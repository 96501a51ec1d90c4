/** Formats of the exported books. */
export const bookFormats = ["hledger", "beancount", "jsonl"] as const;
export type BookFormat = (typeof bookFormats)[number];

const contentType = "text/plain; charset=utf-8";

export const bookFiles: Readonly<Record<BookFormat, { fileName: string; contentType: string }>> = {
  hledger: { fileName: "kampanye.journal", contentType },
  beancount: { fileName: "kampanye.beancount", contentType },
  jsonl: { fileName: "kampanye.jsonl", contentType },
};
