import { type ProblemCatalogue, text } from "../../kernel/texts";

export const consultationProblems = {
  consultation_state: {
    title: text(
      "The request is not at this step",
      "Permintaan tidak berada pada tahap ini",
      "คำขอไม่ได้อยู่ในขั้นตอนนี้",
    ),
    detail: text(
      "A request that is `{{status}}` does not allow this step.",
      "Permintaan berstatus `{{status}}` tidak memungkinkan langkah ini.",
      "คำขอที่มีสถานะ `{{status}}` ทำขั้นตอนนี้ไม่ได้",
    ),
  },
  budget_range: {
    title: text("The budget is not a range", "Anggaran bukan rentang", "งบประมาณไม่เป็นช่วง"),
    detail: text(
      "Both ends are in one currency, and the upper end is not below the lower one.",
      "Kedua batas memakai mata uang yang sama, dan batas atas tidak lebih kecil dari batas bawah.",
      "ทั้งสองค่าต้องใช้สกุลเงินเดียวกัน และค่าสูงสุดต้องไม่น้อยกว่าค่าต่ำสุด",
    ),
  },
  owner_unknown: {
    title: text("Nobody of the staff", "Bukan anggota staf", "ไม่ใช่เจ้าหน้าที่"),
    detail: text(
      "Name an operator who may log in.",
      "Sebutkan operator yang dapat masuk.",
      "โปรดระบุผู้ดูแลระบบที่เข้าสู่ระบบได้",
    ),
  },
} as const satisfies ProblemCatalogue;
