/** The words on documents. */
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import { type Text, type TextCatalogue, text } from "../../kernel/texts";
import type { Platform } from "../campaigns";

export const documentWords = {
  remittance: text("Remittance advice", "Pemberitahuan pembayaran", "ใบแจ้งการจ่ายเงิน"),
  deposit_receipt: text("Receipt for a deposit", "Tanda terima deposit", "ใบรับเงินฝาก"),
  fee_invoice: text(
    "Invoice for platform fees",
    "Faktur biaya platform",
    "ใบแจ้งค่าธรรมเนียมแพลตฟอร์ม",
  ),
  credit_note: text(
    "Credit note for platform fees",
    "Nota kredit biaya platform",
    "ใบลดหนี้ค่าธรรมเนียมแพลตฟอร์ม",
  ),
  campaignStatement: text("Campaign statement", "Laporan dana kampanye", "รายการเคลื่อนไหวเงินแคมเปญ"),
  taxId: text("Tax ID", "NPWP", "เลขประจำตัวผู้เสียภาษี"),
  number: text("Number", "Nomor", "เลขที่"),
  issuedOn: text("Issued on", "Tanggal terbit", "วันที่ออก"),
  paidOn: text("Paid on", "Tanggal dibayar", "วันที่จ่าย"),
  receivedOn: text("Received on", "Tanggal diterima", "วันที่รับเงิน"),
  paidBy: text("Paid by", "Cara pembayaran", "วิธีชำระเงิน"),
  paidTo: text("Paid to", "Dibayar kepada", "จ่ายให้"),
  reference: text("Reference", "Referensi", "หมายเลขอ้างอิง"),
  chequeNumber: text("Cheque number", "Nomor cek", "เลขที่เช็ค"),
  paymentReference: text("Payment reference", "Referensi pembayaran", "หมายเลขอ้างอิงการชำระเงิน"),
  amount: text("Amount", "Jumlah", "จำนวนเงิน"),
  currency: text("Currency", "Mata uang", "สกุลเงิน"),
  campaign: text("Campaign", "Kampanye", "แคมเปญ"),
  brand: text("Brand", "Merek", "แบรนด์"),
  creator: text("Creator", "Kreator", "ครีเอเตอร์"),
  content: text("Content", "Konten", "คอนเทนต์"),
  endorsedOn: text("Endorsed on", "Disahkan", "รับรองเมื่อ"),
  date: text("Date", "Tanggal", "วันที่"),
  period: text("Period", "Periode", "ช่วงเวลา"),
  what: text("What happened", "Kejadian", "รายการ"),
  creatorFee: text("Creator's fee", "Honor kreator", "ค่าจ้างครีเอเตอร์"),
  platformFee: text("Platform fee", "Biaya platform", "ค่าธรรมเนียม"),
  available: text("Available", "Tersedia", "พร้อมใช้"),
  reserved: text("Reserved", "Dicadangkan", "กันไว้"),
  budget: text("Budget", "Anggaran", "งบประมาณ"),
  earned: text("Earned", "Diperoleh", "รายได้รวม"),
  debt_repaid: text("Repaid of a debt", "Pelunasan utang", "หักชำระหนี้"),
  tax_withheld: text(
    "Tax withheld for {{jurisdiction}}",
    "Pajak dipotong untuk {{jurisdiction}}",
    "ภาษีหัก ณ ที่จ่ายสำหรับ {{jurisdiction}}",
  ),
  totalPaid: text("Total paid", "Total dibayar", "จ่ายสุทธิ"),
  totalReceived: text("Total received", "Total diterima", "รวมเงินที่รับ"),
  total: text("Total", "Total", "รวม"),
  opening: text("Balance at the start", "Saldo awal", "ยอดยกมา"),
  closing: text("Balance at the end", "Saldo akhir", "ยอดคงเหลือ"),
  nothing: text(
    "Nothing in this period",
    "Tidak ada transaksi pada periode ini",
    "ไม่มีรายการในช่วงนี้",
  ),
  page: text(
    "{{code}} · page {{page}} of {{count}}",
    "{{code}} · halaman {{page}} dari {{count}}",
    "{{code}} · หน้า {{page}} จาก {{count}}",
  ),
  depositPurpose: text(
    "Deposit for campaigns on Kampanye",
    "Deposit untuk kampanye di Kampanye",
    "เงินฝากสำหรับแคมเปญบน Kampanye",
  ),
  undoneFee: text("{{campaign}} (undone)", "{{campaign}} (dibatalkan)", "{{campaign}} (ยกเลิก)"),
} as const satisfies TextCatalogue;

