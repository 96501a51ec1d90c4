/** Letters about what follows the work, about the people of a brand, and to visitors. */
import { type MailText, text } from "../../kernel/texts";

export const afterMailTexts = {
  review_invited: {
    subject: text(
      "How was it to work together on {{campaign}}?",
      "Bagaimana kerja sama Anda untuk {{campaign}}?",
      "การร่วมงานในแคมเปญ {{campaign}} เป็นอย่างไร",
    ),
    body: text(
      "A review waits for you: {{brand}} and {{creator}} may each write one. Neither is shown before both are in, or its time has come.",
      "Ada ulasan yang menunggu Anda: {{brand}} dan {{creator}} masing-masing boleh menulis satu. Ulasan baru ditampilkan setelah keduanya masuk, atau setelah waktunya tiba.",
      "มีรีวิวรอให้คุณเขียน {{brand}} และ {{creator}} เขียนได้ฝ่ายละหนึ่งครั้ง รีวิวจะแสดงเมื่อทั้งสองฝ่ายเขียนแล้ว หรือเมื่อถึงเวลา",
    ),
  },
  reviews_revealed: {
    subject: text(
      "Reviews about {{campaign}} can be read now",
      "Ulasan tentang {{campaign}} kini dapat dibaca",
      "อ่านรีวิวของแคมเปญ {{campaign}} ได้แล้ว",
    ),
    body: text(
      "What {{brand}} and {{creator}} wrote about each other is shown from now on. You may answer a review about you once.",
      "Yang ditulis {{brand}} dan {{creator}} tentang satu sama lain mulai ditampilkan. Anda boleh menanggapi ulasan tentang Anda satu kali.",
      "สิ่งที่ {{brand}} และ {{creator}} เขียนถึงกันแสดงแล้วตั้งแต่นี้ คุณตอบรีวิวที่เขียนถึงคุณได้หนึ่งครั้ง",
    ),
  },
  review_answered: {
    subject: text(
      "Your review about {{campaign}} was answered",
      "Ulasan Anda tentang {{campaign}} ditanggapi",
      "มีคำตอบสำหรับรีวิวของคุณในแคมเปญ {{campaign}}",
    ),
    body: text(
      "The answer stands below your review for everybody to read.",
      "Tanggapannya tampil di bawah ulasan Anda dan dapat dibaca semua orang.",
      "คำตอบแสดงอยู่ใต้รีวิวของคุณให้ทุกคนอ่านได้",
    ),
  },
  opinion_published: {
    subject: text(
      "Your opinion was published",
      "Pendapat Anda sudah diterbitkan",
      "ความคิดเห็นของคุณเผยแพร่แล้ว",
    ),
    body: text(
      "Thank you for taking the time. Everybody can read it now; your address is not shown.",
      "Terima kasih atas waktu Anda. Semua orang kini dapat membacanya; alamat Anda tidak ditampilkan.",
      "ขอบคุณที่สละเวลา ตอนนี้ทุกคนอ่านได้แล้วโดยไม่แสดงที่อยู่อีเมลของคุณ",
    ),
  },
  opinion_declined: {
    subject: text(
      "Your opinion is not shown",
      "Pendapat Anda tidak ditampilkan",
      "ความคิดเห็นของคุณไม่ได้เผยแพร่",
    ),
    body: text(
      "Thank you for writing to us. We do not show it; the reason stands below.",
      "Terima kasih telah menulis kepada kami. Kami tidak menampilkannya; alasannya tertulis di bawah.",
      "ขอบคุณที่เขียนถึงเรา เราไม่ได้เผยแพร่ด้วยเหตุผลนี้",
    ),
  },
  member_invited: {
    subject: text(
      "Work with {{brand}} on Kampanye",
      "Bekerja bersama {{brand}} di Kampanye",
      "ร่วมงานกับ {{brand}} ใน Kampanye",
    ),
    body: text(
      "You are invited to the team of {{brand}}. If you do not know why, you can ignore this letter. The link below is only for you; open it by {{until}} to join.",
      "Anda diundang ke tim {{brand}}. Jika Anda tidak tahu alasannya, abaikan surat ini. Tautan di bawah hanya untuk Anda; buka sebelum {{until}} untuk bergabung.",
      "คุณได้รับเชิญเข้าทีมของ {{brand}} หากไม่ทราบว่าเรื่องอะไร โปรดไม่ต้องสนใจจดหมายฉบับนี้ ลิงก์ด้านล่างสำหรับคุณเท่านั้น เปิดภายใน {{until}} เพื่อเข้าร่วม",
    ),
  },
  member_joined: {
    subject: text(
      "{{member}} has joined the team of {{brand}}",
      "{{member}} bergabung dengan tim {{brand}}",
      "{{member}} เข้าร่วมทีมของ {{brand}} แล้ว",
    ),
    body: text(
      "The invitation was accepted. Managers decide who is in the team and what each may do.",
      "Undangan sudah diterima. Manajer menentukan siapa anggota tim dan wewenang masing-masing.",
      "คำเชิญได้รับการตอบรับแล้ว ผู้จัดการเป็นผู้กำหนดว่าใครอยู่ในทีมและทำอะไรได้บ้าง",
    ),
  },
  consultation_arrived: {
    subject: text(
      "Your request for a consultation has arrived",
      "Permintaan konsultasi Anda sudah kami terima",
      "เราได้รับคำขอปรึกษาของคุณแล้ว",
    ),
    body: text(
      "One of our people will answer at this address. If you did not ask us for anything, you can ignore this letter.",
      "Salah satu dari kami akan menjawab ke alamat ini. Jika Anda tidak meminta apa pun, abaikan surat ini.",
      "ทีมงานของเราจะตอบกลับมายังที่อยู่นี้ หากคุณไม่ได้ขอสิ่งใด โปรดไม่ต้องสนใจจดหมายฉบับนี้",
    ),
  },
  consultation_answered: {
    subject: text(
      "The answer to your request for a consultation",
      "Jawaban atas permintaan konsultasi Anda",
      "คำตอบสำหรับคำขอปรึกษาของคุณ",
    ),
    body: text(
      "Thank you for waiting. Our answer stands below.",
      "Terima kasih sudah menunggu. Jawaban kami tertulis di bawah.",
      "ขอบคุณที่รอ นี่คือคำตอบของเรา",
    ),
  },
} as const satisfies Record<string, MailText>;
