import { type ProblemCatalogue, text } from "../../kernel/texts";

export const disputeProblems = {
  dispute_state: {
    title: text(
      "The dispute is not at this step",
      "Sengketa tidak berada pada tahap ini",
      "ข้อพิพาทไม่ได้อยู่ในขั้นตอนนี้",
    ),
    detail: text(
      "A dispute that is `{{status}}` does not allow this step.",
      "Sengketa berstatus `{{status}}` tidak memungkinkan langkah ini.",
      "ข้อพิพาทที่มีสถานะ `{{status}}` ทำขั้นตอนนี้ไม่ได้",
    ),
  },
  dispute_not_possible: {
    title: text(
      "Nothing to dispute now",
      "Belum atau tidak lagi dapat disengketakan",
      "ยังโต้แย้งหรือโต้แย้งไม่ได้แล้ว",
    ),
    detail: text(
      "Your side cannot dispute a submission that is `{{status}}` at this time. A rejection can be disputed until its date, a review only after its date.",
      "Pihak Anda tidak dapat menyengketakan kiriman berstatus `{{status}}` saat ini. Penolakan dapat disengketakan sampai tanggalnya, peninjauan hanya setelah tanggalnya.",
      "ฝ่ายของคุณโต้แย้งงานที่มีสถานะ `{{status}}` ในเวลานี้ไม่ได้ การปฏิเสธโต้แย้งได้จนถึงวันที่กำหนด ส่วนการตรวจโต้แย้งได้หลังพ้นวันที่กำหนดเท่านั้น",
    ),
  },
  disputes_spent: {
    title: text("No more disputes", "Tidak ada sengketa lagi", "เปิดข้อพิพาทเพิ่มไม่ได้"),
    detail: text(
      "Each side can open {{max}} disputes about a submission.",
      "Setiap pihak dapat membuka {{max}} sengketa untuk satu kiriman.",
      "แต่ละฝ่ายเปิดข้อพิพาทเรื่องงานหนึ่งชิ้นได้ {{max}} ครั้ง",
    ),
  },
  dispute_own_side: {
    title: text(
      "You belong to one of the sides",
      "Anda termasuk salah satu pihak",
      "คุณเป็นคนของฝ่ายใดฝ่ายหนึ่ง",
    ),
    detail: text(
      "Somebody who is neither the creator nor of the brand has to decide.",
      "Yang memutuskan harus orang yang bukan kreator dan bukan bagian dari merek.",
      "ผู้ตัดสินต้องไม่ใช่ครีเอเตอร์และไม่ใช่คนของแบรนด์",
    ),
  },
  dispute_answer_awaited: {
    title: text(
      "The other side may still answer",
      "Pihak lain masih dapat menjawab",
      "อีกฝ่ายยังตอบได้อยู่",
    ),
    detail: text(
      "Decide after the answer, or after {{until}}.",
      "Putuskan setelah ada jawaban, atau setelah {{until}}.",
      "โปรดตัดสินหลังได้รับคำตอบ หรือหลัง {{until}}",
    ),
  },
} as const satisfies ProblemCatalogue;
