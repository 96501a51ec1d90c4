/** What a hold means, for the people who look at it. */
import { type Text, text } from "../../../kernel/texts";
import type { HoldKind } from "./hold-kinds";

export const holdTexts: Readonly<Record<HoldKind, { title: Text; explanation: Text }>> = {
  person: {
    title: text("Held by finance", "Ditahan oleh bagian keuangan", "ฝ่ายการเงินพักไว้"),
    explanation: text(
      "Somebody in finance wants to look at it first and will let it go on.",
      "Seseorang di bagian keuangan ingin memeriksanya dulu, lalu akan melanjutkannya.",
      "เจ้าหน้าที่ฝ่ายการเงินขอตรวจดูก่อน แล้วจะดำเนินการต่อ",
    ),
  },
  no_payout_method: {
    title: text("No payout method", "Belum ada metode pembayaran", "ยังไม่มีวิธีรับเงิน"),
    explanation: text(
      "It goes on as soon as the creator adds PayPal or a cheque address.",
      "Pembayaran berlanjut setelah kreator menambahkan PayPal atau alamat cek.",
      "จะจ่ายต่อทันทีเมื่อครีเอเตอร์เพิ่ม PayPal หรือที่อยู่สำหรับส่งเช็ค",
    ),
  },
  currency_not_payable: {
    title: text(
      "PayPal cannot pay this amount",
      "PayPal tidak dapat membayar jumlah ini",
      "PayPal จ่ายยอดนี้ไม่ได้",
    ),
    explanation: text(
      "PayPal does not pay this currency or this fraction of it. Another payout method can.",
      "PayPal tidak melayani mata uang atau pecahan ini. Metode pembayaran lain dapat melakukannya.",
      "PayPal ไม่รองรับสกุลเงินหรือเศษของยอดนี้ โปรดใช้วิธีรับเงินแบบอื่น",
    ),
  },
  above_item_limit: {
    title: text(
      "More than PayPal takes at once",
      "Melebihi batas sekali kirim PayPal",
      "เกินวงเงินต่อรายการของ PayPal",
    ),
    explanation: text(
      "Finance raises the limit that PayPal has granted, or the creator takes a cheque.",
      "Bagian keuangan menaikkan batas yang diizinkan PayPal, atau kreator memilih cek.",
      "ฝ่ายการเงินเพิ่มวงเงินตามที่ PayPal อนุญาต หรือครีเอเตอร์เลือกรับเป็นเช็ค",
    ),
  },
  method_cooling_off: {
    title: text("The payout method is new", "Metode pembayaran baru diganti", "เพิ่งเปลี่ยนวิธีรับเงิน"),
    explanation: text(
      "Nothing is sent to a changed payout method for a while, in case somebody else changed it. It ends by itself, or two finance people end it with a reason.",
      "Metode yang baru diganti tidak langsung dipakai, untuk berjaga-jaga bila orang lain yang menggantinya. Masa ini berakhir sendiri, atau diakhiri dua orang keuangan dengan alasan.",
      "ระบบจะยังไม่ส่งเงินไปยังวิธีที่เพิ่งเปลี่ยน เผื่อกรณีที่คนอื่นเป็นผู้เปลี่ยน การพักนี้สิ้นสุดเองเมื่อครบเวลา หรือเจ้าหน้าที่การเงินสองคนยกเลิกพร้อมเหตุผล",
    ),
  },
  earlier_canceled: {
    title: text(
      "An earlier payout was canceled",
      "Pembayaran sebelumnya dibatalkan",
      "การจ่ายครั้งก่อนถูกยกเลิก",
    ),
    explanation: text(
      "A payout of the same fee was given up before, so people decide about this one.",
      "Pembayaran untuk honor yang sama pernah dibatalkan, jadi yang ini diputuskan oleh orang.",
      "การจ่ายค่าตอบแทนเดียวกันเคยถูกยกเลิก รายการนี้จึงต้องให้คนตัดสินใจ",
    ),
  },
  unbookable: {
    title: text("It cannot be booked", "Tidak dapat dibukukan", "ลงบัญชีไม่ได้"),
    explanation: text(
      "The books refuse its posting. Finance finds the error, mends it, and then lets the payout go on.",
      "Pembukuan menolak pencatatannya. Bagian keuangan mencari kesalahannya, memperbaikinya, lalu melanjutkan pembayaran.",
      "ระบบบัญชีไม่รับรายการนี้ ฝ่ายการเงินจะหาข้อผิดพลาด แก้ไข แล้วจึงจ่ายต่อ",
    ),
  },
  maybe_paid_before: {
    title: text("Perhaps paid before", "Mungkin sudah dibayar", "อาจจ่ายไปแล้ว"),
    explanation: text(
      "PayPal shows the same amount to the same address from before the database was set back. Finance compares first.",
      "PayPal menunjukkan jumlah yang sama ke alamat yang sama dari sebelum basis data dipulihkan. Bagian keuangan membandingkannya dulu.",
      "PayPal แสดงยอดเดียวกันไปยังที่อยู่เดียวกันก่อนการกู้คืนฐานข้อมูล ฝ่ายการเงินจะเปรียบเทียบก่อน",
    ),
  },
  dispute: {
    title: text("There is a dispute", "Ada sengketa", "มีข้อพิพาท"),
    explanation: text(
      "Brand and creator disagree about the work. It goes on or ends with the decision.",
      "Brand dan kreator berselisih tentang hasil kerja. Kelanjutannya mengikuti keputusan.",
      "แบรนด์กับครีเอเตอร์เห็นไม่ตรงกันเรื่องผลงาน จะดำเนินการตามคำตัดสิน",
    ),
  },
  chargeback: {
    title: text(
      "The brand's payment is contested",
      "Pembayaran brand disanggah",
      "เงินที่แบรนด์จ่ายถูกโต้แย้ง",
    ),
    explanation: text(
      "The bank has taken the brand's money back for now. Finance answers the bank first.",
      "Bank menarik kembali dana brand untuk sementara. Bagian keuangan menjawab bank lebih dulu.",
      "ธนาคารดึงเงินของแบรนด์คืนไว้ชั่วคราว ฝ่ายการเงินต้องชี้แจงกับธนาคารก่อน",
    ),
  },
  missing_tax_form: {
    title: text("A tax form is missing", "Formulir pajak belum ada", "ยังขาดแบบฟอร์มภาษี"),
    explanation: text(
      "The law asks for a tax form from the creator before this amount may be paid.",
      "Menurut hukum, kreator harus menyerahkan formulir pajak sebelum jumlah ini dibayarkan.",
      "กฎหมายกำหนดให้ครีเอเตอร์ส่งแบบฟอร์มภาษีก่อนจึงจะจ่ายยอดนี้ได้",
    ),
  },
  engagement_evidence: {
    title: text(
      "The engagement is being checked",
      "Interaksi sedang diperiksa",
      "กำลังตรวจสอบการมีส่วนร่วม",
    ),
    explanation: text(
      "The numbers of the post look unusual. Finance looks at them and decides.",
      "Angka pada unggahan tampak tidak biasa. Bagian keuangan memeriksa lalu memutuskan.",
      "ตัวเลขของโพสต์ดูผิดปกติ ฝ่ายการเงินจะตรวจสอบแล้วตัดสินใจ",
    ),
  },
};
