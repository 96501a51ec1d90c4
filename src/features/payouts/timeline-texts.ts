/**
 * What the creator reads about a payout. `{{date}}`, `{{until}}` and `{{number}}` are filled in. Nothing here names a person,
 * a provider's internals or a suspicion.
 */
import { type Text, text } from "../../kernel/texts";

/** Steps of the life of a payout, in the past. */
export const stepTexts = {
  earned: text("You earned it.", "Anda memperolehnya.", "คุณได้รับสิทธิ์ในเงินนี้"),
  payable: text(
    "The waiting time after the endorsement ended.",
    "Masa tunggu setelah pengesahan berakhir.",
    "ครบเวลารอหลังการรับรองผลงานแล้ว",
  ),
  held: text("It has to wait.", "Pembayaran harus menunggu.", "รายการนี้ต้องรอ"),
  hold_ended: text("The wait is over.", "Masa tunggunya selesai.", "การรอสิ้นสุดแล้ว"),
  awaiting_release: text(
    "Two of our finance people have to sign it.",
    "Dua orang bagian keuangan kami harus menandatanganinya.",
    "เจ้าหน้าที่การเงินของเราสองคนต้องลงนาม",
  ),
  released: text("It was released for payment.", "Sudah dilepas untuk dibayar.", "อนุมัติให้จ่ายแล้ว"),
  sent: text("It was sent by PayPal.", "Sudah dikirim lewat PayPal.", "ส่งผ่าน PayPal แล้ว"),
  unclaimed: text(
    "It waits for you at PayPal. Claim it by {{until}}.",
    "Dananya menunggu Anda di PayPal. Klaim paling lambat {{until}}.",
    "เงินรอคุณอยู่ที่ PayPal โปรดกดรับภายใน {{until}}",
  ),
  under_review: text(
    "PayPal looks at the payment before it lets it through.",
    "PayPal memeriksa pembayaran ini sebelum meneruskannya.",
    "PayPal ตรวจสอบรายการนี้ก่อนปล่อยเงิน",
  ),
  paid: text("You were paid.", "Anda sudah dibayar.", "คุณได้รับเงินแล้ว"),
  returned: text(
    "The money came back to us. It is still yours.",
    "Uangnya kembali kepada kami. Uang itu tetap milik Anda.",
    "เงินกลับมาที่เรา และยังเป็นของคุณ",
  ),
  failed: text(
    "It did not go through, and no money moved.",
    "Pembayaran tidak berhasil, dan tidak ada uang yang berpindah.",
    "จ่ายไม่สำเร็จ และไม่มีเงินเคลื่อนไหว",
  ),
  cheque_issued: text(
    "Cheque {{number}} was sent to you on {{date}}.",
    "Cek {{number}} dikirim kepada Anda pada {{date}}.",
    "ส่งเช็คเลขที่ {{number}} ให้คุณเมื่อ {{date}}",
  ),
  cheque_cleared: text(
    "Cheque {{number}} was paid by the bank on {{date}}.",
    "Cek {{number}} dibayar bank pada {{date}}.",
    "ธนาคารจ่ายเช็คเลขที่ {{number}} เมื่อ {{date}}",
  ),
  cheque_stale: text(
    "The cheque grew too old to be paid in. The money is still yours.",
    "Cek sudah terlalu lama untuk dicairkan. Uangnya tetap milik Anda.",
    "เช็คเก่าเกินกว่าจะขึ้นเงินได้ แต่เงินยังเป็นของคุณ",
  ),
  cheque_escheated: text(
    "Nobody took the money for so long that the law gave it to the state to keep for you.",
    "Uangnya begitu lama tidak diambil sehingga menurut hukum dititipkan kepada negara untuk Anda.",
    "ไม่มีผู้รับเงินเป็นเวลานาน กฎหมายจึงให้รัฐเก็บรักษาไว้แทนคุณ",
  ),
  recovered: text(
    "All of it repaid a fee that was taken back.",
    "Seluruhnya melunasi honor yang ditarik kembali.",
    "ทั้งจำนวนนำไปชดใช้ค่าตอบแทนที่ถูกเรียกคืน",
  ),
  canceled: text(
    "This payout was given up. What you earned stays yours and is paid by another one.",
    "Pembayaran ini dibatalkan. Hak Anda tetap ada dan dibayar lewat pembayaran lain.",
    "ยกเลิกการจ่ายรายการนี้แล้ว เงินของคุณยังอยู่และจะจ่ายในรายการอื่น",
  ),
} as const satisfies Readonly<Record<string, Text>>;

