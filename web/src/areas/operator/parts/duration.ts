import { useFormat } from "../../../i18n/format";

const steps = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "5 days", "2 hours": the largest unit that leaves a whole or a short number. */
export function useDuration(): (seconds: number) => string {
  const format = useFormat();
  return (seconds) => {
    const [unit, size] = steps.find(([, length]) => seconds >= length) ?? (["second", 1] as const);
    return format.number(seconds / size, {
      style: "unit",
      unit,
      unitDisplay: "long",
      maximumFractionDigits: 1,
    });
  };
}