export const documentNotes = {
  remittance: text(
    "This advice lists the endorsed work that the payment covers. Keep it for your records.",
    "Pemberitahuan ini memuat karya yang telah disahkan dan tercakup dalam pembayaran ini. Simpan sebagai arsip Anda.",
    "ใบแจ้งนี้แสดงผลงานที่ได้รับการรับรองซึ่งรวมอยู่ในการจ่ายเงินครั้งนี้ โปรดเก็บไว้เป็นหลักฐาน",
  ),
  deposit_receipt: text(
    "The money is held for your campaigns. It is not yet a payment for a service.",
    "Dana ini disimpan untuk kampanye Anda dan belum merupakan pembayaran atas suatu jasa.",
    "เงินนี้เก็บไว้สำหรับแคมเปญของคุณ ยังไม่ใช่การชำระค่าบริการ",
  ),
  fee_invoice: text(
    "These fees were already taken from the money of the campaigns. Nothing is left to pay.",
    "Biaya ini sudah diambil dari dana kampanye. Tidak ada yang perlu dibayar lagi.",
    "ค่าธรรมเนียมเหล่านี้หักจากเงินของแคมเปญแล้ว ไม่มียอดค้างชำระ",
  ),
  credit_note: text(
    "These fees were already given back to the money of the campaigns or to your deposit.",
    "Biaya ini sudah dikembalikan ke dana kampanye atau ke deposit Anda.",
    "ค่าธรรมเนียมเหล่านี้คืนเข้าเงินของแคมเปญหรือเงินฝากของคุณแล้ว",
  ),
  campaignStatement: text(
    "Available money can still be promised to creators or taken back; reserved money waits for work that was agreed.",
    "Dana tersedia masih dapat dijanjikan kepada kreator atau ditarik kembali; dana yang dicadangkan menunggu karya yang sudah disepakati.",
    "เงินพร้อมใช้ยังนำไปจ้างครีเอเตอร์หรือเรียกคืนได้ ส่วนเงินที่กันไว้รอผลงานที่ตกลงกันแล้ว",
  ),
} as const satisfies TextCatalogue;

/** Ways to pay and to be paid, as people know them. */
export const methodWords = {
  paypal: text("PayPal", "PayPal", "PayPal"),
  stripe: text("Card", "Kartu", "บัตร"),
  bank_transfer: text("Bank transfer", "Transfer bank", "โอนผ่านธนาคาร"),
  cheque: text("Cheque", "Cek", "เช็ค"),
} as const satisfies TextCatalogue;

export const platformWords: Readonly<Record<Platform, Text>> = {
  instagram: text("Instagram", "Instagram", "Instagram"),
  tiktok: text("TikTok", "TikTok", "TikTok"),
  youtube: text("YouTube", "YouTube", "YouTube"),
  x: text("X", "X", "X"),
  facebook: text("Facebook", "Facebook", "Facebook"),
  blog: text("Blog", "Blog", "บล็อก"),
};

export const deliverableWords: Readonly<Record<DeliverableKind, Text>> = {
  post: text("post", "kiriman", "โพสต์"),
  story: text("story", "story", "สตอรี่"),
  reel: text("reel", "reel", "รีล"),
  short: text("short", "video pendek", "วิดีโอสั้น"),
  video: text("video", "video", "วิดีโอ"),
  tweet: text("post on X", "cuitan", "ทวีต"),
  article: text("article", "artikel", "บทความ"),
  review: text("review", "ulasan", "รีวิว"),
};

/** What happened to a campaign's money. */
export const movementWords = {
  funded: text("Money put in", "Dana ditambahkan", "เติมเงิน"),
  taken_back: text("Money taken back", "Dana ditarik kembali", "เรียกเงินคืน"),
  reserved: text(
    "Reserved for agreed work",
    "Dicadangkan untuk karya yang disepakati",
    "กันไว้สำหรับงานที่ตกลง",
  ),
  released: text(
    "Agreement ended, money free again",
    "Kesepakatan berakhir, dana bebas lagi",
    "ข้อตกลงสิ้นสุด เงินกลับมาพร้อมใช้",
  ),
  earned: text(
    "Earned by endorsed work",
    "Diperoleh dari karya yang disahkan",
    "จ่ายสำหรับงานที่รับรองแล้ว",
  ),
  undone: text("Earning undone", "Perolehan dibatalkan", "ยกเลิกรายได้"),
  settled: text(
    "Rest given back to the deposit",
    "Sisa dikembalikan ke deposit",
    "คืนส่วนที่เหลือเข้าเงินฝาก",
  ),
  other: text("Other movement ({{rule}})", "Pergerakan lain ({{rule}})", "รายการอื่น ({{rule}})"),
} as const satisfies TextCatalogue;

export type MovementKind = keyof typeof movementWords;
