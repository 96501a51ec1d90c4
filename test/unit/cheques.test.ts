/** What cheques say and which numbers they get: words, files for the bank and stock, without a database. */
import fc from "fast-check";
import { readyTemplates } from "../../src/features/cheques/positive-pay/ready-templates";
import {
  findFlaw,
  type Template,
  templateSchema,
} from "../../src/features/cheques/positive-pay/template";
import {
  type FiledCheque,
  type FileFacts,
  TooWideError,
  writeFile,
} from "../../src/features/cheques/positive-pay/write-file";
import { chequePdf } from "../../src/features/cheques/printing/cheque-pdf";
import type { PageContent } from "../../src/features/cheques/printing/page-content";
import { filled, slipFlaw } from "../../src/features/cheques/printing/slip-layout";
import {
  defaultTerms,
  isRoutingNumber,
  personalMaxMinor,
  voucherLayouts,
} from "../../src/features/cheques/settings/cheque-terms";
import { type Book, takeFrom } from "../../src/features/cheques/stock/stock";
import { amountInFigures, amountInWords } from "../../src/features/cheques/words/amount-in-words";
import { englishNumber } from "../../src/features/cheques/words/english";
import { indonesianNumber } from "../../src/features/cheques/words/indonesian";
import { thaiNumber } from "../../src/features/cheques/words/thai";
import { currencies } from "../../src/kernel/currency";
import { locales } from "../../src/kernel/locale";
import { money } from "../../src/kernel/money";
import { readPdfs } from "../support/read-pdf";

/** Reads words back, written down apart from the code that writes them. */
const readers = {
  english(text: string): bigint {
    const names =
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
        " ",
      );
    const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
    const scales = ["thousand", "million", "billion", "trillion", "quadrillion"];
    let total = 0n;
    let part = 0n;
    for (const word of text.split(/[ -]/)) {
      if (word === "hundred") part *= 100n;
      else if (scales.includes(word)) {
        total += part * 1000n ** BigInt(scales.indexOf(word) + 1);
        part = 0n;
      } else if (tens.includes(word)) part += BigInt(tens.indexOf(word) + 2) * 10n;
      else if (names.includes(word)) part += BigInt(names.indexOf(word));
      else throw new Error(`No number: ${word}`);
    }
    return total + part;
  },
  indonesian(text: string): bigint {
    const names = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split(" ");
    const scales = ["ribu", "juta", "miliar", "triliun", "kuadriliun"];
    let total = 0n;
    let part = 0n;
    let digit = 0n;
    for (const word of text.split(" ")) {
      if (names.includes(word)) digit = BigInt(names.indexOf(word));
      else if (word === "sepuluh") part += 10n;
      else if (word === "sebelas") part += 11n;
      else if (word === "seratus") part += 100n;
      else if (word === "belas") [part, digit] = [part + 10n + digit, 0n];
      else if (word === "puluh") [part, digit] = [part + digit * 10n, 0n];
      else if (word === "ratus") [part, digit] = [part + digit * 100n, 0n];
      else if (word === "seribu") total += 1000n;
      else if (scales.includes(word)) {
        total += (part + digit) * 1000n ** BigInt(scales.indexOf(word) + 1);
        [part, digit] = [0n, 0n];
      } else throw new Error(`No number: ${word}`);
    }
    return total + part + digit;
  },
  thai(text: string): bigint {
    const million = text.lastIndexOf("ล้าน");
    if (million >= 0) {
      const rest = text.slice(million + 4);
      return readers.thai(text.slice(0, million)) * 1_000_000n + (rest ? readers.thai(rest) : 0n);
    }
    const names = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"];
    const places: Record<string, bigint> = {
      สิบ: 10n,
      ร้อย: 100n,
      พัน: 1000n,
      หมื่น: 10_000n,
      แสน: 100_000n,
    };
    let total = 0n;
    let digit: bigint | undefined;
    let rest = text;
    while (rest !== "") {
      const place = Object.keys(places).find((name) => rest.startsWith(name));
      const name = names.findIndex((word) => rest.startsWith(word));
      if (place) {
        total += (digit ?? 1n) * (places[place] ?? 0n);
        [digit, rest] = [undefined, rest.slice(place.length)];
      } else if (rest.startsWith("เอ็ด")) [digit, rest] = [1n, rest.slice(4)];
      else if (rest.startsWith("ยี่")) [digit, rest] = [2n, rest.slice(3)];
      else if (name >= 0) [digit, rest] = [BigInt(name), rest.slice(names[name]!.length)];
      else throw new Error(`No number: ${rest}`);
    }
    return total + (digit ?? 0n);
  },
};

