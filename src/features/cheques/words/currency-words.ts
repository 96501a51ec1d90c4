/** Names of currencies and of their small units, as they stand on a cheque. */
import type { Currency } from "../../../kernel/currency";
import type { Locale } from "../../../kernel/locale";

interface Names {
  unit: string;
  /** Empty where there is none in use. */
  small: string;
}

type Row = readonly [
  en: string,
  id: readonly [unit: string, small: string],
  th: readonly [unit: string, small: string],
];

const rows: Readonly<Record<Currency, Row>> = {
  AUD: ["Australian dollars", ["dolar Australia", "sen"], ["ดอลลาร์ออสเตรเลีย", "เซนต์"]],
  BHD: ["Bahraini dinars", ["dinar Bahrain", "fils"], ["ดีนาร์บาห์เรน", "ฟิลส์"]],
  BRL: ["Brazilian reais", ["real Brasil", "sentavo"], ["เรอัลบราซิล", "เซนตาโว"]],
  CAD: ["Canadian dollars", ["dolar Kanada", "sen"], ["ดอลลาร์แคนาดา", "เซนต์"]],
  CHF: ["Swiss francs", ["franc Swiss", "rappen"], ["ฟรังก์สวิส", "แรพเพิน"]],
  CZK: ["Czech korunas", ["koruna Ceko", "haler"], ["โครูนาเช็ก", "ฮาเลอร์"]],
  DKK: ["Danish kroner", ["krone Denmark", "ore"], ["โครนเดนมาร์ก", "เออเร"]],
  EUR: ["euros", ["euro", "sen"], ["ยูโร", "เซนต์"]],
  GBP: ["pounds sterling", ["pound sterling", "penny"], ["ปอนด์สเตอร์ลิง", "เพนนี"]],
  HKD: ["Hong Kong dollars", ["dolar Hong Kong", "sen"], ["ดอลลาร์ฮ่องกง", "เซนต์"]],
  HUF: ["Hungarian forints", ["forint Hungaria", "filler"], ["โฟรินต์ฮังการี", "ฟิลเลอร์"]],
  IDR: ["Indonesian rupiah", ["rupiah", "sen"], ["รูเปียห์อินโดนีเซีย", "เซน"]],
  ILS: ["Israeli new shekels", ["shekel baru Israel", "agorot"], ["เชเกลใหม่อิสราเอล", "อะโกรอต"]],
  INR: ["Indian rupees", ["rupee India", "paisa"], ["รูปีอินเดีย", "ไปซา"]],
  JPY: ["Japanese yen", ["yen Jepang", ""], ["เยนญี่ปุ่น", ""]],
  KRW: ["South Korean won", ["won Korea Selatan", ""], ["วอนเกาหลีใต้", ""]],
  KWD: ["Kuwaiti dinars", ["dinar Kuwait", "fils"], ["ดีนาร์คูเวต", "ฟิลส์"]],
  MXN: ["Mexican pesos", ["peso Meksiko", "sentavo"], ["เปโซเม็กซิโก", "เซนตาโว"]],
  MYR: ["Malaysian ringgit", ["ringgit Malaysia", "sen"], ["ริงกิตมาเลเซีย", "เซน"]],
  NOK: ["Norwegian kroner", ["krone Norwegia", "ore"], ["โครนนอร์เวย์", "เออเร"]],
  NZD: ["New Zealand dollars", ["dolar Selandia Baru", "sen"], ["ดอลลาร์นิวซีแลนด์", "เซนต์"]],
  PHP: ["Philippine pesos", ["peso Filipina", "sentimo"], ["เปโซฟิลิปปินส์", "เซนติโม"]],
  PLN: ["Polish zlotys", ["zloty Polandia", "grosz"], ["ซวอตีโปแลนด์", "กรอช"]],
  SEK: ["Swedish kronor", ["krona Swedia", "ore"], ["โครนาสวีเดน", "เออเร"]],
  SGD: ["Singapore dollars", ["dolar Singapura", "sen"], ["ดอลลาร์สิงคโปร์", "เซนต์"]],
  THB: ["Thai baht", ["baht Thailand", "satang"], ["บาท", "สตางค์"]],
  TWD: ["New Taiwan dollars", ["dolar Taiwan Baru", "sen"], ["ดอลลาร์ไต้หวันใหม่", "เซนต์"]],
  USD: ["US dollars", ["dolar Amerika Serikat", "sen"], ["ดอลลาร์สหรัฐ", "เซนต์"]],
  VND: ["Vietnamese dong", ["dong Vietnam", ""], ["ดองเวียดนาม", ""]],
};

export function currencyNames(currency: Currency, locale: Locale): Names {
  const [en, id, th] = rows[currency];
  if (locale === "en") return { unit: en, small: "" };
  const [unit, small] = locale === "id" ? id : th;
  return { unit, small };
}
