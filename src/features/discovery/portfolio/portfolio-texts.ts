import { type ProblemCatalogue, text } from "../../../kernel/texts";

export const portfolioProblems = {
  portfolio_creator_unpriced: {
    title: text(
      "This creator cannot be weighed",
      "Kreator ini tidak bisa diperhitungkan",
      "นำครีเอเตอร์คนนี้มาคำนวณไม่ได้",
    ),
    detail: text(
      "They name no price for what the campaign asks for, do not fit the brief, cost more than allowed, or stand among those you never want.",
      "Kreator ini belum memasang harga untuk yang diminta kampanye, tidak sesuai brief, lebih mahal dari batas, atau ada di daftar yang tidak Anda inginkan.",
      "ครีเอเตอร์คนนี้ยังไม่ได้ตั้งราคาสำหรับงานของแคมเปญ ไม่ตรงกับบรีฟ แพงเกินที่กำหนด หรืออยู่ในรายชื่อที่คุณไม่ต้องการ",
    ),
  },
  portfolio_too_many: {
    title: text("Too many prices to weigh", "Terlalu banyak harga", "ราคามีมากเกินไป"),
    detail: text(
      "More than {{max}} prices fit. Say in the brief whom you want: countries, languages, niches or followers.",
      "Lebih dari {{max}} harga cocok. Sebutkan di brief siapa yang dicari: negara, bahasa, niche, atau pengikut.",
      "มีราคาที่เข้าเกณฑ์มากกว่า {{max}} รายการ โปรดระบุในบรีฟว่าต้องการใคร เช่น ประเทศ ภาษา หมวด หรือจำนวนผู้ติดตาม",
    ),
  },
  portfolio_no_candidates: {
    title: text("Nobody to choose from", "Tidak ada yang bisa dipilih", "ไม่มีใครให้เลือก"),
    detail: text(
      "No creator who fits has a price for what the campaign asks for, in a currency with a recorded exchange rate.",
      "Tidak ada kreator yang cocok dengan harga untuk yang diminta kampanye, dalam mata uang yang kursnya tercatat.",
      "ไม่มีครีเอเตอร์ที่ตรงเกณฑ์และตั้งราคาสำหรับงานของแคมเปญไว้ในสกุลเงินที่มีอัตราแลกเปลี่ยนบันทึกอยู่",
    ),
  },
  portfolio_infeasible: {
    title: text(
      "Not all of it is possible",
      "Tidak semua syarat bisa dipenuhi",
      "ทำตามเงื่อนไขทั้งหมดไม่ได้",
    ),
    detail: text(
      "No set of creators keeps every limit within the budget. What cannot be reached: {{limits}}.",
      "Tidak ada kumpulan kreator yang memenuhi semua batas dalam anggaran. Yang tidak tercapai: {{limits}}.",
      "ไม่มีชุดครีเอเตอร์ใดที่ตรงทุกเงื่อนไขภายในงบประมาณ สิ่งที่ทำไม่ได้: {{limits}}",
    ),
  },
  portfolio_out_of_time: {
    title: text("Not found in time", "Belum ketemu pada waktunya", "หาไม่ทันเวลา"),
    detail: text(
      "Give it more seconds, or fewer limits.",
      "Beri waktu lebih lama, atau kurangi batasnya.",
      "โปรดเพิ่มเวลา หรือลดจำนวนเงื่อนไข",
    ),
  },
  portfolio_busy: {
    title: text("Others are being served", "Sedang melayani yang lain", "กำลังให้บริการผู้อื่นอยู่"),
    detail: text(
      "Many ask for a choice of creators right now. Try again in a minute.",
      "Banyak yang meminta pilihan kreator saat ini. Coba lagi sebentar lagi.",
      "ขณะนี้มีผู้ขอให้เลือกครีเอเตอร์จำนวนมาก โปรดลองใหม่ในอีกหนึ่งนาที",
    ),
  },
} as const satisfies ProblemCatalogue;