/** Why a payout waits, for the kinds of holds a creator may know; all others read like `being_checked`. */
export const reasonTexts = {
  no_payout_method: text(
    "You have no payout method yet.",
    "Anda belum memiliki metode pembayaran.",
    "คุณยังไม่มีวิธีรับเงิน",
  ),
  currency_not_payable: text(
    "Your payout method cannot receive this amount in this currency.",
    "Metode pembayaran Anda tidak dapat menerima jumlah ini dalam mata uang ini.",
    "วิธีรับเงินของคุณรับยอดนี้ในสกุลเงินนี้ไม่ได้",
  ),
  method_cooling_off: text(
    "You changed your payout method. For your safety nothing is sent to a new one for a while.",
    "Anda mengganti metode pembayaran. Demi keamanan, metode baru belum langsung dipakai.",
    "คุณเปลี่ยนวิธีรับเงิน เพื่อความปลอดภัยเราจะยังไม่ส่งเงินไปที่ใหม่ในช่วงแรก",
  ),
  missing_tax_form: text(
    "A tax form of yours is missing.",
    "Formulir pajak Anda belum ada.",
    "ยังขาดแบบฟอร์มภาษีของคุณ",
  ),
  being_checked: text(
    "Our finance team looks at it first.",
    "Bagian keuangan kami memeriksanya terlebih dahulu.",
    "ฝ่ายการเงินของเราขอตรวจสอบก่อน",
  ),
  two_signatures: text(
    "The amount needs the signatures of two of our finance people.",
    "Jumlah ini memerlukan tanda tangan dua orang bagian keuangan kami.",
    "ยอดนี้ต้องมีเจ้าหน้าที่การเงินของเราลงนามสองคน",
  ),
  returned: text(
    "Nobody claimed it in time, or it was taken back.",
    "Dananya tidak diklaim tepat waktu, atau ditarik kembali.",
    "ไม่มีผู้กดรับภายในกำหนด หรือถูกเรียกคืน",
  ),
  refunded: text(
    "The PayPal account that had received it sent it back.",
    "Akun PayPal yang menerimanya mengirimkannya kembali.",
    "บัญชี PayPal ที่รับเงินได้ส่งคืนกลับมา",
  ),
  reversed: text(
    "PayPal took it back after it had arrived.",
    "PayPal menariknya kembali setelah tiba.",
    "PayPal เรียกเงินกลับหลังจากที่ถึงแล้ว",
  ),
  cheque_void: text(
    "The cheque was stopped or came back, and can no longer be paid in.",
    "Cek dihentikan atau kembali kepada kami, dan tidak dapat dicairkan lagi.",
    "เช็คถูกอายัดหรือส่งกลับมา และขึ้นเงินไม่ได้อีก",
  ),
  cheque_too_old: text(
    "The cheque is too old to be paid in. Ask us for a new one.",
    "Cek sudah terlalu lama untuk dicairkan. Mintalah cek baru kepada kami.",
    "เช็คเก่าเกินกว่าจะขึ้นเงินได้ โปรดขอเช็คใบใหม่จากเรา",
  ),
  cheque_escheated: text(
    "The state keeps the money for you. We tell you how to claim it.",
    "Negara menyimpan uangnya untuk Anda. Kami beri tahu cara memintanya.",
    "รัฐเก็บเงินไว้ให้คุณ เราจะบอกวิธีขอรับคืน",
  ),
  cheque_not_sent: text(
    "The cheque was voided before it was sent.",
    "Cek dibatalkan sebelum dikirim.",
    "เช็คถูกยกเลิกก่อนส่ง",
  ),
} as const satisfies Readonly<Record<string, Text>>;

