import { type ProblemCatalogue, text } from "../../kernel/texts";

export const deskProblems = {
  assignee_unknown: {
    title: text(
      "Nobody of finance or operations",
      "Bukan staf keuangan atau operasi",
      "ไม่ใช่เจ้าหน้าที่การเงินหรือปฏิบัติการ",
    ),
    detail: text(
      "Breaks are worked on by people of finance or operations whose accounts are in use.",
      "Selisih ditangani oleh staf keuangan atau operasi yang akunnya aktif.",
      "รายการผิดปกติมอบหมายได้เฉพาะเจ้าหน้าที่การเงินหรือปฏิบัติการที่บัญชียังใช้งานอยู่",
    ),
  },
  posting_accounts: {
    title: text(
      "These accounts cannot be joined",
      "Akun-akun ini tidak dapat dipasangkan",
      "บัญชีคู่นี้ใช้ร่วมกันไม่ได้",
    ),
    detail: text(
      "A write-off moves suspense or a receivable, a suspense clearing moves suspense to whoever owns it, a fee correction moves a fee. See docs/breaks.md.",
      "Penghapusan menyangkut akun penampungan atau piutang, pembersihan memindahkan akun penampungan kepada pemiliknya, koreksi biaya menyangkut biaya. Lihat docs/breaks.md.",
      "การตัดจำหน่ายใช้กับบัญชีพักหรือลูกหนี้ การล้างบัญชีพักใช้ย้ายยอดไปยังเจ้าของ และการแก้ค่าธรรมเนียมใช้กับค่าธรรมเนียมเท่านั้น ดู docs/breaks.md",
    ),
  },
  posting_account_unknown: {
    title: text("There is no such account", "Akun itu tidak ada", "ไม่มีบัญชีนั้น"),
    detail: text(
      "{{account}} holds nothing in this currency and never has.",
      "{{account}} tidak pernah memuat apa pun dalam mata uang ini.",
      "{{account}} ไม่เคยมียอดในสกุลเงินนี้",
    ),
  },
  posting_exceeds: {
    title: text("There is not so much to settle", "Jumlahnya melebihi saldo", "ยอดมากกว่าที่มีอยู่"),
    detail: text(
      "{{account}} would not come nearer to zero, or would pass it. Look at its balance and at the direction.",
      "{{account}} tidak akan mendekati nol, atau melewatinya. Periksa saldo dan arahnya.",
      "{{account}} จะไม่เข้าใกล้ศูนย์หรือจะเลยศูนย์ โปรดตรวจสอบยอดและทิศทาง",
    ),
  },
  posting_exceeds_break: {
    title: text(
      "More than the break is about",
      "Melebihi jumlah selisih",
      "มากกว่ายอดของรายการผิดปกติ",
    ),
    detail: text(
      "A posting for a break moves at most the amount that the break is about.",
      "Pembukuan untuk suatu selisih paling banyak sebesar jumlah selisih itu.",
      "การลงบัญชีเพื่อรายการผิดปกติต้องไม่เกินยอดของรายการนั้น",
    ),
  },
  posting_unfit: {
    title: text(
      "This break is about another account",
      "Selisih ini menyangkut akun lain",
      "รายการนี้เกี่ยวกับบัญชีอื่น",
    ),
    detail: text(
      "A posting of this kind does not settle this break, or puts an account right that it does not speak of.",
      "Pembukuan jenis ini tidak menyelesaikan selisih ini, atau menyangkut akun yang tidak disebutnya.",
      "การลงบัญชีประเภทนี้ไม่แก้รายการนี้ หรือแก้บัญชีที่รายการไม่ได้กล่าวถึง",
    ),
  },
  suspense_item_unknown: {
    title: text("No such item in suspense", "Pos penampungan itu tidak ada", "ไม่มีรายการนั้นในบัญชีพัก"),
    detail: text(
      "Name with `reference` the ledger transaction that put the money there; GET /v1/suspense-items lists them.",
      "Sebutkan dengan `reference` transaksi yang menaruh uang di sana; GET /v1/suspense-items memuat daftarnya.",
      "ระบุรายการบัญชีที่ทำให้มียอดค้างด้วย `reference` ดูรายการได้ที่ GET /v1/suspense-items",
    ),
  },
  posting_proposed: {
    title: text("A posting waits already", "Sudah ada usulan pembukuan", "มีข้อเสนอลงบัญชีรออยู่แล้ว"),
    detail: text(
      "Confirm the posting that was proposed for this break, or withdraw it first.",
      "Setujui pembukuan yang diusulkan untuk selisih ini, atau tarik dahulu.",
      "โปรดยืนยันข้อเสนอลงบัญชีของรายการนี้ หรือถอนก่อน",
    ),
  },
  posting_state: {
    title: text("The posting is decided", "Pembukuan sudah diputuskan", "รายการลงบัญชีนี้ตัดสินแล้ว"),
    detail: text(
      "It is {{status}} and cannot change any more.",
      "Statusnya {{status}} dan tidak dapat berubah lagi.",
      "สถานะคือ {{status}} และเปลี่ยนไม่ได้อีก",
    ),
  },
  posting_changed: {
    title: text("That is not what was proposed", "Itu bukan yang diusulkan", "ไม่ตรงกับที่เสนอไว้"),
    detail: text(
      "The content hash belongs to another posting. Look at it again before you sign.",
      "Hash isi itu milik pembukuan lain. Lihat lagi sebelum menandatangani.",
      "แฮชของเนื้อหาเป็นของรายการอื่น โปรดดูอีกครั้งก่อนลงนาม",
    ),
  },
  break_currency: {
    title: text("Another currency", "Mata uang lain", "คนละสกุลเงิน"),
    detail: text(
      "This break is about {{currency}}.",
      "Selisih ini dalam mata uang {{currency}}.",
      "รายการนี้เป็นสกุลเงิน {{currency}}",
    ),
  },
} as const satisfies ProblemCatalogue;
