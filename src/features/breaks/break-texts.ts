import { type ProblemCatalogue, text } from "../../kernel/texts";

export const breakProblems = {
  books_violated: {
    title: text(
      "The books are being looked into",
      "Pembukuan sedang diperiksa",
      "กำลังตรวจสอบสมุดบัญชี",
    ),
    detail: text(
      "The books contradict themselves in {{currency}}, so nothing new is sent in it. An operator has to find the error first; see the open breaks.",
      "Pembukuan dalam {{currency}} saling bertentangan, jadi tidak ada pengiriman baru. Operator harus menemukan kesalahannya dahulu; lihat selisih yang terbuka.",
      "สมุดบัญชีสกุล {{currency}} ขัดแย้งกันเอง จึงหยุดส่งเงินใหม่ในสกุลนี้ ผู้ดูแลระบบต้องหาข้อผิดพลาดก่อน ดูรายการผิดปกติที่เปิดอยู่",
    ),
  },
} as const satisfies ProblemCatalogue;
