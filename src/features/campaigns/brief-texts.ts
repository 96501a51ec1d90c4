import { type ProblemCatalogue, text } from "../../kernel/texts";

/** Problems with briefs, prices, saved drafts and templates. */
export const briefProblems = {
  deliverable_day_outside: {
    title: text(
      "The day lies outside the campaign",
      "Tanggal berada di luar masa kampanye",
      "วันที่อยู่นอกช่วงของแคมเปญ",
    ),
    detail: text(
      "A piece is due after the last day to apply, and no later than the campaign's last day to publish.",
      "Sebuah konten jatuh tempo setelah hari terakhir melamar, dan paling lambat pada hari terakhir tayang kampanye.",
      "กำหนดของชิ้นงานต้องไม่ก่อนวันสุดท้ายของการสมัคร และไม่เกินวันสุดท้ายของการเผยแพร่ของแคมเปญ",
    ),
  },
  example_media_unknown: {
    title: text("No such example", "Contoh tidak ditemukan", "ไม่พบไฟล์ตัวอย่างนี้"),
    detail: text(
      "Upload the picture or video first, as somebody of this brand.",
      "Unggah dahulu gambar atau videonya, sebagai anggota brand ini.",
      "โปรดอัปโหลดภาพหรือวิดีโอก่อนในฐานะสมาชิกของแบรนด์นี้",
    ),
  },
  campaign_fee_unexpected: {
    title: text("Creators name the price", "Kreator yang menyebut harga", "ครีเอเตอร์เป็นผู้เสนอราคา"),
    detail: text(
      "Leave the fee out when the campaign is open to bids.",
      "Kosongkan upah bila kampanye terbuka untuk penawaran harga.",
      "ไม่ต้องใส่ค่าตอบแทนเมื่อแคมเปญเปิดให้เสนอราคา",
    ),
  },
  bid_range_unexpected: {
    title: text("The fee is fixed", "Upahnya tetap", "ค่าตอบแทนคงที่"),
    detail: text(
      "A range for bids belongs to a campaign whose pricing is `bids`.",
      "Rentang penawaran hanya untuk kampanye dengan `pricing` `bids`.",
      "ช่วงราคาใช้ได้เฉพาะแคมเปญที่ `pricing` เป็น `bids`",
    ),
  },
  bid_range_reversed: {
    title: text("The range is the wrong way round", "Batas rentang terbalik", "ช่วงราคาสลับด้านกัน"),
    detail: text(
      "The highest price must not lie below the lowest.",
      "Harga tertinggi tidak boleh lebih rendah dari harga terendah.",
      "ราคาสูงสุดต้องไม่ต่ำกว่าราคาต่ำสุด",
    ),
  },
  deliverables_fixed: {
    title: text(
      "What is to be delivered is settled",
      "Konten yang dijanjikan sudah tetap",
      "ชิ้นงานที่ต้องส่งกำหนดไว้แล้ว",
    ),
    detail: text(
      "Platform, kind and number stay as they were when the campaign was funded; words and days may change.",
      "Platform, jenis, dan jumlahnya tetap seperti saat kampanye didanai; isi dan tanggal boleh berubah.",
      "แพลตฟอร์ม ประเภท และจำนวนคงเดิมตามวันที่ใส่เงิน ส่วนข้อความและวันที่เปลี่ยนได้",
    ),
  },
  post_by_past: {
    title: text(
      "The last day to publish is past",
      "Hari terakhir tayang sudah lampau",
      "วันสุดท้ายของการเผยแพร่ผ่านไปแล้ว",
    ),
    detail: text(
      "Choose today or a later day.",
      "Pilih hari ini atau sesudahnya.",
      "โปรดเลือกวันนี้หรือวันหลังจากนี้",
    ),
  },
  brief_versions_full: {
    title: text(
      "The brief has changed too often",
      "Brief sudah terlalu sering berubah",
      "บรีฟเปลี่ยนบ่อยเกินไป",
    ),
    detail: text(
      "After a campaign was opened its brief can change {{max}} times.",
      "Setelah kampanye dibuka, brief dapat berubah {{max}} kali.",
      "หลังเปิดแคมเปญแล้ว บรีฟเปลี่ยนได้ {{max}} ครั้ง",
    ),
  },
  outlines_full: {
    title: text("Too many are kept", "Simpanan sudah penuh", "เก็บไว้เต็มแล้ว"),
    detail: text(
      "A brand keeps {{max}} at most. Delete one that is not needed any more.",
      "Satu brand menyimpan paling banyak {{max}}. Hapus yang tidak diperlukan lagi.",
      "หนึ่งแบรนด์เก็บได้ไม่เกิน {{max}} รายการ โปรดลบรายการที่ไม่ใช้แล้ว",
    ),
  },
} as const satisfies ProblemCatalogue;
