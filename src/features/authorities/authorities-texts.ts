import { type ProblemCatalogue, text } from "../../kernel/texts";

export const authoritiesProblems = {
  remittance_reference_taken: {
    title: text(
      "This reference was used before",
      "Referensi ini sudah dipakai",
      "ข้อความอ้างอิงนี้เคยใช้แล้ว",
    ),
    detail: text(
      "Give each transfer words of its own, so that its bank line is found.",
      "Beri setiap transfer kata-katanya sendiri supaya baris banknya ditemukan.",
      "โปรดใช้ข้อความอ้างอิงที่ไม่ซ้ำกัน เพื่อให้พบรายการในใบแจ้งยอด",
    ),
  },
  remittance_direction: {
    title: text(
      "Nothing comes back from there",
      "Tidak ada yang kembali dari sana",
      "ไม่มีเงินคืนจากที่นั่น",
    ),
    detail: text(
      "Only unclaimed money comes back from a state; tax is corrected in its next declaration.",
      "Hanya uang yang tidak diklaim yang kembali dari negara; pajak dikoreksi dalam laporan berikutnya.",
      "เฉพาะเงินที่ไม่มีผู้มารับเท่านั้นที่คืนจากรัฐ ส่วนภาษีให้ปรับปรุงในการยื่นครั้งถัดไป",
    ),
  },
  remittance_cheques_given: {
    title: text("Nothing comes back here", "Tidak ada yang kembali di sini", "รายการนี้ไม่ใช่เงินคืน"),
    detail: text(
      "Cheques are named only when a state gives their money back.",
      "Cek hanya disebut bila negara mengembalikan uangnya.",
      "ระบุเช็คเฉพาะเมื่อรัฐคืนเงินของเช็คนั้น",
    ),
  },
  remittance_cheque_needed: {
    title: text("Whose money comes back?", "Uang cek mana yang kembali?", "เป็นเงินของเช็คใบใด"),
    detail: text(
      "The amount alone does not say it. Name the cheques in `chequeIds`; the claims list shows what is owed for each.",
      "Jumlahnya saja tidak cukup. Sebutkan ceknya di `chequeIds`; daftar tagihan menunjukkan yang terutang untuk tiap cek.",
      "จำนวนเงินอย่างเดียวบอกไม่ได้ โปรดระบุเช็คใน `chequeIds` ดูยอดค้างของแต่ละใบได้ในรายการเรียกคืน",
    ),
  },
  remittance_amount_differs: {
    title: text("The amounts differ", "Jumlahnya berbeda", "จำนวนเงินไม่ตรงกัน"),
    detail: text(
      "What is owed for these cheques is another sum. A part can come back for one cheque at a time.",
      "Yang terutang untuk cek-cek ini berjumlah lain. Sebagian hanya dapat kembali untuk satu cek sekali waktu.",
      "ยอดค้างของเช็คเหล่านี้เป็นจำนวนอื่น หากคืนบางส่วนให้ทำทีละใบ",
    ),
  },
  remittance_authority_differs: {
    title: text("Another authority owes it", "Otoritas lain yang berutang", "เป็นหนี้ของหน่วยงานอื่น"),
    detail: text(
      "The money of this cheque was given to {{jurisdiction}}, so it comes back from there.",
      "Uang cek ini diserahkan kepada {{jurisdiction}}, jadi kembalinya dari sana.",
      "เงินของเช็คใบนี้มอบให้ {{jurisdiction}} แล้ว จึงต้องคืนมาจากที่นั่น",
    ),
  },
  remittance_not_owed: {
    title: text(
      "Nothing is owed for this cheque",
      "Tidak ada utang untuk cek ini",
      "ไม่มียอดค้างของเช็คใบนี้",
    ),
    detail: text(
      "No authority owes us that much for this cheque, or it has come back already.",
      "Tidak ada otoritas yang berutang sebanyak itu untuk cek ini, atau sudah kembali.",
      "ไม่มีหน่วยงานใดเป็นหนี้เราจำนวนนี้สำหรับเช็คใบนี้ หรือคืนมาแล้ว",
    ),
  },
  remittance_state: {
    title: text("It is decided already", "Sudah diputuskan", "ตัดสินไปแล้ว"),
    detail: text(
      "A transfer that is `{{status}}` cannot be decided again.",
      "Transfer berstatus `{{status}}` tidak dapat diputuskan lagi.",
      "การโอนที่มีสถานะ `{{status}}` ตัดสินซ้ำไม่ได้",
    ),
  },
} as const satisfies ProblemCatalogue;
