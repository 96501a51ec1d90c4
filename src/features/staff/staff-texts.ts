import { type ProblemCatalogue, text } from "../../kernel/texts";

export const staffProblems = {
  own_account: {
    title: text("This is your own account", "Ini akun Anda sendiri", "นี่คือบัญชีของคุณเอง"),
    detail: text(
      "Nobody decides about their own roles or log-in. Ask another operator.",
      "Tidak ada yang memutuskan peran atau akses masuknya sendiri. Minta operator lain.",
      "ไม่มีใครตัดสินสิทธิ์หรือการเข้าสู่ระบบของตนเองได้ โปรดขอให้ผู้ดูแลระบบคนอื่นทำ",
    ),
  },
  last_operator: {
    title: text("The last operator", "Operator terakhir", "ผู้ดูแลระบบคนสุดท้าย"),
    detail: text(
      "Without this operator nobody could let anybody in. Make somebody else an operator first.",
      "Tanpa operator ini tidak ada yang bisa memberi akses. Angkat operator lain terlebih dahulu.",
      "หากไม่มีผู้ดูแลระบบคนนี้ จะไม่มีใครให้สิทธิ์ผู้อื่นได้ โปรดแต่งตั้งผู้ดูแลระบบคนอื่นก่อน",
    ),
  },
  user_state: {
    title: text(
      "The user is in that state",
      "Pengguna sudah dalam keadaan itu",
      "ผู้ใช้อยู่ในสถานะนั้นแล้ว",
    ),
    detail: text(
      "Somebody was quicker, or nothing needs to change. Look at the user again.",
      "Seseorang lebih cepat, atau tidak ada yang perlu diubah. Lihat pengguna ini lagi.",
      "มีคนทำไปก่อนแล้ว หรือไม่มีสิ่งที่ต้องเปลี่ยน โปรดดูผู้ใช้นี้อีกครั้ง",
    ),
  },
  roles_unchanged: {
    title: text("The roles stay as they are", "Perannya tetap sama", "สิทธิ์ยังเหมือนเดิม"),
    detail: text(
      "The user has exactly these staff roles already.",
      "Pengguna sudah memiliki persis peran staf ini.",
      "ผู้ใช้มีสิทธิ์ของเจ้าหน้าที่เหล่านี้อยู่แล้ว",
    ),
  },
  role_change_waits: {
    title: text("Another change waits", "Perubahan lain menunggu", "มีการเปลี่ยนแปลงอื่นรออยู่"),
    detail: text(
      "A change of this user's roles waits for a second operator. Confirm or withdraw it first.",
      "Perubahan peran pengguna ini menunggu operator kedua. Setujui atau batalkan dahulu.",
      "การเปลี่ยนสิทธิ์ของผู้ใช้นี้รอผู้ดูแลระบบคนที่สองอยู่ โปรดยืนยันหรือถอนก่อน",
    ),
  },
  role_change_state: {
    title: text("It is decided already", "Sudah diputuskan", "ตัดสินไปแล้ว"),
    detail: text(
      "A change that is `{{status}}` cannot be decided again.",
      "Perubahan berstatus `{{status}}` tidak dapat diputuskan lagi.",
      "การเปลี่ยนแปลงที่มีสถานะ `{{status}}` ตัดสินซ้ำไม่ได้",
    ),
  },
  roles_changed: {
    title: text("The roles have changed", "Perannya sudah berubah", "สิทธิ์เปลี่ยนไปแล้ว"),
    detail: text(
      "The user's roles are not what they were when this was proposed. Withdraw it and look again.",
      "Peran pengguna tidak lagi seperti saat ini diusulkan. Batalkan, lalu periksa lagi.",
      "สิทธิ์ของผู้ใช้ไม่เหมือนตอนที่เสนอ โปรดถอนข้อเสนอแล้วตรวจสอบใหม่",
    ),
  },
  role_change_expired: {
    title: text("The proposal is too old", "Usulannya sudah kedaluwarsa", "ข้อเสนอหมดอายุแล้ว"),
    detail: text(
      "Nobody confirmed it in time. Withdraw it, and propose it again if it is still wanted.",
      "Tidak ada yang menyetujuinya tepat waktu. Batalkan, lalu usulkan lagi bila masih diperlukan.",
      "ไม่มีใครยืนยันทันเวลา โปรดถอนข้อเสนอ แล้วเสนอใหม่หากยังต้องการ",
    ),
  },
} as const satisfies ProblemCatalogue;
