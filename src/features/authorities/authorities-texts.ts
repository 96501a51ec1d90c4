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
  remittance_state: {
    title: text("It is decided already", "Sudah diputuskan", "ตัดสินไปแล้ว"),
    detail: text(
      "A transfer that is `{{status}}` cannot be decided again.",
      "Transfer berstatus `{{status}}` tidak dapat diputuskan lagi.",
      "การโอนที่มีสถานะ `{{status}}` ตัดสินซ้ำไม่ได้",
    ),
  },
} as const satisfies ProblemCatalogue;
