/**
 * The taxonomy of niches. Rare ones stand beside popular ones on purpose: a maker of laboratory glass must find its few
 * creators as easily as a fashion brand finds its thousands. Codes are stable; names may be improved.
 */
import { type Text, text } from "../../kernel/texts";

interface Niche {
  /** Code of the wider niche; absent at the top. */
  readonly parent?: string;
  readonly name: Text;
}

const topNiches = {
  beauty: { name: text("Beauty", "Kecantikan", "ความงาม") },
  fashion: { name: text("Fashion", "Mode", "แฟชั่น") },
  food: { name: text("Food and drink", "Makanan dan minuman", "อาหารและเครื่องดื่ม") },
  travel: { name: text("Travel", "Perjalanan", "ท่องเที่ยว") },
  family: { name: text("Family", "Keluarga", "ครอบครัว") },
  health: { name: text("Health and fitness", "Kesehatan dan kebugaran", "สุขภาพและฟิตเนส") },
  home: { name: text("Home and garden", "Rumah dan kebun", "บ้านและสวน") },
  technology: { name: text("Technology", "Teknologi", "เทคโนโลยี") },
  science: { name: text("Science", "Sains", "วิทยาศาสตร์") },
  finance: { name: text("Money and business", "Keuangan dan bisnis", "การเงินและธุรกิจ") },
  arts: { name: text("Arts and crafts", "Seni dan kerajinan", "ศิลปะและงานฝีมือ") },
  games: { name: text("Games", "Gim", "เกม") },
  sport: { name: text("Sport", "Olahraga", "กีฬา") },
  vehicles: { name: text("Vehicles", "Kendaraan", "ยานยนต์") },
  pets: { name: text("Pets", "Hewan peliharaan", "สัตว์เลี้ยง") },
  education: { name: text("Education", "Pendidikan", "การศึกษา") },
} as const satisfies Record<string, Niche>;

const lifestyleNiches = {
  skincare: { parent: "beauty", name: text("Skin care", "Perawatan kulit", "ดูแลผิว") },
  makeup: { parent: "beauty", name: text("Make-up", "Tata rias", "แต่งหน้า") },
  "hair-care": { parent: "beauty", name: text("Hair care", "Perawatan rambut", "ดูแลเส้นผม") },
  fragrance: { parent: "beauty", name: text("Fragrance", "Parfum", "น้ำหอม") },
  "modest-fashion": {
    parent: "fashion",
    name: text("Modest fashion", "Busana muslim", "แฟชั่นมุสลิม"),
  },
  streetwear: { parent: "fashion", name: text("Streetwear", "Busana jalanan", "สตรีทแวร์") },
  sneakers: { parent: "fashion", name: text("Sneakers", "Sepatu kets", "รองเท้าผ้าใบ") },
  "batik-and-weaving": {
    parent: "fashion",
    name: text("Batik and weaving", "Batik dan tenun", "บาติกและผ้าทอ"),
  },
  "street-food": { parent: "food", name: text("Street food", "Jajanan kaki lima", "สตรีทฟู้ด") },
  "home-cooking": { parent: "food", name: text("Home cooking", "Masakan rumahan", "ทำอาหารที่บ้าน") },
  coffee: { parent: "food", name: text("Coffee", "Kopi", "กาแฟ") },
  "vegan-food": { parent: "food", name: text("Vegan food", "Makanan vegan", "อาหารวีแกน") },
  "halal-food": { parent: "food", name: text("Halal food", "Makanan halal", "อาหารฮาลาล") },
  "budget-travel": { parent: "travel", name: text("Budget travel", "Wisata hemat", "เที่ยวประหยัด") },
  diving: { parent: "travel", name: text("Diving", "Selam", "ดำน้ำ") },
  "hotels-and-resorts": {
    parent: "travel",
    name: text("Hotels and resorts", "Hotel dan resor", "โรงแรมและรีสอร์ต"),
  },
  "babies-and-toddlers": {
    parent: "family",
    name: text("Babies and toddlers", "Bayi dan balita", "ทารกและเด็กเล็ก"),
  },
  weddings: { parent: "family", name: text("Weddings", "Pernikahan", "งานแต่งงาน") },
  yoga: { parent: "health", name: text("Yoga", "Yoga", "โยคะ") },
  "strength-training": {
    parent: "health",
    name: text("Strength training", "Latihan beban", "เวตเทรนนิง"),
  },
  nutrition: { parent: "health", name: text("Nutrition", "Gizi", "โภชนาการ") },
  "interior-design": {
    parent: "home",
    name: text("Interior design", "Desain interior", "ตกแต่งภายใน"),
  },
  gardening: { parent: "home", name: text("Gardening", "Berkebun", "ทำสวน") },
  orchids: { parent: "gardening", name: text("Orchids", "Anggrek", "กล้วยไม้") },
  "do-it-yourself": {
    parent: "home",
    name: text("Do it yourself", "Buat sendiri", "งานช่างทำเอง"),
  },
} as const satisfies Record<string, Niche>;

