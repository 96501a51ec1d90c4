import { useFormat } from "../../../i18n/format";

/** Hundredths of a percent as a reader writes them. */
export function usePercent(): (basisPoints: number) => string {
  const format = useFormat();
  return (basisPoints) =>
    format.number(basisPoints / 10_000, { style: "percent", maximumFractionDigits: 2 });
}
