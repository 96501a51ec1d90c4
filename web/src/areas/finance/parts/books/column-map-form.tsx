import { Checkbox, NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { RequestOf } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { FormLayout, useRequired } from "../../../../design/form";
import { notice } from "../../../../design/notice";

type Map = RequestOf<"POST /v1/reconciliation/column-maps">["body"]["map"];
const columns = [
  "date",
  "amount",
  "debit",
  "credit",
  "id",
  "valueDate",
  "kind",
  "reference",
  "name",
  "chequeNumber",
  "balance",
  "currency",
] as const satisfies readonly (keyof Map["columns"])[];

type Values = { name: string; map: Omit<Map, "columns"> & { columns: Record<string, string> } };

const empty: Values = {
  name: "",
  map: {
    delimiter: ";",
    decimalMark: ",",
    dateOrder: "DMY",
    skipRows: 0,
    hasReversedSigns: false,
    columns: Object.fromEntries(columns.map((name) => [name, ""])),
  },
};

/** Columns that the bank does not have are left out, as the API wants it. */
function toBody({ name, map }: Values): RequestOf<"POST /v1/reconciliation/column-maps">["body"] {
  const named = Object.entries(map.columns).filter(([, column]) => column.trim() !== "");
  return { name, map: { ...map, columns: Object.fromEntries(named) as Map["columns"] } };
}

/** How the bank writes numbers, days and rows. */
function Notation({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        <Select
          label={t("statements.map.delimiter")}
          data={[
            { value: ";", label: t("statements.map.semicolon") },
            { value: ",", label: t("statements.map.comma") },
            { value: "\t", label: t("statements.map.tab") },
            { value: "|", label: t("statements.map.bar") },
          ]}
          allowDeselect={false}
          {...form.getInputProps("map.delimiter")}
        />
        <Select
          label={t("statements.map.decimalMark")}
          data={[
            { value: ",", label: t("statements.map.comma") },
            { value: ".", label: t("statements.map.point") },
          ]}
          allowDeselect={false}
          {...form.getInputProps("map.decimalMark")}
        />
        <Select
          label={t("statements.map.dateOrder")}
          data={[
            { value: "DMY", label: "31.12.2026" },
            { value: "MDY", label: "12/31/2026" },
            { value: "YMD", label: "2026-12-31" },
          ]}
          allowDeselect={false}
          {...form.getInputProps("map.dateOrder")}
        />
        <NumberInput
          label={t("statements.map.skipRows")}
          min={0}
          max={50}
          {...form.getInputProps("map.skipRows")}
        />
      </SimpleGrid>
      <Checkbox
        label={t("statements.map.reversed")}
        {...form.getInputProps("map.hasReversedSigns", { type: "checkbox" })}
      />
    </>
  );
}

export function ColumnMapForm() {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: empty,
    validate: { name: required, map: { columns: { date: required } } },
  });
  const save = useWrite("POST /v1/reconciliation/column-maps", {
    invalidates: ["GET /v1/reconciliation/column-maps"],
    onDone: () => {
      notice(t("statements.map.saved"));
      form.reset();
    },
  });
  return (
    <FormLayout
      form={form}
      write={save}
      toRequest={(values) => ({ body: toBody(values) })}
      submitLabel={t("statements.map.save")}
    >
      <TextInput label={t("statements.map.name")} required {...form.getInputProps("name")} />
      <Notation form={form} />
      <p>{t("statements.map.columnsText")}</p>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {columns.map((name) => (
          <TextInput
            key={name}
            label={t(`statements.map.column.${name}`)}
            required={name === "date"}
            {...form.getInputProps(`map.columns.${name}`)}
          />
        ))}
      </SimpleGrid>
    </FormLayout>
  );
}