const specialNiches = {
  smartphones: { parent: "technology", name: text("Smartphones", "Ponsel pintar", "สมาร์ตโฟน") },
  photography: { parent: "technology", name: text("Photography", "Fotografi", "ถ่ายภาพ") },
  programming: { parent: "technology", name: text("Programming", "Pemrograman", "การเขียนโปรแกรม") },
  "3d-printing": { parent: "technology", name: text("3D printing", "Cetak 3D", "การพิมพ์สามมิติ") },
  chemistry: { parent: "science", name: text("Chemistry", "Kimia", "เคมี") },
  "laboratory-glassware": {
    parent: "chemistry",
    name: text("Laboratory glassware", "Peralatan gelas laboratorium", "เครื่องแก้วห้องปฏิบัติการ"),
  },
  microscopy: { parent: "science", name: text("Microscopy", "Mikroskopi", "กล้องจุลทรรศน์") },
  astronomy: { parent: "science", name: text("Astronomy", "Astronomi", "ดาราศาสตร์") },
  mycology: { parent: "science", name: text("Mushrooms", "Jamur", "เห็ดรา") },
  "personal-finance": {
    parent: "finance",
    name: text("Personal finance", "Keuangan pribadi", "การเงินส่วนบุคคล"),
  },
  "small-business": {
    parent: "finance",
    name: text("Small business", "Usaha kecil", "ธุรกิจขนาดเล็ก"),
  },
  painting: { parent: "arts", name: text("Painting", "Lukisan", "จิตรกรรม") },
  pottery: { parent: "arts", name: text("Pottery", "Gerabah", "เครื่องปั้นดินเผา") },
  "fountain-pens": { parent: "arts", name: text("Fountain pens", "Pena tinta", "ปากกาหมึกซึม") },
  music: { parent: "arts", name: text("Music", "Musik", "ดนตรี") },
  books: { parent: "arts", name: text("Books", "Buku", "หนังสือ") },
  "mobile-games": { parent: "games", name: text("Mobile games", "Gim seluler", "เกมมือถือ") },
  "board-games": { parent: "games", name: text("Board games", "Permainan papan", "บอร์ดเกม") },
  esports: { parent: "games", name: text("Esports", "Esport", "อีสปอร์ต") },
  football: { parent: "sport", name: text("Football", "Sepak bola", "ฟุตบอล") },
  badminton: { parent: "sport", name: text("Badminton", "Bulu tangkis", "แบดมินตัน") },
  "muay-thai": { parent: "sport", name: text("Muay Thai", "Muay Thai", "มวยไทย") },
  cycling: { parent: "sport", name: text("Cycling", "Bersepeda", "ปั่นจักรยาน") },
  motorcycles: { parent: "vehicles", name: text("Motorcycles", "Sepeda motor", "รถจักรยานยนต์") },
  "electric-vehicles": {
    parent: "vehicles",
    name: text("Electric vehicles", "Kendaraan listrik", "รถยนต์ไฟฟ้า"),
  },
  cats: { parent: "pets", name: text("Cats", "Kucing", "แมว") },
  dogs: { parent: "pets", name: text("Dogs", "Anjing", "สุนัข") },
  aquariums: { parent: "pets", name: text("Aquariums", "Akuarium", "ตู้ปลา") },
  songbirds: { parent: "pets", name: text("Songbirds", "Burung kicau", "นกร้องเพลง") },
  languages: { parent: "education", name: text("Languages", "Bahasa", "ภาษา") },
  "exam-preparation": {
    parent: "education",
    name: text("Exam preparation", "Persiapan ujian", "เตรียมสอบ"),
  },
} as const satisfies Record<string, Niche>;

const allNiches = { ...topNiches, ...lifestyleNiches, ...specialNiches };
export type NicheCode = keyof typeof allNiches;

/** Every niche by its code. */
export const niches: Readonly<Record<NicheCode, Niche>> = allNiches;
export const nicheCodes = Object.keys(allNiches) as [NicheCode, ...NicheCode[]];

/** A niche and everything below it: who looks for science also wants laboratory glassware. */
export function nicheWithNarrower(code: NicheCode): NicheCode[] {
  const narrower = nicheCodes.filter((other) => niches[other].parent === code);
  return [code, ...narrower.flatMap(nicheWithNarrower)];
}
