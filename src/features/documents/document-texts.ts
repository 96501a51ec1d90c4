import { type ProblemCatalogue, text } from "../../kernel/texts";

export const documentProblems = {
  nothing_to_invoice: {
    title: text("Nothing to invoice", "Tidak ada yang perlu ditagih", "ไม่มีรายการให้ออกใบแจ้ง"),
    detail: text(
      "Every platform fee of this brand in {{currency}} is on an invoice already.",
      "Semua biaya platform merek ini dalam {{currency}} sudah tercantum dalam faktur.",
      "ค่าธรรมเนียมแพลตฟอร์มของแบรนด์นี้ในสกุล {{currency}} อยู่ในใบแจ้งครบแล้ว",
    ),
  },
  statement_too_long: {
    title: text(
      "Too much for one statement",
      "Terlalu banyak untuk satu laporan",
      "รายการมากเกินไป",
    ),
    detail: text(
      "A statement shows up to {{max}} movements. Ask for a shorter period with `from` and `until`.",
      "Satu laporan memuat paling banyak {{max}} transaksi. Minta periode yang lebih pendek dengan `from` dan `until`.",
      "หนึ่งฉบับแสดงได้ไม่เกิน {{max}} รายการ โปรดระบุช่วงเวลาที่สั้นลงด้วย `from` และ `until`",
    ),
  },
  period_reversed: {
    title: text(
      "The period ends before it starts",
      "Periode berakhir sebelum mulai",
      "ช่วงเวลาสิ้นสุดก่อนเริ่ม",
    ),
    detail: text(
      "`until` must not be before `from`.",
      "`until` tidak boleh lebih awal daripada `from`.",
      "`until` ต้องไม่มาก่อน `from`",
    ),
  },
} as const satisfies ProblemCatalogue;
