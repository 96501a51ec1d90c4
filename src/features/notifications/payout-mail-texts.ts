/** Letters about money on its way to a creator, and on its way back. */
import { type MailText, text } from "../../kernel/texts";

export const payoutMailTexts = {
  payout_method_needed: {
    subject: text("How may we pay you?", "Bagaimana kami membayar Anda?", "ให้เราจ่ายเงินให้คุณทางไหนดี"),
    body: text(
      "{{amount}} waits for you. Add a payout method, PayPal or cheque, that can receive it.",
      "{{amount}} menunggu Anda. Tambahkan metode pembayaran, PayPal atau cek, yang dapat menerimanya.",
      "มีเงิน {{amount}} รอคุณอยู่ โปรดเพิ่มวิธีรับเงินที่ใช้ได้ PayPal หรือเช็ค",
    ),
  },
  payout_method_changed: {
    subject: text(
      "Was it you who changed the payout method?",
      "Apakah Anda yang mengganti metode pembayaran?",
      "คุณเป็นคนเปลี่ยนวิธีรับเงินใช่ไหม",
    ),
    body: text(
      "{{amount}} waits for a while before it goes to your new payout method. If it was not you, set your own method again and tell us at once.",
      "{{amount}} menunggu sebentar sebelum dikirim ke metode pembayaran Anda yang baru. Bila bukan Anda yang menggantinya, pasang kembali metode Anda dan segera beri tahu kami.",
      "เงิน {{amount}} จะรอสักระยะก่อนส่งไปยังวิธีรับเงินใหม่ของคุณ หากคุณไม่ได้เป็นคนเปลี่ยน โปรดตั้งวิธีเดิมกลับและแจ้งเราทันที",
    ),
  },
  payout_sent: {
    subject: text("{{amount}} is on its way", "{{amount}} sedang dikirim", "กำลังส่งเงิน {{amount}}"),
    body: text(
      "We sent it by PayPal. It usually arrives within minutes.",
      "Kami mengirimnya lewat PayPal. Biasanya tiba dalam hitungan menit.",
      "เราส่งผ่าน PayPal แล้ว โดยปกติถึงภายในไม่กี่นาที",
    ),
  },
  payout_paid: {
    subject: text(
      "You were paid {{amount}}",
      "Anda sudah dibayar {{amount}}",
      "คุณได้รับเงิน {{amount}} แล้ว",
    ),
    body: text(
      "The payment has been confirmed. Thank you for your work.",
      "Pembayaran sudah dikonfirmasi. Terima kasih atas karya Anda.",
      "ยืนยันการจ่ายเงินแล้ว ขอบคุณสำหรับผลงาน",
    ),
  },
  payout_unclaimed: {
    subject: text(
      "{{amount}} waits at PayPal: please claim it",
      "{{amount}} menunggu di PayPal: silakan klaim",
      "เงิน {{amount}} รออยู่ที่ PayPal โปรดกดรับ",
    ),
    body: text(
      "{{problem}} It waits there for 30 days. After that the money comes back to us, and we pay you another way.",
      "{{problem}} Dananya menunggu di sana selama 30 hari. Setelah itu uangnya kembali kepada kami, dan kami membayar Anda dengan cara lain.",
      "{{problem}} เงินจะรออยู่ที่นั่น 30 วัน หลังจากนั้นเงินจะกลับมาหาเรา และเราจะจ่ายให้ด้วยวิธีอื่น",
    ),
  },
  payout_unclaimed_reminder: {
    subject: text(
      "Reminder: {{amount}} still waits at PayPal",
      "Pengingat: {{amount}} masih menunggu di PayPal",
      "เตือนอีกครั้ง เงิน {{amount}} ยังรออยู่ที่ PayPal",
    ),
    body: text(
      "Days left to claim it: {{number}}. Log in to PayPal or open an account with your payout address; after that the money comes back to us and we pay you another way.",
      "Sisa hari untuk mengklaimnya: {{number}}. Masuk ke PayPal atau buka akun dengan alamat pembayaran Anda; setelah itu uangnya kembali kepada kami dan kami membayar Anda dengan cara lain.",
      "เหลือเวลากดรับอีก {{number}} วัน โปรดเข้าสู่ระบบ PayPal หรือเปิดบัญชีด้วยอีเมลรับเงินของคุณ หลังจากนั้นเงินจะกลับมาหาเราและเราจะจ่ายให้ด้วยวิธีอื่น",
    ),
  },
  payout_on_hold: {
    subject: text(
      "PayPal is checking a payment of {{amount}}",
      "PayPal sedang memeriksa pembayaran {{amount}}",
      "PayPal กำลังตรวจสอบการจ่ายเงิน {{amount}}",
    ),
    body: text(
      "There is nothing you have to do unless PayPal writes to you. We tell you what comes of it.",
      "Anda tidak perlu melakukan apa pun kecuali PayPal menghubungi Anda. Kami akan memberi tahu hasilnya.",
      "คุณไม่ต้องทำอะไร เว้นแต่ PayPal จะติดต่อคุณ เราจะแจ้งผลให้ทราบ",
    ),
  },
  payout_refunded: {
    subject: text(
      "{{amount}} was sent back to us",
      "{{amount}} dikirim kembali kepada kami",
      "เงิน {{amount}} ถูกส่งคืนมาหาเรา",
    ),
    body: text(
      "The PayPal account that had received it refunded it. The money is still yours; please check your payout method, and we pay again.",
      "Akun PayPal yang menerimanya mengembalikan uang itu. Uangnya tetap milik Anda; periksa metode pembayaran Anda, dan kami akan membayar lagi.",
      "บัญชี PayPal ที่รับเงินได้คืนเงินกลับมา เงินยังเป็นของคุณ โปรดตรวจวิธีรับเงิน แล้วเราจะจ่ายอีกครั้ง",
    ),
  },
  payout_reversed: {
    subject: text(
      "PayPal took back {{amount}}",
      "PayPal menarik kembali {{amount}}",
      "PayPal เรียกเงิน {{amount}} กลับ",
    ),
    body: text(
      "PayPal reversed a payment that had arrived, and gave the money back to us. It is still yours; please check your payout method, and we pay again.",
      "PayPal membatalkan pembayaran yang sudah tiba dan mengembalikan uangnya kepada kami. Uangnya tetap milik Anda; periksa metode pembayaran Anda, dan kami akan membayar lagi.",
      "PayPal ยกเลิกการจ่ายที่ถึงแล้วและคืนเงินให้เรา เงินยังเป็นของคุณ โปรดตรวจวิธีรับเงิน แล้วเราจะจ่ายอีกครั้ง",
    ),
  },
  payout_recovered: {
    subject: text(
      "{{amount}} was kept to repay a fee",
      "{{amount}} ditahan untuk melunasi honor",
      "หักเงิน {{amount}} เพื่อชดใช้ค่าตอบแทน",
    ),
    body: text(
      "A fee you had been paid was taken back later. Part or all of a new payment repays it; your payout shows how much.",
      "Honor yang sudah dibayarkan kepada Anda kemudian ditarik kembali. Sebagian atau seluruh pembayaran baru melunasinya; rinciannya ada pada pembayaran Anda.",
      "ค่าตอบแทนที่เคยจ่ายให้คุณถูกเรียกคืนภายหลัง การจ่ายครั้งใหม่บางส่วนหรือทั้งหมดจึงนำไปชดใช้ ดูจำนวนได้ในรายการจ่ายของคุณ",
    ),
  },
  fee_clawed_back: {
    subject: text(
      "Your fee for {{campaign}} was taken back",
      "Honor Anda untuk {{campaign}} ditarik kembali",
      "ค่าตอบแทนของคุณสำหรับ {{campaign}} ถูกเรียกคืน",
    ),
    body: text(
      "Two people found that the work for {{brand}} did not earn {{amount}}. If it was paid already, your next fees repay it. Write to us if you disagree.",
      "Dua orang menilai bahwa pekerjaan untuk {{brand}} tidak berhak atas {{amount}}. Bila sudah dibayar, honor Anda berikutnya melunasinya. Hubungi kami bila Anda tidak setuju.",
      "เจ้าหน้าที่สองคนเห็นว่างานของ {{brand}} ไม่ควรได้รับ {{amount}} หากจ่ายไปแล้ว ค่าตอบแทนครั้งต่อไปจะนำมาชดใช้ หากไม่เห็นด้วยโปรดติดต่อเรา",
    ),
  },
  fee_given_back: {
    subject: text(
      "A fee for {{campaign}} came back",
      "Honor untuk {{campaign}} kembali",
      "ค่าตอบแทนของ {{campaign}} ถูกคืนแล้ว",
    ),
    body: text(
      "{{creator}}'s fee of {{amount}} and our platform fee are in the campaign again, or in your balance if the campaign is over.",
      "Honor {{creator}} sebesar {{amount}} dan biaya platform kami kembali ke kampanye, atau ke saldo Anda bila kampanye sudah berakhir.",
      "ค่าตอบแทนของ {{creator}} จำนวน {{amount}} และค่าธรรมเนียมของเรากลับเข้าแคมเปญแล้ว หรือเข้ายอดเงินของคุณหากแคมเปญสิ้นสุดแล้ว",
    ),
  },
  payout_returned: {
    subject: text(
      "A payment came back: {{amount}}",
      "Pembayaran kembali: {{amount}}",
      "เงินถูกส่งกลับ {{amount}}",
    ),
    body: text(
      "The money is safe with us and still yours. Please check your payout method; we pay again.",
      "Uangnya aman di kami dan tetap milik Anda. Periksa metode pembayaran Anda; kami akan membayar lagi.",
      "เงินยังอยู่กับเราและยังเป็นของคุณ โปรดตรวจวิธีรับเงิน แล้วเราจะจ่ายอีกครั้ง",
    ),
  },
  payout_failed: {
    subject: text(
      "A payment did not go through: {{amount}}",
      "Pembayaran tidak berhasil: {{amount}}",
      "การจ่ายเงินไม่สำเร็จ {{amount}}",
    ),
    body: text(
      "{{problem}} No money moved, and it is still yours.",
      "{{problem}} Tidak ada uang yang berpindah, dan uang itu tetap milik Anda.",
      "{{problem}} ไม่มีเงินเคลื่อนไหว และเงินยังเป็นของคุณ",
    ),
  },
  cheque_issued: {
    subject: text(
      "A cheque for {{amount}} is on its way",
      "Cek senilai {{amount}} sedang dikirim",
      "กำลังส่งเช็คจำนวน {{amount}}",
    ),
    body: text(
      "Cheque number {{number}} was handed over today. Please pay it in within its validity.",
      "Cek nomor {{number}} diserahkan hari ini. Harap cairkan selama masih berlaku.",
      "เช็คเลขที่ {{number}} ส่งออกวันนี้ โปรดนำไปขึ้นเงินภายในกำหนด",
    ),
  },
  cheque_reminder: {
    subject: text(
      "Your cheque for {{amount}} waits to be paid in",
      "Cek Anda senilai {{amount}} menunggu dicairkan",
      "เช็คของคุณจำนวน {{amount}} ยังไม่ได้ขึ้นเงิน",
    ),
    body: text(
      "Our bank has not seen cheque number {{number}} yet. Please pay it in soon; if it is lost, tell us.",
      "Bank kami belum menerima cek nomor {{number}}. Harap segera cairkan; jika hilang, beri tahu kami.",
      "ธนาคารของเรายังไม่ได้รับเช็คเลขที่ {{number}} โปรดนำไปขึ้นเงิน หากสูญหายโปรดแจ้งเรา",
    ),
  },
  cheque_stale: {
    subject: text(
      "Your cheque for {{amount}} is too old",
      "Cek Anda senilai {{amount}} sudah kedaluwarsa",
      "เช็คของคุณจำนวน {{amount}} หมดอายุแล้ว",
    ),
    body: text(
      "Please do not pay cheque number {{number}} in any more. The money is still yours: ask us to pay it again.",
      "Harap jangan cairkan cek nomor {{number}} lagi. Uangnya tetap milik Anda: minta kami membayarnya lagi.",
      "โปรดอย่านำเช็คเลขที่ {{number}} ไปขึ้นเงินอีก เงินยังเป็นของคุณ โปรดแจ้งให้เราจ่ายใหม่",
    ),
  },
  cheque_reissued: {
    subject: text(
      "You get a new cheque for {{amount}}",
      "Anda menerima cek baru untuk {{amount}}",
      "เราออกเช็คใบใหม่แทนจำนวน {{amount}}",
    ),
    body: text(
      "Cheque number {{number}} is void, and another one takes its place. Please destroy the old one.",
      "Cek nomor {{number}} batal dan diganti dengan yang lain. Harap musnahkan yang lama.",
      "เช็คเลขที่ {{number}} ถูกยกเลิกและมีใบใหม่แทน โปรดทำลายใบเดิม",
    ),
  },
  cheque_returned_mail: {
    subject: text(
      "A cheque for {{amount}} came back to us",
      "Cek senilai {{amount}} kembali kepada kami",
      "เช็คจำนวน {{amount}} ถูกส่งกลับมาที่เรา",
    ),
    body: text(
      "The post could not deliver cheque number {{number}}. Please check the address in your payout method.",
      "Pos tidak dapat mengantar cek nomor {{number}}. Harap periksa alamat pada metode pembayaran Anda.",
      "ไปรษณีย์นำส่งเช็คเลขที่ {{number}} ไม่ได้ โปรดตรวจที่อยู่ในวิธีรับเงินของคุณ",
    ),
  },
} as const satisfies Record<string, MailText>;
