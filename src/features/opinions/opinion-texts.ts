import { type ProblemCatalogue, text } from "../../kernel/texts";

export const opinionProblems = {
  opinion_state: {
    title: text("It is decided like that already", "Sudah diputuskan demikian", "ตัดสินไว้เช่นนั้นแล้ว"),
    detail: text(
      "The opinion is `{{status}}`; nothing was changed.",
      "Pendapat ini berstatus `{{status}}`; tidak ada yang diubah.",
      "ความคิดเห็นนี้มีสถานะ `{{status}}` อยู่แล้ว ยังไม่มีการเปลี่ยนแปลงใด ๆ",
    ),
  },
} as const satisfies ProblemCatalogue;
