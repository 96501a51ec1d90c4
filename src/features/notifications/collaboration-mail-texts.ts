import { type MailText, text } from "../../kernel/texts";

/** Letters about invitations, messages, products on their way and terms that change. */
export const collaborationMailTexts = {
  creator_invited: {
    subject: text(
      "{{brand}} invites you to {{campaign}}",
      "{{brand}} mengundang Anda ke {{campaign}}",
      "{{brand}} เชิญคุณร่วมแคมเปญ {{campaign}}",
    ),
    body: text(
      "Read the brief. You can write to the brand, wait for its offer, or decline.",
      "Baca brief-nya. Anda dapat menulis kepada brand, menunggu penawarannya, atau menolak.",
      "อ่านบรีฟ แล้วเขียนถึงแบรนด์ รอข้อเสนอ หรือปฏิเสธก็ได้",
    ),
  },
  invitation_declined: {
    subject: text(
      "{{creator}} declined your invitation to {{campaign}}",
      "{{creator}} menolak undangan Anda ke {{campaign}}",
      "{{creator}} ปฏิเสธคำเชิญร่วมแคมเปญ {{campaign}}",
    ),
    body: text(
      "You can invite somebody else.",
      "Anda dapat mengundang kreator lain.",
      "คุณเชิญครีเอเตอร์คนอื่นได้",
    ),
  },
  message_from_brand: {
    subject: text(
      "{{brand}} wrote to you about {{campaign}}",
      "{{brand}} menulis kepada Anda tentang {{campaign}}",
      "{{brand}} เขียนถึงคุณเรื่อง {{campaign}}",
    ),
    body: text(
      "Read the message and answer it in the application. You get one letter until you have read it.",
      "Baca pesannya dan balas di lamaran. Anda menerima satu surat sampai pesan itu dibaca.",
      "อ่านและตอบข้อความได้ในใบสมัคร คุณจะได้รับอีเมลฉบับเดียวจนกว่าจะอ่าน",
    ),
  },
  message_from_creator: {
    subject: text(
      "{{creator}} wrote to you about {{campaign}}",
      "{{creator}} menulis kepada Anda tentang {{campaign}}",
      "{{creator}} เขียนถึงคุณเรื่อง {{campaign}}",
    ),
    body: text(
      "Read the message and answer it in the application. You get one letter until somebody has read it.",
      "Baca pesannya dan balas di lamaran. Anda menerima satu surat sampai pesan itu dibaca.",
      "อ่านและตอบข้อความได้ในใบสมัคร คุณจะได้รับอีเมลฉบับเดียวจนกว่าจะมีคนอ่าน",
    ),
  },
  comments_from_brand: {
    subject: text(
      "{{brand}} commented on your content for {{campaign}}",
      "{{brand}} mengomentari konten Anda untuk {{campaign}}",
      "{{brand}} แสดงความเห็นเรื่องเนื้อหาของคุณสำหรับ {{campaign}}",
    ),
    body: text(
      "The comments stand at their places in the content. You can answer and settle each of them. Those that follow within an hour come without a letter.",
      "Komentarnya ada di tempatnya pada konten. Anda dapat menjawab dan menyelesaikan masing-masing. Komentar lain dalam satu jam ini tidak dikirim lewat surat.",
      "ความเห็นอยู่ตรงตำแหน่งในเนื้อหา คุณตอบและปิดได้ทีละรายการ ความเห็นที่ตามมาภายในหนึ่งชั่วโมงจะไม่ส่งอีเมลซ้ำ",
    ),
  },
  comments_from_creator: {
    subject: text(
      "{{creator}} commented on the content for {{campaign}}",
      "{{creator}} mengomentari konten untuk {{campaign}}",
      "{{creator}} แสดงความเห็นเรื่องเนื้อหาสำหรับ {{campaign}}",
    ),
    body: text(
      "The comments stand at their places in the content. You can answer and settle each of them. Those that follow within an hour come without a letter.",
      "Komentarnya ada di tempatnya pada konten. Anda dapat menjawab dan menyelesaikan masing-masing. Komentar lain dalam satu jam ini tidak dikirim lewat surat.",
      "ความเห็นอยู่ตรงตำแหน่งในเนื้อหา คุณตอบและปิดได้ทีละรายการ ความเห็นที่ตามมาภายในหนึ่งชั่วโมงจะไม่ส่งอีเมลซ้ำ",
    ),
  },
  change_round_granted: {
    subject: text(
      "{{creator}} allows another round of changes for {{campaign}}",
      "{{creator}} mengizinkan satu putaran perubahan lagi untuk {{campaign}}",
      "{{creator}} ให้แก้ไขเพิ่มอีกหนึ่งรอบสำหรับ {{campaign}}",
    ),
    body: text(
      "You may ask for changes once more. The content still waits for your decision.",
      "Anda boleh meminta perubahan satu kali lagi. Kontennya masih menunggu keputusan Anda.",
      "คุณขอแก้ไขได้อีกหนึ่งครั้ง เนื้อหายังรอการตัดสินใจของคุณ",
    ),
  },
  product_shipped: {
    subject: text(
      "{{brand}} sent the product for {{campaign}}",
      "{{brand}} mengirim produk untuk {{campaign}}",
      "{{brand}} ส่งสินค้าสำหรับ {{campaign}} แล้ว",
    ),
    body: text(
      "The carrier and the number stand in your application. Say so there when it has come.",
      "Kurir dan nomornya tercantum di lamaran Anda. Konfirmasikan di sana bila sudah diterima.",
      "ดูผู้ขนส่งและหมายเลขพัสดุได้ในใบสมัคร เมื่อได้รับแล้วโปรดยืนยันที่นั่น",
    ),
  },
  product_received: {
    subject: text(
      "{{creator}} received the product for {{campaign}}",
      "{{creator}} sudah menerima produk untuk {{campaign}}",
      "{{creator}} ได้รับสินค้าสำหรับ {{campaign}} แล้ว",
    ),
    body: text(
      "There is nothing for you to do.",
      "Tidak ada yang perlu Anda lakukan.",
      "คุณไม่ต้องทำอะไร",
    ),
  },
  terms_asked: {
    subject: text(
      "The brief of {{campaign}} has changed",
      "Brief {{campaign}} berubah",
      "บรีฟของ {{campaign}} เปลี่ยนไป",
    ),
    body: text(
      "{{brand}} asks you to agree to the new version. Until you do, the terms you accepted count; you may keep them.",
      "{{brand}} meminta persetujuan Anda atas versi baru. Sebelum itu, ketentuan yang Anda setujui tetap berlaku; Anda boleh mempertahankannya.",
      "{{brand}} ขอให้คุณเห็นชอบฉบับใหม่ ระหว่างนี้ข้อตกลงเดิมยังมีผล และคุณเลือกใช้ข้อตกลงเดิมต่อได้",
    ),
  },
  terms_accepted: {
    subject: text(
      "{{creator}} agreed to the new brief of {{campaign}}",
      "{{creator}} menyetujui brief baru {{campaign}}",
      "{{creator}} เห็นชอบบรีฟใหม่ของ {{campaign}}",
    ),
    body: text(
      "The new terms count from now on; the fee stays.",
      "Ketentuan baru berlaku mulai sekarang; upahnya tetap.",
      "ข้อตกลงใหม่มีผลตั้งแต่ตอนนี้ ค่าตอบแทนคงเดิม",
    ),
  },
  terms_kept: {
    subject: text(
      "{{creator}} keeps the old terms of {{campaign}}",
      "{{creator}} mempertahankan ketentuan lama {{campaign}}",
      "{{creator}} ใช้ข้อตกลงเดิมของ {{campaign}}",
    ),
    body: text(
      "What you agreed on before goes on to count.",
      "Kesepakatan sebelumnya tetap berlaku.",
      "ข้อตกลงที่ทำไว้ก่อนหน้ายังมีผลต่อไป",
    ),
  },
} as const satisfies Record<string, MailText>;
