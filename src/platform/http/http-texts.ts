import { type ProblemCatalogue, text } from "../../kernel/texts";

/** Problems any operation may answer with. */
export const httpProblems = {
  validation_failed: {
    title: text("Some fields are not right", "Beberapa isian tidak benar", "บางช่องไม่ถูกต้อง"),
    detail: text(
      "Correct the fields named here, then send it again. Nothing was changed.",
      "Perbaiki isian yang disebut di sini, lalu kirim lagi. Tidak ada yang diubah.",
      "โปรดแก้ไขช่องที่ระบุไว้ แล้วส่งอีกครั้ง ยังไม่มีการเปลี่ยนแปลงใด ๆ",
    ),
  },
  not_found: {
    title: text("Not found", "Tidak ditemukan", "ไม่พบข้อมูล"),
    detail: text(
      "There is nothing here that you can see.",
      "Tidak ada apa pun di sini yang dapat Anda lihat.",
      "ไม่มีข้อมูลที่คุณดูได้ที่นี่",
    ),
  },
  method_not_allowed: {
    title: text("Method not allowed", "Metode tidak diizinkan", "ไม่อนุญาตวิธีเรียกนี้"),
    detail: text(
      "This address exists, but not for this method. The Allow header lists those it has.",
      "Alamat ini ada, tetapi tidak untuk metode ini. Header Allow menyebutkan yang tersedia.",
      "ที่อยู่นี้มีอยู่ แต่ไม่รองรับวิธีเรียกนี้ ดูวิธีที่ใช้ได้ในเฮดเดอร์ Allow",
    ),
  },
  request_malformed: {
    title: text("The request cannot be read", "Permintaan tidak dapat dibaca", "อ่านคำขอไม่ได้"),
    detail: text(
      "The address or a header is not well-formed.",
      "Alamat atau header tidak tersusun dengan benar.",
      "ที่อยู่หรือเฮดเดอร์มีรูปแบบไม่ถูกต้อง",
    ),
  },
  headers_too_large: {
    title: text("The headers are too large", "Header terlalu besar", "เฮดเดอร์ใหญ่เกินไป"),
    detail: text(
      "Send fewer or shorter headers and cookies.",
      "Kirim header dan cookie yang lebih sedikit atau lebih pendek.",
      "โปรดส่งเฮดเดอร์และคุกกี้ให้น้อยลงหรือสั้นลง",
    ),
  },
  request_timeout: {
    title: text("The request took too long", "Permintaan terlalu lama", "คำขอใช้เวลานานเกินไป"),
    detail: text(
      "It did not arrive completely in time. Nothing was changed.",
      "Permintaan tidak tiba lengkap pada waktunya. Tidak ada yang diubah.",
      "คำขอมาถึงไม่ครบภายในเวลาที่กำหนด ยังไม่มีการเปลี่ยนแปลงใด ๆ",
    ),
  },
  body_malformed: {
    title: text("The body is not valid JSON", "Isi bukan JSON yang sah", "เนื้อหาไม่ใช่ JSON ที่ถูกต้อง"),
    detail: text(
      "Check quotes, commas and brackets; nothing was changed.",
      "Periksa tanda kutip, koma, dan kurung; tidak ada yang diubah.",
      "ตรวจเครื่องหมายคำพูด จุลภาค และวงเล็บ ยังไม่มีการเปลี่ยนแปลงใด ๆ",
    ),
  },
  body_encoding_invalid: {
    title: text("The body is not UTF-8", "Isi bukan UTF-8", "เนื้อหาไม่ใช่ UTF-8"),
    detail: text(
      "Send JSON encoded as UTF-8.",
      "Kirim JSON dengan pengodean UTF-8.",
      "โปรดส่ง JSON ที่เข้ารหัสแบบ UTF-8",
    ),
  },
  body_too_deep: {
    title: text(
      "The body is nested too deeply",
      "Isi bersarang terlalu dalam",
      "เนื้อหาซ้อนกันลึกเกินไป",
    ),
    detail: text(
      "At most {{max}} levels are accepted.",
      "Paling banyak {{max}} tingkat yang diterima.",
      "รับได้ไม่เกิน {{max}} ชั้น",
    ),
  },
  body_too_large: {
    title: text("Too large", "Terlalu besar", "ใหญ่เกินไป"),
    detail: text(
      "Send less in one request.",
      "Kirim lebih sedikit dalam satu permintaan.",
      "โปรดส่งข้อมูลต่อครั้งให้น้อยลง",
    ),
  },
  body_unexpected: {
    title: text("No body expected", "Isi tidak diharapkan", "ไม่ต้องมีเนื้อหา"),
    detail: text(
      "This operation takes no body.",
      "Operasi ini tidak menerima isi.",
      "คำสั่งนี้ไม่รับเนื้อหา",
    ),
  },
  content_type_unsupported: {
    title: text("Content type not supported", "Jenis konten tidak didukung", "ไม่รองรับชนิดเนื้อหานี้"),
    detail: text(
      "Send application/json in UTF-8, uncompressed; uploads are multipart/form-data.",
      "Kirim application/json dalam UTF-8 tanpa kompresi; unggahan memakai multipart/form-data.",
      "โปรดส่ง application/json แบบ UTF-8 โดยไม่บีบอัด ส่วนการอัปโหลดใช้ multipart/form-data",
    ),
  },
  too_many_streams: {
    title: text("Too many open pages", "Terlalu banyak halaman terbuka", "เปิดหน้าเว็บไว้มากเกินไป"),
    detail: text(
      "Too many pages listen for changes at once. Close some of them.",
      "Terlalu banyak halaman menunggu perubahan secara bersamaan. Tutup sebagian.",
      "มีหน้าเว็บรอรับการเปลี่ยนแปลงพร้อมกันมากเกินไป โปรดปิดบางหน้า",
    ),
  },
  too_many_requests: {
    title: text("Too often", "Terlalu sering", "บ่อยเกินไป"),
    detail: text(
      "You have sent this many times within the hour. Wait as long as Retry-After says, then try again.",
      "Anda sudah mengirim ini berkali-kali dalam satu jam. Tunggu selama yang disebut Retry-After, lalu coba lagi.",
      "คุณส่งคำขอนี้หลายครั้งในชั่วโมงนี้ โปรดรอตามเวลาใน Retry-After แล้วลองใหม่",
    ),
  },
  upload_missing: {
    title: text("No file was sent", "Tidak ada berkas yang dikirim", "ไม่มีไฟล์ที่ส่งมา"),
    detail: text(
      "Send one file in the form field `file`.",
      "Kirim satu berkas pada kolom formulir `file`.",
      "โปรดส่งไฟล์หนึ่งไฟล์ในช่องฟอร์ม `file`",
    ),
  },
  upload_invalid: {
    title: text("The upload cannot be used", "Unggahan tidak dapat dipakai", "ใช้ไฟล์ที่อัปโหลดไม่ได้"),
    detail: text(
      "Send exactly one file in the form field `file` and nothing else.",
      "Kirim tepat satu berkas pada kolom formulir `file` dan tidak ada yang lain.",
      "โปรดส่งไฟล์เดียวในช่องฟอร์ม `file` โดยไม่มีช่องอื่น",
    ),
  },
  amount_invalid: {
    title: text("The amount cannot be used", "Jumlah tidak dapat dipakai", "ใช้จำนวนเงินนี้ไม่ได้"),
    detail: text(
      "It has more decimals than can be paid in this currency; some are paid in whole units only.",
      "Desimalnya lebih banyak daripada yang dapat dibayar dalam mata uang ini; sebagian hanya dibayar dalam satuan utuh.",
      "จำนวนเงินมีทศนิยมมากกว่าที่จ่ายได้ในสกุลเงินนี้ บางสกุลจ่ายได้เฉพาะจำนวนเต็มหน่วย",
    ),
  },
  balance_insufficient: {
    title: text("Not enough money", "Dana tidak cukup", "เงินไม่พอ"),
    detail: text(
      "The balance this would be taken from does not hold enough; nothing was changed.",
      "Saldo yang akan dipakai tidak mencukupi; tidak ada yang diubah.",
      "ยอดเงินที่จะใช้มีไม่พอ ยังไม่มีการเปลี่ยนแปลงใด ๆ",
    ),
  },
  cursor_invalid: {
    title: text("The cursor cannot be used", "Kursor tidak dapat dipakai", "ใช้ตัวชี้หน้านี้ไม่ได้"),
    detail: text(
      "Use `nextCursor` of the previous page unchanged, or leave it out.",
      "Pakai `nextCursor` dari halaman sebelumnya tanpa diubah, atau kosongkan.",
      "ใช้ `nextCursor` จากหน้าก่อนโดยไม่แก้ไข หรือไม่ต้องใส่",
    ),
  },
  version_conflict: {
    title: text("Somebody else changed this", "Ada yang sudah mengubahnya", "มีคนอื่นแก้ไขไปแล้ว"),
    detail: text(
      "`current` shows how it is now. Apply your change to it and send it again.",
      "`current` menunjukkan keadaan sekarang. Terapkan perubahan Anda dan kirim lagi.",
      "`current` แสดงสถานะล่าสุด โปรดแก้ไขจากสถานะนั้นแล้วส่งใหม่",
    ),
  },
  idempotency_key_required: {
    title: text("Idempotency-Key is missing", "Idempotency-Key tidak ada", "ไม่มี Idempotency-Key"),
    detail: text(
      "This operation moves money: send a header Idempotency-Key that is new for each intention.",
      "Operasi ini memindahkan uang: kirim header Idempotency-Key yang baru untuk setiap niat.",
      "คำสั่งนี้เคลื่อนย้ายเงิน โปรดส่งเฮดเดอร์ Idempotency-Key ใหม่สำหรับแต่ละความตั้งใจ",
    ),
  },
  idempotency_key_invalid: {
    title: text(
      "Idempotency-Key cannot be used",
      "Idempotency-Key tidak dapat dipakai",
      "ใช้ Idempotency-Key นี้ไม่ได้",
    ),
    detail: text(
      "It takes 1 to 255 visible ASCII characters.",
      "Harus 1 sampai 255 karakter ASCII yang terlihat.",
      "ต้องเป็นอักขระ ASCII ที่มองเห็นได้ 1 ถึง 255 ตัว",
    ),
  },
  idempotency_key_reused: {
    title: text(
      "This key was used for something else",
      "Kunci ini sudah dipakai untuk hal lain",
      "คีย์นี้ถูกใช้กับคำขออื่นแล้ว",
    ),
    detail: text(
      "The same Idempotency-Key came with another request. Use a new key for a new intention.",
      "Idempotency-Key yang sama datang dengan permintaan lain. Pakai kunci baru untuk niat baru.",
      "Idempotency-Key เดียวกันมากับคำขออื่น โปรดใช้คีย์ใหม่สำหรับคำขอใหม่",
    ),
  },
  idempotency_in_progress: {
    title: text("Still working on it", "Masih diproses", "กำลังดำเนินการอยู่"),
    detail: text(
      "The first request with this key has not finished. Ask again with the same key in a moment.",
      "Permintaan pertama dengan kunci ini belum selesai. Coba lagi sebentar dengan kunci yang sama.",
      "คำขอแรกของคีย์นี้ยังไม่เสร็จ โปรดลองอีกครั้งด้วยคีย์เดิม",
    ),
  },
  service_unavailable: {
    title: text("Not available right now", "Sedang tidak tersedia", "ยังใช้งานไม่ได้ในขณะนี้"),
    detail: text(
      "Something this needs is away. Nothing was lost; try again in a few seconds.",
      "Sesuatu yang dibutuhkan sedang tidak ada. Tidak ada yang hilang; coba lagi beberapa detik lagi.",
      "ส่วนที่จำเป็นยังไม่พร้อม ไม่มีข้อมูลสูญหาย โปรดลองใหม่ในอีกไม่กี่วินาที",
    ),
  },
  internal_error: {
    title: text(
      "Something went wrong on our side",
      "Terjadi kesalahan di pihak kami",
      "เกิดข้อผิดพลาดในระบบของเรา",
    ),
    detail: text(
      "It has been recorded. Trying again with the same Idempotency-Key is safe.",
      "Kesalahan sudah dicatat. Mencoba lagi dengan Idempotency-Key yang sama itu aman.",
      "ระบบบันทึกไว้แล้ว ลองอีกครั้งด้วย Idempotency-Key เดิมได้อย่างปลอดภัย",
    ),
  },
} as const satisfies ProblemCatalogue;