describe("amounts in words", () => {
  test.each([
    [0n, "zero", "nol", "ศูนย์"],
    [1n, "one", "satu", "หนึ่ง"],
    [10n, "ten", "sepuluh", "สิบ"],
    [11n, "eleven", "sebelas", "สิบเอ็ด"],
    [19n, "nineteen", "sembilan belas", "สิบเก้า"],
    [20n, "twenty", "dua puluh", "ยี่สิบ"],
    [21n, "twenty-one", "dua puluh satu", "ยี่สิบเอ็ด"],
    [100n, "one hundred", "seratus", "หนึ่งร้อย"],
    [101n, "one hundred one", "seratus satu", "หนึ่งร้อยเอ็ด"],
    [111n, "one hundred eleven", "seratus sebelas", "หนึ่งร้อยสิบเอ็ด"],
    [1_000n, "one thousand", "seribu", "หนึ่งพัน"],
    [1_001n, "one thousand one", "seribu satu", "หนึ่งพันเอ็ด"],
    [21_000n, "twenty-one thousand", "dua puluh satu ribu", "สองหมื่นหนึ่งพัน"],
    [101_000n, "one hundred one thousand", "seratus satu ribu", "หนึ่งแสนหนึ่งพัน"],
    [1_000_000n, "one million", "satu juta", "หนึ่งล้าน"],
    [1_001_000n, "one million one thousand", "satu juta seribu", "หนึ่งล้านหนึ่งพัน"],
    [1_000_001n, "one million one", "satu juta satu", "หนึ่งล้านเอ็ด"],
    [
      21_000_021n,
      "twenty-one million twenty-one",
      "dua puluh satu juta dua puluh satu",
      "ยี่สิบเอ็ดล้านยี่สิบเอ็ด",
    ],
    [1_000_000_000n, "one billion", "satu miliar", "หนึ่งพันล้าน"],
    [10n ** 12n, "one trillion", "satu triliun", "หนึ่งล้านล้าน"],
  ])("%s", (n, en, id, th) => {
    expect([englishNumber(n), indonesianNumber(n), thaiNumber(n)]).toEqual([en, id, th]);
  });

  test("read back they are the same number", () => {
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(0n, 10n ** 15n), fc.bigInt(0n, 2_000_000n)), (n) => {
        expect(readers.english(englishNumber(n))).toBe(n);
        expect(readers.indonesian(indonesianNumber(n))).toBe(n);
        expect(readers.thai(thaiNumber(n))).toBe(n);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    [
      "USD",
      123_456n,
      "One thousand two hundred thirty-four and 56/100 US dollars",
      "Seribu dua ratus tiga puluh empat dolar Amerika Serikat dan lima puluh enam sen",
      "หนึ่งพันสองร้อยสามสิบสี่ดอลลาร์สหรัฐห้าสิบหกเซนต์",
    ],
    ["USD", 5n, "Zero and 05/100 US dollars", "Nol dolar Amerika Serikat dan lima sen", "ห้าเซนต์"],
    [
      "IDR",
      150_000_000n,
      "One million five hundred thousand and 00/100 Indonesian rupiah",
      "Satu juta lima ratus ribu rupiah",
      "หนึ่งล้านห้าแสนรูเปียห์อินโดนีเซียถ้วน",
    ],
    ["THB", 10_000n, "One hundred and 00/100 Thai baht", "Seratus baht Thailand", "หนึ่งร้อยบาทถ้วน"],
    [
      "THB",
      2_125n,
      "Twenty-one and 25/100 Thai baht",
      "Dua puluh satu baht Thailand dan dua puluh lima satang",
      "ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์",
    ],
    [
      "JPY",
      12_000n,
      "Twelve thousand Japanese yen only",
      "Dua belas ribu yen Jepang",
      "หนึ่งหมื่นสองพันเยนญี่ปุ่นถ้วน",
    ],
    [
      "KWD",
      1_005n,
      "One and 005/1000 Kuwaiti dinars",
      "Satu dinar Kuwait dan lima fils",
      "หนึ่งดีนาร์คูเวตห้าฟิลส์",
    ],
  ] as const)("%s %s", (currency, minor, ...said) => {
    expect(locales.map((locale) => amountInWords(money(minor, currency), locale))).toEqual(said);
  });

  test("every currency has names in every language, and figures are grouped", () => {
    for (const currency of currencies) {
      for (const locale of locales) {
        expect(amountInWords(money(123_456n, currency), locale)).not.toMatch(
          /undefined| {2}|\d{3}\D$/,
        );
      }
    }
    expect(amountInFigures(money(123_456_789n, "USD"))).toBe("1,234,567.89");
    expect(amountInFigures(money(5n, "USD"))).toBe("0.05");
    expect(amountInFigures(money(1_234n, "JPY"))).toBe("1,234");
    expect(amountInFigures(money(1_234_567n, "KWD"))).toBe("1,234.567");
  });

  test("what is left of a line is filled, and never more than that", () => {
    const widthOf = (text: string) => text.length;
    expect(filled("Ten", "*", 10, widthOf)).toBe("Ten ******");
    expect(filled("Ten dollar", "*", 10, widthOf)).toBe("Ten dollar");
    expect(filled("Ten dollars", "*", 10, widthOf)).toBe("Ten dollars");
  });
});

