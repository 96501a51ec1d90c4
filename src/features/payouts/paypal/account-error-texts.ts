/** What PayPal says about our own account and our requests, for finance. Creators read none of it. */
import { type Text, text } from "../../../kernel/texts";

/** Something that we have to mend before the payment can go. */
export const accountErrorTexts = {
  INSUFFICIENT_FUNDS: text(
    "Our PayPal balance does not cover the amount and its fee. Top it up.",
    "Saldo PayPal kita tidak mencukupi jumlah dan biayanya. Isi saldo.",
    "ยอดเงิน PayPal ของเราไม่พอสำหรับจำนวนเงินและค่าธรรมเนียม โปรดเติมเงิน",
  ),
  NEGATIVE_BALANCE: text(
    "Our PayPal balance is below zero. Top it up.",
    "Saldo PayPal kita minus. Isi saldo.",
    "ยอดเงิน PayPal ของเราติดลบ โปรดเติมเงิน",
  ),
  NON_HOLDING_CURRENCY: text(
    "Our PayPal account holds no balance in this currency. Open one, or pay by cheque.",
    "Akun PayPal kita tidak memiliki saldo mata uang ini. Buka saldonya, atau bayar dengan cek.",
    "บัญชี PayPal ของเราไม่มียอดเงินสกุลนี้ โปรดเปิดยอดเงินสกุลนี้ หรือจ่ายด้วยเช็ค",
  ),
  SENDER_ACCOUNT_LOCKED: text(
    "Our PayPal account is locked. Call PayPal.",
    "Akun PayPal kita terkunci. Hubungi PayPal.",
    "บัญชี PayPal ของเราถูกล็อก โปรดติดต่อ PayPal",
  ),
  SENDER_ACCOUNT_UNVERIFIED: text(
    "Our PayPal account is not verified. Finish the verification there.",
    "Akun PayPal kita belum terverifikasi. Selesaikan verifikasinya.",
    "บัญชี PayPal ของเรายังไม่ผ่านการยืนยัน โปรดดำเนินการให้เสร็จ",
  ),
  SENDER_STATE_RESTRICTED: text(
    "PayPal does not let accounts of our state or region pay this. Ask PayPal.",
    "PayPal tidak mengizinkan akun dari wilayah kita membayar ini. Tanyakan kepada PayPal.",
    "PayPal ไม่ให้บัญชีในพื้นที่ของเราจ่ายรายการนี้ โปรดสอบถาม PayPal",
  ),
  ACCOUNT_RESTRICTED: text(
    "Our PayPal account is restricted. See the resolution centre there.",
    "Akun PayPal kita dibatasi. Lihat pusat penyelesaian di PayPal.",
    "บัญชี PayPal ของเราถูกจำกัด โปรดดูศูนย์แก้ไขปัญหาของ PayPal",
  ),
  ACCOUNT_UNCONFIRMED_EMAIL: text(
    "The e-mail address of our PayPal account is not confirmed. Confirm it there.",
    "Alamat email akun PayPal kita belum dikonfirmasi. Konfirmasikan di sana.",
    "อีเมลของบัญชี PayPal ของเรายังไม่ได้ยืนยัน โปรดยืนยัน",
  ),
  SPENDING_LIMIT_EXCEEDED: text(
    "Our PayPal account has reached its spending limit. Have it raised, then pay again.",
    "Akun PayPal kita mencapai batas pengeluaran. Minta dinaikkan, lalu bayar lagi.",
    "บัญชี PayPal ของเราถึงวงเงินใช้จ่ายแล้ว โปรดขอเพิ่มวงเงินแล้วจ่ายใหม่",
  ),
  POS_LIMIT_EXCEEDED: text(
    "A limit that PayPal set for our payments is reached. Have it raised, then pay again.",
    "Batas yang ditetapkan PayPal untuk pembayaran kita tercapai. Minta dinaikkan, lalu bayar lagi.",
    "ถึงวงเงินที่ PayPal กำหนดสำหรับการจ่ายของเราแล้ว โปรดขอเพิ่มแล้วจ่ายใหม่",
  ),
  USER_FUNDING_SOURCE_INELIGIBLE: text(
    "PayPal does not take the source of our money for payouts. Pay from the PayPal balance.",
    "PayPal tidak menerima sumber dana kita untuk pembayaran ini. Bayar dari saldo PayPal.",
    "PayPal ไม่รับแหล่งเงินของเราสำหรับการจ่ายนี้ โปรดจ่ายจากยอดเงิน PayPal",
  ),
  APPROVER_DENIED: text(
    "Somebody with approval rights in our PayPal account denied the payment. Ask them why.",
    "Pemberi persetujuan di akun PayPal kita menolak pembayaran ini. Tanyakan alasannya.",
    "ผู้อนุมัติในบัญชี PayPal ของเราปฏิเสธรายการนี้ โปรดสอบถามเหตุผล",
  ),
  REFUSED_ACCESS_DENIED: text(
    "PayPal refuses our access to this payment. Check the rights of our PayPal account.",
    "PayPal menolak akses kita ke pembayaran ini. Periksa hak akun PayPal kita.",
    "PayPal ปฏิเสธสิทธิ์ของเราในรายการนี้ โปรดตรวจสิทธิ์ของบัญชี PayPal",
  ),
  TRANSACTION_LIMIT_EXCEEDED: text(
    "The amount is above what PayPal lets us send at once. Have the limit raised, or pay by cheque.",
    "Jumlahnya melebihi batas sekali kirim dari PayPal. Minta dinaikkan, atau bayar dengan cek.",
    "จำนวนเงินเกินวงเงินต่อครั้งของ PayPal โปรดขอเพิ่มวงเงิน หรือจ่ายด้วยเช็ค",
  ),
  USER_BUSINESS_ERROR: text(
    "PayPal refuses the batch for a business reason. The call's details say which; ask PayPal with its debug id.",
    "PayPal menolak batch ini karena alasan bisnis. Lihat rincian panggilan; tanyakan kepada PayPal dengan debug id-nya.",
    "PayPal ปฏิเสธชุดรายการนี้ด้วยเหตุผลทางธุรกิจ ดูรายละเอียดการเรียก แล้วสอบถาม PayPal พร้อม debug id",
  ),
  SENDER_RESTRICTED: text(
    "PayPal has restricted our account. The same batch is sent again once that is settled.",
    "PayPal membatasi akun kita. Batch yang sama dikirim lagi setelah masalahnya selesai.",
    "PayPal จำกัดบัญชีของเรา ชุดรายการเดิมจะส่งใหม่เมื่อแก้ไขแล้ว",
  ),
  SENDER_EMAIL_UNCONFIRMED: text(
    "Our address is not confirmed at PayPal. The same batch is sent again once it is.",
    "Alamat kita belum dikonfirmasi di PayPal. Batch yang sama dikirim lagi setelah dikonfirmasi.",
    "อีเมลของเรายังไม่ได้ยืนยันกับ PayPal ชุดรายการเดิมจะส่งใหม่เมื่อยืนยันแล้ว",
  ),
  AUTHORIZATION_ERROR: text(
    "PayPal does not let our account make payouts. Ask PayPal to switch them on.",
    "PayPal tidak mengizinkan akun kita membuat pembayaran massal. Minta PayPal mengaktifkannya.",
    "PayPal ไม่อนุญาตให้บัญชีของเราจ่ายแบบนี้ โปรดขอให้ PayPal เปิดใช้",
  ),
  REQUIRED_SCOPE_MISSING: text(
    "Our PayPal app lacks the right to make payouts. Switch it on in the app's settings.",
    "Aplikasi PayPal kita tidak memiliki hak pembayaran massal. Aktifkan di pengaturan aplikasi.",
    "แอป PayPal ของเราไม่มีสิทธิ์จ่ายแบบนี้ โปรดเปิดในการตั้งค่าแอป",
  ),
  AUTHENTICATION_FAILURE: text(
    "PayPal does not accept our client id and secret. Check the settings.",
    "PayPal tidak menerima client id dan secret kita. Periksa pengaturannya.",
    "PayPal ไม่รับ client id และ secret ของเรา โปรดตรวจการตั้งค่า",
  ),
  VALIDATION_ERROR: text(
    "PayPal does not accept an item: its receiver, amount or currency. Look at the receiver first.",
    "PayPal tidak menerima sebuah item: penerima, jumlah, atau mata uangnya. Periksa penerimanya dulu.",
    "PayPal ไม่รับรายการหนึ่ง อาจเป็นที่ผู้รับ จำนวนเงิน หรือสกุลเงิน โปรดตรวจผู้รับก่อน",
  ),
} as const satisfies Readonly<Record<string, Text>>;

