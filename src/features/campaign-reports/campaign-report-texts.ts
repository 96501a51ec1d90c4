import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const campaignReportProblems = {
  report_day_in_future: {
    title: text("This day is not here yet", "Hari itu belum tiba", "ยังไม่ถึงวันนั้น"),
    detail: text(
      "Choose today or an earlier day (UTC).",
      "Pilih hari ini atau hari sebelumnya (UTC).",
      "โปรดเลือกวันนี้หรือวันก่อนหน้า (เวลา UTC)",
    ),
  },
  exchange_rate_missing: {
    title: text("No exchange rate is recorded", "Kurs belum dicatat", "ยังไม่มีอัตราแลกเปลี่ยนที่บันทึกไว้"),
    detail: text(
      "There is no rate of {{currency}} and {{into}} for {{day}} or the six days before. Ask finance to record one, or choose another currency.",
      "Tidak ada kurs {{currency}} dan {{into}} untuk {{day}} atau enam hari sebelumnya. Minta bagian keuangan mencatatnya, atau pilih mata uang lain.",
      "ไม่มีอัตราแลกเปลี่ยนระหว่าง {{currency}} กับ {{into}} สำหรับวันที่ {{day}} หรือหกวันก่อนหน้า โปรดให้ฝ่ายการเงินบันทึก หรือเลือกสกุลเงินอื่น",
    ),
  },
  celebrity_engagement_twice: {
    title: text("Say it once", "Cukup sebutkan sekali", "ระบุเพียงอย่างเดียว"),
    detail: text(
      "Give the engagements of a post or the engagement rate, not both.",
      "Berikan jumlah interaksi per kiriman atau tingkat interaksi, jangan keduanya.",
      "โปรดระบุจำนวนการมีส่วนร่วมต่อโพสต์หรืออัตราการมีส่วนร่วม อย่างใดอย่างหนึ่ง",
    ),
  },
  price_currency_alone: {
    title: text("A price is missing", "Harga belum disebutkan", "ยังไม่ได้ระบุราคา"),
    detail: text(
      "A currency of the price needs a price.",
      "Mata uang harga memerlukan harga.",
      "เมื่อระบุสกุลเงินของราคา ต้องระบุราคาด้วย",
    ),
  },
} as const satisfies ProblemCatalogue;

export const campaignReportFieldTexts = {
  countPositive: text(
    "This number must be above zero.",
    "Angka ini harus di atas nol.",
    "ตัวเลขนี้ต้องมากกว่าศูนย์",
  ),
} as const satisfies TextCatalogue;
