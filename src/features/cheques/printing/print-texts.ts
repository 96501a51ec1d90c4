import { type Text, text } from "../../../kernel/texts";

/** Words on the paper. */
export const printTexts = {
  date: text("Date", "Tanggal", "วันที่"),
  number: text("No.", "No.", "เลขที่"),
  payTo: text("Pay to the order of", "Bayar kepada", "จ่าย"),
  amount: text("Amount", "Jumlah", "จำนวนเงิน"),
  signature: text("Authorised signature", "Tanda tangan yang berwenang", "ลายมือชื่อผู้มีอำนาจ"),
  advice: text("Payment advice", "Rincian pembayaran", "รายละเอียดการจ่ายเงิน"),
  forPayee: text("For the payee", "Untuk penerima", "สำหรับผู้รับเงิน"),
  forFile: text("For our files", "Untuk arsip", "สำหรับเก็บเข้าแฟ้ม"),
  work: text("Endorsed work", "Karya yang disahkan", "ผลงานที่รับรอง"),
  more: text("and {{count}} more", "dan {{count}} lainnya", "และอีก {{count}} รายการ"),
  earned: text("Earned", "Diperoleh", "รายได้รวม"),
  total: text("Total", "Total", "รวม"),
  copy: text("Copy of cheque {{number}}", "Salinan cek {{number}}", "สำเนาเช็คเลขที่ {{number}}"),
} as const satisfies Readonly<Record<string, Text>>;

export type PrintWord = keyof typeof printTexts;
