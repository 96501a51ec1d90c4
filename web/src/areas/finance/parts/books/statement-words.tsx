import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf } from "../../../../api/contract";
import { StatusBadge, type Tone } from "../../../../design/status";

export type Line = ItemOf<"GET /v1/reconciliation/lines">;
type Source = Line["source"];
type File = AnswerOf<"GET /v1/reconciliation/files/{fileId}">;

export const sources = ["bank", "paypal", "stripe"] as const satisfies readonly Source[];

/** Which formats there are, and whose they are. */
export const formats = {
  csv: "bank",
  mapped_csv: "bank",
  ofx: "bank",
  mt940: "bank",
  camt053: "bank",
  paypal_stl: "paypal",
  stripe_csv: "stripe",
} as const satisfies Record<File["format"], Source>;

const lineTones: Record<Line["status"], Tone> = {
  open: "waiting",
  matched: "good",
  explained: "good",
  withdrawn: "quiet",
};

/** A line somebody has decided about is not open any more for those who look for work. */
export function LineStatus({ status, waitsFor }: Pick<Line, "status" | "waitsFor">) {
  const { t } = useTranslation("finance");
  if (waitsFor) return <StatusBadge tone="active" label={t("statements.lineWaits")} />;
  return <StatusBadge tone={lineTones[status]} label={t(`statements.lineStatus.${status}`)} />;
}

const fileTones: Record<File["state"], Tone> = {
  waiting: "active",
  running: "active",
  imported: "good",
  refused: "bad",
  failed: "bad",
};

export function FileState({ state }: { state: File["state"] }) {
  const { t } = useTranslation("finance");
  return <StatusBadge tone={fileTones[state]} label={t(`statements.fileState.${state}`)} />;
}

/** "PayPal", or the bank account with its code. */
export function useSourceName() {
  const { t } = useTranslation("finance");
  return (source: Source, account: string) =>
    source === "bank" ? account : t(`statements.source.${source}`);
}