/** What has to happen next, and who does it. */
export const actionTexts = {
  add_payout_method: text(
    "Add PayPal or a cheque address to your profile.",
    "Tambahkan PayPal atau alamat cek di profil Anda.",
    "เพิ่ม PayPal หรือที่อยู่รับเช็คในโปรไฟล์ของคุณ",
  ),
  change_payout_method: text(
    "Choose another payout method.",
    "Pilih metode pembayaran lain.",
    "โปรดเลือกวิธีรับเงินอื่น",
  ),
  send_tax_form: text("Send us the tax form.", "Kirimkan formulir pajaknya.", "โปรดส่งแบบฟอร์มภาษี"),
  claim_at_paypal: text(
    "Log in to PayPal, or open an account with your address, and claim it by {{until}}.",
    "Masuk ke PayPal, atau buka akun dengan alamat Anda, lalu klaim paling lambat {{until}}.",
    "เข้าสู่ระบบ PayPal หรือเปิดบัญชีด้วยอีเมลของคุณ แล้วกดรับภายใน {{until}}",
  ),
  see_paypal: text(
    "Log in to PayPal and do what it asks for.",
    "Masuk ke PayPal dan lakukan yang diminta.",
    "เข้าสู่ระบบ PayPal แล้วทำตามที่แจ้ง",
  ),
  check_payout_method: text(
    "Check your payout method. Then our finance team pays again.",
    "Periksa metode pembayaran Anda. Setelah itu bagian keuangan kami membayar lagi.",
    "โปรดตรวจวิธีรับเงิน แล้วฝ่ายการเงินของเราจะจ่ายอีกครั้ง",
  ),
  cash_cheque: text(
    "Pay the cheque in at your bank.",
    "Cairkan cek di bank Anda.",
    "นำเช็คไปขึ้นเงินที่ธนาคารของคุณ",
  ),
  wait_for_finance: text(
    "Nothing for you to do. Our finance team acts.",
    "Anda tidak perlu melakukan apa pun. Bagian keuangan kami yang bertindak.",
    "คุณไม่ต้องทำอะไร ฝ่ายการเงินของเราจะดำเนินการ",
  ),
  wait: text(
    "Nothing for you to do. It goes on by itself.",
    "Anda tidak perlu melakukan apa pun. Prosesnya berjalan sendiri.",
    "คุณไม่ต้องทำอะไร ระบบจะดำเนินการต่อเอง",
  ),
} as const satisfies Readonly<Record<string, Text>>;

/** When the money can be expected, and why. */
export const arrivalTexts = {
  after_creator: text(
    "We know a date as soon as you have done your part.",
    "Tanggalnya diketahui setelah Anda melakukan bagian Anda.",
    "เราจะทราบวันเมื่อคุณดำเนินการส่วนของคุณแล้ว",
  ),
  after_finance: text(
    "We know a date as soon as our finance team has acted.",
    "Tanggalnya diketahui setelah bagian keuangan kami bertindak.",
    "เราจะทราบวันเมื่อฝ่ายการเงินของเราดำเนินการแล้ว",
  ),
  after_hold: text(
    "The wait ends on {{date}}; then it usually takes minutes.",
    "Masa tunggu berakhir pada {{date}}; setelah itu biasanya hanya hitungan menit.",
    "การรอสิ้นสุดวันที่ {{date}} จากนั้นโดยปกติใช้เวลาไม่กี่นาที",
  ),
  paypal_minutes: text(
    "PayPal usually takes minutes.",
    "PayPal biasanya hanya perlu beberapa menit.",
    "PayPal โดยปกติใช้เวลาไม่กี่นาที",
  ),
  late: text(
    "It takes longer than usual. We keep looking, and nothing is lost.",
    "Ini lebih lama dari biasanya. Kami terus memantau, dan tidak ada yang hilang.",
    "ใช้เวลานานกว่าปกติ เราติดตามอยู่ตลอด และไม่มีเงินสูญหาย",
  ),
  when_claimed: text(
    "Within minutes after you claim it. After {{until}} it comes back to us, and we pay you another way.",
    "Beberapa menit setelah Anda mengklaimnya. Setelah {{until}} dana kembali kepada kami, dan kami membayar dengan cara lain.",
    "ภายในไม่กี่นาทีหลังคุณกดรับ หลัง {{until}} เงินจะกลับมาที่เรา และเราจะจ่ายด้วยวิธีอื่น",
  ),
  after_review: text(
    "PayPal may take until {{until}} for its review.",
    "Peninjauan PayPal dapat berlangsung hingga {{until}}.",
    "PayPal อาจใช้เวลาตรวจสอบถึง {{until}}",
  ),
  by_post: text(
    "The cheque comes by post; how long that takes depends on your address.",
    "Cek dikirim lewat pos; lamanya bergantung pada alamat Anda.",
    "เช็คส่งทางไปรษณีย์ ระยะเวลาขึ้นกับที่อยู่ของคุณ",
  ),
} as const satisfies Readonly<Record<string, Text>>;
