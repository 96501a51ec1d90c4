import { type ProblemCatalogue, text } from "../../../kernel/texts";

export const recoveryProblems = {
  payment_booked: {
    title: text("It is booked already", "Sudah dibukukan", "บันทึกบัญชีไปแล้ว"),
    detail: text(
      "This payment is booked as {{as}}. Only one that stands in suspense can still be explained as a creator's debt.",
      "Pembayaran ini dibukukan sebagai {{as}}. Hanya yang masih tertampung sementara yang dapat dijelaskan sebagai utang kreator.",
      "รายการนี้บันทึกเป็น {{as}} แล้ว เฉพาะรายการที่พักไว้เท่านั้นที่ยังระบุเป็นหนี้ของครีเอเตอร์ได้",
    ),
  },
  payment_differs: {
    title: text(
      "PayPal shows another amount",
      "PayPal menunjukkan jumlah lain",
      "PayPal แสดงจำนวนเงินอื่น",
    ),
    detail: text(
      "The payment is not what was written down when it was found. Read PayPal's report again.",
      "Pembayaran ini tidak sama dengan yang dicatat saat ditemukan. Baca lagi laporan PayPal.",
      "รายการไม่ตรงกับที่จดไว้เมื่อพบ โปรดอ่านรายงานของ PayPal อีกครั้ง",
    ),
  },
  payment_not_final: {
    title: text("PayPal says otherwise", "Keterangan PayPal berbeda", "สถานะจาก PayPal ไม่ตรงกัน"),
    detail: text(
      "PayPal calls this payment {{status}}, which does not allow it to be booked like this.",
      "Status pembayaran ini di PayPal adalah {{status}}, sehingga tidak dapat dibukukan seperti itu.",
      "PayPal ระบุสถานะ {{status}} จึงบันทึกแบบนี้ไม่ได้",
    ),
  },
  payment_does_not_fit: {
    title: text("The payment does not fit", "Pembayaran tidak cocok", "รายการไม่ตรงกัน"),
    detail: text(
      "It differs in this: {{reason}}. Amount, currency and PayPal address have to be the same.",
      "Yang berbeda: {{reason}}. Jumlah, mata uang, dan alamat PayPal harus sama.",
      "สิ่งที่ต่างกันคือ {{reason}} จำนวนเงิน สกุลเงิน และที่อยู่ PayPal ต้องตรงกัน",
    ),
  },
  payment_unreadable: {
    title: text(
      "PayPal does not show the payment",
      "PayPal tidak menampilkan pembayaran ini",
      "PayPal ไม่แสดงรายการนี้",
    ),
    detail: text(
      "Neither the item nor its line on the report can be read. Nothing was booked; ask PayPal.",
      "Baik item maupun barisnya pada laporan tidak terbaca. Tidak ada yang dibukukan; tanyakan kepada PayPal.",
      "อ่านทั้งรายการและบรรทัดในรายงานไม่ได้ ยังไม่มีการบันทึกบัญชี โปรดสอบถาม PayPal",
    ),
  },
  recovery_not_paused: {
    title: text("Payouts are not paused", "Pembayaran tidak dihentikan", "การจ่ายเงินไม่ได้หยุดอยู่"),
    detail: text(
      "There is no recovery to read for or to end.",
      "Tidak ada pemulihan yang perlu dibaca atau diakhiri.",
      "ไม่มีการกู้คืนที่ต้องอ่านข้อมูลหรือสิ้นสุด",
    ),
  },
  recovery_unfinished: {
    title: text("It cannot end yet", "Belum dapat diakhiri", "ยังสิ้นสุดไม่ได้"),
    detail: text(
      "What is missing: {{reason}}. PayPal's report has to reach the beginning of the pause (report), and every payment found has to be explained (unexplained).",
      "Yang kurang: {{reason}}. Laporan PayPal harus mencapai awal penghentian (report), dan setiap pembayaran yang ditemukan harus dijelaskan (unexplained).",
      "สิ่งที่ยังขาด: {{reason}} รายงานของ PayPal ต้องครอบคลุมถึงเวลาที่เริ่มหยุด (report) และทุกรายการที่พบต้องมีคำอธิบาย (unexplained)",
    ),
  },
} as const satisfies ProblemCatalogue;
