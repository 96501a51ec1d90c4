import { type ProblemCatalogue, text } from "../../kernel/texts";

export const payoutProblems = {
  payouts_paused: {
    title: text("Payouts are paused", "Pembayaran dihentikan sementara", "การจ่ายเงินหยุดชั่วคราว"),
    detail: text(
      "An older backup was restored, and it is being checked what has been paid already. Nothing is sent until then.",
      "Cadangan data yang lebih lama dipulihkan, dan sedang diperiksa apa yang sudah dibayar. Sampai selesai, tidak ada yang dikirim.",
      "มีการกู้คืนข้อมูลสำรองที่เก่ากว่า และกำลังตรวจสอบว่าจ่ายอะไรไปแล้วบ้าง ระหว่างนี้จะไม่มีการจ่ายเงิน",
    ),
  },
  payout_state: {
    title: text(
      "The payout has moved on",
      "Pembayaran sudah berubah status",
      "สถานะการจ่ายเปลี่ยนไปแล้ว",
    ),
    detail: text(
      "It is {{status}}; this step does not fit that state.",
      "Statusnya {{status}}; langkah ini tidak sesuai dengan status itu.",
      "สถานะปัจจุบันคือ {{status}} ซึ่งทำขั้นตอนนี้ไม่ได้",
    ),
  },
  payout_held: {
    title: text("The payout is held", "Pembayaran ditahan", "การจ่ายถูกพักไว้"),
    detail: text(
      "Reason: {{kind}}. End the hold first.",
      "Alasan: {{kind}}. Akhiri penahanan terlebih dahulu.",
      "เหตุผล: {{kind}} โปรดยกเลิกการพักก่อน",
    ),
  },
  payout_not_held: {
    title: text("Nothing to release", "Tidak ada yang perlu dilepas", "ไม่มีการพักให้ยกเลิก"),
    detail: text(
      "No person holds this payout. A hold with a cause of its own ends when the cause does.",
      "Tidak ada orang yang menahan pembayaran ini. Penahanan otomatis berakhir bila sebabnya hilang.",
      "ไม่มีใครพักการจ่ายนี้ไว้ การพักโดยอัตโนมัติจะสิ้นสุดเมื่อสาเหตุหมดไป",
    ),
  },
  payout_method_missing: {
    title: text("No payout method", "Tidak ada metode pembayaran", "ยังไม่มีวิธีรับเงิน"),
    detail: text(
      "The creator has no payout method that can be used.",
      "Kreator belum memiliki metode pembayaran yang dapat dipakai.",
      "ครีเอเตอร์ยังไม่มีวิธีรับเงินที่ใช้ได้",
    ),
  },
  same_person: {
    title: text("A second person has to sign", "Harus orang kedua", "ต้องเป็นบุคคลที่สอง"),
    detail: text(
      "Whoever began this cannot also approve it.",
      "Orang yang memulainya tidak boleh sekaligus menyetujuinya.",
      "ผู้ที่เริ่มรายการไม่สามารถเป็นผู้อนุมัติเองได้",
    ),
  },
  own_payout: {
    title: text("This payout is yours", "Pembayaran ini untuk Anda", "รายการนี้จ่ายให้คุณเอง"),
    detail: text(
      "Nobody signs for money that goes to themselves. Ask two colleagues.",
      "Tidak seorang pun menandatangani uang untuk dirinya sendiri. Minta dua rekan Anda.",
      "ไม่มีใครลงนามจ่ายเงินให้ตัวเองได้ โปรดขอเพื่อนร่วมงานสองคน",
    ),
  },
  content_changed: {
    title: text("The content has changed", "Isinya sudah berubah", "เนื้อหาเปลี่ยนไปแล้ว"),
    detail: text(
      "Amount, payee or method are not what was prepared. Look again and prepare it anew.",
      "Jumlah, penerima, atau metode tidak sama dengan yang disiapkan. Periksa lagi dan siapkan ulang.",
      "จำนวนเงิน ผู้รับ หรือวิธีจ่ายไม่ตรงกับที่เตรียมไว้ โปรดตรวจสอบและเตรียมใหม่",
    ),
  },
  payout_attempt_live: {
    title: text("An attempt is under way", "Ada percobaan yang berjalan", "มีการจ่ายที่กำลังดำเนินอยู่"),
    detail: text(
      "An earlier attempt could still move money; wait until it is over.",
      "Percobaan sebelumnya masih mungkin memindahkan uang; tunggu sampai selesai.",
      "การจ่ายครั้งก่อนอาจยังทำให้เงินเคลื่อนไหวได้ โปรดรอจนจบ",
    ),
  },
  payout_not_by_cheque: {
    title: text("Not paid by cheque", "Tidak dibayar dengan cek", "ไม่ได้จ่ายด้วยเช็ค"),
    detail: text(
      "This payout goes by another method.",
      "Pembayaran ini memakai metode lain.",
      "รายการนี้จ่ายด้วยวิธีอื่น",
    ),
  },
  payout_not_unclaimed: {
    title: text(
      "It is not unclaimed",
      "Bukan pembayaran yang belum diklaim",
      "ไม่ใช่รายการที่ยังไม่มีผู้รับ",
    ),
    detail: text(
      "Only a payment that nobody has claimed yet can be taken back.",
      "Hanya pembayaran yang belum diklaim yang dapat ditarik kembali.",
      "เรียกคืนได้เฉพาะเงินที่ยังไม่มีผู้รับเท่านั้น",
    ),
  },
} as const satisfies ProblemCatalogue;
