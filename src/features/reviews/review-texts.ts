import { type ProblemCatalogue, text } from "../../kernel/texts";

export const reviewProblems = {
  review_not_open: {
    title: text("Nothing to review yet", "Belum ada yang dapat diulas", "ยังไม่มีอะไรให้รีวิว"),
    detail: text(
      "Reviews are written when the work is completed, or was broken off after something was handed in; this application is `{{status}}`.",
      "Ulasan ditulis setelah pekerjaan selesai, atau dihentikan setelah ada konten yang dikirim; lamaran ini berstatus `{{status}}`.",
      "เขียนรีวิวได้เมื่องานเสร็จสิ้น หรือถูกยุติหลังจากส่งงานแล้ว ใบสมัครนี้มีสถานะ `{{status}}`",
    ),
  },
  review_window_over: {
    title: text(
      "It is too late for a review",
      "Sudah terlambat untuk mengulas",
      "เลยเวลาเขียนรีวิวแล้ว",
    ),
    detail: text(
      "The time for reviews of this collaboration is over.",
      "Waktu untuk mengulas kerja sama ini sudah berakhir.",
      "หมดเวลาเขียนรีวิวของการร่วมงานนี้แล้ว",
    ),
  },
  review_written: {
    title: text("You have written a review", "Anda sudah menulis ulasan", "คุณเขียนรีวิวแล้ว"),
    detail: text(
      "Each side writes once about a collaboration, and a review is never changed.",
      "Setiap pihak menulis satu kali tentang suatu kerja sama, dan ulasan tidak pernah diubah.",
      "แต่ละฝ่ายเขียนรีวิวของการร่วมงานได้หนึ่งครั้งและแก้ไขไม่ได้",
    ),
  },
  review_answered: {
    title: text("It is answered already", "Sudah ditanggapi", "ตอบไปแล้ว"),
    detail: text(
      "A review is answered once, and the answer is never changed.",
      "Ulasan ditanggapi satu kali, dan tanggapannya tidak pernah diubah.",
      "ตอบรีวิวได้หนึ่งครั้งและแก้ไขคำตอบไม่ได้",
    ),
  },
  review_state: {
    title: text("It is so already", "Sudah demikian", "เป็นเช่นนั้นอยู่แล้ว"),
    detail: text(
      "The review is `{{status}}`; nothing was changed.",
      "Ulasan ini berstatus `{{status}}`; tidak ada yang diubah.",
      "รีวิวนี้มีสถานะ `{{status}}` อยู่แล้ว ยังไม่มีการเปลี่ยนแปลงใด ๆ",
    ),
  },
} as const satisfies ProblemCatalogue;