describe("the printed page", () => {
  const latin =
    "Wilhelmina Montgomery-Featherstonehaugh van der Westhuizen and Company Holdings International Trust";
  const thai = "บริษัท ที่ปรึกษาการตลาดและประชาสัมพันธ์ครีเอเตอร์แห่งประเทศไทยเพื่อการพัฒนาอย่างยั่งยืน จำกัด (มหาชน)";
  const page = (more: Partial<PageContent>): PageContent => ({
    number: "1001",
    accountName: "Bank main-usd",
    datedOn: "2026-11-30",
    payeeName: latin,
    addressLines: ["12 Soi Ari", "Bangkok 10400", "TH"],
    amountMinor: "1185185174",
    currency: "USD",
    locale: "en",
    layout: "top",
    fillCharacter: "*",
    payeeWindow: { leftMm: 20, topMm: 45, widthMm: 85 },
    lines: [{ work: "Songkran", endorsedOn: "2026-11-01", amountMinor: "1234567890" }],
    moreLinesCount: 0,
    deductions: [{ reason: "tax_withheld", jurisdiction: "TH", amountMinor: "49382716" }],
    ...more,
  });

  test("a name of a hundred characters overprints nothing and is closed by fill characters", async () => {
    const contents = voucherLayouts.flatMap((layout) =>
      [latin, thai, "W".repeat(100)].map((payeeName) =>
        page({ layout, payeeName, locale: payeeName === thai ? "th" : "en" }),
      ),
    );
    const createdAt = new Date(0);
    const files = await Promise.all(
      contents.map((content) => chequePdf([{ content, isCopy: false }], { title: "x", createdAt })),
    );
    for (const [n, { pages }] of readPdfs(files).entries()) {
      const lines = pages.flat();
      const end = lines.findIndex((line) => /(Trust|ชน\)|W+) \*{3,}$/.test(line));
      // What overprints lies on one line, so the amount in words must begin a line of its own after the name's last.
      const words = lines.findIndex((line) => /^(Eleven million|สิบเอ็ดล้าน).* \*{3,}$/.test(line));
      expect([n, end > 0, words > end]).toEqual([n, true, true]);
      // Name and words lie closer than the lines of a stub, and the stub says the name apart from its number.
      expect(
        lines.filter((line) => line.includes("2026-11-30") && /Trust|มหาชน/.test(line)),
      ).toEqual([]);
    }
  }, 60_000);

  test("what has no room even in small print is refused", () => {
    expect(slipFlaw(page({}))).toBeUndefined();
    expect(slipFlaw(page({ payeeName: "W".repeat(200) }))).toBe("payee");
    const long = Array.from({ length: 4 }, () => "Moo Ban ".repeat(30));
    expect(slipFlaw(page({ addressLines: long }))).toBe("address");
    const low = { leftMm: 20, topMm: 36, widthMm: 85 };
    expect(slipFlaw(page({ payeeWindow: low }))).toBe("payee");
    expect(slipFlaw(page({ payeeWindow: low, payeeName: "Ploy" }))).toBeUndefined();
  });
});

describe("a file that is sent again, and a name the bank cannot read", () => {
  const facts = {
    accountNumber: "9610123456",
    routingNumber: null,
    currency: "USD",
    fileOn: "2026-11-30",
  } as const;
  const cheque: FiledCheque = {
    number: 1001n,
    amountMinor: 12_345n,
    issuedOn: "2026-11-30",
    payeeName: "พลอย สุวรรณ (มหาชน)",
    event: "issue",
  };

  test.each(readyTemplates.map((template) => [template.code, template] as const))(
    "%s says that it repeats, and names a Thai payee by the cheque",
    (_, template) => {
      const first = writeFile(template, { ...facts, isRepeat: false }, [cheque]);
      const again = writeFile(template, { ...facts, isRepeat: true }, [cheque]);
      expect(again).not.toBe(first);
      expect(first).toContain("PAYEE 1001");
      const isFixed = template.format === "fixed";
      expect(again.replace(isFixed ? "R " : ",REPEAT", isFixed ? "  " : "")).toBe(first);
      expect(
        writeFile(template, { ...facts, isRepeat: false }, [
          { ...cheque, payeeName: "พลอย Suwan" },
        ]),
      ).toMatch(/suwan/i);
    },
  );
});