/** Something this program should never have sent. */
export const bugErrorTexts = {
  SELF_PAY_NOT_ALLOWED: text(
    "The receiver is our own PayPal account. A creator has our address as payout method.",
    "Penerimanya adalah akun PayPal kita sendiri. Ada kreator yang memakai alamat kita.",
    "ผู้รับคือบัญชี PayPal ของเราเอง มีครีเอเตอร์ใช้อีเมลของเราเป็นวิธีรับเงิน",
  ),
  ZERO_AMOUNT: text(
    "The amount is zero, which should never have been sent. Report it to the developers.",
    "Jumlahnya nol, yang seharusnya tidak pernah dikirim. Laporkan kepada pengembang.",
    "จำนวนเงินเป็นศูนย์ ซึ่งไม่ควรถูกส่งออกไป โปรดแจ้งผู้พัฒนา",
  ),
  DUPLICATE_ITEM: text(
    "PayPal finds the same item twice, which should never have been sent. Report it to the developers.",
    "PayPal menemukan item yang sama dua kali, yang seharusnya tidak dikirim. Laporkan kepada pengembang.",
    "PayPal พบรายการเดียวกันสองครั้ง ซึ่งไม่ควรถูกส่งออกไป โปรดแจ้งผู้พัฒนา",
  ),
  duplicate_differs: text(
    "PayPal has another batch under our id. Nothing more is sent; compare both and ask PayPal.",
    "PayPal memiliki batch lain dengan id kita. Tidak ada lagi yang dikirim; bandingkan keduanya dan tanyakan kepada PayPal.",
    "PayPal มีชุดรายการอื่นภายใต้รหัสของเรา จะไม่ส่งอะไรเพิ่ม โปรดเปรียบเทียบทั้งสองและสอบถาม PayPal",
  ),
} as const satisfies Readonly<Record<string, Text>>;

