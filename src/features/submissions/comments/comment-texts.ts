import { type ProblemCatalogue, text } from "../../../kernel/texts";

export const commentProblems = {
  pin_outside: {
    title: text("There is no such place", "Tempat itu tidak ada", "ไม่มีตำแหน่งนั้น"),
    detail: text(
      "A pin has to lie within a picture, a video or a caption of this version.",
      "Pin harus berada di dalam gambar, video, atau keterangan versi ini.",
      "หมุดต้องอยู่ในภาพ วิดีโอ หรือคำบรรยายของฉบับนี้",
    ),
  },
  comments_full: {
    title: text("Too many comments", "Terlalu banyak komentar", "ความเห็นมากเกินไป"),
    detail: text(
      "There are {{max}} already. Write to each other in the application's messages.",
      "Sudah ada {{max}}. Lanjutkan lewat pesan di lamaran.",
      "มีครบ {{max}} แล้ว โปรดคุยกันต่อทางข้อความในใบสมัคร",
    ),
  },
  comment_state: {
    title: text("Nothing to change", "Tidak ada yang berubah", "ไม่มีอะไรเปลี่ยน"),
    detail: text(
      "This comment is `{{status}}` already.",
      "Komentar ini sudah `{{status}}`.",
      "ความเห็นนี้เป็น `{{status}}` อยู่แล้ว",
    ),
  },
} as const satisfies ProblemCatalogue;
