/** Letters about money that somebody believed to have and that was taken back, and about the date by which we may object. */
import { type MailText, text } from "../../kernel/texts";

export const takenBackMailTexts = {
  deposit_taken_back: {
    subject: text(
      "A deposit of {{amount}} was taken back",
      "Deposit {{amount}} ditarik kembali",
      "เงินฝาก {{amount}} ถูกนำออกจากยอดเงิน",
    ),
    body: text(
      "The line of our bank that we had taken for your transfer was another one, so {{amount}} is not in {{brand}}'s balance any more. The deposit waits for your transfer again. If you have sent it, please tell us the day and the reference.",
      "Baris rekening koran yang kami kira transfer Anda ternyata bukan, sehingga {{amount}} tidak lagi ada di saldo {{brand}}. Deposit itu kembali menunggu transfer Anda. Bila sudah mengirimnya, beri tahu kami tanggal dan referensinya.",
      "รายการธนาคารที่เราคิดว่าเป็นเงินโอนของคุณเป็นของรายการอื่น เงิน {{amount}} จึงไม่อยู่ในยอดเงินของ {{brand}} แล้ว รายการฝากนี้กลับไปรอเงินโอนของคุณอีกครั้ง หากโอนแล้วโปรดแจ้งวันที่และเลขอ้างอิง",
    ),
  },
  deposit_disputed: {
    subject: text(
      "The bank of the payer took back {{amount}}",
      "Bank pembayar menarik kembali {{amount}}",
      "ธนาคารของผู้จ่ายเรียกเงิน {{amount}} คืน",
    ),
    body: text(
      "A card payment to {{brand}} is disputed. Until it is decided the amount is not in your balance, and new offers and refunds wait; what creators have earned is paid. If you know of a mistake, ask the card's owner to withdraw the dispute, and write to us.",
      "Pembayaran kartu untuk {{brand}} dipersengketakan. Sampai ada keputusan, jumlah itu tidak ada di saldo Anda, dan tawaran serta pengembalian baru menunggu; yang sudah menjadi hak kreator tetap dibayar. Bila ini keliru, minta pemilik kartu mencabut sengketanya, dan hubungi kami.",
      "การจ่ายด้วยบัตรให้ {{brand}} ถูกโต้แย้ง ระหว่างรอผล เงินจำนวนนี้จะไม่อยู่ในยอดเงินของคุณ ข้อเสนอใหม่และการคืนเงินจะรอก่อน ส่วนที่ครีเอเตอร์ได้รับสิทธิ์แล้วจ่ายตามปกติ หากเป็นความเข้าใจผิด โปรดให้เจ้าของบัตรถอนเรื่อง และแจ้งเรา",
    ),
  },
  deposit_dispute_won: {
    subject: text(
      "{{amount}} came back to {{brand}}",
      "{{amount}} kembali ke {{brand}}",
      "เงิน {{amount}} กลับมาที่ {{brand}} แล้ว",
    ),
    body: text(
      "The dispute about your card payment was decided for us. The amount is yours again and everything goes on.",
      "Sengketa atas pembayaran kartu Anda diputuskan untuk kita. Jumlah itu milik Anda lagi dan semuanya berjalan kembali.",
      "ผลการโต้แย้งการจ่ายด้วยบัตรออกมาเป็นคุณ เงินจำนวนนี้เป็นของคุณอีกครั้งและทุกอย่างดำเนินต่อได้",
    ),
  },
  deposit_dispute_lost: {
    subject: text(
      "The dispute about {{amount}} was lost",
      "Sengketa atas {{amount}} kalah",
      "แพ้การโต้แย้งเงิน {{amount}}",
    ),
    body: text(
      "The bank of the payer keeps the card payment to {{brand}}. We write to you about what this means for your campaigns.",
      "Bank pembayar menahan pembayaran kartu untuk {{brand}}. Kami akan menghubungi Anda tentang dampaknya bagi kampanye Anda.",
      "ธนาคารของผู้จ่ายเก็บเงินที่จ่ายด้วยบัตรให้ {{brand}} ไว้ เราจะติดต่อคุณเรื่องผลต่อแคมเปญ",
    ),
  },
  cheque_clearing_undone: {
    subject: text(
      "Your cheque for {{amount}} is not paid yet after all",
      "Cek Anda senilai {{amount}} ternyata belum dibayar",
      "เช็คของคุณจำนวน {{amount}} ยังไม่ได้จ่ายจริง",
    ),
    body: text(
      "We had written that cheque number {{number}} was paid, by a line of our bank that was not about it. The cheque is good and the money is yours: please pay it in if you have not yet.",
      "Kami pernah menulis bahwa cek nomor {{number}} sudah dibayar, berdasarkan baris bank yang ternyata bukan untuk cek itu. Ceknya tetap berlaku dan uangnya milik Anda: harap cairkan bila belum.",
      "เราเคยแจ้งว่าเช็คเลขที่ {{number}} จ่ายแล้ว แต่รายการธนาคารนั้นไม่ใช่ของเช็คใบนี้ เช็คยังใช้ได้และเงินเป็นของคุณ หากยังไม่ได้นำไปขึ้นเงินโปรดนำไปขึ้นเงิน",
    ),
  },
  cheque_stopped: {
    subject: text(
      "Your cheque for {{amount}} was stopped",
      "Cek Anda senilai {{amount}} dihentikan",
      "เช็คของคุณจำนวน {{amount}} ถูกอายัด",
    ),
    body: text(
      "Our bank does not pay cheque number {{number}} any more: please do not pay it in. The money is still yours, and we pay it again.",
      "Bank kami tidak lagi membayar cek nomor {{number}}: harap jangan dicairkan. Uangnya tetap milik Anda, dan kami akan membayarnya lagi.",
      "ธนาคารของเราไม่จ่ายเช็คเลขที่ {{number}} แล้ว โปรดอย่านำไปขึ้นเงิน เงินยังเป็นของคุณ และเราจะจ่ายให้อีกครั้ง",
    ),
  },
  cheque_voided: {
    subject: text(
      "Your cheque for {{amount}} is void",
      "Cek Anda senilai {{amount}} dibatalkan",
      "เช็คของคุณจำนวน {{amount}} ถูกยกเลิก",
    ),
    body: text(
      "Cheque number {{number}} is back with us and is void. The money is still yours, and we pay it again; please check your payout method.",
      "Cek nomor {{number}} sudah kembali kepada kami dan dibatalkan. Uangnya tetap milik Anda dan kami akan membayarnya lagi; harap periksa metode pembayaran Anda.",
      "เช็คเลขที่ {{number}} กลับมาอยู่ที่เราและถูกยกเลิกแล้ว เงินยังเป็นของคุณและเราจะจ่ายให้อีกครั้ง โปรดตรวจวิธีรับเงินของคุณ",
    ),
  },
  chargeback_evidence_due: {
    subject: text(
      "Evidence about {{amount}} of {{brand}} is due on {{until}}",
      "Bukti untuk {{amount}} dari {{brand}} harus dikirim sebelum {{until}}",
      "ต้องส่งหลักฐานเรื่องเงิน {{amount}} ของ {{brand}} ภายใน {{until}}",
    ),
    body: text(
      "Stripe takes evidence about dispute {{number}} until {{until}} and has none yet. Without it the dispute is lost. Send it in Stripe's dashboard; the campaign's statement and the endorsed posts help.",
      "Stripe menerima bukti untuk sengketa {{number}} sampai {{until}} dan belum menerimanya. Tanpa bukti, sengketa ini kalah. Kirimkan lewat dasbor Stripe; laporan kampanye dan unggahan yang disahkan dapat membantu.",
      "Stripe รับหลักฐานของข้อโต้แย้ง {{number}} ถึง {{until}} และยังไม่ได้รับ หากไม่ส่งจะแพ้การโต้แย้ง โปรดส่งผ่านแดชบอร์ดของ Stripe โดยแนบสรุปแคมเปญและโพสต์ที่รับรองแล้ว",
    ),
  },
} as const satisfies Record<string, MailText>;
