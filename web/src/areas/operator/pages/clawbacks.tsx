import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { ReasonDialog } from "../parts/reason-dialog";
import { ClawbackState } from "../parts/states";

type Clawback = ItemOf<"GET /v1/clawbacks">;
type Step = "decide" | "dismiss";

const statuses = ["suggested", "proposed", "confirmed", "declined"] as const;
const refreshed = ["GET /v1/clawbacks"] as const;

function Decide({ clawback, step, onClose }: { clawback: Clawback; step: Step; onClose(): void }) {
  const { t } = useTranslation("operator");
  const onDone = () => {
    notice(t(`clawbacks.done.${step}`));
    onClose();
  };
  const decide = useWrite("POST /v1/submissions/{submissionId}/clawback", {
    invalidates: refreshed,
    onDone,
  });
  const dismiss = useWrite("POST /v1/clawbacks/{clawbackId}/dismissal", {
    invalidates: refreshed,
    onDone,
  });
  const write = step === "decide" ? decide : dismiss;
  const send = (text: string) =>
    step === "decide"
      ? decide.mutate({
          params: { submissionId: clawback.submissionId },
          body: { reason: clawback.reason, evidence: text },
        })
      : dismiss.mutate({ params: { clawbackId: clawback.id }, body: { reason: text } });
  return (
    <ReasonDialog
      isOpen
      onClose={onClose}
      title={t(`clawbacks.do.${step}`)}
      text={t(`clawbacks.doText.${step}`)}
      facts={[
        { label: t("clawbacks.creator"), value: clawback.creatorName },
        { label: t("clawbacks.fee"), value: <MoneyText money={clawback.fee} /> },
        { label: t("clawbacks.reason"), value: t(`clawbacks.reasons.${clawback.reason}`) },
        ...(clawback.suggestion
          ? [{ label: t("clawbacks.suggestion"), value: clawback.suggestion }]
          : []),
      ]}
      label={t(step === "decide" ? "clawbacks.evidence" : "clawbacks.why")}
      field={step === "decide" ? "evidence" : "reason"}
      confirmLabel={t(`clawbacks.do.${step}`)}
      onConfirm={send}
      isBusy={write.isPending}
      error={write.error}
    />
  );
}

function useColumns(onDecide: (clawback: Clawback, step: Step) => void) {
  const { t } = useTranslation("operator");
  const columns: readonly Column<Clawback>[] = [
    {
      id: "creator",
      header: t("clawbacks.creator"),
      isMain: true,
      cell: ({ creatorName }) => creatorName,
    },
    {
      id: "fee",
      header: t("clawbacks.fee"),
      isNumber: true,
      cell: ({ fee }) => <MoneyText money={fee} />,
    },
    {
      id: "reason",
      header: t("clawbacks.reason"),
      cell: ({ reason, evidence, suggestion }) => (
        <>
          {t(`clawbacks.reasons.${reason}`)}
          <div>{suggestion ?? evidence}</div>
        </>
      ),
    },
    {
      id: "at",
      header: t("clawbacks.at"),
      cell: ({ decidedAt }) => <DateText at={decidedAt} />,
      sortBy: ({ decidedAt }) => decidedAt,
    },
    { id: "by", header: t("clawbacks.by"), cell: ({ decidedBy }) => decidedBy.name },
    {
      id: "state",
      header: t("clawbacks.state"),
      cell: ({ status }) => <ClawbackState status={status} />,
    },
    {
      id: "do",
      header: t("clawbacks.decide"),
      cell: (clawback) =>
        clawback.status === "suggested" ? (
          <Group gap="xs">
            <Button size="compact-md" onClick={() => onDecide(clawback, "decide")}>
              {t("clawbacks.do.decide")}
            </Button>
            <Button
              size="compact-md"
              variant="default"
              onClick={() => onDecide(clawback, "dismiss")}
            >
              {t("clawbacks.do.dismiss")}
            </Button>
          </Group>
        ) : (
          (clawback.closedBy?.name ?? null)
        ),
    },
  ];
  return columns;
}

export function Page() {
  const { t } = useTranslation("operator");
  const [filters, setFilter, clear] = useFilters(["status"]);
  const [open, setOpen] = useState<{ clawback: Clawback; step: Step }>();
  const query = filters as { status?: Clawback["status"] };
  const clawbacks = usePages("GET /v1/clawbacks", { query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("clawbacks.title")} text={t("clawbacks.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("clawbacks.state"),
            options: statuses.map((value) => ({ value, label: t(`clawbacks.is.${value}`) })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(clawbacks)}
        label={t("clawbacks.title")}
        columns={useColumns((clawback, step) => setOpen({ clawback, step }))}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon="check" title={t("clawbacks.none")} text={t("clawbacks.noneText")} />
        }
      />
      {open ? <Decide {...open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
