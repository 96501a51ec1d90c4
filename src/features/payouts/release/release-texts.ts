import { type ProblemCatalogue, text } from "../../../kernel/texts";

export const releaseProblems = {
  policy_not_open: {
    title: text("The proposal is not open", "Usulan sudah tidak terbuka", "ข้อเสนอนี้ปิดแล้ว"),
    detail: text(
      "It is {{status}}. Propose the terms again if they are still wanted.",
      "Statusnya {{status}}. Ajukan lagi ketentuannya bila masih diperlukan.",
      "สถานะคือ {{status}} หากยังต้องการ โปรดเสนอเงื่อนไขใหม่อีกครั้ง",
    ),
  },
  approval_expired: {
    title: text(
      "The first signature has expired",
      "Tanda tangan pertama sudah kedaluwarsa",
      "ลายเซ็นแรกหมดอายุแล้ว",
    ),
    detail: text(
      "Too much time has passed. Prepare the payout again.",
      "Waktunya sudah terlalu lama. Siapkan pembayaran ini lagi.",
      "เวลาผ่านไปนานเกินกำหนด โปรดเตรียมการจ่ายใหม่",
    ),
  },
  hold_expiry_past: {
    title: text(
      "The end of the hold lies in the past",
      "Akhir penahanan sudah lewat",
      "เวลาสิ้นสุดการพักผ่านไปแล้ว",
    ),
    detail: text(
      "Name a later time, or none for a hold without an end.",
      "Sebutkan waktu yang lebih lambat, atau kosongkan bila tanpa batas.",
      "ระบุเวลาที่ช้ากว่านี้ หรือเว้นว่างหากไม่มีกำหนด",
    ),
  },
} as const satisfies ProblemCatalogue;
