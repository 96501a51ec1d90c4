import { type ProblemCatalogue, text } from "../../kernel/texts";

export const machineryProblems = {
  queue_silent: {
    title: text("The queue does not answer", "Antrean tidak menjawab", "คิวไม่ตอบสนอง"),
    detail: text(
      "The server behind the queues did not answer in time. No work is lost; try again in a moment.",
      "Server antrean tidak menjawab tepat waktu. Tidak ada pekerjaan yang hilang; coba lagi sebentar lagi.",
      "เซิร์ฟเวอร์ของคิวไม่ตอบภายในเวลา งานไม่สูญหาย โปรดลองอีกครั้งในอีกสักครู่",
    ),
  },
  job_not_failed: {
    title: text("The job has not failed", "Tugas ini tidak gagal", "งานนี้ไม่ได้ล้มเหลว"),
    detail: text(
      "Only a failed job gets another try. Somebody was quicker, or it runs again already.",
      "Hanya tugas yang gagal yang bisa dicoba lagi. Mungkin orang lain lebih cepat, atau tugas sudah berjalan lagi.",
      "ลองใหม่ได้เฉพาะงานที่ล้มเหลว อาจมีคนทำไปก่อนแล้ว หรืองานกำลังทำอีกครั้ง",
    ),
  },
} as const satisfies ProblemCatalogue;
