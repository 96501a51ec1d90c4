/** The letter about new breaks. Kinds and next actions keep their names, which docs/operations.md explains. */
import { text } from "../../kernel/texts";

export const digestTexts = {
  subject: text(
    "Breaks that need you: {{number}} new",
    "Masalah yang menunggu Anda: {{number}} baru",
    "เรื่องที่รอคุณจัดการ: ใหม่ {{number}} รายการ",
  ),
  body: text(
    "These breaks were opened since the last letter and are still open. Each line says how many, of which kind, and what to do next.\n\n{{breaks}}\n\nAll open breaks: GET /v1/breaks?status=open",
    "Masalah berikut muncul sejak surat terakhir dan belum selesai. Setiap baris menyebut jumlahnya, jenisnya, dan langkah berikutnya.\n\n{{breaks}}\n\nSemua masalah yang terbuka: GET /v1/breaks?status=open",
    "เรื่องต่อไปนี้เกิดขึ้นหลังจดหมายฉบับก่อนและยังไม่เสร็จ แต่ละบรรทัดบอกจำนวน ชนิด และสิ่งที่ต้องทำต่อไป\n\n{{breaks}}\n\nเรื่องที่ยังเปิดอยู่ทั้งหมด: GET /v1/breaks?status=open",
  ),
  more: text(
    "and {{number}} of other kinds",
    "dan {{number}} dari jenis lain",
    "และชนิดอื่นอีก {{number}} รายการ",
  ),
} as const;
