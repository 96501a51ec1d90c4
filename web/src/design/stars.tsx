import { Radio } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./stars.module.css";

const steps = [1, 2, 3, 4, 5] as const;

/** So many of five. */
export function Stars({ count }: { count: number }) {
  return (
    <span className={classes["stars"]} role="img" aria-label={`${count}/5`}>
      {"★".repeat(count)}
      {"☆".repeat(5 - count)}
    </span>
  );
}

interface StarsInputProps {
  label: string;
  value?: number | null;
  onChange(value: number): void;
  error?: ReactNode;
  required?: boolean;
}

/** One to five, by mouse or arrow keys. */
export function StarsInput({ label, value, onChange, error, required = false }: StarsInputProps) {
  return (
    <Radio.Group
      label={label}
      value={value ? String(value) : ""}
      onChange={(chosen) => onChange(Number(chosen))}
      error={error}
      required={required}
      size="md"
    >
      <div className={classes["choice"]}>
        {steps.map((step) => (
          <Radio key={step} value={String(step)} label={`${step} ★`} />
        ))}
      </div>
    </Radio.Group>
  );
}
