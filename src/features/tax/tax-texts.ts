import { type ProblemCatalogue, type TextCatalogue, text } from "../../kernel/texts";

export const taxProblems = {
  days_reversed: {
    title: text("The end lies before the start", "Akhir mendahului awal", "วันสิ้นสุดอยู่ก่อนวันเริ่ม"),
    detail: text(
      "Give a last day that is not before the first.",
      "Berikan hari terakhir yang tidak mendahului hari pertama.",
      "โปรดระบุวันสุดท้ายที่ไม่อยู่ก่อนวันแรก",
    ),
  },
  tax_form_state: {
    title: text(
      "The form is not at this step",
      "Formulir tidak berada pada tahap ini",
      "แบบฟอร์มไม่ได้อยู่ในขั้นตอนนี้",
    ),
    detail: text(
      "A form that is `{{status}}` does not allow this step.",
      "Formulir berstatus `{{status}}` tidak memungkinkan langkah ini.",
      "แบบฟอร์มที่มีสถานะ `{{status}}` ทำขั้นตอนนี้ไม่ได้",
    ),
  },
  tax_rule_state: {
    title: text("The rule is decided already", "Aturan sudah diputuskan", "กฎนี้ตัดสินไปแล้ว"),
    detail: text(
      "A rule that is `{{status}}` cannot be decided again.",
      "Aturan berstatus `{{status}}` tidak dapat diputuskan lagi.",
      "กฎที่มีสถานะ `{{status}}` ตัดสินซ้ำไม่ได้",
    ),
  },
  tax_rule_incomplete: {
    title: text(
      "Forms and their threshold belong together",
      "Formulir dan batasnya harus diisi bersama",
      "แบบฟอร์มและเกณฑ์ต้องระบุคู่กัน",
    ),
    detail: text(
      "Name the forms that are asked for and the amount above which they are, or neither.",
      "Sebutkan formulir yang diminta beserta batas jumlahnya, atau kosongkan keduanya.",
      "โปรดระบุทั้งแบบฟอร์มที่ต้องใช้และจำนวนเงินที่เริ่มต้องใช้ หรือไม่ระบุทั้งสองอย่าง",
    ),
  },
  tax_form_kind_unknown: {
    title: text(
      "Nobody asks for this kind of form",
      "Jenis formulir ini tidak diminta",
      "ไม่มีการขอแบบฟอร์มชนิดนี้",
    ),
    detail: text(
      "The tax rules ask for: {{kinds}}.",
      "Aturan pajak meminta: {{kinds}}.",
      "กฎภาษีขอแบบฟอร์มเหล่านี้: {{kinds}}",
    ),
  },
  tax_rule_exists: {
    title: text("This day has a rule already", "Hari ini sudah memiliki aturan", "วันนี้มีกฎอยู่แล้ว"),
    detail: text(
      "Another rule for this country begins on the same day. Let yours begin later.",
      "Aturan lain untuk negara ini dimulai pada hari yang sama. Mulailah aturan Anda kemudian.",
      "มีกฎอื่นของประเทศนี้เริ่มในวันเดียวกัน โปรดให้กฎของคุณเริ่มภายหลัง",
    ),
  },
} as const satisfies ProblemCatalogue;

export const taxFieldTexts = {
  taxNumberShort: text(
    "Write the whole number: at least five letters and digits.",
    "Tulis nomor lengkap: paling sedikit lima huruf dan angka.",
    "โปรดเขียนเลขทั้งหมด อย่างน้อยห้าตัวอักษรหรือตัวเลข",
  ),
} as const satisfies TextCatalogue;
