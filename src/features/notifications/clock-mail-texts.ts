/** Letters about dates by which somebody has to act, about collaborations that were cancelled, and about disputes. */
import { type MailText, text } from "../../kernel/texts";

const clockMailTexts = {
  review_reminder: {
    subject: text(
      "{{creator}}'s content for {{campaign}} waits until {{until}}",
      "Konten {{creator}} untuk {{campaign}} menunggu sampai {{until}}",
      "เนื้อหาของ {{creator}} สำหรับ {{campaign}} รอคุณถึง {{until}}",
    ),
    body: text(
      "Please approve it, ask for changes or reject it by {{until}}. After that, content with its advertising label is approved by itself.",
      "Mohon setujui, minta perubahan, atau tolak sebelum {{until}}. Setelah itu, konten yang berlabel iklan disetujui secara otomatis.",
      "โปรดอนุมัติ ขอให้แก้ไข หรือปฏิเสธภายใน {{until}} หลังจากนั้นเนื้อหาที่มีป้ายโฆษณาจะได้รับอนุมัติโดยอัตโนมัติ",
    ),
  },
  review_over_approved: {
    subject: text(
      "{{creator}}'s content for {{campaign}} was approved by itself",
      "Konten {{creator}} untuk {{campaign}} disetujui secara otomatis",
      "เนื้อหาของ {{creator}} สำหรับ {{campaign}} ได้รับอนุมัติโดยอัตโนมัติ",
    ),
    body: text(
      "The time to decide is over, and the content carries its advertising label. The creator may post it now.",
      "Waktu untuk memutuskan sudah habis dan kontennya berlabel iklan. Kreator kini boleh menayangkannya.",
      "หมดเวลาตัดสินใจแล้ว และเนื้อหามีป้ายโฆษณาครบ ครีเอเตอร์โพสต์ได้แล้ว",
    ),
  },
  content_approved_by_clock: {
    subject: text(
      "Your content is approved ({{campaign}})",
      "Konten Anda disetujui ({{campaign}})",
      "เนื้อหาของคุณได้รับอนุมัติ ({{campaign}})",
    ),
    body: text(
      "{{brand}} did not decide in time, so it is approved. Share it by {{until}}, then add the link to the live post.",
      "{{brand}} tidak memutuskan tepat waktu, jadi kontennya disetujui. Tayangkan sebelum {{until}}, lalu tambahkan tautannya.",
      "{{brand}} ไม่ได้ตัดสินใจทันเวลา เนื้อหาจึงได้รับอนุมัติ โปรดโพสต์ภายใน {{until}} แล้วเพิ่มลิงก์ของโพสต์",
    ),
  },
  brand_is_late: {
    subject: text(
      "{{creator}} still waits for you ({{campaign}})",
      "{{creator}} masih menunggu Anda ({{campaign}})",
      "{{creator}} ยังรอคุณอยู่ ({{campaign}})",
    ),
    body: text(
      "The date has passed. Please decide about the content, or endorse the post. An operator has been told, and the creator may open a dispute.",
      "Tanggalnya sudah lewat. Mohon putuskan kontennya atau sahkan unggahannya. Operator sudah diberi tahu, dan kreator dapat membuka sengketa.",
      "เลยวันที่กำหนดแล้ว โปรดตัดสินใจเรื่องเนื้อหาหรือรับรองโพสต์ ผู้ดูแลได้รับแจ้งแล้ว และครีเอเตอร์เปิดข้อพิพาทได้",
    ),
  },
  creator_may_dispute: {
    subject: text(
      "{{brand}} is late with {{campaign}}",
      "{{brand}} terlambat menanggapi {{campaign}}",
      "{{brand}} ตอบเรื่อง {{campaign}} ล่าช้า",
    ),
    body: text(
      "The date has passed and a person has to look at your work. We reminded {{brand}} and told an operator. Your fee stays set aside, and you may open a dispute.",
      "Tanggalnya sudah lewat dan karya Anda harus dilihat oleh orang. Kami sudah mengingatkan {{brand}} dan memberi tahu operator. Honor Anda tetap disisihkan, dan Anda dapat membuka sengketa.",
      "เลยวันที่กำหนดแล้ว และต้องมีคนตรวจงานของคุณ เราเตือน {{brand}} และแจ้งผู้ดูแลแล้ว ค่าตอบแทนยังถูกกันไว้ และคุณเปิดข้อพิพาทได้",
    ),
  },
  live_complete: {
    subject: text(
      "The post for {{campaign}} stayed up for as long as agreed",
      "Unggahan untuk {{campaign}} sudah tayang selama yang disepakati",
      "โพสต์ของ {{campaign}} อยู่ครบตามเวลาที่ตกลงแล้ว",
    ),
    body: text(
      "We looked at {{creator}}'s post for {{brand}} a last time. It may be taken down now, and nobody looks at it any more. Thank you both.",
      "Kami memeriksa unggahan {{creator}} untuk {{brand}} untuk terakhir kali. Unggahannya kini boleh diturunkan dan tidak diperiksa lagi. Terima kasih kepada Anda berdua.",
      "เราตรวจโพสต์ของ {{creator}} สำหรับ {{brand}} เป็นครั้งสุดท้ายแล้ว จะลบโพสต์ก็ได้ และจะไม่มีการตรวจอีก ขอบคุณทั้งสองฝ่าย",
    ),
  },
  post_reminder: {
    subject: text(
      "Post your content for {{campaign}} by {{until}}",
      "Tayangkan konten Anda untuk {{campaign}} sebelum {{until}}",
      "โปรดโพสต์งานของ {{campaign}} ภายใน {{until}}",
    ),
    body: text(
      "It is approved. Share it and add the link by {{until}}; after that the {{amount}} set aside for it go back to the campaign.",
      "Kontennya sudah disetujui. Tayangkan dan tambahkan tautannya sebelum {{until}}; setelah itu {{amount}} yang disisihkan kembali ke kampanye.",
      "งานได้รับอนุมัติแล้ว โปรดโพสต์และเพิ่มลิงก์ภายใน {{until}} หลังจากนั้นเงิน {{amount}} ที่กันไว้จะกลับเข้าแคมเปญ",
    ),
  },
  post_time_over: {
    subject: text(
      "The time to post is over ({{campaign}})",
      "Waktu menayangkan sudah habis ({{campaign}})",
      "หมดเวลาโพสต์แล้ว ({{campaign}})",
    ),
    body: text(
      "Approved content of {{creator}} was not posted in time. What was set aside for this piece is in the campaign's budget again.",
      "Konten {{creator}} yang sudah disetujui tidak ditayangkan tepat waktu. Dana untuk bagian ini kembali ke anggaran kampanye.",
      "เนื้อหาของ {{creator}} ที่อนุมัติแล้วไม่ได้โพสต์ทันเวลา เงินที่กันไว้สำหรับงานชิ้นนี้กลับเข้างบแคมเปญแล้ว",
    ),
  },
  endorse_reminder: {
    subject: text(
      "{{creator}}'s post for {{campaign}} waits until {{until}}",
      "Unggahan {{creator}} untuk {{campaign}} menunggu sampai {{until}}",
      "โพสต์ของ {{creator}} สำหรับ {{campaign}} รอคุณถึง {{until}}",
    ),
    body: text(
      "Please look at the post and endorse it by {{until}}. After that, a post that was verified is endorsed by itself.",
      "Mohon lihat dan sahkan unggahannya sebelum {{until}}. Setelah itu, unggahan yang sudah diverifikasi disahkan secara otomatis.",
      "โปรดเปิดดูโพสต์และรับรองภายใน {{until}} หลังจากนั้นโพสต์ที่ตรวจสอบแล้วจะได้รับการรับรองโดยอัตโนมัติ",
    ),
  },
  endorsed_by_clock: {
    subject: text(
      "Endorsed by itself: {{creator}} on {{campaign}}",
      "Disahkan secara otomatis: {{creator}} untuk {{campaign}}",
      "รับรองโดยอัตโนมัติ: {{creator}} ในแคมเปญ {{campaign}}",
    ),
    body: text(
      "The post was verified and nobody endorsed it in time. {{amount}} are earned.",
      "Unggahannya sudah diverifikasi dan tidak disahkan tepat waktu. {{amount}} menjadi upah.",
      "โพสต์ตรวจสอบแล้วและไม่มีใครรับรองทันเวลา ค่าตอบแทน {{amount}} จึงเป็นของครีเอเตอร์",
    ),
  },
  appeal_reminder: {
    subject: text(
      "You can answer the rejection until {{until}} ({{campaign}})",
      "Anda dapat menanggapi penolakan sampai {{until}} ({{campaign}})",
      "คุณโต้แย้งการปฏิเสธได้ถึง {{until}} ({{campaign}})",
    ),
    body: text(
      "If you think the decision is wrong, open a dispute by {{until}}. After that the {{amount}} set aside for it go back to the campaign.",
      "Bila menurut Anda keputusannya keliru, buka sengketa sebelum {{until}}. Setelah itu {{amount}} yang disisihkan kembali ke kampanye.",
      "หากคิดว่าการตัดสินไม่ถูกต้อง โปรดเปิดข้อพิพาทภายใน {{until}} หลังจากนั้นเงิน {{amount}} ที่กันไว้จะกลับเข้าแคมเปญ",
    ),
  },
  appeal_time_over: {
    subject: text(
      "The rejection stands ({{campaign}})",
      "Penolakan berlaku tetap ({{campaign}})",
      "การปฏิเสธมีผลแล้ว ({{campaign}})",
    ),
    body: text(
      "The rejection of {{creator}}'s content was not disputed in time. What was set aside for this piece is in the campaign's budget again.",
      "Penolakan konten {{creator}} tidak disengketakan tepat waktu. Dana untuk bagian ini kembali ke anggaran kampanye.",
      "ไม่มีการโต้แย้งการปฏิเสธเนื้อหาของ {{creator}} ทันเวลา เงินที่กันไว้สำหรับงานชิ้นนี้กลับเข้างบแคมเปญแล้ว",
    ),
  },
} as const satisfies Record<string, MailText>;

