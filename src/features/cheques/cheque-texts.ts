import { type ProblemCatalogue, text } from "../../kernel/texts";

export const chequeProblems = {
  bank_account_unknown: {
    title: text("Unknown bank account", "Rekening bank tidak dikenal", "ไม่รู้จักบัญชีธนาคารนี้"),
    detail: text(
      "There is no bank account with this code.",
      "Tidak ada rekening bank dengan kode ini.",
      "ไม่มีบัญชีธนาคารที่ใช้รหัสนี้",
    ),
  },
  cheque_state: {
    title: text("The cheque has moved on", "Status cek sudah berubah", "สถานะเช็คเปลี่ยนไปแล้ว"),
    detail: text(
      "Cheque {{number}} is {{status}}; this step does not fit that state.",
      "Cek {{number}} berstatus {{status}}; langkah ini tidak sesuai dengan status itu.",
      "เช็คเลขที่ {{number}} มีสถานะ {{status}} ซึ่งทำขั้นตอนนี้ไม่ได้",
    ),
  },
  issued_on_future: {
    title: text("The date lies in the future", "Tanggalnya di masa depan", "วันที่อยู่ในอนาคต"),
    detail: text(
      "A cheque cannot carry a date later than today.",
      "Cek tidak boleh bertanggal lebih dari hari ini.",
      "ลงวันที่บนเช็คเกินวันนี้ไม่ได้",
    ),
  },
  issued_on_early: {
    title: text("The date lies too far back", "Tanggalnya terlalu lampau", "วันที่ย้อนหลังเกินไป"),
    detail: text(
      "A cheque cannot carry a date before the day on which its number was taken.",
      "Cek tidak boleh bertanggal sebelum hari pengambilan nomornya.",
      "ลงวันที่บนเช็คก่อนวันที่ออกเลขเช็คไม่ได้",
    ),
  },
} as const satisfies ProblemCatalogue;
