/**
 * Letters in three languages. `{{campaign}}`, `{{brand}}`, `{{creator}}`, `{{amount}}`, `{{number}}`, `{{until}}` and
 * `{{problem}}` are filled in.
 */
import { type MailText, text } from "../../kernel/texts";
import { afterMailTexts } from "./after-mail-texts";
import { clockAndDisputeMailTexts } from "./clock-mail-texts";
import { collaborationMailTexts } from "./collaboration-mail-texts";
import { payoutMailTexts } from "./payout-mail-texts";
import { takenBackMailTexts } from "./taken-back-mail-texts";

export const mailTexts = {
  deposit_captured: {
    subject: text("Your deposit has arrived", "Deposit Anda sudah masuk", "เงินฝากของคุณเข้าแล้ว"),
    body: text(
      "{{amount}} is now in {{brand}}'s balance. You can fund a campaign with it.",
      "{{amount}} sudah masuk ke saldo {{brand}}. Anda dapat memakainya untuk mendanai kampanye.",
      "{{amount}} เข้าอยู่ในยอดเงินของ {{brand}} แล้ว นำไปใช้กับแคมเปญได้ทันที",
    ),
  },
  application_received: {
    subject: text(
      "{{creator}} applied to {{campaign}}",
      "{{creator}} melamar ke {{campaign}}",
      "{{creator}} สมัครร่วมแคมเปญ {{campaign}}",
    ),
    body: text(
      "Read the pitch, then shortlist, make an offer or decline.",
      "Baca penawarannya, lalu masukkan ke daftar pendek, buat tawaran, atau tolak.",
      "อ่านข้อเสนอ แล้วเลือกเก็บไว้พิจารณา ยื่นข้อเสนอ หรือปฏิเสธ",
    ),
  },
  application_declined: {
    subject: text(
      "About your application to {{campaign}}",
      "Tentang lamaran Anda ke {{campaign}}",
      "เรื่องการสมัครร่วมแคมเปญ {{campaign}}",
    ),
    body: text(
      "{{brand}} chose other creators this time. Your application is closed.",
      "Kali ini {{brand}} memilih kreator lain. Lamaran Anda ditutup.",
      "ครั้งนี้ {{brand}} เลือกครีเอเตอร์ท่านอื่น การสมัครของคุณสิ้นสุดแล้ว",
    ),
  },
  offer_declined: {
    subject: text(
      "{{creator}} declined your offer for {{campaign}}",
      "{{creator}} menolak tawaran Anda untuk {{campaign}}",
      "{{creator}} ปฏิเสธข้อเสนอของคุณสำหรับแคมเปญ {{campaign}}",
    ),
    body: text(
      "The place is free again for somebody else.",
      "Tempatnya kembali tersedia untuk orang lain.",
      "ที่นั่งนี้ว่างสำหรับคนอื่นอีกครั้ง",
    ),
  },
  collaboration_cancelled_by_brand: {
    subject: text(
      "{{brand}} ended your collaboration on {{campaign}}",
      "{{brand}} mengakhiri kerja sama Anda untuk {{campaign}}",
      "{{brand}} ยุติการร่วมงานกับคุณในแคมเปญ {{campaign}}",
    ),
    body: text(
      "What was endorsed before stays yours and is paid as usual. Please hand in nothing more.",
      "Upah yang sudah disahkan tetap milik Anda dan dibayar seperti biasa. Mohon tidak mengirim konten lagi.",
      "ค่าตอบแทนของงานที่รับรองแล้วยังเป็นของคุณและจะจ่ายตามปกติ โปรดอย่าส่งงานเพิ่มอีก",
    ),
  },
  collaboration_cancelled_by_creator: {
    subject: text(
      "{{creator}} ended the collaboration on {{campaign}}",
      "{{creator}} mengakhiri kerja sama untuk {{campaign}}",
      "{{creator}} ยุติการร่วมงานในแคมเปญ {{campaign}}",
    ),
    body: text(
      "The money that was not earned is in your campaign's budget again, and the place is free.",
      "Uang yang belum menjadi upah kembali ke anggaran kampanye Anda, dan tempatnya kembali tersedia.",
      "เงินส่วนที่ยังไม่เป็นค่าตอบแทนกลับเข้างบแคมเปญแล้ว และที่นั่งนี้ว่างอีกครั้ง",
    ),
  },
  offer_made: {
    subject: text(
      "{{brand}} made you an offer for {{campaign}}",
      "{{brand}} memberi Anda tawaran untuk {{campaign}}",
      "{{brand}} ยื่นข้อเสนอสำหรับแคมเปญ {{campaign}}",
    ),
    body: text(
      "The offer is {{amount}}. When you accept, the money is set aside for you before you start.",
      "Tawarannya {{amount}}. Saat Anda menerima, dananya disisihkan untuk Anda sebelum Anda mulai bekerja.",
      "ข้อเสนอคือ {{amount}} เมื่อคุณตอบรับ เงินจะถูกกันไว้ให้คุณก่อนเริ่มงาน",
    ),
  },
  offer_countered: {
    subject: text(
      "{{creator}} made a counter-offer for {{campaign}}",
      "{{creator}} mengajukan tawaran balik untuk {{campaign}}",
      "{{creator}} เสนอราคากลับสำหรับแคมเปญ {{campaign}}",
    ),
    body: text(
      "They ask for {{amount}}. Accept it, answer with another offer, or decline.",
      "Mereka meminta {{amount}}. Terima, balas dengan tawaran lain, atau tolak.",
      "ขอ {{amount}} คุณตอบรับ เสนอใหม่ หรือปฏิเสธก็ได้",
    ),
  },
  offer_accepted: {
    subject: text(
      "Agreed: {{creator}} works on {{campaign}}",
      "Sepakat: {{creator}} mengerjakan {{campaign}}",
      "ตกลงแล้ว {{creator}} ร่วมแคมเปญ {{campaign}}",
    ),
    body: text(
      "{{amount}} has been set aside for this work.",
      "{{amount}} sudah disisihkan untuk pekerjaan ini.",
      "กันเงิน {{amount}} ไว้สำหรับงานนี้แล้ว",
    ),
  },
  content_submitted: {
    subject: text(
      "{{creator}} sent content for {{campaign}}",
      "{{creator}} mengirim konten untuk {{campaign}}",
      "{{creator}} ส่งเนื้อหาสำหรับแคมเปญ {{campaign}}",
    ),
    body: text(
      "Please look at it and approve it or ask for changes.",
      "Silakan periksa, lalu setujui atau minta perubahan.",
      "โปรดตรวจ แล้วอนุมัติหรือขอให้แก้ไข",
    ),
  },
  changes_requested: {
    subject: text(
      "{{brand}} asks for changes ({{campaign}})",
      "{{brand}} meminta perubahan ({{campaign}})",
      "{{brand}} ขอให้แก้ไข ({{campaign}})",
    ),
    body: text(
      "Read the note and send a new version. Your fee stays set aside.",
      "Baca catatannya dan kirim versi baru. Honor Anda tetap disisihkan.",
      "อ่านหมายเหตุแล้วส่งฉบับใหม่ ค่าตอบแทนของคุณยังถูกกันไว้",
    ),
  },
  content_approved: {
    subject: text(
      "Your content is approved ({{campaign}})",
      "Konten Anda disetujui ({{campaign}})",
      "เนื้อหาของคุณได้รับอนุมัติ ({{campaign}})",
    ),
    body: text(
      "Share it with your followers now, then add the link to the live post.",
      "Bagikan kepada pengikut Anda sekarang, lalu tambahkan tautan unggahannya.",
      "โพสต์ให้ผู้ติดตามเห็นได้เลย แล้วเพิ่มลิงก์ของโพสต์",
    ),
  },
  content_rejected: {
    subject: text(
      "Your content was not accepted ({{campaign}})",
      "Konten Anda tidak diterima ({{campaign}})",
      "เนื้อหาของคุณไม่ผ่าน ({{campaign}})",
    ),
    body: text(
      "{{brand}} gave a reason with the decision. You can dispute it until {{until}}; your fee stays set aside until then.",
      "{{brand}} menyertakan alasannya. Anda dapat menyengketakannya sampai {{until}}; sampai saat itu honor Anda tetap disisihkan.",
      "{{brand}} แจ้งเหตุผลไว้แล้ว คุณโต้แย้งได้ถึง {{until}} และค่าตอบแทนยังถูกกันไว้จนถึงตอนนั้น",
    ),
  },
  post_recorded: {
    subject: text(
      "{{creator}} is live with {{campaign}}",
      "{{creator}} sudah menayangkan {{campaign}}",
      "{{creator}} โพสต์งานของ {{campaign}} แล้ว",
    ),
    body: text(
      "Look at the post and endorse it; the payment follows by itself.",
      "Lihat unggahannya dan sahkan; pembayarannya menyusul otomatis.",
      "เปิดดูโพสต์แล้วรับรองผลงาน การจ่ายเงินจะตามมาเอง",
    ),
  },
  live_post_needs_look: {
    subject: text(
      "A post for {{campaign}} is not as agreed",
      "Unggahan untuk {{campaign}} tidak sesuai kesepakatan",
      "โพสต์ของ {{campaign}} ไม่เป็นไปตามที่ตกลง",
    ),
    body: text(
      "We looked at {{creator}}'s post for {{brand}} and saw something else than what was agreed: the account, the date, the advertising label or the caption. The creator can correct the post; the brand can confirm it with a reason.",
      "Kami memeriksa unggahan {{creator}} untuk {{brand}} dan menemukan sesuatu yang berbeda dari kesepakatan: akun, tanggal, label iklan, atau keterangannya. Kreator dapat memperbaiki unggahan; merek dapat mengonfirmasinya dengan alasan.",
      "เราตรวจโพสต์ของ {{creator}} สำหรับ {{brand}} แล้วพบสิ่งที่ต่างจากที่ตกลงกัน ได้แก่ บัญชี วันที่ ป้ายโฆษณา หรือคำบรรยาย ครีเอเตอร์แก้โพสต์ได้ และแบรนด์ยืนยันพร้อมเหตุผลได้",
    ),
  },
  live_post_gone: {
    subject: text(
      "A post for {{campaign}} cannot be found",
      "Unggahan untuk {{campaign}} tidak ditemukan",
      "ไม่พบโพสต์ของ {{campaign}}",
    ),
    body: text(
      "We looked for {{creator}}'s post for {{brand}} several times and nobody can see it. If it was deleted or made private by mistake, please bring it back; the brand can confirm it with a reason.",
      "Kami beberapa kali mencari unggahan {{creator}} untuk {{brand}} dan tidak ada yang dapat melihatnya. Jika terhapus atau menjadi privat tanpa sengaja, mohon tampilkan kembali; merek dapat mengonfirmasinya dengan alasan.",
      "เราหาโพสต์ของ {{creator}} สำหรับ {{brand}} หลายครั้งแล้วแต่ไม่มีใครเห็นโพสต์ หากลบหรือตั้งเป็นส่วนตัวโดยไม่ตั้งใจ โปรดนำกลับมา แบรนด์ยืนยันพร้อมเหตุผลได้",
    ),
  },
  endorsed: {
    subject: text(
      "{{brand}} endorsed your work",
      "{{brand}} mengesahkan karya Anda",
      "{{brand}} รับรองผลงานของคุณแล้ว",
    ),
    body: text(
      "Thank you for {{campaign}}. You earned {{amount}}.",
      "Terima kasih untuk {{campaign}}. Anda memperoleh {{amount}}.",
      "ขอบคุณสำหรับ {{campaign}} คุณได้รับ {{amount}}",
    ),
  },
  ...clockAndDisputeMailTexts,
  ...collaborationMailTexts,
  ...payoutMailTexts,
  ...afterMailTexts,
  ...takenBackMailTexts,
} as const satisfies Record<string, MailText>;

export type MailKind = keyof typeof mailTexts;
