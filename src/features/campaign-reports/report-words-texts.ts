/** The words of a report on paper, and what a comparison takes for granted. */
import { type Text, type TextCatalogue, text } from "../../kernel/texts";
import type { AudienceTier } from "./audience-tiers";
import type { ComparisonReason } from "./comparison";

export const reportWords = {
  title: text("Campaign report", "Laporan kampanye", "รายงานแคมเปญ"),
  campaign: text("Campaign", "Kampanye", "แคมเปญ"),
  asOf: text("As of the end of", "Per akhir", "ข้อมูล ณ สิ้นวัน"),
  stillRunning: text("{{day}} (not over yet)", "{{day}} (belum berakhir)", "{{day}} (ยังไม่สิ้นสุด)"),
  currency: text("Currency", "Mata uang", "สกุลเงิน"),
  rate: text("Exchange rate", "Kurs", "อัตราแลกเปลี่ยน"),
  fees: text("Creators' fees", "Honor kreator", "ค่าจ้างครีเอเตอร์"),
  killFees: text("Kill fees", "Biaya pembatalan", "ค่าชดเชยการยกเลิก"),
  platformFees: text("Platform fees", "Biaya platform", "ค่าธรรมเนียมแพลตฟอร์ม"),
  undone: text("Undone", "Dibatalkan kembali", "เรียกคืน"),
  cost: text("Cost", "Biaya", "ค่าใช้จ่าย"),
  products: text("Products given", "Produk yang diberikan", "สินค้าที่มอบให้"),
  posts: text("Posts", "Kiriman", "โพสต์"),
  measured: text(
    "{{measured}} of {{live}} measured",
    "{{measured}} dari {{live}} terukur",
    "วัดผลแล้ว {{measured}} จาก {{live}}",
  ),
  followers: text("Followers", "Pengikut", "ผู้ติดตาม"),
  views: text("Views", "Tayangan", "ยอดดู"),
  engagements: text("Engagements", "Interaksi", "การมีส่วนร่วม"),
  perEngagement: text("Per engagement", "Per interaksi", "ต่อการมีส่วนร่วม"),
  perThousandViews: text("Per 1,000 views", "Per 1.000 tayangan", "ต่อ 1,000 ยอดดู"),
  perThousandFollowers: text("Per 1,000 followers", "Per 1.000 pengikut", "ต่อ 1,000 ผู้ติดตาม"),
  byCreator: text("By creator", "Menurut kreator", "ตามครีเอเตอร์"),
  byDeliverable: text("By kind of content", "Menurut jenis konten", "ตามประเภทคอนเทนต์"),
  byNiche: text("By niche", "Menurut niche", "ตามกลุ่มความสนใจ"),
  byAudience: text("By audience size", "Menurut ukuran audiens", "ตามขนาดผู้ติดตาม"),
  byDay: text("Engagements by day", "Interaksi per hari", "การมีส่วนร่วมรายวัน"),
  creator: text("Creator", "Kreator", "ครีเอเตอร์"),
  content: text("Content", "Konten", "คอนเทนต์"),
  niche: text("Niche", "Niche", "กลุ่มความสนใจ"),
  audience: text("Audience", "Audiens", "ผู้ติดตาม"),
  total: text("Total", "Total", "รวม"),
  nothing: text("Nothing yet", "Belum ada", "ยังไม่มีข้อมูล"),
  noNiche: text("None named", "Tidak disebutkan", "ไม่ได้ระบุ"),
  unknown: text("unknown", "tidak diketahui", "ไม่ทราบ"),
  missing: text("Posts without figures", "Kiriman tanpa angka", "โพสต์ที่ยังไม่มีตัวเลข"),
  andMore: text("and {{count}} more", "dan {{count}} lainnya", "และอีก {{count}} รายการ"),
  recordedOn: text("Posted", "Diunggah", "โพสต์เมื่อ"),
  address: text("Address", "Alamat", "ที่อยู่"),
  comparison: text(
    "The same money for one celebrity",
    "Dana yang sama untuk satu selebritas",
    "งบเท่ากันกับคนดังหนึ่งคน",
  ),
  thisCampaign: text("This campaign", "Kampanye ini", "แคมเปญนี้"),
  celebrity: text("Celebrity", "Selebritas", "คนดัง"),
  times: text("Campaign ÷ celebrity", "Kampanye ÷ selebritas", "แคมเปญ ÷ คนดัง"),
  reactions: text("Likes and comments", "Suka dan komentar", "ถูกใจและความคิดเห็น"),
  engagementRate: text("Engagement rate", "Tingkat interaksi", "อัตราการมีส่วนร่วม"),
  page: text(
    "{{title}} · page {{page}} of {{count}}",
    "{{title}} · halaman {{page}} dari {{count}}",
    "{{title}} · หน้า {{page}} จาก {{count}}",
  ),
} as const satisfies TextCatalogue;

