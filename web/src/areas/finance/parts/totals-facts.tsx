import { useTranslation } from "react-i18next";
import type { Money } from "../../../api/contract";
import { MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { totalsOf } from "./signing";

/** How many, and the sum of each currency: the head of everything that is signed. */
export function useTotalsFacts(amounts: readonly Money[]) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    { label: t("payouts.howMany"), value: format.number(amounts.length) },
    ...totalsOf(amounts).map((total) => ({
      label: t("payouts.totalOf", { currency: total.currency }),
      value: <MoneyText money={total} />,
    })),
  ];
}
