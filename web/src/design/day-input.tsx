import "@mantine/dates/styles.css";
import "dayjs/locale/id";
import "dayjs/locale/th";
import { DateInput } from "@mantine/dates";
import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

// Without it only English names of months are understood when somebody types a day.
dayjs.extend(customParseFormat);

interface DayInputProps {
  label: string;
  /** A calendar day such as `2026-12-01`; it has no time zone. */
  value?: string | null;
  onChange(value: string | null): void;
  min?: string;
  max?: string;
  error?: ReactNode;
  description?: ReactNode;
  required?: boolean;
}

/** A day, typed or picked, in the language of the page. Pages that use it load the calendar; others do not. */
export function DayInput({ min, max, ...rest }: DayInputProps) {
  const { t, i18n } = useTranslation();
  return (
    <DateInput
      size="md"
      locale={i18n.language}
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      clearable={!rest.required}
      clearButtonProps={{ "aria-label": t("day.clear") }}
      previousLabel={t("day.previous")}
      nextLabel={t("day.next")}
      ariaLabels={{ monthLevelControl: t("day.level"), yearLevelControl: t("day.level") }}
      popoverProps={{ withinPortal: true }}
      {...(min ? { minDate: min } : {})}
      {...(max ? { maxDate: max } : {})}
      {...rest}
    />
  );
}