describe("stock", () => {
  const book = (id: string, next: bigint, last: bigint | null): Book => ({
    id,
    nextNumber: next,
    lastNumber: last,
  });

  test("goes from book to book and around what was given up", () => {
    const books = [book("a", 8n, 10n), book("b", 101n, null)];
    const taken = takeFrom(books, new Set([9n, 102n]), 4);
    expect(taken?.numbers).toEqual([8n, 10n, 101n, 103n]);
    expect([...(taken?.nextNumbers ?? [])]).toEqual([
      ["a", 11n],
      ["b", 104n],
    ]);
    expect(takeFrom([book("a", 8n, 10n)], new Set([9n]), 3)).toBeUndefined();
    expect(takeFrom([], new Set(), 1)).toBeUndefined();
  });

  test("gives every number out once, whatever the books and the requests are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 15 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }),
        (sizes, skips, requests) => {
          const skipped = new Set(skips.map(BigInt));
          let books = sizes.map((size, at) =>
            book(`${at}`, BigInt(at * 15 + 1), BigInt(at * 15 + size)),
          );
          const free = books
            .flatMap(({ nextNumber, lastNumber }) =>
              Array.from(
                { length: Number(lastNumber! - nextNumber + 1n) },
                (_, n) => nextNumber + BigInt(n),
              ),
            )
            .filter((n) => !skipped.has(n));
          const given: bigint[] = [];
          for (const count of requests) {
            const taken = takeFrom(books, skipped, count);
            expect(taken === undefined).toBe(count > free.length - given.length);
            if (!taken) continue;
            given.push(...taken.numbers);
            books = books.map((one) => ({
              ...one,
              nextNumber: taken.nextNumbers.get(one.id) ?? one.nextNumber,
            }));
          }
          expect(given).toEqual(free.slice(0, given.length));
        },
      ),
    );
  });
});

describe("terms", () => {
  test("routing numbers carry their own proof", () => {
    expect(["021000021", "121000248", "011401533"].map(isRoutingNumber)).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      ["021000022", "210000021", "000000000", "12100024", "1210002480", "12100024x"].map(
        isRoutingNumber,
      ),
    ).not.toContain(true);
  });

  test("the lower of the account's and the person's limit holds", () => {
    const userId = "0190a000-0000-7000-8000-000000000001";
    const people = [{ userId, prepareMaxMinor: "500", releaseMaxMinor: "90000" }];
    const terms = { ...defaultTerms, chequeMaxMinor: "1000", people };
    expect(personalMaxMinor(terms, userId, "prepare")).toBe(500n);
    expect(personalMaxMinor(terms, userId, "release")).toBe(1000n);
    expect(personalMaxMinor(terms, "somebody", "prepare")).toBe(1000n);
    expect(personalMaxMinor(defaultTerms, "somebody", "release")).toBeUndefined();
  });
});

