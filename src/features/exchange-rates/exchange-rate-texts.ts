import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const exchangeRateProblems = {
  exchange_rate_differs: {
    title: text(
      "This day has another rate",
      "Hari ini sudah memiliki kurs lain",
      "วันนี้มีอัตราอื่นอยู่แล้ว",
    ),
    detail: text(
      "The source gave another number for {{day}} before. Rates are never changed.",
      "Sumber ini sudah memberi angka lain untuk {{day}}. Kurs tidak pernah diubah.",
      "แหล่งนี้เคยให้ตัวเลขอื่นสำหรับวันที่ {{day}} และอัตราที่บันทึกแล้วเปลี่ยนไม่ได้",
    ),
  },
  currencies_equal: {
    title: text("Both currencies are the same", "Kedua mata uang sama", "สกุลเงินทั้งสองเหมือนกัน"),
    detail: text(
      "Choose two different currencies.",
      "Pilih dua mata uang yang berbeda.",
      "โปรดเลือกสองสกุลเงินที่ต่างกัน",
    ),
  },
} as const satisfies ProblemCatalogue;

export const exchangeRateFieldTexts = {
  ratePositive: text(
    "A rate is above zero.",
    "Kurs harus di atas nol.",
    "อัตราแลกเปลี่ยนต้องมากกว่าศูนย์",
  ),
} as const satisfies TextCatalogue;
