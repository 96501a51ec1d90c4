/** Choosing rows of a table, all of them too when the list has pages that are not loaded yet. */
import { Button, Checkbox } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pages } from "../../../api/hooks";
import type { Column } from "../../../design/data-table-types";
import { useFormat } from "../../../i18n/format";

interface Choice<Row> {
  chosen: readonly Row[];
  isChosen(row: Row): boolean;
  toggle(row: Row): void;
  choose(rows: readonly Row[]): void;
}

/** What is chosen, less what has left the list meanwhile. */
export function useChoice<Row extends { id: string }>(rows: readonly Row[]): Choice<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen: rows.filter(({ id }) => ids.has(id)),
    isChosen: ({ id }) => ids.has(id),
    toggle: ({ id }) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    choose: (chosen) => setIds(new Set(chosen.map(({ id }) => id))),
  };
}

export function useChoiceColumn<Row extends { id: string }>(
  choice: Choice<Row>,
  nameOf: (row: Row) => string,
): Column<Row> {
  const { t } = useTranslation("finance");
  return {
    id: "choice",
    header: t("payouts.choice"),
    width: "6rem",
    cell: (row) => (
      <Checkbox
        aria-label={t("payouts.choose", { name: nameOf(row) })}
        checked={choice.isChosen(row)}
        onChange={() => choice.toggle(row)}
        onClick={(event) => event.stopPropagation()}
      />
    ),
  };
}

interface ChoiceToolsProps<Row extends { id: string }> {
  pages: Pages<Row>;
  choice: Choice<Row>;
  /** The most that one request takes. */
  max: number;
}

export function ChoiceTools<Row extends { id: string }>({
  pages,
  choice,
  max,
}: ChoiceToolsProps<Row>) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const [isGathering, setGathering] = useState(false);
  const { items, hasMore, isLoadingMore, loadMore } = pages;
  const isComplete = !hasMore || items.length >= max;
  useEffect(() => {
    if (!isGathering) return;
    if (!isComplete) {
      if (!isLoadingMore) loadMore();
      return;
    }
    setGathering(false);
    choice.choose(items.slice(0, max));
  }, [isGathering, isComplete, isLoadingMore, loadMore, choice, items, max]);
  return (
    <>
      <Button variant="default" loading={isGathering} onClick={() => setGathering(true)}>
        {t("payouts.chooseAll")}
      </Button>
      {choice.chosen.length > 0 ? (
        <Button variant="subtle" onClick={() => choice.choose([])}>
          {t("payouts.chooseNone", { formatted: format.number(choice.chosen.length) })}
        </Button>
      ) : null}
    </>
  );
}
