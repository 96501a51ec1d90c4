import { type TextCatalogue, text } from "../../kernel/texts";

/** What is wrong with a line of a statement file, by the code of the finding. */
export const findingTexts = {
  encoding_invalid: text(
    "The bytes do not fit the encoding; name it in `encoding`.",
    "Byte tidak sesuai dengan pengodean; sebutkan di `encoding`.",
    "ไบต์ไม่ตรงกับการเข้ารหัส โปรดระบุใน `encoding`",
  ),
  text_invalid: text(
    "The file holds a zero character, so it is no text.",
    "Berkas memuat karakter nol, jadi bukan teks.",
    "ไฟล์มีอักขระศูนย์ จึงไม่ใช่ข้อความ",
  ),
  file_empty: text("There is nothing in it.", "Tidak ada isinya.", "ไม่มีข้อมูลในไฟล์"),
  file_cut_off: text("The file ends in its middle.", "Berkas terpotong.", "ไฟล์ขาดตอนกลาง"),
  file_malformed: text(
    "This is not how the format is written.",
    "Bukan begini format ini ditulis.",
    "รูปแบบไฟล์ไม่ถูกต้อง",
  ),
  csv_malformed: text(
    "A quote is not closed, or stands inside a cell.",
    "Tanda kutip tidak ditutup atau berada di tengah sel.",
    "เครื่องหมายคำพูดไม่ปิดหรืออยู่กลางช่อง",
  ),
  record_too_long: text(
    "A row, tag or text is longer than 65,536 characters.",
    "Baris, tag, atau teks lebih dari 65.536 karakter.",
    "แถว แท็ก หรือข้อความยาวเกิน 65,536 อักขระ",
  ),
  header_unknown: text(
    "The file does not begin as this format does.",
    "Awal berkas tidak seperti format ini.",
    "ไฟล์ไม่ได้ขึ้นต้นตามรูปแบบนี้",
  ),
  columns_count: text(
    "The row has another number of cells than the header.",
    "Jumlah sel baris berbeda dari judul kolom.",
    "จำนวนช่องของแถวไม่เท่ากับหัวตาราง",
  ),
  opening_missing: text("The opening balance is missing.", "Saldo awal tidak ada.", "ไม่มียอดยกมา"),
  closing_missing: text(
    "The closing balance is missing.",
    "Saldo akhir tidak ada.",
    "ไม่มียอดคงเหลือปลายงวด",
  ),
  balance_row_misplaced: text(
    "A balance row stands where movements are expected.",
    "Baris saldo berada di tempat mutasi.",
    "แถวยอดคงเหลืออยู่ผิดตำแหน่ง",
  ),
  line_id_missing: text("The line has no id.", "Baris tidak memiliki id.", "บรรทัดไม่มีรหัส"),
  line_id_repeated: text(
    "The same id stands in the file twice.",
    "Id yang sama muncul dua kali di berkas.",
    "รหัสเดียวกันปรากฏสองครั้งในไฟล์",
  ),
  line_id_too_long: text(
    "The id is longer than 100 characters.",
    "Id lebih dari 100 karakter.",
    "รหัสยาวเกิน 100 อักขระ",
  ),
  text_too_long: text(
    "A text is longer than 500 characters.",
    "Teks lebih dari 500 karakter.",
    "ข้อความยาวเกิน 500 อักขระ",
  ),
  formula_cell: text(
    "A spreadsheet would calculate this text.",
    "Lembar kerja akan menghitung teks ini.",
    "โปรแกรมตารางจะคำนวณข้อความนี้",
  ),
  type_unknown: text("This type is not known.", "Jenis ini tidak dikenal.", "ไม่รู้จักประเภทนี้"),
  date_invalid: text(
    "This is not a day that exists.",
    "Ini bukan tanggal yang ada.",
    "วันที่นี้ไม่มีอยู่จริง",
  ),
  date_outside_statement: text(
    "The day lies outside the days of the statement.",
    "Tanggal di luar hari-hari rekening koran.",
    "วันที่อยู่นอกช่วงของใบแจ้งยอด",
  ),
  date_in_future: text(
    "The day lies after tomorrow: no statement can know it.",
    "Tanggal sesudah besok: tidak ada rekening koran yang mengetahuinya.",
    "วันที่อยู่หลังวันพรุ่งนี้ ยังไม่มีใบแจ้งยอดใดรู้ได้",
  ),
  amount_invalid: text(
    "This is not an amount of this currency.",
    "Ini bukan jumlah dalam mata uang ini.",
    "จำนวนเงินไม่ถูกต้องสำหรับสกุลเงินนี้",
  ),
  direction_invalid: text(
    "The line does not say whether money came in or went out.",
    "Baris tidak menyebut uang masuk atau keluar.",
    "บรรทัดไม่บอกว่าเงินเข้าหรือออก",
  ),
  currency_unknown: text(
    "This currency is not known.",
    "Mata uang ini tidak dikenal.",
    "ไม่รู้จักสกุลเงินนี้",
  ),
  currency_differs: text(
    "The currency is another one than before.",
    "Mata uang berbeda dari sebelumnya.",
    "สกุลเงินไม่ตรงกับก่อนหน้า",
  ),
  currency_not_of_account: text(
    "The account is kept in another currency.",
    "Rekening memakai mata uang lain.",
    "บัญชีนี้ใช้สกุลเงินอื่น",
  ),
  account_differs: text(
    "The file is about another account.",
    "Berkas ini tentang rekening lain.",
    "ไฟล์นี้เป็นของบัญชีอื่น",
  ),
  balance_invalid: text(
    "The balance cannot be read.",
    "Saldo tidak dapat dibaca.",
    "อ่านยอดคงเหลือไม่ได้",
  ),
  balance_differs: text(
    "The running balance does not follow from the lines before it.",
    "Saldo berjalan tidak sesuai dengan baris sebelumnya.",
    "ยอดคงเหลือไม่ต่อเนื่องจากบรรทัดก่อนหน้า",
  ),
  closing_differs: text(
    "Opening balance and movements do not come to the closing balance.",
    "Saldo awal dan mutasi tidak menghasilkan saldo akhir.",
    "ยอดยกมารวมกับรายการไม่เท่ากับยอดปลายงวด",
  ),
  statement_gap: text(
    "A statement in the file does not begin where the one before ended.",
    "Rekening koran dalam berkas tidak mulai dari akhir yang sebelumnya.",
    "ใบแจ้งยอดในไฟล์ไม่ได้เริ่มต่อจากฉบับก่อน",
  ),
  total_differs: text(
    "The stated total is not that of the lines.",
    "Total yang disebut bukan total baris.",
    "ผลรวมที่ระบุไม่ตรงกับรายการ",
  ),
  count_differs: text(
    "The stated number of lines is not that of the file.",
    "Jumlah baris yang disebut tidak sesuai.",
    "จำนวนบรรทัดที่ระบุไม่ตรงกับไฟล์",
  ),
  opening_differs_from_known: text(
    "The opening balance is not what the lines we know come to: a statement is missing between, or it is another account's.",
    "Saldo awal bukan jumlah baris yang kami kenal: ada rekening koran yang terlewat, atau milik rekening lain.",
    "ยอดยกมาไม่เท่ากับรายการที่เรารู้ อาจขาดใบแจ้งยอดหรือเป็นของบัญชีอื่น",
  ),
  closing_differs_from_known: text(
    "The balance of these days is known, and the lines we have already come to it; the new lines would change it.",
    "Saldo hari-hari ini sudah diketahui dan cocok dengan baris yang ada; baris baru akan mengubahnya.",
    "รู้ยอดของวันเหล่านี้แล้วและตรงกับรายการที่มี รายการใหม่จะทำให้ยอดเปลี่ยน",
  ),
  before_first_statement: text(
    "The statement begins before the first one we have.",
    "Rekening koran mulai sebelum yang pertama kami punya.",
    "ใบแจ้งยอดเริ่มก่อนฉบับแรกที่เรามี",
  ),
  known_line_changed: text(
    "We know this line with another amount or kind.",
    "Kami mengenal baris ini dengan jumlah atau jenis lain.",
    "เรารู้บรรทัดนี้แต่จำนวนหรือประเภทต่างกัน",
  ),
  known_line_missing: text(
    "A line we know of these days is not in the file.",
    "Baris yang kami kenal dari hari-hari ini tidak ada di berkas.",
    "บรรทัดที่เรารู้ของวันเหล่านี้ไม่อยู่ในไฟล์",
  ),
} as const satisfies TextCatalogue;

export const findingParts = {
  expected: text("Expected: {{value}}.", "Diharapkan: {{value}}.", "ที่ควรเป็น: {{value}}"),
  found: text("Found: {{value}}.", "Ditemukan: {{value}}.", "ที่พบ: {{value}}"),
  more: text(
    "{{value}} more lines have the same.",
    "{{value}} baris lain sama.",
    "อีก {{value}} บรรทัดเหมือนกัน",
  ),
} as const satisfies TextCatalogue;
