import { type ProblemCatalogue, text } from "../../kernel/texts";

export const periodProblems = {
  period_closed: {
    title: text("The period is closed", "Periode sudah ditutup", "งวดนี้ปิดบัญชีแล้ว"),
    detail: text(
      "The books are closed through {{through}}, for good. Corrections go into the open period.",
      "Pembukuan sudah ditutup sampai {{through}} untuk seterusnya. Koreksi masuk ke periode yang masih terbuka.",
      "ปิดบัญชีถึงวันที่ {{through}} อย่างถาวรแล้ว การแก้ไขต้องลงในงวดที่ยังเปิดอยู่",
    ),
  },
  period_not_over: {
    title: text("The day is not over", "Hari itu belum selesai", "วันนั้นยังไม่สิ้นสุด"),
    detail: text(
      "Today is {{today}} in UTC. Books are closed through a day that has ended.",
      "Hari ini {{today}} menurut UTC. Pembukuan hanya ditutup sampai hari yang sudah lewat.",
      "วันนี้คือ {{today}} ตามเวลา UTC ปิดบัญชีได้ถึงวันที่สิ้นสุดแล้วเท่านั้น",
    ),
  },
  period_unexplained: {
    title: text(
      "Something is not explained yet",
      "Masih ada yang belum dijelaskan",
      "ยังมีรายการที่ไม่ได้ชี้แจง",
    ),
    detail: text(
      "{{count}} accounts hold what nothing explains, or have no statement through that day; they are listed. Book it, match it, import the statement or explain it first.",
      "{{count}} akun memuat jumlah yang tidak dijelaskan, atau belum punya rekening koran sampai hari itu; daftarnya terlampir. Bukukan, cocokkan, impor rekening koran, atau jelaskan dahulu.",
      "มี {{count}} บัญชีที่มียอดซึ่งไม่มีคำอธิบาย หรือยังไม่มีใบแจ้งยอดถึงวันนั้น ดูรายการที่แนบ โปรดลงบัญชี จับคู่ นำเข้าใบแจ้งยอด หรือชี้แจงก่อน",
    ),
  },
  period_proposed: {
    title: text("A closing waits already", "Sudah ada usulan penutupan", "มีข้อเสนอปิดงวดรออยู่แล้ว"),
    detail: text(
      "Close the proposed period or withdraw it first.",
      "Tutup periode yang diusulkan atau tarik usulannya dahulu.",
      "โปรดปิดงวดที่เสนอไว้หรือถอนข้อเสนอก่อน",
    ),
  },
  period_state: {
    title: text("The period is decided", "Periode sudah diputuskan", "งวดนี้ตัดสินแล้ว"),
    detail: text(
      "It is {{status}} and cannot change any more.",
      "Statusnya {{status}} dan tidak dapat berubah lagi.",
      "สถานะคือ {{status}} และเปลี่ยนไม่ได้อีก",
    ),
  },
  period_changed: {
    title: text(
      "The proofs have changed",
      "Bukti rekonsiliasi sudah berubah",
      "หลักฐานการกระทบยอดเปลี่ยนไปแล้ว",
    ),
    detail: text(
      "Something was booked, matched or explained since the proposal. Withdraw it, look again and propose it anew.",
      "Ada yang dibukukan, dicocokkan, atau dijelaskan sejak usulan dibuat. Tarik usulan itu, periksa lagi, dan usulkan kembali.",
      "มีการลงบัญชี จับคู่ หรือชี้แจงหลังจากที่เสนอ โปรดถอนข้อเสนอ ตรวจสอบอีกครั้ง แล้วเสนอใหม่",
    ),
  },
  nothing_to_explain: {
    title: text("Nothing to explain", "Tidak ada yang perlu dijelaskan", "ไม่มีสิ่งใดต้องชี้แจง"),
    detail: text(
      "This account is explained by the books and its statement at the end of that day.",
      "Pada akhir hari itu, akun ini sudah dijelaskan oleh pembukuan dan rekening korannya.",
      "ณ สิ้นวันนั้น สมุดบัญชีและใบแจ้งยอดอธิบายบัญชีนี้ได้ครบแล้ว",
    ),
  },
} as const satisfies ProblemCatalogue;
