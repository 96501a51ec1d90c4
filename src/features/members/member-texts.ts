import { type ProblemCatalogue, text } from "../../kernel/texts";

export const memberProblems = {
  already_member: {
    title: text("Already in the team", "Sudah ada di tim", "อยู่ในทีมแล้ว"),
    detail: text(
      "Somebody with this address works for the brand already.",
      "Seseorang dengan alamat ini sudah bekerja untuk merek ini.",
      "มีผู้ใช้อีเมลนี้ทำงานให้แบรนด์อยู่แล้ว",
    ),
  },
  invitation_waits: {
    title: text("An invitation waits", "Undangan masih menunggu", "มีคำเชิญรออยู่"),
    detail: text(
      "This address was invited already. Withdraw that invitation to send a new one.",
      "Alamat ini sudah diundang. Tarik undangan itu bila ingin mengirim yang baru.",
      "เชิญอีเมลนี้ไปแล้ว หากต้องการส่งคำเชิญใหม่ โปรดถอนคำเชิญเดิมก่อน",
    ),
  },
  too_many_members: {
    title: text("The team is full", "Tim sudah penuh", "ทีมเต็มแล้ว"),
    detail: text(
      "A brand has at most {{max}} members, open invitations included.",
      "Satu merek paling banyak memiliki {{max}} anggota, termasuk undangan yang terbuka.",
      "แบรนด์หนึ่งมีสมาชิกได้ไม่เกิน {{max}} คน โดยนับรวมคำเชิญที่ยังรออยู่",
    ),
  },
  last_manager: {
    title: text("The last manager", "Manajer terakhir", "ผู้จัดการคนสุดท้าย"),
    detail: text(
      "Without this manager nobody could decide for the brand. Make somebody else a manager first.",
      "Tanpa manajer ini tidak ada yang dapat memutuskan untuk merek. Jadikan orang lain manajer dahulu.",
      "หากไม่มีผู้จัดการคนนี้ จะไม่มีใครตัดสินใจแทนแบรนด์ได้ โปรดให้คนอื่นเป็นผู้จัดการก่อน",
    ),
  },
  invitation_decided: {
    title: text(
      "The invitation is not open any more",
      "Undangan sudah tidak terbuka",
      "คำเชิญนี้ไม่เปิดแล้ว",
    ),
    detail: text(
      "It was accepted or withdrawn meanwhile. Look at the list again.",
      "Undangan sudah diterima atau ditarik. Lihat daftarnya lagi.",
      "คำเชิญถูกตอบรับหรือถอนไปแล้ว โปรดดูรายการอีกครั้ง",
    ),
  },
  other_account: {
    title: text(
      "You are logged in as somebody else",
      "Anda masuk sebagai orang lain",
      "คุณเข้าสู่ระบบด้วยบัญชีอื่น",
    ),
    detail: text(
      "The invitation is for another address. Log out, then open its link again.",
      "Undangan ini untuk alamat lain. Keluar, lalu buka lagi tautannya.",
      "คำเชิญนี้ส่งถึงอีเมลอื่น โปรดออกจากระบบแล้วเปิดลิงก์อีกครั้ง",
    ),
  },
  account_of_other_kind: {
    title: text(
      "This account cannot work for a brand",
      "Akun ini tidak dapat bekerja untuk merek",
      "บัญชีนี้ทำงานให้แบรนด์ไม่ได้",
    ),
    detail: text(
      "Creators and staff stand on another side. Ask the brand to invite another address of yours.",
      "Kreator dan staf berada di pihak lain. Minta merek mengundang alamat Anda yang lain.",
      "ครีเอเตอร์และเจ้าหน้าที่อยู่คนละฝ่าย โปรดขอให้แบรนด์เชิญอีเมลอื่นของคุณ",
    ),
  },
} as const satisfies ProblemCatalogue;
