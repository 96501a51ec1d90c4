import { type ProblemCatalogue, text } from "../../kernel/texts";

export const worldProblems = {
  sandbox_refused: {
    title: text("The simulator refused", "Simulator menolak", "ระบบจำลองปฏิเสธ"),
    detail: text(
      "It says: {{reason}}. Nothing has changed.",
      "Katanya: {{reason}}. Tidak ada yang berubah.",
      "ระบบแจ้งว่า {{reason}} ไม่มีอะไรเปลี่ยนแปลง",
    ),
  },
  sandbox_silent: {
    title: text(
      "The simulators do not answer",
      "Simulator tidak menjawab",
      "ระบบจำลองไม่ตอบสนอง",
    ),
    detail: text(
      "Look whether the sandbox still runs, and try again.",
      "Periksa apakah sandbox masih berjalan, lalu coba lagi.",
      "โปรดตรวจว่าแซนด์บ็อกซ์ยังทำงานอยู่ แล้วลองอีกครั้ง",
    ),
  },
} as const satisfies ProblemCatalogue;
