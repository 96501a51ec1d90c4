import { type ProblemCatalogue, text } from "../../../kernel/texts";

export const positivePayProblems = {
  positive_pay_template_unknown: {
    title: text("Unknown template", "Templat tidak dikenal", "ไม่รู้จักแม่แบบนี้"),
    detail: text(
      "There is no positive-pay template with this code.",
      "Tidak ada templat positive pay dengan kode ini.",
      "ไม่มีแม่แบบ positive pay ที่ใช้รหัสนี้",
    ),
  },
  positive_pay_template_flaw: {
    title: text("The template cannot be used", "Templat tidak dapat dipakai", "แม่แบบนี้ใช้ไม่ได้"),
    detail: text(
      "It lacks {{missing}}, without which the bank could not read the file.",
      "Templat ini tidak punya {{missing}}, padahal bank tidak dapat membaca berkas tanpanya.",
      "ขาด {{missing}} ซึ่งธนาคารต้องใช้ในการอ่านไฟล์",
    ),
  },
  positive_pay_template_exists: {
    title: text("The code is taken", "Kode sudah dipakai", "รหัสนี้มีผู้ใช้แล้ว"),
    detail: text(
      "Templates stay as they are. Give the new one a code of its own.",
      "Templat tidak diubah. Beri yang baru kodenya sendiri.",
      "แม่แบบที่บันทึกแล้วเปลี่ยนไม่ได้ โปรดตั้งรหัสใหม่",
    ),
  },
  positive_pay_off: {
    title: text("No positive pay here", "Tanpa positive pay", "บัญชีนี้ไม่ใช้ positive pay"),
    detail: text(
      "The settings of this account name no template or no account number at the bank.",
      "Pengaturan rekening ini belum menyebut templat atau nomor rekening di bank.",
      "การตั้งค่าของบัญชีนี้ยังไม่ระบุแม่แบบหรือเลขที่บัญชีของธนาคาร",
    ),
  },
  positive_pay_nothing: {
    title: text("The bank knows it all", "Bank sudah tahu semuanya", "ธนาคารทราบครบแล้ว"),
    detail: text(
      "No cheque went out or became void since the last file.",
      "Tidak ada cek yang keluar atau batal sejak berkas terakhir.",
      "ไม่มีเช็คที่ออกหรือยกเลิกหลังจากไฟล์ล่าสุด",
    ),
  },
  positive_pay_too_wide: {
    title: text("It does not fit its column", "Tidak muat di kolomnya", "ไม่พอดีกับคอลัมน์"),
    detail: text(
      "{{value}} has no room in {{field}}. Nothing was exported; the template needs a wider column.",
      "{{value}} tidak muat di {{field}}. Tidak ada yang diekspor; templat perlu kolom lebih lebar.",
      "{{value}} ยาวเกินช่อง {{field}} ยังไม่มีการส่งออก แม่แบบต้องใช้คอลัมน์ที่กว้างขึ้น",
    ),
  },
} as const satisfies ProblemCatalogue;