/** PayPal was at fault, or too busy; the same may work later. */
export const passingErrorTexts = {
  INTERNAL_ERROR: text(
    "PayPal had a fault of its own. No money moved; the payout can be paid again.",
    "PayPal mengalami gangguan. Tidak ada uang yang berpindah; pembayaran dapat diulang.",
    "PayPal ขัดข้องเอง ไม่มีเงินเคลื่อนไหว จ่ายใหม่ได้",
  ),
  UNDEFINED: text(
    "PayPal gives no reason. Pay again; if it repeats, ask PayPal.",
    "PayPal tidak memberi alasan. Bayar lagi; bila terulang, tanyakan kepada PayPal.",
    "PayPal ไม่ได้บอกเหตุผล โปรดจ่ายใหม่ หากเกิดซ้ำให้สอบถาม PayPal",
  ),
  RATE_LIMIT_VALIDATION_FAILURES: text(
    "PayPal saw too many refused payments of ours and made a pause. Pay again later.",
    "Terlalu banyak pembayaran kita yang ditolak, jadi PayPal memberi jeda. Bayar lagi nanti.",
    "PayPal เห็นรายการของเราถูกปฏิเสธมากเกินไปจึงเว้นช่วง โปรดจ่ายใหม่ภายหลัง",
  ),
  RATE_LIMIT_REACHED: text(
    "We asked PayPal too often. The same batch is sent again by itself.",
    "Permintaan kita ke PayPal terlalu sering. Batch yang sama dikirim lagi otomatis.",
    "เราเรียก PayPal ถี่เกินไป ระบบจะส่งชุดรายการเดิมใหม่เอง",
  ),
  duplicate_without_link: text(
    "PayPal knows our batch but does not say under which id. Its events or its report will tell.",
    "PayPal mengenal batch kita tetapi tidak menyebut id-nya. Pesan atau laporannya akan memberi tahu.",
    "PayPal รู้จักชุดรายการของเราแต่ไม่บอกรหัส ข้อความแจ้งหรือรายงานของ PayPal จะบอกเอง",
  ),
  no_answer: text(
    "PayPal gave no usable answer. The same batch is sent again by itself, which also shows what became of it.",
    "PayPal tidak memberi jawaban yang dapat dipakai. Batch yang sama dikirim lagi otomatis, dan hasilnya akan terlihat.",
    "PayPal ไม่ได้ให้คำตอบที่ใช้ได้ ระบบจะส่งชุดรายการเดิมใหม่เอง ซึ่งจะบอกด้วยว่าเกิดอะไรขึ้น",
  ),
} as const satisfies Readonly<Record<string, Text>>;
