import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const reconciliationProblems = {
  statement_invalid: {
    title: text(
      "The statement cannot be used",
      "Rekening koran tidak dapat dipakai",
      "ใช้ใบแจ้งยอดนี้ไม่ได้",
    ),
    detail: text(
      "{{count}} lines are not right; `lines` names them. Nothing was imported.",
      "{{count}} baris tidak benar; `lines` menyebutkannya. Tidak ada yang diimpor.",
      "มี {{count}} บรรทัดที่ไม่ถูกต้อง ดูได้ที่ `lines` ยังไม่มีการนำเข้าข้อมูลใด ๆ",
    ),
  },
  statement_before_first: {
    title: text(
      "Before the first statement",
      "Sebelum rekening koran pertama",
      "อยู่ก่อนใบแจ้งยอดฉบับแรก",
    ),
    detail: text(
      "The first import counted these days as its opening balance. Import only later days.",
      "Impor pertama sudah menghitung hari-hari ini sebagai saldo awal. Impor hanya hari sesudahnya.",
      "การนำเข้าครั้งแรกนับวันเหล่านี้เป็นยอดยกมาแล้ว โปรดนำเข้าเฉพาะวันที่หลังจากนั้น",
    ),
  },
  paypal_report_missing: {
    title: text("PayPal is not set up", "PayPal belum disiapkan", "ยังไม่ได้ตั้งค่า PayPal"),
    detail: text(
      "Without PayPal's credentials there is no report to read.",
      "Tanpa kredensial PayPal tidak ada laporan yang dapat dibaca.",
      "หากไม่มีข้อมูลเข้าใช้งาน PayPal ก็ไม่มีรายงานให้อ่าน",
    ),
  },
  paypal_report_refused: {
    title: text(
      "PayPal refused the report",
      "PayPal menolak permintaan laporan",
      "PayPal ไม่ยอมให้รายงาน",
    ),
    detail: text(
      "Its reason: {{reason}}. The app may lack the permission to read transactions.",
      "Alasannya: {{reason}}. Mungkin aplikasi belum berizin membaca transaksi.",
      "เหตุผล: {{reason}} แอปอาจยังไม่มีสิทธิ์อ่านรายการธุรกรรม",
    ),
  },
  paypal_report_unavailable: {
    title: text("PayPal does not answer", "PayPal tidak menjawab", "PayPal ไม่ตอบสนอง"),
    detail: text(
      "Nothing was imported. Try again in a few minutes.",
      "Tidak ada yang diimpor. Coba lagi beberapa menit lagi.",
      "ยังไม่มีการนำเข้าข้อมูลใด ๆ โปรดลองใหม่ในอีกไม่กี่นาที",
    ),
  },
  break_resolved: {
    title: text("Settled already", "Sudah diselesaikan", "จัดการไปแล้ว"),
    detail: text(
      "Somebody else has resolved this break, or its cause went away.",
      "Orang lain sudah menyelesaikannya, atau sebabnya sudah hilang.",
      "มีผู้จัดการรายการนี้แล้ว หรือสาเหตุหมดไปแล้ว",
    ),
  },
  break_cause_remains: {
    title: text("Its cause is still there", "Sebabnya masih ada", "สาเหตุยังอยู่"),
    detail: text(
      "We looked: what this break is about is still so, and a note does not change it. What settles it: {{operation}}. Then it closes by itself.",
      "Sudah kami periksa: keadaannya masih sama, dan catatan tidak mengubahnya. Yang menyelesaikannya: {{operation}}. Setelah itu masalah ini tertutup sendiri.",
      "ตรวจแล้ว เรื่องนี้ยังเป็นอยู่ และบันทึกเปลี่ยนแปลงไม่ได้ วิธีจัดการคือ {{operation}} จากนั้นรายการนี้จะปิดเอง",
    ),
  },
} as const satisfies ProblemCatalogue;

export const reconciliationFieldTexts = {
  daysReversed: text(
    "The last day must not lie before the first.",
    "Hari terakhir tidak boleh sebelum hari pertama.",
    "วันสุดท้ายต้องไม่อยู่ก่อนวันแรก",
  ),
  reportTooLong: text(
    "PayPal reports at most 31 days at once.",
    "PayPal melaporkan paling banyak 31 hari sekaligus.",
    "PayPal รายงานได้ครั้งละไม่เกิน 31 วัน",
  ),
} as const satisfies TextCatalogue;
