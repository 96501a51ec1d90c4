import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const creatorProblems = {
  handle_taken: {
    title: text("This account is taken", "Akun ini sudah dipakai", "บัญชีนี้ถูกใช้แล้ว"),
    detail: text(
      "Somebody has already added this handle on this platform. Check the spelling, or write to us if it is yours.",
      "Seseorang sudah menambahkan nama akun ini di platform tersebut. Periksa ejaannya, atau hubungi kami bila itu milik Anda.",
      "มีผู้เพิ่มชื่อบัญชีนี้บนแพลตฟอร์มนี้แล้ว โปรดตรวจตัวสะกด หรือติดต่อเราหากเป็นบัญชีของคุณ",
    ),
  },
  social_accounts_full: {
    title: text("No more accounts", "Akun sudah penuh", "เพิ่มบัญชีไม่ได้อีก"),
    detail: text(
      "A profile holds at most {{max}} social accounts. Remove one first.",
      "Satu profil memuat paling banyak {{max}} akun sosial. Hapus salah satu dahulu.",
      "หนึ่งโปรไฟล์มีบัญชีโซเชียลได้ไม่เกิน {{max}} บัญชี โปรดลบบางบัญชีก่อน",
    ),
  },
  social_account_missing: {
    title: text("A social account is missing", "Akun sosial belum ada", "ยังไม่มีบัญชีโซเชียลที่ต้องใช้"),
    detail: text(
      "This needs one of your accounts on: {{platforms}}. Add it to your profile first.",
      "Ini memerlukan akun Anda di: {{platforms}}. Tambahkan dahulu ke profil Anda.",
      "ขั้นตอนนี้ต้องใช้บัญชีของคุณบน {{platforms}} โปรดเพิ่มในโปรไฟล์ก่อน",
    ),
  },
  figures_of_tomorrow: {
    title: text("That day is still to come", "Hari itu belum tiba", "วันนั้นยังมาไม่ถึง"),
    detail: text(
      "Figures belong to a day that has begun, in UTC. The latest day is {{day}}.",
      "Angka berlaku untuk hari yang sudah dimulai, menurut UTC. Hari terakhir adalah {{day}}.",
      "ตัวเลขต้องเป็นของวันที่เริ่มแล้วตามเวลา UTC วันล่าสุดคือ {{day}}",
    ),
  },
} as const satisfies ProblemCatalogue;

export const creatorFieldTexts = {
  sharesExceed: text(
    "Together these are more than 100 percent.",
    "Jumlahnya lebih dari 100 persen.",
    "รวมกันแล้วเกิน 100 เปอร์เซ็นต์",
  ),
  itemsRepeated: text(
    "Each entry may stand here only once.",
    "Setiap butir hanya boleh muncul sekali.",
    "แต่ละรายการใส่ได้เพียงครั้งเดียว",
  ),
  lineNotPrintable: text(
    "Write one line without line breaks or invisible characters; it is printed as it stands.",
    "Tulis satu baris tanpa ganti baris atau karakter tak terlihat; teks ini dicetak apa adanya.",
    "โปรดเขียนบรรทัดเดียวโดยไม่มีการขึ้นบรรทัดหรืออักขระที่มองไม่เห็น เพราะจะพิมพ์ตามนี้",
  ),
} as const satisfies TextCatalogue;
