import { type ProblemCatalogue, text } from "../../kernel/texts";

export const fundingProblems = {
  method_unavailable: {
    title: text(
      "This way to pay is not available",
      "Cara pembayaran ini tidak tersedia",
      "วิธีชำระเงินนี้ยังใช้ไม่ได้",
    ),
    detail: text(
      "`{{method}}` is not set up here. Choose another method.",
      "`{{method}}` belum disiapkan di sini. Pilih cara lain.",
      "ระบบนี้ยังไม่ได้ตั้งค่า `{{method}}` โปรดเลือกวิธีอื่น",
    ),
  },
  deposit_refused: {
    title: text(
      "The payment service refused this deposit",
      "Layanan pembayaran menolak deposit ini",
      "ผู้ให้บริการชำระเงินปฏิเสธเงินฝากนี้",
    ),
    detail: text(
      "It says `{{reason}}`. Nothing was charged; try another amount or method with a new key.",
      "Alasannya `{{reason}}`. Tidak ada yang ditagih; coba jumlah atau cara lain dengan kunci baru.",
      "เหตุผลคือ `{{reason}}` ยังไม่มีการเรียกเก็บเงิน โปรดลองจำนวนหรือวิธีอื่นโดยใช้คีย์ใหม่",
    ),
  },
  deposit_currency_unsupported: {
    title: text(
      "This currency cannot be paid this way",
      "Mata uang ini tidak dapat dibayar dengan cara ini",
      "สกุลเงินนี้ชำระด้วยวิธีนี้ไม่ได้",
    ),
    detail: text(
      "`{{method}}` does not take this currency. Choose another method.",
      "`{{method}}` tidak menerima mata uang ini. Pilih cara lain.",
      "`{{method}}` ไม่รับสกุลเงินนี้ โปรดเลือกวิธีอื่น",
    ),
  },
  campaign_pays_no_money: {
    title: text(
      "This campaign pays no money",
      "Kampanye ini tidak membayar uang",
      "แคมเปญนี้ไม่มีการจ่ายเงิน",
    ),
    detail: text(
      "Creators get products only, so there is nothing to fund; publish it directly.",
      "Kreator hanya menerima produk sehingga tidak perlu didanai; langsung terbitkan.",
      "ครีเอเตอร์ได้รับเพียงสินค้าจึงไม่ต้องใส่เงิน เผยแพร่ได้เลย",
    ),
  },
  funding_amount_required: {
    title: text("How much?", "Berapa jumlahnya?", "จำนวนเท่าไร"),
    detail: text(
      "The campaign has its budget already. Say in `amount` how much to add.",
      "Kampanye sudah memiliki anggarannya. Sebutkan di `amount` berapa yang ditambahkan.",
      "แคมเปญมีงบประมาณครบแล้ว โปรดระบุใน `amount` ว่าจะเพิ่มเท่าไร",
    ),
  },
  funding_amount_not_budget: {
    title: text(
      "The first funding is the budget",
      "Pendanaan pertama adalah anggaran",
      "การใส่เงินครั้งแรกคืองบประมาณ",
    ),
    detail: text(
      "Leave `amount` out, or change the budget of the draft first; more can be added later.",
      "Kosongkan `amount`, atau ubah dahulu anggaran pada draf; tambahan dapat diberikan nanti.",
      "ไม่ต้องใส่ `amount` หรือแก้งบประมาณของฉบับร่างก่อน แล้วค่อยเพิ่มภายหลังได้",
    ),
  },
  refund_state: {
    title: text(
      "The refund is decided already",
      "Pengembalian dana sudah diputuskan",
      "การคืนเงินนี้ตัดสินไปแล้ว",
    ),
    detail: text(
      "A refund that is `{{status}}` cannot be decided again.",
      "Pengembalian dana berstatus `{{status}}` tidak dapat diputuskan lagi.",
      "การคืนเงินที่มีสถานะ `{{status}}` ตัดสินซ้ำไม่ได้",
    ),
  },
  refund_exceeds_deposits: {
    title: text("More than was paid in", "Melebihi yang pernah dibayarkan", "มากกว่าที่เคยชำระเข้ามา"),
    detail: text(
      "Refunds go back over the payments they came from, and those do not hold this much any more.",
      "Dana kembali melalui pembayaran asalnya, dan pembayaran itu tidak lagi mencukupi jumlah ini.",
      "เงินจะคืนผ่านรายการชำระเดิม ซึ่งเหลือไม่พอสำหรับจำนวนนี้",
    ),
  },
  refund_needs_bank: {
    title: text(
      "Part of it came by bank transfer",
      "Sebagian berasal dari transfer bank",
      "บางส่วนมาจากการโอนผ่านธนาคาร",
    ),
    detail: text(
      "Bank transfers are not given back automatically. Ask for less, or let finance transfer it.",
      "Transfer bank tidak dikembalikan otomatis. Minta jumlah lebih kecil, atau minta bagian keuangan mentransfernya.",
      "เงินที่โอนผ่านธนาคารไม่คืนอัตโนมัติ โปรดขอน้อยลง หรือให้ฝ่ายการเงินโอนคืน",
    ),
  },
  chargeback_state: {
    title: text(
      "The chargeback is not decided yet",
      "Penarikan pembayaran belum diputuskan",
      "การเรียกเงินคืนยังไม่ตัดสิน",
    ),
    detail: text(
      "A chargeback that is `{{status}}` freezes the brand's work until the bank has decided.",
      "Selama berstatus `{{status}}`, pekerjaan brand menunggu sampai bank memutuskan.",
      "ขณะที่มีสถานะ `{{status}}` งานของแบรนด์ต้องรอจนกว่าธนาคารจะตัดสิน",
    ),
  },
  brand_not_frozen: {
    title: text("Nothing waits", "Tidak ada yang menunggu", "ไม่มีงานที่รออยู่"),
    detail: text(
      "This chargeback holds nothing up any more.",
      "Penarikan pembayaran ini tidak lagi menahan apa pun.",
      "การเรียกเงินคืนนี้ไม่ได้ทำให้งานใดต้องรออีก",
    ),
  },
} as const satisfies ProblemCatalogue;
