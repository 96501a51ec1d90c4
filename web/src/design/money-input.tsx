import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Money } from "../api/contract";
import {
  exponentOf,
  parseDecimal,
  showDecimal,
  toDecimal,
  toMinor,
  useFormat,
} from "../i18n/format";

interface MoneyInputProps {
  label: string;
  currency: string;
  /** Undefined while nothing, or nothing sensible, has been typed. */
  value?: Money | undefined;
  onChange(value: Money | undefined): void;
  error?: ReactNode;
  description?: ReactNode;
  required?: boolean;
}

/**
 * An amount in the reader's notation. What is typed becomes minor units as text, digit by digit; it is never a number in
 * between. The refusal of a wrong one is the server's or the form's.
 */
export function MoneyInput({ label, currency, value, onChange, ...rest }: MoneyInputProps) {
  const { language } = useFormat();
  const shown = value ? showDecimal(toDecimal(value.amountMinor, currency), language) : "";
  // While somebody types, their own text stands there, not our notation of it.
  const [typed, setTyped] = useState<string>();
  const change = (text: string) => {
    setTyped(text);
    const decimal = parseDecimal(text, language);
    const amountMinor = decimal === undefined ? undefined : toMinor(decimal, currency);
    onChange(amountMinor === undefined ? undefined : { amountMinor, currency });
  };
  return (
    <TextInput
      label={label}
      inputMode={exponentOf(currency) === 0 ? "numeric" : "decimal"}
      autoComplete="off"
      value={typed ?? shown}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        if (value !== undefined) setTyped(undefined);
      }}
      rightSection={<span aria-hidden="true">{currency}</span>}
      rightSectionWidth={60}
      rightSectionPointerEvents="none"
      aria-label={`${label} (${currency})`}
      {...rest}
    />
  );
}
