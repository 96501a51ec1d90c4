import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const submissionProblems = {
  submission_state: {
    title: text(
      "The submission is not at this step",
      "Kiriman tidak berada pada tahap ini",
      "งานที่ส่งไม่ได้อยู่ในขั้นตอนนี้",
    ),
    detail: text(
      "A submission that is `{{status}}` does not allow this step.",
      "Kiriman berstatus `{{status}}` tidak memungkinkan langkah ini.",
      "งานที่มีสถานะ `{{status}}` ทำขั้นตอนนี้ไม่ได้",
    ),
  },
  submission_changed: {
    title: text("There is a newer version", "Ada versi yang lebih baru", "มีฉบับที่ใหม่กว่าแล้ว"),
    detail: text(
      "Look at the latest version first, then decide about that one.",
      "Lihat dahulu versi terbaru, lalu putuskan untuk versi itu.",
      "โปรดดูฉบับล่าสุดก่อน แล้วตัดสินใจจากฉบับนั้น",
    ),
  },
  submission_not_live: {
    title: text("Not live yet", "Belum tayang", "ยังไม่ได้เผยแพร่"),
    detail: text(
      "Only approved content that has been posted can be endorsed, once; this submission is `{{status}}`.",
      "Hanya konten yang disetujui dan sudah tayang yang dapat disahkan, satu kali; kiriman ini berstatus `{{status}}`.",
      "รับรองได้เฉพาะเนื้อหาที่อนุมัติและเผยแพร่แล้ว และทำได้ครั้งเดียว งานนี้มีสถานะ `{{status}}`",
    ),
  },
  post_not_verified: {
    title: text("Nobody has verified the post", "Unggahan belum diverifikasi", "ยังไม่มีใครยืนยันโพสต์"),
    detail: text(
      "Look at the post and confirm it by hand with a reason (`verifyLivePost`), or wait for our next look ({{next}}).",
      "Lihat unggahannya dan konfirmasi sendiri dengan alasan (`verifyLivePost`), atau tunggu pemeriksaan kami berikutnya ({{next}}).",
      "โปรดดูโพสต์แล้วยืนยันเองพร้อมเหตุผล (`verifyLivePost`) หรือรอการตรวจครั้งถัดไปของเรา ({{next}})",
    ),
  },
  post_in_doubt: {
    title: text(
      "The post is not as agreed",
      "Unggahan tidak sesuai kesepakatan",
      "โพสต์ไม่ตรงตามที่ตกลงกัน",
    ),
    detail: text(
      "The last look ended with `{{concern}}`. Ask the creator to mend it, or accept it with a reason (`confirmLivePost`).",
      "Pemeriksaan terakhir berakhir dengan `{{concern}}`. Minta kreator memperbaikinya, atau terima dengan alasan (`confirmLivePost`).",
      "การตรวจครั้งล่าสุดได้ผลเป็น `{{concern}}` โปรดขอให้ครีเอเตอร์แก้ไข หรือยอมรับพร้อมเหตุผล (`confirmLivePost`)",
    ),
  },
  dispute_open: {
    title: text("There is an open dispute", "Ada sengketa yang belum selesai", "มีข้อพิพาทที่ยังไม่จบ"),
    detail: text(
      "An operator has to decide about a piece first, or the dispute has to be withdrawn.",
      "Operator harus memutuskan satu bagian dahulu, atau sengketanya harus ditarik.",
      "ต้องรอผู้ดูแลตัดสินงานชิ้นหนึ่งก่อน หรือถอนข้อพิพาทนั้น",
    ),
  },
  cancellation_changed: {
    title: text(
      "Ending it would pay something else now",
      "Jumlah yang dibayar bila diakhiri sudah berubah",
      "ยอดที่ต้องจ่ายเมื่อยุติเปลี่ยนไปแล้ว",
    ),
    detail: text(
      "The work has moved on since you looked. Look at the preview again, then decide.",
      "Pekerjaannya sudah berlanjut sejak Anda melihatnya. Lihat lagi pratinjaunya, lalu putuskan.",
      "งานคืบหน้าไปแล้วหลังจากที่คุณดู โปรดดูตัวอย่างอีกครั้งแล้วจึงตัดสินใจ",
    ),
  },
  deliverable_not_open: {
    title: text("Nothing to hand in here", "Tidak ada yang perlu dikirim", "ไม่มีงานที่ต้องส่ง"),
    detail: text(
      "This piece is with the brand or already approved. A new version is possible after a request for changes.",
      "Bagian ini sedang diperiksa merek atau sudah disetujui. Versi baru dapat dikirim setelah ada permintaan perubahan.",
      "งานชิ้นนี้อยู่ระหว่างการตรวจหรืออนุมัติแล้ว ส่งฉบับใหม่ได้เมื่อแบรนด์ขอให้แก้ไข",
    ),
  },
  change_rounds_spent: {
    title: text("No more changes", "Tidak ada perubahan lagi", "ขอแก้ไขเพิ่มไม่ได้"),
    detail: text(
      "Changes were asked for {{max}} times. Approve the content or reject it.",
      "Perubahan sudah diminta {{max}} kali. Setujui atau tolak kontennya.",
      "ขอแก้ไขครบ {{max}} ครั้งแล้ว โปรดอนุมัติหรือปฏิเสธเนื้อหา",
    ),
  },
  disclosure_missing: {
    title: text("The advertising label is missing", "Label iklan belum ada", "ไม่มีป้ายระบุว่าเป็นโฆษณา"),
    detail: text(
      "The caption needs one of these as a hashtag of its own: {{tags}}.",
      "Keterangan harus memuat salah satu tagar ini secara utuh: {{tags}}.",
      "คำบรรยายต้องมีแฮชแท็กอย่างน้อยหนึ่งรายการต่อไปนี้แบบเต็มคำ: {{tags}}",
    ),
  },
  disclosure_unclear: {
    title: text(
      "The advertising label does not do its work",
      "Label iklan belum memenuhi aturan",
      "ป้ายโฆษณายังไม่เป็นไปตามกฎ",
    ),
    detail: text(
      "See `findings` ({{rules}}). Ask for changes, or give a reason why it may go live as it is.",
      "Lihat `findings` ({{rules}}). Minta perubahan, atau berikan alasan mengapa boleh tayang apa adanya.",
      "ดู `findings` ({{rules}}) โปรดขอให้แก้ไข หรือให้เหตุผลว่าทำไมจึงเผยแพร่ได้ตามนี้",
    ),
  },
  media_type_unsupported: {
    title: text(
      "This kind of file is not accepted",
      "Jenis berkas ini tidak diterima",
      "ไม่รับไฟล์ชนิดนี้",
    ),
    detail: text(
      "Send a PNG, JPEG, GIF or WebP picture or an MP4 video. The content of the file decides, not its name.",
      "Kirim gambar PNG, JPEG, GIF, atau WebP, atau video MP4. Isi berkas yang menentukan, bukan namanya.",
      "โปรดส่งภาพ PNG, JPEG, GIF หรือ WebP หรือวิดีโอ MP4 โดยดูจากเนื้อหาไฟล์ ไม่ใช่ชื่อไฟล์",
    ),
  },
  media_unknown: {
    title: text("This file is not yours", "Berkas ini bukan milik Anda", "ไฟล์นี้ไม่ใช่ของคุณ"),
    detail: text(
      "Upload the file first and use the id of the answer.",
      "Unggah berkas dahulu dan pakai id dari jawabannya.",
      "โปรดอัปโหลดไฟล์ก่อนแล้วใช้รหัสที่ได้รับ",
    ),
  },
  url_not_on_platform: {
    title: text(
      "This is not a post on the agreed platform",
      "Ini bukan unggahan di platform yang disepakati",
      "ไม่ใช่โพสต์บนแพลตฟอร์มที่ตกลงไว้",
    ),
    detail: text(
      "Send the full link to the post itself on {{platform}}, not a short link or a profile.",
      "Kirim tautan lengkap ke unggahan itu sendiri di {{platform}}, bukan tautan pendek atau profil.",
      "โปรดส่งลิงก์เต็มของโพสต์นั้นบน {{platform}} ไม่ใช่ลิงก์ย่อหรือหน้าโปรไฟล์",
    ),
  },
  url_taken: {
    title: text("This post counts already", "Unggahan ini sudah dihitung", "โพสต์นี้ถูกใช้แล้ว"),
    detail: text(
      "The post was recorded for another piece of work. Every piece needs a post of its own.",
      "Unggahan ini sudah dicatat untuk pekerjaan lain. Setiap bagian memerlukan unggahannya sendiri.",
      "โพสต์นี้บันทึกไว้กับงานอื่นแล้ว งานแต่ละชิ้นต้องมีโพสต์ของตัวเอง",
    ),
  },
} as const satisfies ProblemCatalogue;

export const submissionFieldTexts = {
  postUrlShape: text(
    "Send an https link without user name, port or #.",
    "Kirim tautan https tanpa nama pengguna, port, atau #.",
    "โปรดส่งลิงก์ https ที่ไม่มีชื่อผู้ใช้ พอร์ต หรือ #",
  ),
} as const satisfies TextCatalogue;
