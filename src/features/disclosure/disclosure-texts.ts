/** What each check says to a person, and what to do. `{{label}}` is a label in the language of the post. */
import type { Locale } from "../../kernel/locale";
import { type Text, text } from "../../kernel/texts";
import type { Check } from "./disclosure";

interface CheckText {
  readonly message: Text;
  readonly fix: Text;
}

export const checkTexts: Readonly<Record<Check, CheckText>> = {
  "label-missing": {
    message: text(
      "Nothing in the caption says that the post is paid for.",
      "Tidak ada keterangan di caption bahwa unggahan ini berbayar.",
      "ไม่มีข้อความใดในแคปชันที่บอกว่าโพสต์นี้ได้รับค่าตอบแทน",
    ),
    fix: text(
      "Begin the caption with {{label}}.",
      "Awali caption dengan {{label}}.",
      "ขึ้นต้นแคปชันด้วย {{label}}",
    ),
  },
  "label-ambiguous": {
    message: text(
      "“{{term}}” does not tell readers plainly that this is advertising.",
      "“{{term}}” tidak menyatakan dengan jelas bahwa ini iklan.",
      "“{{term}}” ไม่ได้บอกผู้อ่านอย่างชัดเจนว่านี่คือโฆษณา",
    ),
    fix: text(
      "Begin the caption with {{label}}; you may keep “{{term}}” beside it.",
      "Awali caption dengan {{label}}; “{{term}}” boleh tetap ada.",
      "ขึ้นต้นแคปชันด้วย {{label}} โดยจะคง “{{term}}” ไว้ด้วยก็ได้",
    ),
  },
  "label-language": {
    message: text(
      "The label “{{term}}” is not in the language of the post, so its readers may not understand it.",
      "Label “{{term}}” tidak memakai bahasa unggahan, sehingga pembaca mungkin tidak memahaminya.",
      "ป้าย “{{term}}” ไม่ได้ใช้ภาษาเดียวกับโพสต์ ผู้อ่านจึงอาจไม่เข้าใจ",
    ),
    fix: text(
      "Add {{label}} at the beginning of the caption.",
      "Tambahkan {{label}} di awal caption.",
      "เพิ่ม {{label}} ไว้ที่ต้นแคปชัน",
    ),
  },
  "label-after-fold": {
    message: text(
      "The label “{{term}}” stands behind “more”: only about the first {{count}} characters are sure to be seen.",
      "Label “{{term}}” berada di balik “selengkapnya”: hanya sekitar {{count}} karakter pertama yang pasti terlihat.",
      "ป้าย “{{term}}” อยู่หลัง “เพิ่มเติม” ซึ่งผู้อ่านเห็นแน่นอนเพียงราว {{count}} ตัวอักษรแรก",
    ),
    fix: text(
      "Move the label to the beginning: {{label}}.",
      "Pindahkan label ke awal: {{label}}.",
      "ย้ายป้ายไปไว้ต้นแคปชัน: {{label}}",
    ),
  },
  "label-in-hashtags": {
    message: text(
      "The label “{{term}}” is lost among {{count}} hashtags.",
      "Label “{{term}}” tenggelam di antara {{count}} tagar.",
      "ป้าย “{{term}}” จมอยู่ในแฮชแท็ก {{count}} รายการ",
    ),
    fix: text(
      "Take the label out of the hashtags and begin the caption with {{label}}.",
      "Keluarkan label dari deretan tagar dan awali caption dengan {{label}}.",
      "แยกป้ายออกจากกลุ่มแฮชแท็ก แล้วขึ้นต้นแคปชันด้วย {{label}}",
    ),
  },
  "label-at-end": {
    message: text(
      "The label “{{term}}” is the last thing readers see, and some will have stopped reading.",
      "Label “{{term}}” muncul paling akhir, dan sebagian pembaca sudah berhenti membaca.",
      "ป้าย “{{term}}” อยู่ท้ายสุด ผู้อ่านบางคนอาจหยุดอ่านไปก่อน",
    ),
    fix: text(
      "Move the label to the beginning: {{label}}.",
      "Sebaiknya taruh label di awal: {{label}}.",
      "ควรย้ายป้ายไปไว้ต้นแคปชัน: {{label}}",
    ),
  },
  "label-denied": {
    message: text(
      "“{{term}}” denies that the post is paid for, but it is.",
      "“{{term}}” menyangkal bahwa unggahan ini berbayar, padahal berbayar.",
      "“{{term}}” ปฏิเสธว่าโพสต์นี้ไม่ได้รับค่าตอบแทน ทั้งที่ได้รับ",
    ),
    fix: text(
      "Remove “{{term}}” and begin the caption with {{label}}.",
      "Hapus “{{term}}” dan awali caption dengan {{label}}.",
      "ลบ “{{term}}” แล้วขึ้นต้นแคปชันด้วย {{label}}",
    ),
  },
  "own-money": {
    message: text(
      "“{{term}}” sounds as if nobody had given you anything for this post.",
      "“{{term}}” terdengar seolah tidak ada imbalan untuk unggahan ini.",
      "“{{term}}” ฟังเหมือนคุณไม่ได้รับสิ่งใดตอบแทนจากโพสต์นี้",
    ),
    fix: text(
      "Keep it only if it is true, and say with {{label}} that this post is paid for.",
      "Pertahankan hanya jika benar, dan nyatakan dengan {{label}} bahwa unggahan ini berbayar.",
      "คงไว้เฉพาะเมื่อเป็นความจริง และใช้ {{label}} บอกว่าโพสต์นี้ได้รับค่าตอบแทน",
    ),
  },
  "label-disguised": {
    message: text(
      "The label “{{term}}” holds invisible or look-alike letters: platforms and screen readers do not recognise it.",
      "Label “{{term}}” memuat huruf tak terlihat atau huruf mirip: platform dan pembaca layar tidak mengenalinya.",
      "ป้าย “{{term}}” มีอักขระที่มองไม่เห็นหรือหน้าตาคล้ายกัน แพลตฟอร์มและโปรแกรมอ่านหน้าจอจึงไม่รู้จัก",
    ),
    fix: text(
      "Type the label anew in plain letters: {{label}}.",
      "Ketik ulang label dengan huruf biasa: {{label}}.",
      "พิมพ์ป้ายใหม่ด้วยตัวอักษรปกติ: {{label}}",
    ),
  },
  "brief-label": {
    message: text(
      "The brief asks for one of these labels, and none of them is there: {{labels}}.",
      "Brief meminta salah satu label ini, dan tidak satu pun ada: {{labels}}.",
      "บรีฟกำหนดให้ใช้ป้ายใดป้ายหนึ่งต่อไปนี้ แต่ไม่พบเลย: {{labels}}",
    ),
    fix: text(
      "Add one of them at the beginning: {{labels}}.",
      "Tambahkan salah satunya di awal: {{labels}}.",
      "เพิ่มป้ายใดป้ายหนึ่งไว้ต้นแคปชัน: {{labels}}",
    ),
  },
  "language-unchecked": {
    message: text(
      "We know no labels of this language ({{language}}), so nobody has checked whether readers understand yours.",
      "Kami belum punya daftar label untuk bahasa ini ({{language}}), jadi belum diperiksa apakah pembaca memahami label Anda.",
      "เรายังไม่มีรายการป้ายของภาษานี้ ({{language}}) จึงยังไม่ได้ตรวจว่าผู้อ่านเข้าใจป้ายของคุณหรือไม่",
    ),
    fix: text(
      "Ask somebody who reads the language whether the label says plainly that this is advertising.",
      "Tanyakan kepada pembaca bahasa itu apakah label tersebut jelas menyatakan iklan.",
      "โปรดถามผู้ที่อ่านภาษานั้นว่าป้ายบอกชัดหรือไม่ว่านี่คือโฆษณา",
    ),
  },
  "paid-partnership": {
    message: text(
      "The platform's own tool for paid posts ({{tool}}) has not been declared.",
      "Fitur platform untuk unggahan berbayar ({{tool}}) belum dinyatakan aktif.",
      "ยังไม่ได้แจ้งว่าเปิดใช้เครื่องมือของแพลตฟอร์มสำหรับโพสต์ที่ได้รับค่าตอบแทน ({{tool}})",
    ),
    fix: text(
      "Switch it on when you post, in addition to the label in the caption.",
      "Aktifkan saat mengunggah, sebagai tambahan atas label di caption.",
      "เปิดใช้เมื่อโพสต์ เพิ่มเติมจากป้ายในแคปชัน",
    ),
  },
  "thai-text": {
    message: text(
      "Advertising in Thailand should say what matters in Thai, and this caption has no Thai text.",
      "Iklan di Thailand sebaiknya memuat informasi penting dalam bahasa Thai, dan caption ini tidak memuatnya.",
      "โฆษณาในประเทศไทยควรมีข้อความสำคัญเป็นภาษาไทย แต่แคปชันนี้ไม่มี",
    ),
    fix: text(
      "Add the label and the main statement in Thai.",
      "Tambahkan label dan pernyataan utama dalam bahasa Thai.",
      "เพิ่มป้ายและข้อความหลักเป็นภาษาไทย",
    ),
  },
  "cosmetic-cure": {
    message: text(
      "“{{term}}” makes a medicine of a cosmetic.",
      "“{{term}}” menjadikan kosmetik seolah-olah obat.",
      "“{{term}}” ทำให้เครื่องสำอางดูเป็นยา",
    ),
    fix: text(
      "Say what it does for the look or the feel of the skin, as its notification allows.",
      "Sebutkan manfaatnya bagi tampilan atau kelembutan kulit sesuai notifikasinya.",
      "บอกผลต่อรูปลักษณ์หรือสัมผัสของผิวตามที่จดแจ้งไว้",
    ),
  },
  "cosmetic-safety": {
    message: text(
      "“{{term}}” promises that a cosmetic cannot harm anybody.",
      "“{{term}}” menjanjikan bahwa kosmetik tidak mungkin merugikan siapa pun.",
      "“{{term}}” รับรองว่าเครื่องสำอางไม่เป็นอันตรายต่อใครเลย",
    ),
    fix: text(
      "Name the test that was made, or leave it out.",
      "Sebutkan uji yang dilakukan, atau hilangkan.",
      "ระบุผลทดสอบที่มี หรือตัดออก",
    ),
  },
  "cosmetic-superlative": {
    message: text(
      "“{{term}}” puts a cosmetic above all others.",
      "“{{term}}” menempatkan kosmetik di atas semua yang lain.",
      "“{{term}}” ยกเครื่องสำอางให้เหนือกว่าผลิตภัณฑ์อื่นทั้งหมด",
    ),
    fix: text(
      "Say how you like it yourself, without a comparison.",
      "Ceritakan kesan Anda sendiri tanpa perbandingan.",
      "เล่าความรู้สึกของคุณเองโดยไม่เปรียบเทียบ",
    ),
  },
  "health-person": {
    message: text(
      "“{{term}}” lets health professionals advertise a cosmetic.",
      "“{{term}}” menampilkan tenaga kesehatan sebagai pengiklan kosmetik.",
      "“{{term}}” ใช้บุคลากรทางการแพทย์โฆษณาเครื่องสำอาง",
    ),
    fix: text(
      "Leave out doctors and other health workers.",
      "Hilangkan rujukan kepada dokter dan tenaga kesehatan lain.",
      "ตัดการอ้างถึงแพทย์และบุคลากรทางการแพทย์ออก",
    ),
  },
  "food-cure": {
    message: text(
      "“{{term}}” says that food heals or prevents a disease.",
      "“{{term}}” menyatakan bahwa pangan menyembuhkan atau mencegah penyakit.",
      "“{{term}}” บอกว่าอาหารรักษาหรือป้องกันโรคได้",
    ),
    fix: text(
      "Speak of taste and ingredients, or use the approved claim word for word.",
      "Bicarakan rasa dan bahan, atau pakai klaim yang disetujui apa adanya.",
      "พูดถึงรสชาติและส่วนผสม หรือใช้คำกล่าวอ้างที่ได้รับอนุญาตตามตัวอักษร",
    ),
  },
};

/** Message and fix in one language, with the values in their places. */
export function explain(
  check: Check,
  locale: Locale,
  values: Readonly<Record<string, string>>,
): { message: string; fix: string } {
  const fill = (wording: Text) =>
    wording[locale].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
  const { message, fix } = checkTexts[check];
  return { message: fill(message), fix: fill(fix) };
}
