import { type ProblemCatalogue, text } from "../../../kernel/texts";

export const afterlifeProblems = {
  take_back_refused: {
    title: text(
      "PayPal did not take it back",
      "PayPal tidak menariknya kembali",
      "PayPal ไม่ได้เรียกคืนรายการนี้",
    ),
    detail: text(
      "PayPal said {{name}}, and the payment still waits for its receiver. Try again later.",
      "PayPal menjawab {{name}}, dan pembayaran masih menunggu penerimanya. Coba lagi nanti.",
      "PayPal ตอบว่า {{name}} และเงินยังรอผู้รับอยู่ โปรดลองใหม่ภายหลัง",
    ),
  },
  payout_not_blocked: {
    title: text("PayPal does not block it", "PayPal tidak memblokirnya", "PayPal ไม่ได้ระงับรายการนี้"),
    detail: text(
      "Only a payment that PayPal blocks at this moment needs this decision. Look at the payout again.",
      "Hanya pembayaran yang saat ini diblokir PayPal yang memerlukan keputusan ini. Lihat lagi pembayarannya.",
      "ใช้ได้เฉพาะรายการที่ PayPal ระงับอยู่ในขณะนี้ โปรดดูรายการจ่ายอีกครั้ง",
    ),
  },
  resolution_exists: {
    title: text("A proposal waits already", "Sudah ada usulan", "มีข้อเสนอรออยู่แล้ว"),
    detail: text(
      "Somebody has proposed what to do about this. Confirm that proposal or withdraw it first.",
      "Seseorang sudah mengusulkan langkahnya. Setujui usulan itu atau tarik dahulu.",
      "มีผู้เสนอแนวทางไว้แล้ว โปรดยืนยันหรือถอนข้อเสนอนั้นก่อน",
    ),
  },
  resolution_state: {
    title: text("The proposal is decided", "Usulan sudah diputuskan", "ข้อเสนอนี้ตัดสินแล้ว"),
    detail: text(
      "It is {{status}} and cannot change any more.",
      "Statusnya {{status}} dan tidak dapat berubah lagi.",
      "สถานะคือ {{status}} และเปลี่ยนไม่ได้อีก",
    ),
  },
  batch_not_in_doubt: {
    title: text(
      "Nobody has to decide about this batch",
      "Kelompok pembayaran ini tidak perlu diputuskan",
      "ชุดการจ่ายนี้ไม่ต้องมีใครตัดสิน",
    ),
    detail: text(
      "It is {{state}}. Its fate is known, or the product still finds it out by asking PayPal.",
      "Statusnya {{state}}. Hasilnya sudah diketahui, atau masih ditanyakan kepada PayPal.",
      "สถานะคือ {{state}} ทราบผลแล้ว หรือระบบยังสอบถาม PayPal อยู่",
    ),
  },
  batch_differs: {
    title: text("That is another batch", "Itu kelompok lain", "นั่นเป็นชุดอื่น"),
    detail: text(
      "What PayPal shows is not what we froze: {{difference}}.",
      "Yang ditunjukkan PayPal tidak sama dengan yang kami simpan: {{difference}}.",
      "ข้อมูลที่ PayPal แสดงไม่ตรงกับที่เราบันทึกไว้: {{difference}}",
    ),
  },
  batch_unreadable: {
    title: text(
      "PayPal does not show that batch",
      "PayPal tidak menampilkan kelompok itu",
      "PayPal ไม่แสดงชุดนั้น",
    ),
    detail: text(
      "It could not be read and compared: {{reason}}. Check the id or try again.",
      "Tidak dapat dibaca dan dibandingkan: {{reason}}. Periksa ID-nya atau coba lagi.",
      "อ่านและเปรียบเทียบไม่ได้: {{reason}} โปรดตรวจรหัสหรือลองใหม่",
    ),
  },
  outcome_contradicted: {
    title: text("PayPal says otherwise", "PayPal menyatakan sebaliknya", "PayPal บอกตรงกันข้าม"),
    detail: text(
      "PayPal's report or its answers show this batch. Find its id and say that it was created.",
      "Laporan atau jawaban PayPal menunjukkan kelompok ini. Cari ID-nya dan nyatakan bahwa ia sudah dibuat.",
      "รายงานหรือคำตอบของ PayPal แสดงชุดนี้ โปรดหารหัสแล้วระบุว่าสร้างแล้ว",
    ),
  },
  report_too_early: {
    title: text("It is too early to say", "Belum dapat dipastikan", "ยังเร็วเกินไปที่จะสรุป"),
    detail: text(
      "PayPal's report must cover a whole day after our last request before its silence means anything.",
      "Laporan PayPal harus mencakup satu hari penuh sesudah permintaan terakhir kami sebelum ketiadaannya berarti.",
      "รายงานของ PayPal ต้องครอบคลุมครบหนึ่งวันหลังคำขอสุดท้ายของเรา จึงจะสรุปจากการไม่พบรายการได้",
    ),
  },
  clawback_exists: {
    title: text("It is decided already", "Sudah diputuskan sebelumnya", "มีการตัดสินไว้แล้ว"),
    detail: text(
      "A claw-back of this fee waits for finance or has been confirmed.",
      "Penarikan honor ini menunggu keuangan atau sudah disetujui.",
      "การเรียกคืนค่าตอบแทนนี้รอฝ่ายการเงินหรือยืนยันแล้ว",
    ),
  },
  clawback_state: {
    title: text("The claw-back is closed", "Penarikan sudah selesai", "การเรียกคืนนี้ปิดแล้ว"),
    detail: text(
      "It is {{status}} and cannot change any more.",
      "Statusnya {{status}} dan tidak dapat berubah lagi.",
      "สถานะคือ {{status}} และเปลี่ยนไม่ได้อีก",
    ),
  },
} as const satisfies ProblemCatalogue;