export const reportNotes = [
  text(
    "Costs come from the books: fees earned by the end of the day less what was undone. Products are not among them.",
    "Biaya berasal dari pembukuan: honor yang diperoleh sampai akhir hari dikurangi yang dibatalkan kembali. Produk tidak termasuk.",
    "ค่าใช้จ่ายมาจากบัญชี คือค่าจ้างที่ได้รับจนถึงสิ้นวันหักด้วยส่วนที่เรียกคืน ไม่รวมสินค้า",
  ),
  text(
    "Followers are what creators state and each audience counts once; people who follow several creators are counted several times. Views, likes, comments, shares and saves are the newest figures of each post: told by the platform, or entered by the creator with a picture.",
    "Jumlah pengikut adalah pernyataan kreator dan setiap audiens dihitung sekali; orang yang mengikuti beberapa kreator terhitung beberapa kali. Tayangan, suka, komentar, bagikan, dan simpan adalah angka terbaru setiap kiriman: dari platform, atau diisi kreator beserta gambar bukti.",
    "จำนวนผู้ติดตามเป็นข้อมูลที่ครีเอเตอร์แจ้งและนับผู้ติดตามแต่ละบัญชีครั้งเดียว ผู้ที่ติดตามครีเอเตอร์หลายคนจะถูกนับหลายครั้ง ยอดดู ถูกใจ ความคิดเห็น แชร์ และบันทึก เป็นตัวเลขล่าสุดของแต่ละโพสต์ จากแพลตฟอร์มหรือจากครีเอเตอร์พร้อมรูปหลักฐาน",
  ),
  text(
    "Prices leave out posts of which the figure is unknown, together with their cost. A creator of several niches stands in each of them.",
    "Harga satuan tidak menyertakan kiriman yang angkanya tidak diketahui, berikut biayanya. Kreator dengan beberapa niche muncul di masing-masing.",
    "ราคาต่อหน่วยไม่รวมโพสต์ที่ไม่ทราบตัวเลขรวมถึงค่าใช้จ่ายของโพสต์นั้น ครีเอเตอร์ที่มีหลายกลุ่มความสนใจจะปรากฏในทุกกลุ่ม",
  ),
] as const satisfies readonly Text[];

/** What a comparison takes for granted. */
export const assumptionTexts = {
  reactions_only: text(
    "Engagements are likes and comments on both sides.",
    "Interaksi adalah suka dan komentar di kedua sisi.",
    "การมีส่วนร่วมหมายถึงถูกใจและความคิดเห็นของทั้งสองฝ่าย",
  ),
  measured_posts_only: text(
    "Posts of the campaign without known likes or comments are left out, and so is their cost.",
    "Kiriman kampanye tanpa angka suka atau komentar tidak disertakan, begitu pula biayanya.",
    "ไม่รวมโพสต์ของแคมเปญที่ไม่ทราบจำนวนถูกใจหรือความคิดเห็น รวมถึงค่าใช้จ่ายของโพสต์เหล่านั้น",
  ),
  parts_of_posts: text(
    "The celebrity's posts are bought in parts where the money does not come out even; a part of one post reaches that part of the followers.",
    "Kiriman selebritas dibeli sebagian bila dananya tidak pas; sebagian dari satu kiriman menjangkau sebagian pengikut itu.",
    "หากงบไม่พอดี จะคิดโพสต์ของคนดังเป็นสัดส่วน และโพสต์ที่ไม่ครบหนึ่งโพสต์เข้าถึงผู้ติดตามตามสัดส่วนนั้น",
  ),
  audience_once: text(
    "Each audience counts once, however many posts it sees.",
    "Setiap audiens dihitung sekali, berapa pun kiriman yang dilihatnya.",
    "นับผู้ติดตามแต่ละบัญชีครั้งเดียว ไม่ว่าจะเห็นกี่โพสต์",
  ),
  default_followers: text(
    "The celebrity has 2,000,000 followers, because nothing else was said.",
    "Selebritas memiliki 2.000.000 pengikut karena tidak disebutkan lain.",
    "คนดังมีผู้ติดตาม 2,000,000 คน เนื่องจากไม่ได้ระบุเป็นอย่างอื่น",
  ),
  default_engagements: text(
    "A post of the celebrity gets 2,000 likes and comments, because nothing else was said.",
    "Satu kiriman selebritas mendapat 2.000 suka dan komentar karena tidak disebutkan lain.",
    "โพสต์ของคนดังได้รับถูกใจและความคิดเห็น 2,000 ครั้ง เนื่องจากไม่ได้ระบุเป็นอย่างอื่น",
  ),
  default_price: text(
    "One post of the celebrity costs what the campaign's posts cost, because no price was given.",
    "Satu kiriman selebritas berharga sama dengan biaya kiriman kampanye karena harga tidak disebutkan.",
    "หนึ่งโพสต์ของคนดังมีราคาเท่ากับค่าใช้จ่ายของโพสต์ในแคมเปญ เนื่องจากไม่ได้ระบุราคา",
  ),
} as const satisfies TextCatalogue;

export type Assumption = keyof typeof assumptionTexts;

/** Why there is no price, or nothing to compare. */
export const reasonTexts: Readonly<Record<ComparisonReason, Text>> = {
  no_posts: text("nothing is live", "belum ada yang tayang", "ยังไม่มีโพสต์"),
  no_figures: text("figures are unknown", "angka tidak diketahui", "ไม่ทราบตัวเลข"),
  zero: text("the figure is zero", "angkanya nol", "ตัวเลขเป็นศูนย์"),
  only_products: text("paid in products", "dibayar dengan produk", "จ่ายเป็นสินค้า"),
  no_cost: text("nothing was paid", "belum ada biaya", "ยังไม่มีค่าใช้จ่าย"),
};

export const tierWords: Readonly<Record<AudienceTier, Text>> = {
  nano: text("Nano", "Nano", "นาโน"),
  micro: text("Micro", "Mikro", "ไมโคร"),
  mid: text("Mid-tier", "Menengah", "ระดับกลาง"),
  macro: text("Macro", "Makro", "แมโคร"),
  mega: text("Mega", "Mega", "เมกะ"),
};
