import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { useFormat } from "../../../i18n/format";

type Policy = ItemOf<"GET /v1/release-policies">;
export type ReleaseTerms = Pick<
  Policy,
  | "autoPayoutUnits"
  | "autoCreatorDayUnits"
  | "holdDays"
  | "schedule"
  | "minimumUnits"
  | "coolOffHours"
  | "firstCoolOffHours"
  | "paypalItemMaxUnits"
>;

/** Terms as pairs of name and value; whole units of the currency stay text. */
export function usePolicyFacts(): (terms: ReleaseTerms) => { label: string; value: string }[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const units = (text: string) => new Intl.NumberFormat(format.language).format(BigInt(text));
  return (terms) => [
    { label: t("payouts.policies.auto"), value: units(terms.autoPayoutUnits) },
    { label: t("payouts.policies.autoDay"), value: units(terms.autoCreatorDayUnits) },
    { label: t("payouts.policies.holdDays"), value: format.number(terms.holdDays) },
    {
      label: t("payouts.policies.schedule"),
      value: t(`payouts.policies.schedules.${terms.schedule}`),
    },
    { label: t("payouts.policies.minimum"), value: units(terms.minimumUnits) },
    {
      label: t("payouts.policies.coolOff"),
      value: `${format.number(terms.coolOffHours)} / ${format.number(terms.firstCoolOffHours)}`,
    },
    {
      label: t("payouts.policies.itemMax"),
      value: terms.paypalItemMaxUnits === null ? "–" : units(terms.paypalItemMaxUnits),
    },
  ];
}
