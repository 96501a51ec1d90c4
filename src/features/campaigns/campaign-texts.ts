import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";
import { briefProblems } from "./brief-texts";

export const campaignProblems = {
  campaign_state: {
    title: text(
      "The campaign is past or before this step",
      "Kampanye tidak berada pada tahap ini",
      "แคมเปญไม่ได้อยู่ในขั้นตอนนี้",
    ),
    detail: text(
      "A campaign that is `{{status}}` cannot take this step.",
      "Kampanye berstatus `{{status}}` tidak dapat melakukan langkah ini.",
      "แคมเปญที่มีสถานะ `{{status}}` ทำขั้นตอนนี้ไม่ได้",
    ),
  },
  campaign_not_open: {
    title: text("The campaign is not open", "Kampanye tidak dibuka", "แคมเปญไม่ได้เปิดรับ"),
    detail: text(
      "It takes no applications or acceptances at the moment.",
      "Saat ini kampanye tidak menerima lamaran atau persetujuan.",
      "ขณะนี้แคมเปญไม่รับใบสมัครหรือการตอบรับ",
    ),
  },
  brand_frozen: {
    title: text(
      "The brand's money is in doubt",
      "Dana brand sedang dipersoalkan",
      "เงินของแบรนด์อยู่ระหว่างตรวจสอบ",
    ),
    detail: text(
      "A payment of this brand was taken back. New work waits until that is settled; work that is done is paid.",
      "Sebuah pembayaran brand ini ditarik kembali. Pekerjaan baru menunggu sampai hal itu selesai; pekerjaan yang sudah selesai tetap dibayar.",
      "มีการเรียกเงินคืนจากแบรนด์นี้ งานใหม่ต้องรอจนกว่าจะเรียบร้อย ส่วนงานที่เสร็จแล้วยังคงได้รับเงิน",
    ),
  },
  campaign_full: {
    title: text("The campaign is full", "Kampanye sudah penuh", "แคมเปญเต็มแล้ว"),
    detail: text(
      "Every place for a creator is taken.",
      "Semua tempat untuk kreator sudah terisi.",
      "ที่สำหรับครีเอเตอร์เต็มทุกที่แล้ว",
    ),
  },
  campaign_not_funded: {
    title: text(
      "Fund the campaign first",
      "Danai kampanye terlebih dahulu",
      "โปรดใส่เงินให้แคมเปญก่อน",
    ),
    detail: text(
      "Creators see only campaigns whose money is already set aside.",
      "Kreator hanya melihat kampanye yang dananya sudah disisihkan.",
      "ครีเอเตอร์เห็นเฉพาะแคมเปญที่กันเงินไว้แล้วเท่านั้น",
    ),
  },
  campaign_apply_by_passed: {
    title: text(
      "The last day to apply is over",
      "Hari terakhir melamar sudah lewat",
      "เลยวันสุดท้ายของการสมัครแล้ว",
    ),
    detail: text(
      "Nobody could apply any more. Cancel the campaign and start a new one with later dates.",
      "Tidak ada lagi yang dapat melamar. Batalkan kampanye dan buat yang baru dengan tanggal lebih lambat.",
      "ไม่มีใครสมัครได้อีก โปรดยกเลิกแคมเปญแล้วสร้างใหม่โดยกำหนดวันที่ให้ช้าลง",
    ),
  },
  campaign_apply_by_past: {
    title: text(
      "The last day to apply is past",
      "Hari terakhir melamar sudah lampau",
      "วันสุดท้ายของการสมัครผ่านไปแล้ว",
    ),
    detail: text(
      "Choose today or a later day.",
      "Pilih hari ini atau sesudahnya.",
      "โปรดเลือกวันนี้หรือวันหลังจากนี้",
    ),
  },
  campaign_dates_reversed: {
    title: text("The dates are the wrong way round", "Urutan tanggal terbalik", "ลำดับวันที่สลับกัน"),
    detail: text(
      "Content cannot be due before the last day to apply.",
      "Tenggat konten tidak boleh sebelum hari terakhir melamar.",
      "กำหนดเผยแพร่เนื้อหาต้องไม่มาก่อนวันสุดท้ายของการสมัคร",
    ),
  },
  campaign_money_unexpected: {
    title: text(
      "No money in a product campaign",
      "Tidak ada uang dalam kampanye produk",
      "แคมเปญที่ให้สินค้าไม่มีเงิน",
    ),
    detail: text(
      "Leave fee and budget out, or choose another compensation.",
      "Kosongkan upah dan anggaran, atau pilih kompensasi lain.",
      "ไม่ต้องใส่ค่าตอบแทนและงบประมาณ หรือเลือกรูปแบบค่าตอบแทนอื่น",
    ),
  },
  fee_not_payable: {
    title: text("Fractions cannot be paid", "Pecahan tidak dapat dibayarkan", "จ่ายเศษไม่ได้"),
    detail: text(
      "{{currency}} is paid out in whole units only.",
      "{{currency}} hanya dibayarkan dalam satuan utuh.",
      "{{currency}} จ่ายได้เฉพาะจำนวนเต็มหน่วยเท่านั้น",
    ),
  },
  fee_too_small: {
    title: text("The fee is too small", "Upahnya terlalu kecil", "ค่าตอบแทนน้อยเกินไป"),
    detail: text(
      "It is divided among the promised pieces, and each of them has to earn something.",
      "Upah dibagi untuk setiap konten yang dijanjikan, dan masing-masing harus mendapat bagian.",
      "ค่าตอบแทนแบ่งตามจำนวนชิ้นงานที่ตกลงกัน และทุกชิ้นต้องได้รับส่วนแบ่ง",
    ),
  },
  campaign_fee_missing: {
    title: text("The fee is missing", "Upah belum diisi", "ยังไม่ได้ระบุค่าตอบแทน"),
    detail: text(
      "A campaign that pays money needs a fee for each creator above zero.",
      "Kampanye berbayar membutuhkan upah per kreator di atas nol.",
      "แคมเปญที่จ่ายเงินต้องมีค่าตอบแทนต่อครีเอเตอร์มากกว่าศูนย์",
    ),
  },
  campaign_budget_too_small: {
    title: text("The budget is too small", "Anggaran terlalu kecil", "งบประมาณน้อยเกินไป"),
    detail: text(
      "It must cover one creator with our fee: at least {{needed}} {{currency}}.",
      "Anggaran harus cukup untuk satu kreator beserta biaya kami: paling sedikit {{needed}} {{currency}}.",
      "ต้องพอสำหรับครีเอเตอร์หนึ่งคนรวมค่าธรรมเนียมของเรา อย่างน้อย {{needed}} {{currency}}",
    ),
  },
  currency_mismatch: {
    title: text("The currencies differ", "Mata uang berbeda", "สกุลเงินไม่ตรงกัน"),
    detail: text(
      "What belongs to one campaign, or to one bank account, is in one currency.",
      "Semua hal dalam satu kampanye, atau satu rekening bank, memakai satu mata uang.",
      "ทุกอย่างของแคมเปญหนึ่งหรือบัญชีธนาคารหนึ่งต้องใช้สกุลเงินเดียวกัน",
    ),
  },
  ...briefProblems,
} as const satisfies ProblemCatalogue;

/** Sentences about one field, for rules of this feature. */
export const campaignFieldTexts = {
  followersReversed: text(
    "The upper limit must not lie below the lower one.",
    "Batas atas tidak boleh lebih kecil dari batas bawah.",
    "ค่าสูงสุดต้องไม่น้อยกว่าค่าต่ำสุด",
  ),
} as const satisfies TextCatalogue;
