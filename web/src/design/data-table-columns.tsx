import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Column } from "./data-table-types";
import { Icon } from "./icons";

interface ColumnMenuProps<Row> {
  columns: readonly Column<Row>[];
  hidden: ReadonlySet<string>;
  onToggle(id: string): void;
}

/** Which columns are shown. */
export function ColumnMenu<Row>({ columns, hidden, onToggle }: ColumnMenuProps<Row>) {
  const { t } = useTranslation();
  const choices = columns.filter((column) => !column.isMain);
  if (choices.length < 2) return null;
  return (
    <Popover position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="subtle" color="gray" px="xs" leftSection={<Icon name="columns" />}>
          {t("table.columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("table.columns")}>
        <Stack gap="xs">
          {choices.map(({ id, header }) => (
            <Checkbox
              key={id}
              label={header}
              checked={!hidden.has(id)}
              onChange={() => onToggle(id)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
