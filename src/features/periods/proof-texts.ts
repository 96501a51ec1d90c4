import { text } from "../../kernel/texts";

/** Words on the printed proof. */
export const proofTexts = {
  title: text("Reconciliation proof", "Bukti rekonsiliasi", "หลักฐานการกระทบยอด"),
  account: text("Account", "Akun", "บัญชี"),
  on: text("At the end of", "Pada akhir tanggal", "ณ สิ้นวันที่"),
  ledger: text("Balance of the books", "Saldo pembukuan", "ยอดตามสมุดบัญชี"),
  outstanding: text(
    "Booked, not on a statement yet",
    "Sudah dibukukan, belum ada di rekening koran",
    "ลงบัญชีแล้ว ยังไม่ปรากฏในใบแจ้งยอด",
  ),
  unbooked: text(
    "On a statement, not booked yet",
    "Ada di rekening koran, belum dibukukan",
    "ปรากฏในใบแจ้งยอดแล้ว ยังไม่ได้ลงบัญชี",
  ),
  expected: text("What the statement should say", "Saldo yang seharusnya", "ยอดที่ใบแจ้งยอดควรแสดง"),
  statement: text("Balance of the statement", "Saldo rekening koran", "ยอดตามใบแจ้งยอด"),
  statementDay: text(
    "Last day on the statement",
    "Hari terakhir di rekening koran",
    "วันสุดท้ายในใบแจ้งยอด",
  ),
  statementThrough: text("Statements end on", "Rekening koran sampai", "ใบแจ้งยอดถึงวันที่"),
  cheques: text(
    "Cheques outstanding, to be paid from this account",
    "Cek beredar yang akan dibayar dari rekening ini",
    "เช็คค้างจ่ายที่จะหักจากบัญชีนี้",
  ),
  chequesSum: text("Sum of these cheques", "Jumlah cek ini", "รวมเช็คค้างจ่าย"),
  difference: text("Difference", "Selisih", "ผลต่าง"),
  unknown: text("no statement", "tidak ada rekening koran", "ไม่มีใบแจ้งยอด"),
  date: text("Date", "Tanggal", "วันที่"),
  reference: text("Reference", "Referensi", "เลขอ้างอิง"),
  kind: text("Kind", "Jenis", "ประเภท"),
  amount: text("Amount", "Jumlah", "จำนวนเงิน"),
  none: text("None", "Tidak ada", "ไม่มี"),
  hash: text("Content hash", "Hash isi", "แฮชของเนื้อหา"),
  printed: text("Printed", "Dicetak", "พิมพ์เมื่อ"),
  page: text(
    "Page {{page}} of {{count}}",
    "Halaman {{page}} dari {{count}}",
    "หน้า {{page}} จาก {{count}}",
  ),
};
