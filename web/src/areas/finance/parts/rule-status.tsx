import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../../design/status";

const tones: Partial<Record<string, Tone>> = {
  proposed: "waiting",
  in_force: "good",
  approved: "good",
  void: "quiet",
  declined: "quiet",
  expired: "quiet",
};

/** How a rule, or a version of settings, that two people agree on stands. */
export function RuleStatus({ status }: { status: string }) {
  const { t } = useTranslation("finance");
  return (
    <StatusBadge
      tone={tones[status] ?? "quiet"}
      label={t(`tax.ruleStatus.${status}` as "tax.ruleStatus.proposed")}
    />
  );
}
