import { type ProblemCatalogue, text } from "../../kernel/texts";

export const treasuryProblems = {
  bank_account_exists: {
    title: text("The code is taken", "Kode sudah dipakai", "รหัสนี้ถูกใช้แล้ว"),
    detail: text(
      "There is a bank account {{code}} already.",
      "Rekening bank {{code}} sudah ada.",
      "มีบัญชีธนาคาร {{code}} อยู่แล้ว",
    ),
  },
  opening_balance_exists: {
    title: text(
      "Refused: it was opened before",
      "Ditolak: saldo awal sudah ada",
      "ปฏิเสธ: กำหนดยอดยกมาไว้แล้ว",
    ),
    detail: text(
      "This account was opened with another amount. Books are never edited.",
      "Rekening ini sudah dibuka dengan jumlah lain. Pembukuan tidak pernah diubah.",
      "บัญชีนี้เปิดด้วยยอดอื่นไปแล้ว และบัญชีที่ลงไว้แก้ไขไม่ได้",
    ),
  },
  opening_not_positive: {
    title: text("Nothing to open with", "Tidak ada saldo untuk dibuka", "ไม่มียอดให้ยกมา"),
    detail: text(
      "An opening balance is above zero; an empty account needs none.",
      "Saldo awal harus di atas nol; rekening kosong tidak membutuhkannya.",
      "ยอดยกมาต้องมากกว่าศูนย์ บัญชีที่ว่างเปล่าไม่ต้องมียอดยกมา",
    ),
  },
  opening_on_future: {
    title: text("The day lies in the future", "Harinya di masa depan", "วันที่อยู่ในอนาคต"),
    detail: text(
      "Books open today ({{today}}, UTC) at the latest.",
      "Pembukuan dibuka paling lambat hari ini ({{today}}, UTC).",
      "เปิดสมุดบัญชีได้ไม่เกินวันนี้ ({{today}} ตามเวลา UTC)",
    ),
  },
  top_up_reference_taken: {
    title: text(
      "This reference was used before",
      "Referensi ini sudah dipakai",
      "ข้อความอ้างอิงนี้เคยใช้แล้ว",
    ),
    detail: text(
      "Give each transfer words of its own, or the statements cannot be told apart.",
      "Beri setiap transfer kata-katanya sendiri, supaya rekening koran dapat dibedakan.",
      "โปรดใช้ข้อความอ้างอิงที่ไม่ซ้ำกันสำหรับการโอนแต่ละครั้ง เพื่อแยกรายการในใบแจ้งยอดได้",
    ),
  },
  top_up_state: {
    title: text(
      "The transfer is past that",
      "Transfer sudah melewati tahap itu",
      "การโอนผ่านขั้นนั้นไปแล้ว",
    ),
    detail: text(
      "Its state is `{{status}}`. Only a proposal is approved, and only what has not left the bank or arrived is canceled.",
      "Statusnya `{{status}}`. Hanya usulan yang disetujui, dan hanya yang belum keluar dari bank atau tiba yang dibatalkan.",
      "สถานะคือ `{{status}}` อนุมัติได้เฉพาะข้อเสนอ และยกเลิกได้เฉพาะรายการที่ยังไม่ออกจากธนาคารหรือยังไม่ถึงปลายทาง",
    ),
  },
  conversion_in_future: {
    title: text("That has not happened yet", "Itu belum terjadi", "เรื่องนี้ยังไม่เกิดขึ้น"),
    detail: text(
      "Note an exchange after it was made, with the time on its papers.",
      "Catat penukaran setelah terjadi, dengan waktu yang tertera pada dokumennya.",
      "โปรดบันทึกการแลกเงินหลังเกิดขึ้นแล้ว ตามเวลาในเอกสาร",
    ),
  },
  conversion_exists: {
    title: text("It is noted already", "Sudah dicatat", "บันทึกไว้แล้ว"),
    detail: text(
      "This account has an exchange with the same reference.",
      "Rekening ini sudah memiliki penukaran dengan referensi yang sama.",
      "บัญชีนี้มีการแลกเงินที่ใช้ข้อความอ้างอิงเดียวกันแล้ว",
    ),
  },
  conversion_state: {
    title: text("It is decided already", "Sudah diputuskan", "ตัดสินไปแล้ว"),
    detail: text(
      "An exchange that is `{{status}}` cannot be decided again.",
      "Penukaran berstatus `{{status}}` tidak dapat diputuskan lagi.",
      "การแลกเงินที่มีสถานะ `{{status}}` ตัดสินซ้ำไม่ได้",
    ),
  },
} as const satisfies ProblemCatalogue;
