import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../../../design/bar-chart";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { EmptyState } from "../../../../design/states";
import { MoneyText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { useNiches, usePiece } from "../words";
import { PriceText } from "./totals";
import { type Group, type Report, useExact } from "./types";

const groupings = ["creator", "deliverable", "niche", "audience"] as const;
type Grouping = (typeof groupings)[number];

type Row = Group & { name: string };

/** More bars than this nobody can read; the table has them all. */
const barsMax = 12;

function useRows(report: Report, by: Grouping): Row[] {
  const { t } = useTranslation("brand");
  const pieceName = usePiece();
  const { nameOf } = useNiches();
  switch (by) {
    case "creator":
      return report.byCreator;
    case "deliverable":
      return report.byDeliverable.map((row) => ({ ...row, name: pieceName(row) }));
    case "niche":
      return report.byNiche.map((row) => ({
        ...row,
        name: row.niche ? nameOf(row.niche) : t("report.unknown"),
      }));
    case "audience":
      return report.byAudience.map((row) => ({
        ...row,
        name: row.tier ? t(`report.tier.${row.tier}`) : t("report.unknown"),
      }));
  }
}

function useColumns(by: Grouping): readonly Column<Row>[] {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const exact = useExact();
  return [
    {
      id: "name",
      header: t(`report.by.${by}`),
      isMain: true,
      cell: ({ name }) => name,
      sortBy: ({ name }) => name,
    },
    {
      id: "posts",
      header: t("report.posts"),
      isNumber: true,
      cell: ({ posts }) => format.number(posts.liveCount),
      sortBy: ({ posts }) => posts.liveCount,
    },
    {
      id: "cost",
      header: t("report.cost"),
      isNumber: true,
      cell: ({ cost }) => <MoneyText money={cost.converted ?? cost.total} />,
      sortBy: ({ cost }) => BigInt((cost.converted ?? cost.total).amountMinor),
    },
    {
      id: "engagements",
      header: t("report.engagements"),
      isNumber: true,
      cell: ({ engagements }) => exact.count(engagements.total),
      sortBy: ({ engagements }) => BigInt(engagements.total ?? "-1"),
    },
    {
      id: "perEngagement",
      header: t("report.perEngagement"),
      isNumber: true,
      cell: ({ costPerEngagement }) => <PriceText price={costPerEngagement} />,
    },
    {
      id: "views",
      header: t("report.views"),
      isNumber: true,
      cell: ({ reach }) => exact.count(reach.views.total),
      sortBy: ({ reach }) => BigInt(reach.views.total ?? "-1"),
    },
    {
      id: "followers",
      header: t("report.followers"),
      isNumber: true,
      cell: ({ reach }) => exact.count(reach.followers.total),
      sortBy: ({ reach }) => BigInt(reach.followers.total ?? "-1"),
      isHiddenAtFirst: true,
    },
  ];
}

/** Who and what brought how much: as bars, and to the last digit as a table. */
export function Groups({ report }: { report: Report }) {
  const { t } = useTranslation("brand");
  const [by, setBy] = useState<Grouping>("creator");
  const rows = useRows(report, by);
  const columns = useColumns(by);
  const bars = rows
    .filter(({ engagements }) => engagements.total !== null)
    .toSorted((one, other) => Number(other.engagements.total) - Number(one.engagements.total))
    .slice(0, barsMax);
  const label = `${t("report.engagements")}: ${t(`report.by.${by}`)}`;
  return (
    <Panel title={t("report.groups")}>
      <SegmentedControl
        mb="md"
        aria-label={t("report.groups")}
        value={by}
        onChange={(value) => setBy(groupings.find((known) => known === value) ?? "creator")}
        data={groupings.map((value) => ({ value, label: t(`report.by.${value}`) }))}
      />
      {bars.length > 0 ? (
        <BarChart
          label={label}
          categoryLabel={t(`report.by.${by}`)}
          rows={bars.map(({ name, engagements }) => ({
            category: name,
            values: { engagements: Number(engagements.total) },
          }))}
          series={[{ name: "engagements", label: t("report.engagements") }]}
        />
      ) : null}
      <DataTable
        label={label}
        rows={rows}
        columns={columns}
        keyOf={({ name }) => name}
        empty={<EmptyState icon="chart" title={t("report.nothing")} text={t("report.nothingText")} />}
      />
    </Panel>
  );
}
