import { type ProblemCatalogue, text } from "../../kernel/texts";
import { collaborationProblems } from "./collaboration-texts";

export const applicationProblems = {
  application_state: {
    title: text(
      "The application is not at this step",
      "Lamaran tidak berada pada tahap ini",
      "ใบสมัครไม่ได้อยู่ในขั้นตอนนี้",
    ),
    detail: text(
      "An application that is `{{status}}` does not allow this step.",
      "Lamaran berstatus `{{status}}` tidak memungkinkan langkah ini.",
      "ใบสมัครที่มีสถานะ `{{status}}` ทำขั้นตอนนี้ไม่ได้",
    ),
  },
  application_deadline_passed: {
    title: text("Too late to apply", "Batas melamar sudah lewat", "หมดเขตสมัครแล้ว"),
    detail: text(
      "The last day to apply was {{day}}.",
      "Hari terakhir untuk melamar adalah {{day}}.",
      "วันสุดท้ายที่รับสมัครคือ {{day}}",
    ),
  },
  already_applied: {
    title: text("You have applied already", "Anda sudah melamar", "คุณสมัครไว้แล้ว"),
    detail: text(
      "There is one application for each creator and campaign. Look at the one you have.",
      "Setiap kreator hanya memiliki satu lamaran per kampanye. Lihat lamaran Anda yang ada.",
      "ครีเอเตอร์หนึ่งคนสมัครได้หนึ่งครั้งต่อแคมเปญ โปรดดูใบสมัครที่มีอยู่",
    ),
  },
  requirements_not_met: {
    title: text(
      "The campaign looks for another audience",
      "Kampanye mencari audiens lain",
      "แคมเปญนี้มองหากลุ่มผู้ติดตามขนาดอื่น",
    ),
    detail: text(
      "It asks for an account on {{platforms}} with {{range}} followers.",
      "Kampanye ini meminta akun di {{platforms}} dengan {{range}} pengikut.",
      "แคมเปญต้องการบัญชีบน {{platforms}} ที่มีผู้ติดตาม {{range}} คน",
    ),
  },
  own_campaign: {
    title: text("This is your own campaign", "Ini kampanye Anda sendiri", "นี่คือแคมเปญของคุณเอง"),
    detail: text(
      "Members of a brand cannot apply to its campaigns.",
      "Anggota merek tidak dapat melamar ke kampanye mereknya.",
      "สมาชิกของแบรนด์สมัครแคมเปญของแบรนด์ตัวเองไม่ได้",
    ),
  },
  offer_changed: {
    title: text("The offer has changed", "Penawaran sudah berubah", "ข้อเสนอเปลี่ยนไปแล้ว"),
    detail: text(
      "The latest version is {{version}}. Read it, then decide about that one.",
      "Versi terbaru adalah {{version}}. Baca dahulu, lalu putuskan untuk versi itu.",
      "ฉบับล่าสุดคือฉบับที่ {{version}} โปรดอ่านก่อนแล้วตัดสินใจจากฉบับนั้น",
    ),
  },
  offer_is_own: {
    title: text("This offer is yours", "Penawaran ini milik Anda", "ข้อเสนอนี้เป็นของคุณเอง"),
    detail: text(
      "The other side has to accept it.",
      "Pihak lain yang harus menerimanya.",
      "อีกฝ่ายต้องเป็นผู้ตอบรับ",
    ),
  },
  budget_insufficient: {
    title: text(
      "The campaign's money does not suffice",
      "Dana kampanye tidak cukup",
      "เงินของแคมเปญไม่พอ",
    ),
    detail: text(
      "What is set aside for the campaign does not cover this fee; nothing was agreed. The brand can add money.",
      "Dana yang disisihkan untuk kampanye tidak menutup upah ini; belum ada kesepakatan. Merek dapat menambah dana.",
      "เงินที่กันไว้ของแคมเปญไม่พอสำหรับค่าตอบแทนนี้ จึงยังไม่มีข้อตกลง แบรนด์สามารถเติมเงินได้",
    ),
  },
  fee_unexpected: {
    title: text(
      "This campaign pays with products",
      "Kampanye ini memberi produk",
      "แคมเปญนี้ให้สินค้าเป็นค่าตอบแทน",
    ),
    detail: text(
      "Leave the fee out: no money is paid in this campaign.",
      "Kosongkan upah: kampanye ini tidak membayar uang.",
      "ไม่ต้องใส่ค่าตอบแทน เพราะแคมเปญนี้ไม่จ่ายเป็นเงิน",
    ),
  },
  ...collaborationProblems,
} as const satisfies ProblemCatalogue;
