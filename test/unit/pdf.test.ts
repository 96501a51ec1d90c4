import fc from "fast-check";
import { missingCharacters, printable } from "../../src/platform/pdf/fonts";
import { breakLines } from "../../src/platform/pdf/line-breaks";
import { createPages, mm, paper } from "../../src/platform/pdf/pages";
import { createPdf } from "../../src/platform/pdf/pdf";
import { readPdfs } from "../support/read-pdf";

const createdAt = new Date("2026-11-24T10:00:00Z");
const options = {
  title: "ใบแจ้งการจ่ายเงิน RA-2026-000001",
  author: "Kampanye",
  locale: "th",
  createdAt,
  footer: (page: number, count: number) => `${page} / ${count}`,
} as const;

async function longTable(): Promise<Buffer> {
  const pdf = createPdf(options);
  pdf.heading("ใบแจ้งการจ่ายเงิน");
  pdf.beside("Kampanye\nJakarta", "คุณ น้ำฝน กำลังซื้อที่ปั๊มน้ำมัน");
  pdf.facts([["เลขที่", "RA-2026-000001"]]);
  const rows = Array.from({ length: 200 }, (_, at) => ({
    cells: [`Line ${at + 1}`, `${at + 1},000.00`],
  }));
  const columns = [
    { title: "Campaign", share: 3 },
    { title: "Amount", share: 1, align: "right" },
  ] as const;
  const total = { cells: ["Total", "20,100,000.00"], weight: "bold" } as const;
  pdf.table(columns, [...rows, total], "Nothing");
  pdf.table(columns, [], "Nothing happened");
  return await pdf.finish();
}

const tallRow = async () => {
  const pdf = createPdf({ ...options, locale: "en" });
  const story = Array.from({ length: 900 }, (_, at) => `word${at}`).join(" ");
  pdf.table(
    [
      { title: "Story", share: 1 },
      { title: "Beside", share: 3 },
    ],
    [{ cells: [story, "b"] }],
    "",
  );
  return await pdf.finish();
};

const stamped = async () => {
  const pages = createPages({ ...options, locale: "id", size: paper.letter });
  pages.add();
  pages.write("1,234.50", { x: mm(10), y: mm(10), width: mm(100) }, { align: "right" });
  pages.stamp("COPY");
  return await pages.finish();
};

test("text comes back from the file as it went in, page by page", async () => {
  const bytes = await longTable();
  const [table, tall, copy] = readPdfs([bytes, await tallRow(), await stamped()]);
  expect(table).toMatchObject({ title: options.title, language: "th" });
  expect(table!.fonts.map(({ name }) => name.replace(/^.*\+/, "")).sort()).toEqual([
    "Sarabun-Bold",
    "Sarabun-Regular",
  ]);
  expect(table!.fonts.every(({ isEmbedded }) => isEmbedded)).toBe(true);
  // Embedded whole, the two files alone would be 180 kB.
  expect(bytes.length).toBeLessThan(60_000);

  const [first = [], ...others] = table!.pages;
  expect(first.slice(0, 4)).toEqual([
    "ใบแจ้งการจ่ายเงิน",
    "Kampanye คุณ น้ำฝน กำลังซื้อที่ปั๊มน้ำมัน",
    "Jakarta",
    "เลขที่ RA-2026-000001",
  ]);
  expect(others.length).toBeGreaterThan(2);
  for (const page of others) expect(page[0]).toBe("Campaign Amount");
  table!.pages.forEach((page, at) => {
    expect(page.at(-1)).toBe(`${at + 1} / ${table!.pages.length}`);
  });
  const lines = table!.pages.flat();
  expect(lines.filter((line) => line.startsWith("Line "))).toEqual(
    Array.from({ length: 200 }, (_, at) => `Line ${at + 1} ${at + 1},000.00`),
  );
  expect(lines).toContain("Total 20,100,000.00");
  expect(lines).toContain("Nothing happened");

  expect(tall!.pages.length).toBeGreaterThan(1);
  const words = tall!.pages
    .flat()
    .join(" ")
    .match(/word\d+/g);
  expect(words).toEqual(Array.from({ length: 900 }, (_, at) => `word${at}`));

  expect(copy!.pages[0]).toEqual(["1,234.50", "COPY"]);
});

test("the same content at the same instant gives the same bytes", async () => {
  expect((await longTable()).equals(await longTable())).toBe(true);
});

test("what the font does not have is marked, and can be asked for", () => {
  expect(printable("Łukasz 中 ผู้")).toBe("Łukasz ◊ ผู้");
  expect(missingCharacters("中文 中")).toEqual(["中", "文"]);
  expect(missingCharacters("Nguyễn Thị Ánh, Iğdır, น้ำฝน €฿₫ “–…”")).toEqual([]);
  expect(printable("a\u202Eb\u200Bc\u0007d")).toBe("abc d");
  expect(printable("e\u0301")).toBe("é");
});

test("Thai is broken between words and Latin at spaces", () => {
  const upTo = (length: number) => (line: string) => line.length <= length;
  expect(breakLines("one two three", upTo(7))).toEqual(["one two", "three"]);
  expect(breakLines("การจ่ายเงินครั้งนี้", upTo(12))).toEqual(["การจ่ายเงิน", "ครั้งนี้"]);
  expect(breakLines("a\n\nb", upTo(9))).toEqual(["a", "", "b"]);
  expect(breakLines("กรุงเทพฯ มากๆ", upTo(9))).toEqual(["กรุงเทพฯ", "มากๆ"]);
  expect(breakLines("kampanye-finance@example.com", upTo(16))).toEqual([
    "kampanye-",
    "finance@",
    "example.com",
  ]);
});

test("lines keep every character, and are too wide only for a single one", () => {
  const letters = fc.constantFrom(...Array.from("ab กำน้ำ่ที่ๆฯ-/ é中"));
  const texts = fc.array(letters, { maxLength: 60 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 12 }), (text, room) => {
      const lines = breakLines(text, (line) => line.length <= room);
      const ink = (value: string) => value.replaceAll(/\s/g, "");
      expect(ink(lines.join(""))).toBe(ink(text));
      const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
      for (const line of lines) {
        const characters = [...segmenter.segment(line)].length;
        expect(line.length <= room || characters === 1).toBe(true);
      }
    }),
  );
});
