import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const livePostProblems = {
  live_post_missing: {
    title: text("There is no post yet", "Belum ada unggahan", "ยังไม่มีโพสต์"),
    detail: text(
      "The creator has not said where the content was posted.",
      "Kreator belum menyebutkan tempat konten diunggah.",
      "ครีเอเตอร์ยังไม่ได้แจ้งว่าโพสต์เนื้อหาไว้ที่ใด",
    ),
  },
  live_post_checked_lately: {
    title: text("Looked at just now", "Baru saja diperiksa", "เพิ่งตรวจไปเมื่อครู่"),
    detail: text(
      "The post was looked at a moment ago or is being looked at. Try again in some minutes.",
      "Unggahan ini baru saja diperiksa atau sedang diperiksa. Coba lagi beberapa menit lagi.",
      "โพสต์นี้เพิ่งตรวจไปหรือกำลังตรวจอยู่ โปรดลองใหม่ในอีกไม่กี่นาที",
    ),
  },
  metrics_in_future: {
    title: text("This day has not come", "Hari ini belum tiba", "ยังไม่ถึงวันนั้น"),
    detail: text(
      "Figures are of the day on which you read them.",
      "Angka dicatat pada hari Anda membacanya.",
      "ตัวเลขต้องเป็นของวันที่คุณอ่านค่า",
    ),
  },
} as const satisfies ProblemCatalogue;

export const livePostFieldTexts = {
  metricsEmpty: text(
    "Give at least one figure.",
    "Isi setidaknya satu angka.",
    "โปรดใส่ตัวเลขอย่างน้อยหนึ่งรายการ",
  ),
} as const satisfies TextCatalogue;