const endMailTexts = {
  kill_fee_earned: {
    subject: text(
      "You are paid {{amount}} for {{campaign}}",
      "Anda dibayar {{amount}} untuk {{campaign}}",
      "คุณได้รับ {{amount}} จาก {{campaign}}",
    ),
    body: text(
      "{{brand}} ended the collaboration. For what was under way you earned {{amount}}; it is paid as usual.",
      "{{brand}} mengakhiri kerja sama. Untuk pekerjaan yang sedang berjalan Anda memperoleh {{amount}}, yang dibayar seperti biasa.",
      "{{brand}} ยุติการร่วมงาน งานที่ทำค้างอยู่ทำให้คุณได้รับ {{amount}} ซึ่งจะจ่ายตามปกติ",
    ),
  },
  kill_fee_paid: {
    subject: text(
      "{{creator}} is paid {{amount}} for {{campaign}}",
      "{{creator}} dibayar {{amount}} untuk {{campaign}}",
      "{{creator}} ได้รับ {{amount}} จาก {{campaign}}",
    ),
    body: text(
      "The collaboration was ended by your brand. For what was under way the creator earned {{amount}}; the rest is in the campaign's budget again.",
      "Kerja sama diakhiri oleh merek Anda. Untuk pekerjaan yang sedang berjalan kreator memperoleh {{amount}}; sisanya kembali ke anggaran kampanye.",
      "แบรนด์ของคุณยุติการร่วมงาน งานที่ทำค้างอยู่ทำให้ครีเอเตอร์ได้รับ {{amount}} ส่วนที่เหลือกลับเข้างบแคมเปญแล้ว",
    ),
  },
  dispute_opened: {
    subject: text(
      "A dispute was opened about {{campaign}}",
      "Sengketa dibuka tentang {{campaign}}",
      "มีการเปิดข้อพิพาทเรื่อง {{campaign}}",
    ),
    body: text(
      "The clock of this piece stands still. Read the statement and answer it by {{until}}; an operator decides afterwards.",
      "Waktu untuk bagian ini berhenti. Baca pernyataannya dan jawab sebelum {{until}}; setelah itu operator memutuskan.",
      "เวลาของงานชิ้นนี้หยุดเดิน โปรดอ่านคำชี้แจงและตอบภายใน {{until}} จากนั้นผู้ดูแลจะตัดสิน",
    ),
  },
  dispute_answered: {
    subject: text(
      "Your dispute about {{campaign}} was answered",
      "Sengketa Anda tentang {{campaign}} sudah dijawab",
      "ข้อพิพาทของคุณเรื่อง {{campaign}} ได้รับคำตอบแล้ว",
    ),
    body: text(
      "Read what the other side says. An operator decides next.",
      "Baca jawaban pihak lain. Selanjutnya operator memutuskan.",
      "โปรดอ่านคำตอบของอีกฝ่าย จากนั้นผู้ดูแลจะตัดสิน",
    ),
  },
  dispute_withdrawn: {
    subject: text(
      "The dispute about {{campaign}} was withdrawn",
      "Sengketa tentang {{campaign}} ditarik",
      "ข้อพิพาทเรื่อง {{campaign}} ถูกถอนแล้ว",
    ),
    body: text(
      "Everything goes on where it stood, with the time that was left.",
      "Semuanya berlanjut dari keadaan semula, dengan sisa waktu yang ada.",
      "ทุกอย่างดำเนินต่อจากเดิม โดยมีเวลาเท่าที่เหลืออยู่",
    ),
  },
  dispute_decided: {
    subject: text(
      "The dispute about {{campaign}} is decided",
      "Sengketa tentang {{campaign}} sudah diputuskan",
      "ข้อพิพาทเรื่อง {{campaign}} ได้ข้อยุติแล้ว",
    ),
    body: text(
      "An operator has decided and wrote down why. The money that was set aside has been moved accordingly.",
      "Operator sudah memutuskan dan menuliskan alasannya. Dana yang disisihkan sudah dipindahkan sesuai putusan.",
      "ผู้ดูแลตัดสินแล้วพร้อมเหตุผลเป็นลายลักษณ์อักษร เงินที่กันไว้ถูกโอนตามคำตัดสินแล้ว",
    ),
  },
} as const satisfies Record<string, MailText>;

export const clockAndDisputeMailTexts = { ...clockMailTexts, ...endMailTexts };
