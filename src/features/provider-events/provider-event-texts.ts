import { type ProblemCatalogue, text } from "../../kernel/texts";

export const providerEventProblems = {
  webhook_refused: {
    title: text("The message is not accepted", "Pesan tidak diterima", "ไม่รับข้อความนี้"),
    detail: text(
      "It does not prove that it comes from the payment provider.",
      "Pesan ini tidak terbukti berasal dari penyedia pembayaran.",
      "ไม่สามารถยืนยันได้ว่าข้อความมาจากผู้ให้บริการชำระเงิน",
    ),
  },
} as const satisfies ProblemCatalogue;
