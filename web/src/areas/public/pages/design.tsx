/** Every component of the design system on one page, for those who build with it and for the tests. No menu leads here. */
import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Money } from "../../../api/contract";
import { BarChart } from "../../../design/bar-chart";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { DayInput } from "../../../design/day-input";
import { FileDrop } from "../../../design/file-drop";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import {
  ChequeStatus,
  DepositStatus,
  DisputeStatus,
  PayoutStatus,
  SubmissionStatus,
} from "../../../design/status";
import { Timeline } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { sumMinor } from "../../../i18n/format";

const rowsCount = 100_000;
const someDay = "2026-12-01T05:30:00Z";
const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

interface Row {
  id: number;
  fee: Money;
  status: "paid" | "draft";
}

const rowAt = (id: number): Row => ({
  id,
  fee: { amountMinor: String((id * 7_919) % 5_000_000), currency: "IDR" },
  status: id % 3 === 0 ? "draft" : "paid",
});

function LongTable() {
  const { t } = useTranslation("public");
  const [rows] = useState(() => Array.from({ length: rowsCount }, (_, index) => rowAt(index + 1)));
  const [filters, setFilter, clear] = useFilters(["status"]);
  const [opened, setOpened] = useState<number>();
  const columns: readonly Column<Row>[] = [
    {
      id: "name",
      header: t("design.name"),
      cell: ({ id }) => t("design.row", { id }),
      sortBy: ({ id }) => id,
      isMain: true,
    },
    {
      id: "fee",
      header: t("design.fee"),
      cell: ({ fee }) => <MoneyText money={fee} />,
      sortBy: ({ fee }) => BigInt(fee.amountMinor),
      isNumber: true,
    },
    {
      id: "state",
      header: t("design.state"),
      cell: ({ status }) => <PayoutStatus status={status} />,
    },
    { id: "at", header: t("design.at"), cell: () => <DateText at={someDay} /> },
  ];
  const shown = filters.status ? rows.filter(({ status }) => status === filters.status) : rows;
  return (
    <Panel title={t("design.table")}>
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("design.state"),
            options: ["paid", "draft"].map((value) => ({ value, label: value })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t("design.table")}
        rows={shown}
        columns={columns}
        keyOf={({ id }) => String(id)}
        onOpen={({ id }) => setOpened(id)}
        empty={<EmptyState title={t("design.none")} />}
      />
      {opened === undefined ? null : <p>{t("design.opened", { id: opened })}</p>}
    </Panel>
  );
}

function Inputs() {
  const { t } = useTranslation("public");
  const [fee, setFee] = useState<Money | undefined>({ amountMinor: "125000050", currency: "IDR" });
  const [day, setDay] = useState<string | null>("2026-12-24");
  const [file, setFile] = useState("");
  return (
    <Panel title={t("design.inputs")}>
      <Stack>
        <TextInput label={t("design.name")} />
        <MoneyInput label={t("design.fee")} currency="IDR" value={fee} onChange={setFee} />
        <output>{fee?.amountMinor}</output>
        <DayInput label={t("design.at")} value={day} onChange={setDay} />
        <FileDrop
          label={t("design.file")}
          hint={file}
          onFile={({ name }) => setFile(name)}
          progress={file === "" ? undefined : 0.4}
        />
      </Stack>
    </Panel>
  );
}

function Decision() {
  const { t } = useTranslation("public");
  const [isOpen, setOpen] = useState(false);
  const confirm = () => {
    setOpen(false);
    notice(t("design.done"));
  };
  return (
    <Panel title={t("design.decision")}>
      <Button onClick={() => setOpen(true)}>{t("design.decide")}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("design.decision")}
        facts={[
          {
            label: t("design.fee"),
            value: (
              <MoneyText money={{ amountMinor: sumMinor(["12345", "67890"]), currency: "THB" }} />
            ),
          },
        ]}
        hash={hash}
        isFinal
        confirmLabel={t("design.decide")}
        onConfirm={confirm}
      />
    </Panel>
  );
}

function States() {
  const { t } = useTranslation("public");
  return (
    <Panel title={t("design.states")}>
      <Facts
        items={[
          { label: t("design.state"), value: <SubmissionStatus status="in_review" /> },
          { label: t("design.name"), value: <ChequeStatus status="cleared" /> },
          { label: t("design.fee"), value: <DepositStatus status="failed" /> },
          { label: t("design.at"), value: <DisputeStatus status="withdrawn" /> },
        ]}
      />
      <Timeline
        label={t("design.states")}
        steps={[
          { key: "a", title: <PayoutStatus status="approved" />, at: someDay, tone: "good" },
          {
            key: "b",
            title: <PayoutStatus status="in_progress" />,
            at: "2027-01-05",
            isExpected: true,
            tone: "waiting",
          },
        ]}
      />
      <BarChart
        label={t("design.chart")}
        categoryLabel={t("design.name")}
        rows={[
          { category: "A", values: { likes: 500, comments: 42 } },
          { category: "B", values: { likes: 1_000, comments: 61 } },
        ]}
        series={[
          { name: "likes", label: t("design.likes") },
          { name: "comments", label: t("design.comments") },
        ]}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("public");
  return (
    <>
      <PageHeader
        title={t("design.title")}
        text={t("design.text")}
        crumbs={[{ label: t("nav.home"), to: "/" }]}
      />
      <LongTable />
      <Inputs />
      <Decision />
      <States />
    </>
  );
}
