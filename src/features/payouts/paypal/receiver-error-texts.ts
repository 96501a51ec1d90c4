/** What PayPal says about the receiver's account, for the creator, who can mend it, and for finance. */
import { type Text, text } from "../../../kernel/texts";

export const receiverErrorTexts = {
  RECEIVER_UNREGISTERED: {
    creator: text(
      "PayPal knows no account with your address. Open one with it, or change your payout method.",
      "PayPal tidak menemukan akun dengan alamat Anda. Buka akun dengan alamat itu, atau ganti metode pembayaran Anda.",
      "PayPal ไม่พบบัญชีที่ใช้อีเมลของคุณ โปรดเปิดบัญชีด้วยอีเมลนี้ หรือเปลี่ยนวิธีรับเงิน",
    ),
    finance: text(
      "No PayPal account has this address. It waits 30 days for the receiver, or can be taken back.",
      "Tidak ada akun PayPal dengan alamat ini. Dana menunggu penerima 30 hari, atau dapat ditarik kembali.",
      "ไม่มีบัญชี PayPal ที่ใช้อีเมลนี้ เงินรอผู้รับได้ 30 วัน หรือเรียกคืนได้",
    ),
  },
  RECEIVER_UNCONFIRMED: {
    creator: text(
      "Your address is not confirmed at PayPal yet. Log in there and confirm it.",
      "Alamat Anda belum dikonfirmasi di PayPal. Masuk ke PayPal dan konfirmasikan.",
      "อีเมลของคุณยังไม่ได้ยืนยันกับ PayPal โปรดเข้าสู่ระบบแล้วยืนยัน",
    ),
    finance: text(
      "The receiver has not confirmed this address at PayPal. It waits 30 days, or can be taken back.",
      "Penerima belum mengonfirmasi alamat ini di PayPal. Dana menunggu 30 hari, atau dapat ditarik kembali.",
      "ผู้รับยังไม่ยืนยันอีเมลนี้กับ PayPal เงินรอได้ 30 วัน หรือเรียกคืนได้",
    ),
  },
  RECEIVER_ACCOUNT_LOCKED: {
    creator: text(
      "Your PayPal account is locked. Ask PayPal to open it again, or change your payout method.",
      "Akun PayPal Anda terkunci. Minta PayPal membukanya, atau ganti metode pembayaran Anda.",
      "บัญชี PayPal ของคุณถูกล็อก โปรดติดต่อ PayPal ให้ปลดล็อก หรือเปลี่ยนวิธีรับเงิน",
    ),
    finance: text(
      "The receiver's PayPal account is locked.",
      "Akun PayPal penerima terkunci.",
      "บัญชี PayPal ของผู้รับถูกล็อก",
    ),
  },
  RECEIVER_ACCOUNT_INVALID: {
    creator: text(
      "PayPal does not know the account of your payout method. Please check it for typing errors.",
      "PayPal tidak mengenal akun pada metode pembayaran Anda. Periksa apakah ada salah ketik.",
      "PayPal ไม่รู้จักบัญชีในวิธีรับเงินของคุณ โปรดตรวจว่าพิมพ์ผิดหรือไม่",
    ),
    finance: text(
      "PayPal knows no such account. The creator has to correct the payout method.",
      "PayPal tidak mengenal akun ini. Kreator harus memperbaiki metode pembayarannya.",
      "PayPal ไม่รู้จักบัญชีนี้ ครีเอเตอร์ต้องแก้ไขวิธีรับเงิน",
    ),
  },
  RECEIVER_ACCOUNT_LIMITATION: {
    creator: text(
      "PayPal has limited your account. Log in there, see what it asks for, and settle it within 30 days.",
      "PayPal membatasi akun Anda. Masuk ke PayPal, lihat apa yang diminta, dan selesaikan dalam 30 hari.",
      "PayPal จำกัดบัญชีของคุณ โปรดเข้าสู่ระบบ ดูว่าต้องทำอะไร และทำให้เสร็จภายใน 30 วัน",
    ),
    finance: text(
      "PayPal limits the receiver's account and holds the payment for up to 30 days.",
      "PayPal membatasi akun penerima dan menahan pembayaran hingga 30 hari.",
      "PayPal จำกัดบัญชีผู้รับและพักเงินไว้สูงสุด 30 วัน",
    ),
  },
  RECEIVER_ACCOUNT_NOT_ELIGIBLE: {
    creator: text(
      "Your kind of PayPal account cannot receive this payment. Use another account or another payout method.",
      "Jenis akun PayPal Anda tidak dapat menerima pembayaran ini. Pakai akun lain atau metode lain.",
      "บัญชี PayPal ประเภทที่คุณใช้รับเงินนี้ไม่ได้ โปรดใช้บัญชีอื่นหรือวิธีรับเงินอื่น",
    ),
    finance: text(
      "The receiver's kind of account cannot receive payouts.",
      "Jenis akun penerima tidak dapat menerima pembayaran massal.",
      "บัญชีประเภทของผู้รับรับเงินแบบนี้ไม่ได้",
    ),
  },
  RECEIVER_ACCOUNT_UNVERIFIED: {
    creator: text(
      "Your PayPal account is not verified. Verify it there, or change your payout method.",
      "Akun PayPal Anda belum terverifikasi. Verifikasikan di sana, atau ganti metode pembayaran Anda.",
      "บัญชี PayPal ของคุณยังไม่ผ่านการยืนยันตัวตน โปรดยืนยัน หรือเปลี่ยนวิธีรับเงิน",
    ),
    finance: text(
      "The receiver has not verified the PayPal account.",
      "Penerima belum memverifikasi akun PayPal-nya.",
      "ผู้รับยังไม่ได้ยืนยันตัวตนกับ PayPal",
    ),
  },
  RECEIVER_YOUTH_ACCOUNT: {
    creator: text(
      "A PayPal account for young people cannot receive this payment. Use another payout method.",
      "Akun PayPal untuk anak muda tidak dapat menerima pembayaran ini. Pakai metode lain.",
      "บัญชี PayPal สำหรับเยาวชนรับเงินนี้ไม่ได้ โปรดใช้วิธีรับเงินอื่น",
    ),
    finance: text(
      "The receiver has an account for young people, which cannot receive payouts.",
      "Penerima memakai akun anak muda, yang tidak dapat menerima pembayaran massal.",
      "ผู้รับใช้บัญชีเยาวชน ซึ่งรับเงินแบบนี้ไม่ได้",
    ),
  },
  RECEIVING_LIMIT_EXCEEDED: {
    creator: text(
      "Your PayPal account has reached its limit for incoming money. Raise it there, or use another payout method.",
      "Akun PayPal Anda mencapai batas uang masuk. Naikkan batasnya di sana, atau pakai metode lain.",
      "บัญชี PayPal ของคุณถึงวงเงินรับแล้ว โปรดขอเพิ่มวงเงิน หรือใช้วิธีรับเงินอื่น",
    ),
    finance: text(
      "The receiver's account has reached its receiving limit.",
      "Akun penerima mencapai batas penerimaan.",
      "บัญชีผู้รับถึงวงเงินรับแล้ว",
    ),
  },
  RECEIVER_REFUSED: {
    creator: text(
      "This payment was refused from your PayPal account. Change that setting, or use another payout method.",
      "Pembayaran ini ditolak dari akun PayPal Anda. Ubah pengaturannya, atau pakai metode lain.",
      "บัญชี PayPal ของคุณปฏิเสธเงินรายการนี้ โปรดเปลี่ยนการตั้งค่า หรือใช้วิธีรับเงินอื่น",
    ),
    finance: text(
      "The receiver refused the payment at PayPal.",
      "Penerima menolak pembayaran di PayPal.",
      "ผู้รับปฏิเสธเงินที่ PayPal",
    ),
  },
  INVALID_EMAIL: {
    creator: text(
      "The e-mail address of your payout method is not valid. Please correct it.",
      "Alamat email pada metode pembayaran Anda tidak valid. Silakan perbaiki.",
      "อีเมลในวิธีรับเงินของคุณไม่ถูกต้อง โปรดแก้ไข",
    ),
    finance: text(
      "PayPal does not accept the receiver's e-mail address.",
      "PayPal tidak menerima alamat email penerima.",
      "PayPal ไม่รับอีเมลของผู้รับ",
    ),
  },
  PHONE_NUMBER_INVALID: {
    creator: text(
      "The phone number of your payout method is not valid. Please correct it.",
      "Nomor telepon pada metode pembayaran Anda tidak valid. Silakan perbaiki.",
      "หมายเลขโทรศัพท์ในวิธีรับเงินของคุณไม่ถูกต้อง โปรดแก้ไข",
    ),
    finance: text(
      "PayPal does not accept the receiver's phone number.",
      "PayPal tidak menerima nomor telepon penerima.",
      "PayPal ไม่รับหมายเลขโทรศัพท์ของผู้รับ",
    ),
  },
  PHONE_NUMBER_SMS_OPTOUT: {
    creator: text(
      "Your phone number takes no text messages from PayPal. Allow them, or use an e-mail address.",
      "Nomor Anda tidak menerima SMS dari PayPal. Izinkan, atau pakai alamat email.",
      "หมายเลขของคุณไม่รับข้อความจาก PayPal โปรดเปิดรับ หรือใช้อีเมลแทน",
    ),
    finance: text(
      "The receiver's number has opted out of PayPal's text messages.",
      "Nomor penerima menolak SMS dari PayPal.",
      "หมายเลขของผู้รับปฏิเสธข้อความจาก PayPal",
    ),
  },
  UNVERIFIED_RECIPIENT_NOT_SUPPORTED: {
    creator: text(
      "PayPal pays this only to verified accounts. Verify yours, or use another payout method.",
      "PayPal hanya membayar ini ke akun terverifikasi. Verifikasikan akun Anda, atau pakai metode lain.",
      "PayPal จ่ายรายการนี้ให้เฉพาะบัญชีที่ยืนยันแล้ว โปรดยืนยันบัญชี หรือใช้วิธีรับเงินอื่น",
    ),
    finance: text(
      "PayPal does not pay this to unverified receivers.",
      "PayPal tidak membayar ini kepada penerima yang belum terverifikasi.",
      "PayPal ไม่จ่ายรายการนี้ให้ผู้รับที่ยังไม่ยืนยันตัวตน",
    ),
  },
  PENDING_RECIPIENT_NON_HOLDING_CURRENCY_PAYMENT_PREFERENCE: {
    creator: text(
      "Your PayPal account holds no balance in this currency. Log in there and accept the payment.",
      "Akun PayPal Anda tidak memiliki saldo mata uang ini. Masuk ke PayPal dan terima pembayarannya.",
      "บัญชี PayPal ของคุณไม่มียอดเงินสกุลนี้ โปรดเข้าสู่ระบบแล้วกดรับเงิน",
    ),
    finance: text(
      "The receiver has to accept a currency that the account does not hold.",
      "Penerima harus menerima mata uang yang tidak dimiliki akunnya.",
      "ผู้รับต้องกดรับสกุลเงินที่บัญชีไม่ได้ถืออยู่",
    ),
  },
  CURRENCY_NOT_SUPPORTED_FOR_RECEIVER: {
    creator: text(
      "Your PayPal account cannot receive this currency. Please use another payout method.",
      "Akun PayPal Anda tidak dapat menerima mata uang ini. Silakan pakai metode lain.",
      "บัญชี PayPal ของคุณรับสกุลเงินนี้ไม่ได้ โปรดใช้วิธีรับเงินอื่น",
    ),
    finance: text(
      "The receiver's account cannot receive this currency.",
      "Akun penerima tidak dapat menerima mata uang ini.",
      "บัญชีผู้รับรับสกุลเงินนี้ไม่ได้",
    ),
  },
} as const satisfies Readonly<Record<string, { creator: Text; finance: Text }>>;
