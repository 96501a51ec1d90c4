/** Filters above a list. They live in the address, so that a filtered list can be sent to somebody and the back button works. */
import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import classes from "./filter-bar.module.css";
import { Icon } from "./icons";

export type Filter<Name extends string> = { name: Name; label: string } & (
  | {
      kind: "choice";
      options: readonly { value: string; label: string }[];
      /** For long lists: typing narrows them. */
      isSearchable?: boolean;
      /** What is taken while nothing is chosen, when that is not everything. */
      usual?: string;
    }
  | {
      /** Any of several; in the address with commas between them. */
      kind: "choices";
      options: readonly { value: string; label: string }[];
    }
  | { kind: "text" }
  | { kind: "day" }
);

/** The filters of the address by name; what is not set is absent, as the API wants it. */
export function useFilters<Name extends string>(
  names: readonly Name[],
): [
  values: Partial<Record<Name, string>>,
  set: (name: Name, value: string) => void,
  clear: () => void,
] {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(
    names.flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  ) as Partial<Record<Name, string>>;
  const set = useCallback(
    (name: Name, value: string) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === "") after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setSearch],
  );
  // At once: of several changes in a row the address would keep the last only.
  const clear = () =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const name of names) after.delete(name);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [values, set, clear];
}

interface FilterBarProps<Name extends string> {
  filters: readonly Filter<Name>[];
  values: Partial<Record<Name, string>>;
  onChange(name: Name, value: string): void;
  onClear(): void;
}

export function FilterBar<Name extends string>({
  filters,
  values,
  onChange,
  onClear,
}: FilterBarProps<Name>) {
  const { t } = useTranslation();
  const hasAny = Object.keys(values).length > 0;
  return (
    <search className={`${classes["bar"]} no-print`} aria-label={t("filters.label")}>
      {filters.map((filter) => {
        const value = values[filter.name] ?? "";
        if (filter.kind === "choice") {
          return (
            <Select
              key={filter.name}
              label={filter.label}
              placeholder={filter.usual ?? t("filters.all")}
              data={[...filter.options]}
              value={value === "" ? null : value}
              onChange={(chosen) => onChange(filter.name, chosen ?? "")}
              searchable={filter.isSearchable ?? false}
              clearable
              clearButtonProps={{ "aria-label": t("filters.clearOne", { label: filter.label }) }}
            />
          );
        }
        if (filter.kind === "choices") {
          const chosen = value === "" ? [] : value.split(",");
          return (
            <MultiSelect
              key={filter.name}
              label={filter.label}
              {...(chosen.length === 0 ? { placeholder: t("filters.all") } : {})}
              data={[...filter.options]}
              value={chosen}
              onChange={(values) => onChange(filter.name, values.join(","))}
              searchable
              clearable
              clearButtonProps={{ "aria-label": t("filters.clearOne", { label: filter.label }) }}
            />
          );
        }
        return (
          <TextInput
            key={filter.name}
            label={filter.label}
            type={filter.kind === "day" ? "date" : "text"}
            value={value}
            onChange={(event) => onChange(filter.name, event.currentTarget.value)}
          />
        );
      })}
      {hasAny ? (
        <Button variant="subtle" onClick={onClear} leftSection={<Icon name="cross" size={16} />}>
          {t("filters.clear")}
        </Button>
      ) : null}
    </search>
  );
}