describe("positive pay", () => {
  const facts: FileFacts = {
    accountNumber: "9610123456",
    routingNumber: "121000248",
    currency: "USD",
    fileOn: "2026-11-24",
    isRepeat: false,
  };
  const issue: FiledCheque = {
    number: 1001n,
    amountMinor: 26_420n,
    issuedOn: "2026-11-20",
    payeeName: "Mary O'Moore",
    event: "issue",
  };
  const void1: FiledCheque = {
    number: 1000n,
    amountMinor: 84_520n,
    issuedOn: "2026-05-02",
    payeeName: "Müller, Jörg",
    event: "void",
  };
  const ready = (code: string) => readyTemplates.find((template) => template.code === code)!;

  test("the ready templates say what the banks published", () => {
    expect(writeFile(ready("chase-business-csv"), facts, [void1, issue])).toBe(
      'C,9610123456,1000,050226,845.20,"Muller, Jorg"\r\nI,9610123456,1001,112026,264.20,Mary O\'Moore\r\n',
    );
    const fixed = writeFile(ready("fixed-100"), facts, [void1, issue]);
    expect(fixed.split("\r\n").slice(0, 2)).toEqual([
      `0096101234562  000000100000000008452020260502 ${"MULLER, JORG".padEnd(54)}`,
      `009610123456   000000100100000002642020261120 ${"MARY O'MOORE".padEnd(54)}`,
    ]);
    for (const template of readyTemplates) {
      expect(templateSchema.parse(template)).toEqual(template);
      expect(findFlaw(template)).toBeUndefined();
    }
  });

  const layout = {
    text: null,
    width: null,
    align: "right",
    pad: "0",
    dateFormat: "yyyymmdd",
    amountFormat: "minor",
  } as const;
  const own: Template = {
    ...ready("fixed-100"),
    detail: ready("fixed-100").detail.map((column) =>
      column.field === "repeat_mark" ? { ...column, field: "blank" as const } : column,
    ),
    code: "own",
    firstMark: "ORIG",
    repeatMark: "DUPL",
    header: [
      { ...layout, field: "text", text: "H", width: 1, align: "left", pad: " " },
      { ...layout, field: "file_date", width: 8 },
      { ...layout, field: "repeat_mark", width: 4 },
    ],
    trailer: [
      { ...layout, field: "text", text: "T", width: 1, align: "left", pad: " " },
      { ...layout, field: "total_count", width: 6 },
      { ...layout, field: "issue_total", width: 12 },
      { ...layout, field: "void_total", width: 12 },
    ],
  };

  test("header and trailer carry date, counts and totals, and a repetition says so", () => {
    const lines = writeFile(own, facts, [void1, issue]).split("\r\n");
    expect([lines[0], lines[3]]).toEqual(["H20261124ORIG", "T000002000000026420000000084520"]);
    expect(writeFile(own, { ...facts, isRepeat: true }, [issue])).toMatch(/^H20261124DUPL\r\n/);
  });

  test("names are cut and cleaned, numbers and amounts never", () => {
    const long = { ...issue, payeeName: `=HYPERLINK("x")\n${"ก".repeat(20)}${"x".repeat(80)}` };
    const csv = writeFile({ ...ready("chase-business-csv"), characters: "utf-8" }, facts, [long]);
    expect(csv).toContain(`,"'=HYPERLINK(""x"") ${"ก".repeat(20)}xxx"\r\n`);
    expect(
      writeFile(ready("chase-business-csv"), facts, [{ ...issue, payeeName: "พลอย" }]),
    ).toMatch(/,264\.20,PAYEE 1001\r\n$/);
    const narrow = {
      ...own,
      detail: own.detail.map((column) =>
        column.field === "amount" ? { ...column, width: 4 } : column,
      ),
    };
    expect(() => writeFile(narrow, facts, [issue])).toThrow(TooWideError);
  });

  test("a template that a bank could not read is refused, with the place", () => {
    expect(
      findFlaw({ ...own, detail: own.detail.filter(({ field }) => field !== "amount") }),
    ).toEqual({ pointer: "/body/detail", missing: "amount" });
    expect(findFlaw({ ...own, header: [{ ...layout, field: "text", width: 3 }] })).toEqual({
      pointer: "/body/header/0/text",
      missing: "text",
    });
    expect(findFlaw({ ...own, trailer: [{ ...layout, field: "total" }] })).toEqual({
      pointer: "/body/trailer/0/width",
      missing: "width",
    });
  });

  test("every line of a fixed file is equally long, and the lines add up to the trailer", () => {
    const cheque = fc.record({
      number: fc.bigInt(1n, 10n ** 10n - 1n),
      amountMinor: fc.bigInt(1n, 10n ** 10n),
      issuedOn: fc
        .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
      payeeName: fc.string({ unit: "grapheme", maxLength: 120 }),
      event: fc.constantFrom("issue" as const, "void" as const),
    });
    fc.assert(
      fc.property(fc.array(cheque, { minLength: 1, maxLength: 20 }), (cheques) => {
        const lines = writeFile(own, facts, cheques).split("\r\n");
        expect(lines.pop()).toBe("");
        const trailer = lines.pop()!;
        const details = lines.slice(1);
        expect(new Set(details.map((line) => line.length))).toEqual(new Set([100]));
        const sum = details.reduce((total, line) => total + BigInt(line.slice(25, 37)), 0n);
        expect(BigInt(trailer.slice(7, 19)) + BigInt(trailer.slice(19, 31))).toBe(sum);
        expect(BigInt(trailer.slice(1, 7))).toBe(BigInt(cheques.length));
      }),
    );
  });
});
