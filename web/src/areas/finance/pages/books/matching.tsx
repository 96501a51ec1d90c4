import { Anchor, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { usePages } from "../../../../api/hooks";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { Icon } from "../../../../design/icons";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { Panel } from "../../../../design/values";
import { useBankAccounts } from "../../parts/books/bank-accounts";
import { useKeys } from "../../parts/books/keys";
import { KeysHelp } from "../../parts/books/keys-help";
import { lineText, useLineColumns } from "../../parts/books/lines-table";
import { MatchPanel } from "../../parts/books/match-panel";
import classes from "../../parts/books/matching.module.css";
import { MatchingTabs } from "../../parts/books/section-tabs";
import { type Line, LineStatus, sources } from "../../parts/books/statement-words";
import { UndoMatch } from "../../parts/books/undo-match";

const statuses = ["open", "matched", "explained", "withdrawn"] as const;

/** The line one works on stands in the address, so that going back returns to it. */
function useSelection(lines: readonly Line[]) {
  const [search, setSearch] = useSearchParams();
  const index = lines.findIndex(({ id }) => id === search.get("line"));
  const select = (line: Line | undefined) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (line) after.set("line", line.id);
        else after.delete("line");
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  const step = (by: number) => {
    const next = lines[Math.min(Math.max(index + by, 0), lines.length - 1)];
    if (next) select(next);
  };
  const selected = lines[index];
  return { selected, select, step, after: lines[index + 1] ?? lines[index - 1] };
}

function LastDone({ line }: { line: Line }) {
  const { t } = useTranslation("finance");
  const [isOpen, setOpen] = useState(false);
  const [isUndone, setUndone] = useState(false);
  useKeys({ u: () => setOpen(true) });
  if (isUndone) return null;
  return (
    <Group mb="md" role="status">
      <Text>{t("matching.last", { text: lineText(line) })}</Text>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t("matching.undo.short")}
      </Button>
      <UndoMatch
        line={line}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onDone={() => {
          setOpen(false);
          setUndone(true);
        }}
      />
    </Group>
  );
}

function useLines() {
  const [values, set, clear] = useFilters(["status", "source", "account"]);
  const status = statuses.find((one) => one === values.status) ?? "open";
  const source = sources.find((one) => one === values.source);
  const lines = usePages(
    "GET /v1/reconciliation/lines",
    {
      query: {
        status,
        ...(source ? { source } : {}),
        ...(values.account ? { account: values.account } : {}),
      },
    },
    { isLive: true },
  );
  return { values, set, clear, lines };
}

function Filters({ values, set, clear }: Omit<ReturnType<typeof useLines>, "lines">) {
  const { t } = useTranslation("finance");
  const { accounts } = useBankAccounts();
  return (
    <FilterBar
      filters={[
        {
          name: "status",
          label: t("statements.line.status"),
          kind: "choice",
          options: statuses.map((value) => ({ value, label: t(`statements.lineStatus.${value}`) })),
        },
        {
          name: "source",
          label: t("statements.from"),
          kind: "choice",
          options: sources.map((value) => ({ value, label: t(`statements.source.${value}`) })),
        },
        {
          name: "account",
          label: t("statements.account"),
          kind: "choice",
          options: [
            ...accounts.map(({ code }) => ({ value: code, label: code })),
            { value: "paypal", label: t("statements.source.paypal") },
            { value: "stripe", label: t("statements.source.stripe") },
          ],
        },
      ]}
      values={{ status: "open", ...values }}
      onChange={set}
      onClear={clear}
    />
  );
}

/** Which state the lines have is chosen above the table, but for those that wait; a click works on them here. */
function useDeskColumns(
  selected: Line | undefined,
  select: (line: Line) => void,
): readonly Column<Line>[] {
  const columns = useLineColumns();
  return columns.flatMap((column) => {
    if (column.id === "status") return [];
    if (!column.isMain) return [column];
    const cell = (line: Line) => (
      <>
        <Anchor
          component="button"
          type="button"
          ta="start"
          fw={line.id === selected?.id ? 700 : 400}
          aria-current={line.id === selected?.id ? "true" : undefined}
          onClick={() => select(line)}
        >
          {line.id === selected?.id ? <Icon name="right" size={16} /> : null}
          {lineText(line)}
        </Anchor>
        {line.waitsFor ? (
          <div>
            <LineStatus {...line} />
          </div>
        ) : null}
      </>
    );
    return [{ ...column, cell }];
  });
}

export function Page() {
  const { t } = useTranslation("finance");
  const { lines, ...filters } = useLines();
  const { selected, select, step, after } = useSelection(lines.items);
  const [last, setLast] = useState<Line>();
  const columns = useDeskColumns(selected, select);
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <>
      <PageHeader title={t("matching.title")} text={t("matching.text")} />
      <MatchingTabs />
      <Filters {...filters} />
      {last ? <LastDone key={last.id} line={last} /> : null}
      <div className={classes["desk"]} data-split={selected ? true : undefined}>
        <DataTable
          label={t("matching.title")}
          {...fromPages(lines)}
          columns={columns}
          keyOf={({ id }) => id}
          onOpen={(line) => select(line)}
          empty={
            <EmptyState icon="check" title={t("matching.none")} text={t("matching.noneText")} />
          }
        />
        {selected ? (
          <section className={classes["work"]} aria-label={t("matching.work")}>
            <Panel title={lineText(selected)}>
              <MatchPanel
                key={selected.id}
                line={selected}
                onSettled={(line) => {
                  setLast(line.waitsFor ? undefined : line);
                  select(after);
                }}
              />
              <Button
                mt="md"
                variant="subtle"
                leftSection={<Icon name="cross" size={18} />}
                onClick={() => select(undefined)}
              >
                {t("matching.putAside")}
              </Button>
            </Panel>
          </section>
        ) : null}
      </div>
      <KeysHelp />
    </>
  );
}
