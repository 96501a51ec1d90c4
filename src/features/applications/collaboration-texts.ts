import { type ProblemCatalogue, text } from "../../kernel/texts";

/** Problems with prices, invitations, messages, products on their way, and terms that change. */
export const collaborationProblems = {
  engagement_not_met: {
    title: text(
      "The campaign looks for a livelier audience",
      "Kampanye mencari audiens yang lebih aktif",
      "แคมเปญนี้มองหาผู้ติดตามที่มีส่วนร่วมมากกว่านี้",
    ),
    detail: text(
      "It asks for an account on {{platforms}} with at least {{percent}} engagements for every 100 followers.",
      "Kampanye ini meminta akun di {{platforms}} dengan sedikitnya {{percent}} interaksi per 100 pengikut.",
      "แคมเปญต้องการบัญชีบน {{platforms}} ที่มีการมีส่วนร่วมอย่างน้อย {{percent}} ครั้งต่อผู้ติดตาม 100 คน",
    ),
  },
  bid_missing: {
    title: text("Name your price", "Sebutkan harga Anda", "โปรดเสนอราคาของคุณ"),
    detail: text(
      "This campaign is open to bids: an application needs `askedFee`.",
      "Kampanye ini terbuka untuk penawaran harga: lamaran memerlukan `askedFee`.",
      "แคมเปญนี้เปิดให้เสนอราคา ใบสมัครต้องมี `askedFee`",
    ),
  },
  bid_out_of_range: {
    title: text("The price lies outside the range", "Harga di luar rentang", "ราคาอยู่นอกช่วงที่กำหนด"),
    detail: text(
      "The brand takes prices of {{range}}.",
      "Brand menerima harga {{range}}.",
      "แบรนด์รับราคา {{range}}",
    ),
  },
  offer_fee_missing: {
    title: text("Which fee is offered?", "Berapa upah yang ditawarkan?", "เสนอค่าตอบแทนเท่าใด"),
    detail: text(
      "This campaign is open to bids and the creator has named no price, so an offer needs `fee`.",
      "Kampanye ini terbuka untuk penawaran harga dan kreator belum menyebut harga, maka penawaran memerlukan `fee`.",
      "แคมเปญนี้เปิดให้เสนอราคาและครีเอเตอร์ยังไม่ได้เสนอราคา ข้อเสนอจึงต้องมี `fee`",
    ),
  },
  offers_full: {
    title: text("Enough was offered", "Penawaran sudah cukup", "เสนอกันมามากพอแล้ว"),
    detail: text(
      "There are {{max}} offers. Accept the last one, decline it, or withdraw.",
      "Sudah ada {{max}} penawaran. Terima yang terakhir, tolak, atau tarik kembali.",
      "มีข้อเสนอแล้ว {{max}} ฉบับ โปรดตอบรับฉบับล่าสุด ปฏิเสธ หรือถอนตัว",
    ),
  },
  already_invited: {
    title: text("This creator is there already", "Kreator ini sudah ada", "มีครีเอเตอร์คนนี้อยู่แล้ว"),
    detail: text(
      "The creator was invited before or has applied. Look at the application that is there.",
      "Kreator sudah pernah diundang atau sudah melamar. Lihat lamaran yang ada.",
      "เคยเชิญครีเอเตอร์คนนี้แล้วหรือเขาสมัครมาแล้ว โปรดดูใบสมัครที่มีอยู่",
    ),
  },
  creator_unknown: {
    title: text("No such creator", "Kreator tidak ditemukan", "ไม่พบครีเอเตอร์คนนี้"),
    detail: text(
      "Look the creator up and use the id you find.",
      "Cari kreatornya dan gunakan id yang ditemukan.",
      "โปรดค้นหาครีเอเตอร์แล้วใช้รหัสที่พบ",
    ),
  },
  creator_unfit: {
    title: text(
      "This creator cannot take part",
      "Kreator ini tidak dapat ikut",
      "ครีเอเตอร์คนนี้เข้าร่วมไม่ได้",
    ),
    detail: text(
      "An invitation is for creators with an account on {{platforms}} who do not belong to the brand.",
      "Undangan hanya untuk kreator yang punya akun di {{platforms}} dan bukan anggota brand.",
      "เชิญได้เฉพาะครีเอเตอร์ที่มีบัญชีบน {{platforms}} และไม่ใช่สมาชิกของแบรนด์",
    ),
  },
  messages_full: {
    title: text("There are too many messages", "Pesan sudah terlalu banyak", "มีข้อความมากเกินไป"),
    detail: text(
      "An application holds {{max}} messages.",
      "Satu lamaran memuat {{max}} pesan.",
      "ใบสมัครหนึ่งใบมีข้อความได้ {{max}} ข้อความ",
    ),
  },
  message_unknown: {
    title: text("No such message", "Pesan tidak ditemukan", "ไม่พบข้อความนี้"),
    detail: text(
      "Name a message of this application.",
      "Sebutkan pesan dari lamaran ini.",
      "โปรดระบุข้อความของใบสมัครนี้",
    ),
  },
  shipment_none: {
    title: text("No product is sent", "Tidak ada produk yang dikirim", "ไม่มีสินค้าที่ต้องส่ง"),
    detail: text(
      "A product is sent after an offer that gives one was accepted.",
      "Produk dikirim setelah penawaran yang memberi produk diterima.",
      "สินค้าจะส่งหลังตอบรับข้อเสนอที่ให้สินค้าแล้ว",
    ),
  },
  shipment_state: {
    title: text(
      "The product is not at this step",
      "Produk tidak berada pada tahap ini",
      "สินค้าไม่ได้อยู่ในขั้นตอนนี้",
    ),
    detail: text(
      "A product that is `{{status}}` does not allow this step.",
      "Produk berstatus `{{status}}` tidak memungkinkan langkah ini.",
      "สินค้าที่มีสถานะ `{{status}}` ทำขั้นตอนนี้ไม่ได้",
    ),
  },
  terms_not_asked: {
    title: text(
      "You were not asked about this version",
      "Anda tidak ditanya tentang versi ini",
      "ไม่ได้ขอความเห็นชอบฉบับนี้จากคุณ",
    ),
    detail: text(
      "Answer about a version that stands under `termsChanges`.",
      "Jawab tentang versi yang tercantum di `termsChanges`.",
      "โปรดตอบเรื่องฉบับที่อยู่ใน `termsChanges`",
    ),
  },
  terms_change_state: {
    title: text("This question is answered", "Pertanyaan ini sudah dijawab", "คำถามนี้ตอบไปแล้ว"),
    detail: text(
      "It is `{{status}}`; a later version may have taken its place.",
      "Statusnya `{{status}}`; versi yang lebih baru mungkin sudah menggantikannya.",
      "สถานะคือ `{{status}}` อาจมีฉบับใหม่กว่ามาแทนแล้ว",
    ),
  },
} as const satisfies ProblemCatalogue;
