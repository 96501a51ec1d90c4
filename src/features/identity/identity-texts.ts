import { type ProblemCatalogue, text } from "../../kernel/texts";

export const identityProblems = {
  not_logged_in: {
    title: text("Log in first", "Masuk terlebih dahulu", "โปรดเข้าสู่ระบบก่อน"),
    detail: text(
      "Send a session cookie or an Authorization header with a bearer token.",
      "Kirim cookie sesi atau header Authorization dengan token bearer.",
      "โปรดส่งคุกกี้เซสชันหรือเฮดเดอร์ Authorization แบบ bearer",
    ),
  },
  credentials_invalid: {
    title: text("The log-in has ended", "Sesi masuk sudah berakhir", "การเข้าสู่ระบบสิ้นสุดแล้ว"),
    detail: text(
      "The session or key is unknown, has ended or was revoked. Log in again.",
      "Sesi atau kunci tidak dikenal, sudah berakhir, atau dicabut. Silakan masuk lagi.",
      "ไม่รู้จักเซสชันหรือคีย์นี้ หรือหมดอายุ หรือถูกเพิกถอนแล้ว โปรดเข้าสู่ระบบอีกครั้ง",
    ),
  },
  expiry_past: {
    title: text("The end lies in the past", "Waktu berakhirnya sudah lewat", "วันหมดอายุผ่านไปแล้ว"),
    detail: text(
      "Choose a later time, or leave it out for a key without an end.",
      "Pilih waktu yang akan datang, atau kosongkan agar kunci tidak berakhir.",
      "เลือกเวลาในอนาคต หรือเว้นว่างไว้หากไม่ต้องการกำหนดวันหมดอายุ",
    ),
  },
  log_in_failed: {
    title: text("Log-in failed", "Gagal masuk", "เข้าสู่ระบบไม่สำเร็จ"),
    detail: text(
      "E-mail address and password do not belong together.",
      "Alamat email dan kata sandi tidak cocok.",
      "อีเมลกับรหัสผ่านไม่ตรงกัน",
    ),
  },
  not_allowed: {
    title: text("Not allowed", "Tidak diizinkan", "ไม่ได้รับอนุญาต"),
    detail: text(
      "Your role does not include this. Ask somebody whose role does.",
      "Peran Anda tidak mencakup ini. Minta kepada orang yang berwenang.",
      "บทบาทของคุณไม่มีสิทธิ์นี้ โปรดขอให้ผู้ที่มีสิทธิ์ดำเนินการ",
    ),
  },
  scope_missing: {
    title: text("The key may not do this", "Kunci ini tidak berwenang", "คีย์นี้ไม่มีสิทธิ์ทำสิ่งนี้"),
    detail: text(
      "The API key lacks the scope {{scope}}.",
      "Kunci API tidak memiliki cakupan {{scope}}.",
      "คีย์ API นี้ไม่มีขอบเขต {{scope}}",
    ),
  },
  session_required: {
    title: text("A person has to do this", "Harus dilakukan oleh orang", "ต้องทำโดยผู้ใช้เท่านั้น"),
    detail: text(
      "API keys cannot do this. Log in and try again.",
      "Kunci API tidak dapat melakukan ini. Masuk lalu coba lagi.",
      "คีย์ API ทำสิ่งนี้ไม่ได้ โปรดเข้าสู่ระบบแล้วลองอีกครั้ง",
    ),
  },
  cross_site_refused: {
    title: text(
      "The request came from another site",
      "Permintaan datang dari situs lain",
      "คำขอมาจากเว็บไซต์อื่น",
    ),
    detail: text(
      "With a session cookie, changes are accepted only from our own pages. Programs use a bearer token.",
      "Dengan cookie sesi, perubahan hanya diterima dari halaman kami sendiri. Program memakai token bearer.",
      "เมื่อใช้คุกกี้เซสชัน ระบบรับการเปลี่ยนแปลงจากหน้าของเราเท่านั้น โปรแกรมโปรดใช้โทเคนแบบ bearer",
    ),
  },
  email_taken: {
    title: text("This e-mail address is taken", "Alamat email ini sudah dipakai", "อีเมลนี้ถูกใช้แล้ว"),
    detail: text(
      "Log in with it, or register another address.",
      "Masuk dengan alamat itu, atau daftarkan alamat lain.",
      "โปรดเข้าสู่ระบบด้วยอีเมลนี้ หรือลงทะเบียนด้วยอีเมลอื่น",
    ),
  },
  brand_ambiguous: {
    title: text("Which brand?", "Merek yang mana?", "แบรนด์ไหน"),
    detail: text(
      "Name the brand in `brandId`: you act for several, or for none.",
      "Sebutkan merek di `brandId`: Anda mewakili beberapa merek, atau tidak satu pun.",
      "โปรดระบุแบรนด์ใน `brandId` เพราะคุณดูแลหลายแบรนด์หรือยังไม่มีแบรนด์",
    ),
  },
} as const satisfies ProblemCatalogue;
