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
  stripe_balance_missing: {
    title: text("Stripe is not set up", "Stripe belum disiapkan", "ยังไม่ได้ตั้งค่า Stripe"),
    detail: text(
      "Without Stripe's key there is no balance to read.",
      "Tanpa kunci Stripe tidak ada saldo yang dapat dibaca.",
      "หากไม่มีคีย์ของ Stripe ก็ไม่มียอดคงเหลือให้อ่าน",
    ),
  },
  stripe_balance_refused: {
    title: text("Stripe refused the list", "Stripe menolak daftar", "Stripe ไม่ยอมให้รายการ"),
    detail: text(
      "Its reason: {{reason}}. Nothing was imported.",
      "Alasannya: {{reason}}. Tidak ada yang diimpor.",
      "เหตุผล: {{reason}} ยังไม่มีการนำเข้าข้อมูลใด ๆ",
    ),
  },
  stripe_balance_unavailable: {
    title: text("Stripe does not answer", "Stripe tidak menjawab", "Stripe ไม่ตอบสนอง"),
    detail: text(
      "Nothing was imported. Try again in a few minutes.",
      "Tidak ada yang diimpor. Coba lagi beberapa menit lagi.",
      "ยังไม่มีการนำเข้าข้อมูลใด ๆ โปรดลองใหม่ในอีกไม่กี่นาที",
    ),
  },
  column_map_unknown: {
    title: text("Column map missing", "Peta kolom tidak ada", "ไม่มีแผนผังคอลัมน์"),
    detail: text(
      "A bank's own CSV needs a saved column map, and only that format takes one.",
      "CSV milik bank memerlukan peta kolom yang tersimpan, dan hanya format itu yang memakainya.",
      "CSV ของธนาคารต้องใช้แผนผังคอลัมน์ที่บันทึกไว้ และมีเพียงรูปแบบนั้นที่ใช้ได้",
    ),
  },
  bank_account_missing: {
    title: text("Bank account missing", "Rekening bank tidak disebutkan", "ไม่ได้ระบุบัญชีธนาคาร"),
    detail: text(
      "A bank's file needs `bankAccountCode`: the code of the account it is about.",
      "Berkas bank memerlukan `bankAccountCode`: kode rekening yang dimaksud.",
      "ไฟล์ของธนาคารต้องมี `bankAccountCode` ซึ่งเป็นรหัสบัญชีที่ไฟล์นั้นกล่าวถึง",
    ),
  },
  import_not_waiting: {
    title: text("Nothing waits", "Tidak ada yang menunggu", "ไม่มีรายการที่รออยู่"),
    detail: text(
      "No deposit of this import waits for a second person.",
      "Tidak ada setoran dari impor ini yang menunggu orang kedua.",
      "ไม่มีเงินฝากของการนำเข้านี้ที่รอผู้ที่สอง",
    ),
  },
  import_withdrawn: {
    title: text("Taken back already", "Sudah ditarik kembali", "ถอนกลับไปแล้ว"),
    detail: text(
      "This import was withdrawn by two people and counts no more.",
      "Impor ini sudah ditarik oleh dua orang dan tidak dihitung lagi.",
      "การนำเข้านี้ถูกถอนโดยสองคนแล้วและไม่นับอีกต่อไป",
    ),
  },
  withdrawal_waits: {
    title: text("A withdrawal waits already", "Penarikan sudah menunggu", "มีการถอนรออยู่แล้ว"),
    detail: text(
      "A second person has to agree to it or turn it down first.",
      "Orang kedua harus menyetujui atau menolaknya dahulu.",
      "ต้องมีผู้ที่สองเห็นชอบหรือปฏิเสธก่อน",
    ),
  },
  withdrawal_blocked: {
    title: text("It cannot be taken back", "Tidak dapat ditarik kembali", "ถอนกลับไม่ได้"),
    detail: text(
      "{{count}} things stand in the way ({{why}}); `obstacles` names each with the operation that undoes it. Nothing was changed.",
      "Ada {{count}} penghalang ({{why}}); `obstacles` menyebutkan masing-masing dengan operasi pembatalannya. Tidak ada yang berubah.",
      "มี {{count}} เรื่องที่ขัดขวาง ({{why}}) `obstacles` ระบุแต่ละเรื่องพร้อมคำสั่งที่ใช้ยกเลิก ยังไม่มีการเปลี่ยนแปลง",
    ),
  },
  line_settled: {
    title: text("The line is settled", "Baris sudah selesai", "บรรทัดนี้จัดการแล้ว"),
    detail: text(
      "Somebody or a rule has said what this line is. Take that back first.",
      "Seseorang atau suatu aturan sudah menyatakan arti baris ini. Batalkan dulu.",
      "มีผู้จัดการหรือกฎระบุแล้วว่าบรรทัดนี้คืออะไร โปรดยกเลิกก่อน",
    ),
  },
  line_not_matched: {
    title: text("The line is not matched", "Baris belum dicocokkan", "บรรทัดนี้ยังไม่ได้จับคู่"),
    detail: text(
      "There is no match to take away.",
      "Tidak ada pencocokan yang dapat dibatalkan.",
      "ไม่มีการจับคู่ให้ยกเลิก",
    ),
  },
  transaction_not_open: {
    title: text("Posting not free", "Pembukuan tidak bebas", "รายการบัญชีไม่ว่าง"),
    detail: text(
      "A posting with this reference does not move the line's account, or another line stands for it.",
      "Pembukuan dengan referensi ini tidak mengubah akun baris itu, atau baris lain sudah mewakilinya.",
      "รายการบัญชีที่มีรหัสอ้างอิงนี้ไม่ได้เปลี่ยนบัญชีของบรรทัดนี้ หรือมีบรรทัดอื่นแทนอยู่แล้ว",
    ),
  },
  match_amounts_differ: {
    title: text("Amounts differ", "Jumlah berbeda", "จำนวนเงินไม่ตรงกัน"),
    detail: text(
      "The postings do not come to the amount of the line.",
      "Pembukuan itu tidak sama dengan jumlah pada baris.",
      "รายการบัญชีรวมกันไม่เท่ากับจำนวนเงินของบรรทัด",
    ),
  },
  match_refused: {
    title: text("This is not what the line is", "Baris ini bukan itu", "บรรทัดนี้ไม่ใช่รายการนั้น"),
    detail: text(
      "Reason: {{problem}}. Nothing was booked.",
      "Alasan: {{problem}}. Tidak ada yang dibukukan.",
      "เหตุผล: {{problem}} ยังไม่มีการลงบัญชี",
    ),
  },
  match_booked_by_line: {
    title: text("Booked because of the line", "Dibukukan karena baris ini", "ลงบัญชีเพราะบรรทัดนี้"),
    detail: text(
      "The posting was made from this line, so the match cannot be taken away alone.",
      "Pembukuan dibuat dari baris ini, jadi pencocokannya tidak dapat dibatalkan sendiri.",
      "รายการบัญชีเกิดจากบรรทัดนี้ จึงยกเลิกเฉพาะการจับคู่ไม่ได้",
    ),
  },
  match_kept: {
    title: text("This cannot be taken back", "Ini tidak dapat dibatalkan", "ยกเลิกรายการนี้ไม่ได้"),
    detail: text(
      "Reason: {{problem}}. What was booked because of this line has been used since; undo what `obstacles` names first.",
      "Alasan: {{problem}}. Yang dibukukan karena baris ini sudah dipakai; batalkan dahulu yang disebut `obstacles`.",
      "เหตุผล: {{problem}} สิ่งที่ลงบัญชีเพราะบรรทัดนี้ถูกใช้ไปแล้ว โปรดยกเลิกสิ่งที่ระบุใน `obstacles` ก่อน",
    ),
  },
  line_worth_nothing: {
    title: text("Nothing to book", "Tidak ada yang dibukukan", "ไม่มีอะไรให้ลงบัญชี"),
    detail: text(
      "The line does not change the balance.",
      "Baris ini tidak mengubah saldo.",
      "บรรทัดนี้ไม่เปลี่ยนยอดคงเหลือ",
    ),
  },
  explanation_unfit: {
    title: text("This kind does not fit", "Jenis ini tidak cocok", "ประเภทนี้ไม่เหมาะ"),
    detail: text(
      "A bank's line cannot be a provider's fee, nor a provider's line a bank's fee.",
      "Baris bank bukan biaya penyedia, dan baris penyedia bukan biaya bank.",
      "บรรทัดของธนาคารเป็นค่าธรรมเนียมของผู้ให้บริการไม่ได้ และกลับกันก็ไม่ได้",
    ),
  },
  explanation_waits: {
    title: text("An explanation waits already", "Penjelasan sudah menunggu", "มีคำอธิบายรออยู่แล้ว"),
    detail: text(
      "A second person has to agree to it or turn it down first.",
      "Orang kedua harus menyetujui atau menolaknya dahulu.",
      "ต้องมีผู้ที่สองเห็นชอบหรือปฏิเสธก่อน",
    ),
  },
  explanation_decided: {
    title: text("Decided already", "Sudah diputuskan", "ตัดสินใจไปแล้ว"),
    detail: text(
      "Somebody has agreed to this explanation or turned it down.",
      "Seseorang sudah menyetujui atau menolak penjelasan ini.",
      "มีผู้เห็นชอบหรือปฏิเสธคำอธิบายนี้แล้ว",
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
    "A provider reports at most 31 days at once.",
    "Penyedia melaporkan paling banyak 31 hari sekaligus.",
    "ผู้ให้บริการรายงานได้ครั้งละไม่เกิน 31 วัน",
  ),
  amountColumns: text(
    "Name either one amount column, or a debit and a credit column.",
    "Sebutkan satu kolom jumlah, atau kolom debit dan kredit.",
    "ระบุคอลัมน์จำนวนเงินหนึ่งคอลัมน์ หรือคอลัมน์เดบิตและเครดิต",
  ),
} as const satisfies TextCatalogue;
