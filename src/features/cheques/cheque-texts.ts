import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const chequeProblems = {
  bank_account_unknown: {
    title: text("Unknown bank account", "Rekening bank tidak dikenal", "ไม่รู้จักบัญชีธนาคารนี้"),
    detail: text(
      "There is no bank account with this code.",
      "Tidak ada rekening bank dengan kode ini.",
      "ไม่มีบัญชีธนาคารที่ใช้รหัสนี้",
    ),
  },
  cheque_state: {
    title: text("The cheque has moved on", "Status cek sudah berubah", "สถานะเช็คเปลี่ยนไปแล้ว"),
    detail: text(
      "Cheque {{number}} is {{status}}; this step does not fit that state.",
      "Cek {{number}} berstatus {{status}}; langkah ini tidak sesuai dengan status itu.",
      "เช็คเลขที่ {{number}} มีสถานะ {{status}} ซึ่งทำขั้นตอนนี้ไม่ได้",
    ),
  },
  issued_on_future: {
    title: text("The date lies in the future", "Tanggalnya di masa depan", "วันที่อยู่ในอนาคต"),
    detail: text(
      "A cheque cannot carry a date later than today.",
      "Cek tidak boleh bertanggal lebih dari hari ini.",
      "ลงวันที่บนเช็คเกินวันนี้ไม่ได้",
    ),
  },
  issued_on_early: {
    title: text("The date lies too far back", "Tanggalnya terlalu lampau", "วันที่ย้อนหลังเกินไป"),
    detail: text(
      "A cheque cannot carry a date before the day on which its number was taken.",
      "Cek tidak boleh bertanggal sebelum hari pengambilan nomornya.",
      "ลงวันที่บนเช็คก่อนวันที่ออกเลขเช็คไม่ได้",
    ),
  },
  cheque_not_printed: {
    title: text("The cheque is not printed", "Cek belum dicetak", "ยังไม่ได้พิมพ์เช็ค"),
    detail: text(
      "This account hands over printed cheques only. Print cheque {{number}} first.",
      "Rekening ini hanya menyerahkan cek yang dicetak. Cetak cek {{number}} dahulu.",
      "บัญชีนี้ส่งมอบเฉพาะเช็คที่พิมพ์แล้ว โปรดพิมพ์เช็คเลขที่ {{number}} ก่อน",
    ),
  },
  cheque_dated: {
    title: text("The paper has another date", "Tanggal di kertas berbeda", "วันที่บนเช็คไม่ตรงกัน"),
    detail: text(
      "Cheque {{number}} was printed with the date {{day}}.",
      "Cek {{number}} dicetak dengan tanggal {{day}}.",
      "เช็คเลขที่ {{number}} พิมพ์ลงวันที่ {{day}}",
    ),
  },
  cheque_unprintable: {
    title: text("It cannot be printed", "Tidak dapat dicetak", "พิมพ์ไม่ได้"),
    detail: text(
      "Name or address on cheque {{number}} has characters that our font does not have: {{characters}}.",
      "Nama atau alamat pada cek {{number}} memuat karakter yang tidak ada di huruf kami: {{characters}}.",
      "ชื่อหรือที่อยู่บนเช็คเลขที่ {{number}} มีอักขระที่แบบอักษรของเราไม่มี: {{characters}}",
    ),
  },
  cheque_no_room: {
    title: text("No room on the cheque", "Tidak muat di cek", "พื้นที่บนเช็คไม่พอ"),
    detail: text(
      "Payee, address or amount of cheque {{number}} is too long for the slip, even in small print. Ask the creator for a shorter name or address, or move the window in the settings.",
      "Nama penerima, alamat, atau jumlah cek {{number}} terlalu panjang untuk lembarnya, bahkan dengan huruf kecil. Mintalah kreator memakai nama atau alamat yang lebih pendek, atau geser jendela di pengaturan.",
      "ชื่อผู้รับ ที่อยู่ หรือจำนวนเงินของเช็คเลขที่ {{number}} ยาวเกินพื้นที่บนเช็ค แม้ใช้ตัวอักษรเล็ก โปรดขอให้ครีเอเตอร์ใช้ชื่อหรือที่อยู่ที่สั้นลง หรือย้ายช่องที่อยู่ในการตั้งค่า",
    ),
  },
  cheque_limit: {
    title: text("Above your limit", "Melebihi batas Anda", "เกินวงเงินของคุณ"),
    detail: text(
      "You may sign cheques up to {{limit}}. Ask somebody with a higher limit.",
      "Anda boleh menandatangani cek sampai {{limit}}. Mintalah orang dengan batas lebih tinggi.",
      "คุณลงนามเช็คได้ไม่เกิน {{limit}} โปรดขอให้ผู้ที่มีวงเงินสูงกว่าดำเนินการ",
    ),
  },
  cheque_day_limit: {
    title: text("Above the limit of the day", "Melebihi batas harian", "เกินวงเงินต่อวัน"),
    detail: text(
      "This account hands over cheques for up to {{limit}} a day.",
      "Rekening ini menyerahkan cek paling banyak {{limit}} sehari.",
      "บัญชีนี้ส่งมอบเช็คได้ไม่เกิน {{limit}} ต่อวัน",
    ),
  },
  cheque_stock_empty: {
    title: text("No cheque paper is left", "Kertas cek habis", "เช็คเปล่าหมด"),
    detail: text(
      "The account does not hold {{count}} more numbers. Record the paper that came first.",
      "Rekening ini tidak punya {{count}} nomor lagi. Catat dahulu kertas yang datang.",
      "บัญชีนี้มีเลขเช็คไม่ถึง {{count}} ใบ โปรดบันทึกสมุดเช็คที่ได้รับก่อน",
    ),
  },
  cheque_range: {
    title: text("That is no range of numbers", "Itu bukan rentang nomor", "ช่วงเลขไม่ถูกต้อง"),
    detail: text(
      "The last number must not lie before the first one.",
      "Nomor terakhir tidak boleh lebih kecil dari nomor pertama.",
      "เลขสุดท้ายต้องไม่น้อยกว่าเลขแรก",
    ),
  },
  cheque_range_long: {
    title: text(
      "Too many numbers at once",
      "Terlalu banyak nomor sekaligus",
      "เลขมากเกินไปในครั้งเดียว",
    ),
    detail: text(
      "Give up at most 1,000 numbers in one request.",
      "Hapus paling banyak 1.000 nomor dalam satu permintaan.",
      "ยกเลิกเลขได้ไม่เกิน 1,000 เลขต่อครั้ง",
    ),
  },
  cheque_range_known: {
    title: text("These numbers are known", "Nomor ini sudah tercatat", "มีเลขเหล่านี้แล้ว"),
    detail: text(
      "Some of them lie in other paper of this account or were used before. A number is never used twice.",
      "Sebagian termasuk kertas lain rekening ini atau sudah dipakai. Nomor tidak pernah dipakai dua kali.",
      "บางเลขอยู่ในสมุดเช็คอื่นของบัญชีนี้หรือใช้ไปแล้ว เลขหนึ่งใช้ได้ครั้งเดียว",
    ),
  },
  cheque_numbers_used: {
    title: text("These numbers are not free", "Nomor ini tidak bebas", "เลขเหล่านี้ไม่ว่าง"),
    detail: text(
      "Only numbers of paper we hold, with which nothing was done yet, can be given up.",
      "Hanya nomor dari kertas yang kami simpan dan belum dipakai yang dapat dihapus.",
      "ยกเลิกได้เฉพาะเลขของเช็คเปล่าที่เรามีและยังไม่ได้ใช้",
    ),
  },
  cheque_settings_state: {
    title: text("The proposal is decided", "Usulan sudah diputuskan", "ข้อเสนอนี้ตัดสินแล้ว"),
    detail: text(
      "These settings are {{status}} and cannot change any more.",
      "Pengaturan ini berstatus {{status}} dan tidak dapat berubah lagi.",
      "การตั้งค่านี้มีสถานะ {{status}} และเปลี่ยนไม่ได้อีก",
    ),
  },
  cheque_decision_exists: {
    title: text("A proposal waits already", "Sudah ada usulan", "มีข้อเสนอรออยู่แล้ว"),
    detail: text(
      "Somebody has proposed what to do with this cheque. Confirm that proposal or withdraw it first.",
      "Seseorang sudah mengusulkan langkah untuk cek ini. Setujui usulan itu atau tarik dahulu.",
      "มีผู้เสนอแนวทางสำหรับเช็คนี้ไว้แล้ว โปรดยืนยันหรือถอนข้อเสนอนั้นก่อน",
    ),
  },
  cheque_decision_state: {
    title: text("The proposal is decided", "Usulan sudah diputuskan", "ข้อเสนอนี้ตัดสินแล้ว"),
    detail: text(
      "It is {{status}} and cannot change any more.",
      "Statusnya {{status}} dan tidak dapat berubah lagi.",
      "สถานะคือ {{status}} และเปลี่ยนไม่ได้อีก",
    ),
  },
  stop_ends_early: {
    title: text("The stop is over already", "Penghentian sudah berakhir", "การอายัดสิ้นสุดไปแล้ว"),
    detail: text(
      "The last day of the stop lies in the past, so it would not protect anything. Read the bank's letter again, or ask for a new stop.",
      "Hari terakhir penghentian sudah lewat, jadi tidak melindungi apa pun. Baca lagi surat bank, atau minta penghentian baru.",
      "วันสุดท้ายของการอายัดผ่านไปแล้ว จึงไม่คุ้มครองสิ่งใด โปรดอ่านหนังสือของธนาคารอีกครั้งหรือขออายัดใหม่",
    ),
  },
  escheat_rule_state: {
    title: text("The rule is decided", "Aturan sudah diputuskan", "กฎนี้ตัดสินแล้ว"),
    detail: text(
      "It is {{status}} already.",
      "Statusnya sudah {{status}}.",
      "สถานะคือ {{status}} แล้ว",
    ),
  },
  mailed_on_wrong: {
    title: text("That is not a day of posting", "Itu bukan tanggal pengiriman", "วันที่ส่งไม่ถูกต้อง"),
    detail: text(
      "A cheque is posted between its own date and today.",
      "Cek dikirim antara tanggalnya sendiri dan hari ini.",
      "วันที่ส่งเช็คต้องอยู่ระหว่างวันที่บนเช็คกับวันนี้",
    ),
  },
  escheat_rule_missing: {
    title: text("No rule for this place", "Belum ada aturan untuk tempat ini", "ไม่มีกฎสำหรับพื้นที่นี้"),
    detail: text(
      "Enter how long the law of the payee's home lets the money of cheque {{number}} wait.",
      "Isikan berapa lama hukum tempat tinggal penerima membiarkan uang cek {{number}} menunggu.",
      "โปรดระบุว่ากฎหมายในพื้นที่ของผู้รับให้เงินตามเช็คเลขที่ {{number}} รอได้นานเท่าใด",
    ),
  },
  escheat_early: {
    title: text("The time is not over", "Waktunya belum habis", "ยังไม่ครบกำหนด"),
    detail: text(
      "The money of cheque {{number}} belongs to its payee until {{day}}.",
      "Uang cek {{number}} tetap milik penerimanya sampai {{day}}.",
      "เงินตามเช็คเลขที่ {{number}} ยังเป็นของผู้รับจนถึง {{day}}",
    ),
  },
  escheat_rule_exists: {
    title: text(
      "There is a rule for that day",
      "Sudah ada aturan untuk hari itu",
      "มีกฎสำหรับวันนั้นแล้ว",
    ),
    detail: text(
      "Rules stay as they are. Enter one that begins on another day.",
      "Aturan tidak diubah. Isikan aturan yang mulai pada hari lain.",
      "กฎที่บันทึกแล้วเปลี่ยนไม่ได้ โปรดเพิ่มกฎที่เริ่มวันอื่น",
    ),
  },
} as const satisfies ProblemCatalogue;

export const chequeFieldTexts = {
  routingNumber: text(
    "This is no routing number: its check digit does not fit.",
    "Ini bukan nomor routing: angka pemeriksanya tidak cocok.",
    "ไม่ใช่หมายเลขเส้นทางธนาคาร เลขตรวจสอบไม่ตรง",
  ),
} as const satisfies TextCatalogue;
