import { type TextCatalogue, text } from "../../kernel/texts";

/** Sentences about one field. */
export const fieldTexts = {
  required: text("Fill this in.", "Isi bagian ini.", "โปรดกรอกช่องนี้"),
  notOffered: text(
    "Choose one of the values that are offered.",
    "Pilih salah satu nilai yang tersedia.",
    "โปรดเลือกค่าที่มีให้",
  ),
  formatWrong: text(
    "This is not written the way it has to be.",
    "Penulisannya tidak sesuai dengan yang diminta.",
    "รูปแบบที่กรอกไม่ถูกต้อง",
  ),
  emailWrong: text(
    "Write an e-mail address, such as name@example.com.",
    "Tulis alamat email, misalnya name@example.com.",
    "โปรดกรอกอีเมล เช่น name@example.com",
  ),
  addressWrong: text(
    "Write a whole web address that begins with https://.",
    "Tulis alamat web lengkap yang diawali https://.",
    "โปรดกรอกที่อยู่เว็บแบบเต็มที่ขึ้นต้นด้วย https://",
  ),
  dayWrong: text(
    "Write a day of the calendar.",
    "Tulis tanggal yang ada di kalender.",
    "โปรดกรอกวันที่ที่มีอยู่ในปฏิทิน",
  ),
  textTooShort: text(
    "Write at least {{limit}} characters.",
    "Tulis paling sedikit {{limit}} karakter.",
    "โปรดเขียนอย่างน้อย {{limit}} ตัวอักษร",
  ),
  textTooLong: text(
    "Write no more than {{limit}} characters.",
    "Tulis paling banyak {{limit}} karakter.",
    "เขียนได้ไม่เกิน {{limit}} ตัวอักษร",
  ),
  tooFew: text(
    "Name at least {{limit}}.",
    "Sebutkan paling sedikit {{limit}}.",
    "โปรดระบุอย่างน้อย {{limit}} รายการ",
  ),
  tooMany: text(
    "Name no more than {{limit}}.",
    "Sebutkan paling banyak {{limit}}.",
    "ระบุได้ไม่เกิน {{limit}} รายการ",
  ),
  numberTooSmall: text(
    "The number must be {{limit}} or more.",
    "Angkanya harus {{limit}} atau lebih.",
    "ตัวเลขต้องไม่น้อยกว่า {{limit}}",
  ),
  numberTooLarge: text(
    "The number must be {{limit}} or less.",
    "Angkanya harus {{limit}} atau kurang.",
    "ตัวเลขต้องไม่มากกว่า {{limit}}",
  ),
  invalid: text("This value is not accepted.", "Nilai ini tidak diterima.", "ไม่รับค่านี้"),
  unknownField: text("This field does not exist here.", "Isian ini tidak ada di sini.", "ไม่มีช่องนี้"),
  unstorableText: text(
    "The text has a character that cannot be stored (U+0000 or half a surrogate pair).",
    "Teks memuat karakter yang tidak dapat disimpan (U+0000 atau separuh pasangan surrogate).",
    "ข้อความมีอักขระที่จัดเก็บไม่ได้ (U+0000 หรือ surrogate ครึ่งคู่)",
  ),
  textBlank: text("Write something here.", "Isi bagian ini.", "โปรดกรอกข้อความ"),
  lineBroken: text(
    "Write one line, without line breaks or control characters.",
    "Tulis satu baris saja, tanpa ganti baris atau karakter kontrol.",
    "โปรดเขียนเป็นบรรทัดเดียว ไม่ขึ้นบรรทัดใหม่และไม่มีอักขระควบคุม",
  ),
  amountPositive: text(
    "The amount must be above zero.",
    "Jumlah harus lebih dari nol.",
    "จำนวนเงินต้องมากกว่าศูนย์",
  ),
  dayRange: text(
    "The day must lie between 2000-01-01 and 2199-12-31.",
    "Tanggal harus antara 2000-01-01 dan 2199-12-31.",
    "วันที่ต้องอยู่ระหว่าง 2000-01-01 ถึง 2199-12-31",
  ),
} as const satisfies TextCatalogue;
