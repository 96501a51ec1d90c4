/** What search engines and link previews are told of a page, in the language of its address. */
import type { Locale } from "../../kernel/locale";

export interface PageText {
  title: string;
  description: string;
}

export type PublicPage =
  | "landing"
  | "campaigns"
  | "creators"
  | "consultation"
  | "opinions"
  | "logIn"
  | "registerBrand"
  | "registerCreator";

export const publicPages: Record<PublicPage, Record<Locale, PageText>> = {
  landing: {
    en: {
      title: "Kampanye – micro-influencers who fit, paid for approved work",
      description:
        "Find micro-influencers by niche, set the money aside before the work begins, approve the content, and pay each creator by PayPal or cheque.",
    },
    id: {
      title: "Kampanye – mikro-influencer yang cocok, dibayar setelah karya disetujui",
      description:
        "Temukan mikro-influencer sesuai niche, sisihkan dana sebelum pekerjaan dimulai, setujui kontennya, lalu bayar setiap kreator lewat PayPal atau cek.",
    },
    th: {
      title: "Kampanye – ไมโครอินฟลูเอนเซอร์ที่ใช่ จ่ายเมื่องานผ่านการอนุมัติ",
      description:
        "ค้นหาไมโครอินฟลูเอนเซอร์ตามความสนใจเฉพาะทาง กันเงินไว้ก่อนเริ่มงาน อนุมัติคอนเทนต์ แล้วจ่ายครีเอเตอร์ทุกคนผ่าน PayPal หรือเช็ค",
    },
  },
  campaigns: {
    en: {
      title: "Open campaigns – Kampanye",
      description:
        "Campaigns that are looking for creators now, with what they pay and what they ask for.",
    },
    id: {
      title: "Kampanye yang dibuka – Kampanye",
      description:
        "Kampanye yang sedang mencari kreator, lengkap dengan bayaran dan permintaannya.",
    },
    th: {
      title: "แคมเปญที่เปิดรับ – Kampanye",
      description: "แคมเปญที่กำลังมองหาครีเอเตอร์ พร้อมค่าตอบแทนและสิ่งที่ต้องทำ",
    },
  },
  creators: {
    en: {
      title: "Creators and their prices – Kampanye",
      description:
        "Ordinary people with attentive audiences: their niches, their followers and what a post of theirs costs.",
    },
    id: {
      title: "Kreator dan daftar harganya – Kampanye",
      description:
        "Orang biasa dengan audiens yang menyimak: niche mereka, pengikutnya, dan harga setiap unggahan.",
    },
    th: {
      title: "ครีเอเตอร์และราคา – Kampanye",
      description: "คนธรรมดาที่มีผู้ติดตามตั้งใจฟัง ดูความสนใจเฉพาะทาง จำนวนผู้ติดตาม และราคาต่อโพสต์",
    },
  },
  consultation: {
    en: {
      title: "Ask for a consultation – Kampanye",
      description: "Tell us what you plan; somebody of our team answers by e-mail.",
    },
    id: {
      title: "Minta konsultasi – Kampanye",
      description: "Ceritakan rencana Anda; tim kami menjawab lewat email.",
    },
    th: {
      title: "ขอคำปรึกษา – Kampanye",
      description: "เล่าแผนของคุณให้เราฟัง ทีมงานจะตอบกลับทางอีเมล",
    },
  },
  opinions: {
    en: {
      title: "Opinions about us – Kampanye",
      description: "What visitors, brands and creators think of Kampanye. Leave yours, too.",
    },
    id: {
      title: "Pendapat tentang kami – Kampanye",
      description:
        "Pendapat pengunjung, merek, dan kreator tentang Kampanye. Tulis juga pendapat Anda.",
    },
    th: {
      title: "ความเห็นเกี่ยวกับเรา – Kampanye",
      description: "ผู้เยี่ยมชม แบรนด์ และครีเอเตอร์คิดอย่างไรกับ Kampanye ร่วมแสดงความเห็นได้",
    },
  },
  logIn: {
    en: { title: "Log in – Kampanye", description: "Log in to Kampanye." },
    id: { title: "Masuk – Kampanye", description: "Masuk ke Kampanye." },
    th: { title: "เข้าสู่ระบบ – Kampanye", description: "เข้าสู่ระบบ Kampanye" },
  },
  registerBrand: {
    en: {
      title: "Register a brand – Kampanye",
      description: "Post a brief, see who fits, and know what every post costs.",
    },
    id: {
      title: "Daftarkan merek – Kampanye",
      description: "Buat brief, lihat kreator yang cocok, dan ketahui biaya setiap unggahan.",
    },
    th: {
      title: "ลงทะเบียนแบรนด์ – Kampanye",
      description: "สร้างบรีฟ ดูว่าใครเหมาะ และรู้ต้นทุนของทุกโพสต์",
    },
  },
  registerCreator: {
    en: {
      title: "Register as a creator – Kampanye",
      description: "Work with brands that have set your fee aside before you start.",
    },
    id: {
      title: "Daftar sebagai kreator – Kampanye",
      description: "Bekerja dengan merek yang sudah menyisihkan bayaranmu sebelum kamu mulai.",
    },
    th: {
      title: "สมัครเป็นครีเอเตอร์ – Kampanye",
      description: "ทำงานกับแบรนด์ที่กันค่าตอบแทนของคุณไว้แล้วก่อนเริ่มงาน",
    },
  },
};

/** Inside the console there is nothing for search engines. */
export const insideTitle = "Kampanye";

export const scriptNeeded: Record<Locale, string> = {
  en: "The console itself needs JavaScript.",
  id: "Konsol ini memerlukan JavaScript.",
  th: "หน้าจอการทำงานต้องใช้ JavaScript",
};

export const notBuilt: PageText = {
  title: "Kampanye",
  description:
    "The web console has not been built. `npm start` builds it; so does `npm run build`.",
};
