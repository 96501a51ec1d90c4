import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";
import { languageNames } from "../../../i18n/languages";
import { useFormat } from "../../../i18n/format";
import type { Terms } from "./settings-form";

/** What two people agree on, as pairs of name and value. */
export function useTermsFacts(currency: string): (
  terms: Terms,
) => { label: string; value: ReactNode }[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const limit = (amountMinor: string | null) =>
    amountMinor === null ? t("cheques.settings.none") : format.money({ amountMinor, currency });
  return (terms) => {
    const { leftMm, topMm, widthMm } = terms.payeeWindow;
    return [
      { label: t("cheques.settings.staleDays"), value: format.number(terms.staleDays) },
      { label: t("cheques.settings.reminderDays"), value: terms.reminderDays.join(", ") || "–" },
      { label: t("cheques.settings.stockMinimum"), value: format.number(terms.stockMinimum) },
      { label: t("cheques.settings.chequeMax"), value: limit(terms.chequeMaxMinor) },
      { label: t("cheques.settings.dayMax"), value: limit(terms.dayMaxMinor) },
      {
        label: t("cheques.settings.mustPrint"),
        value: t(terms.mustPrint ? "payouts.yes" : "payouts.no"),
      },
      {
        label: t("cheques.settings.layout"),
        value: t(`cheques.settings.layouts.${terms.layout}`),
      },
      { label: t("cheques.settings.words"), value: languageNames[terms.wordsLocale] },
      { label: t("cheques.settings.fill"), value: terms.fillCharacter },
      {
        label: t("cheques.settings.window"),
        value: t("cheques.settings.windowIs", { left: leftMm, top: topMm, width: widthMm }),
      },
      { label: t("cheques.settings.accountNumber"), value: terms.bankAccountNumber ?? "–" },
      { label: t("cheques.settings.routing"), value: terms.routingNumber ?? "–" },
      { label: t("cheques.settings.template"), value: terms.positivePayTemplate ?? "–" },
      ...terms.people.map((person) => ({
        label: t("cheques.settings.person", { id: person.userId.slice(-8) }),
        value: `${limit(person.prepareMaxMinor)} / ${limit(person.releaseMaxMinor)}`,
      })),
    ];
  };
}
