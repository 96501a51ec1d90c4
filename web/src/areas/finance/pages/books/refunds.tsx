import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, ReadKey } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { DateText, MoneyText } from "../../../../design/values";
import { TreasuryTabs } from "../../parts/books/section-tabs";

type Refund = ItemOf<"GET /v1/refunds">;
const invalidates: readonly ReadKey[] = ["GET /v1/refunds", "GET /v1/treasury"];

function Actions({ refund }: { refund: Refund }) {
  const { t } = useTranslation("finance");
  const { me, hasRole } = useSession();
  const [dialog, setDialog] = useState<"approve" | "decline">();
  const [reason, setReason] = useState("");
  const done = { invalidates, onDone: () => setDialog(undefined) };
  const approve = useWrite("POST /v1/refunds/{refundId}/approve", done);
  const decline = useWrite("POST /v1/refunds/{refundId}/decline", done);
  const params = { refundId: refund.id };
  const facts = [
    { label: t("breaks.amount"), value: <MoneyText money={refund.amount} /> },
    { label: t("treasury.deposit.brand"), value: refund.brandName },
    { label: t("treasury.refund.askedBy"), value: refund.requestedBy.name },
    ...refund.parts.map(({ id, method, amount }) => ({
      label: `${t("treasury.refund.over")} ${t(`treasury.deposit.methods.${method}`)} ${id.slice(0, 8)}`,
      value: <MoneyText money={amount} />,
    })),
  ];
  if (refund.status !== "requested") return <span>{refund.decidedBy?.name}</span>;
  if (!hasRole("finance_checker") || refund.requestedBy.id === me?.id) {
    return <span>{t("treasury.waitsForOther")}</span>;
  }
  return (
    <Group gap="xs">
      <Button onClick={() => setDialog("approve")}>{t("treasury.look")}</Button>
      <Button variant="default" onClick={() => setDialog("decline")}>
        {t("treasury.decline")}
      </Button>
      <ConfirmDialog
        isOpen={dialog === "approve"}
        onClose={() => setDialog(undefined)}
        title={t("treasury.refund.sign")}
        text={t("treasury.refund.signText")}
        facts={facts}
        isFinal
        confirmLabel={t("treasury.agree")}
        onConfirm={() => approve.mutate({ params })}
        isBusy={approve.isPending}
        error={approve.error}
      />
      <ConfirmDialog
        isOpen={dialog === "decline"}
        onClose={() => setDialog(undefined)}
        title={t("treasury.decline")}
        facts={facts}
        confirmLabel={t("treasury.decline")}
        onConfirm={() => decline.mutate({ params, body: { reason } })}
        isBusy={decline.isPending}
        error={decline.error}
      >
        <Textarea
          label={t("breaks.posting.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={500}
          required
          data-autofocus
        />
      </ConfirmDialog>
    </Group>
  );
}

const statuses = ["requested", "approved", "succeeded", "failed", "declined"] as const;
const tones: Record<Refund["status"], Tone> = {
  requested: "waiting",
  approved: "active",
  succeeded: "good",
  failed: "bad",
  declined: "quiet",
};

function useColumns(): Column<Refund>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "amount",
      header: t("breaks.amount"),
      isMain: true,
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
      sortBy: ({ amount }) => BigInt(amount.amountMinor),
    },
    {
      id: "brand",
      header: t("treasury.deposit.brand"),
      cell: ({ brandName }) => brandName,
      sortBy: ({ brandName }) => brandName,
    },
    {
      id: "over",
      header: t("treasury.refund.over"),
      cell: ({ parts }) =>
        [...new Set(parts.map(({ method }) => t(`treasury.deposit.methods.${method}`)))].join(", "),
    },
    {
      id: "status",
      header: t("breaks.status"),
      cell: ({ status, declineReason }) => (
        <>
          <StatusBadge tone={tones[status]} label={t(`treasury.refund.status.${status}`)} />
          {declineReason ? <div>{declineReason}</div> : null}
        </>
      ),
    },
    {
      id: "by",
      header: t("treasury.refund.askedBy"),
      cell: ({ requestedBy, createdAt }) => (
        <>
          {requestedBy.name}, <DateText at={createdAt} />
        </>
      ),
    },
    { id: "act", header: t("treasury.act"), cell: (row) => <Actions refund={row} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(["status"]);
  const status = statuses.find((one) => one === values.status);
  const refunds = usePages(
    "GET /v1/refunds",
    { query: status ? { status } : {} },
    { isLive: true },
  );
  return (
    <>
      <PageHeader
        title={t("treasury.refund.title")}
        text={t("treasury.refund.text")}
        crumbs={[{ label: t("treasury.title"), to: "/finance/treasury" }]}
      />
      <TreasuryTabs />
      <FilterBar
        filters={[
          {
            name: "status",
            label: t("breaks.status"),
            kind: "choice",
            options: statuses.map((value) => ({
              value,
              label: t(`treasury.refund.status.${value}`),
            })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("treasury.refund.title")}
        {...fromPages(refunds)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            icon="money"
            title={t("treasury.refund.none")}
            text={t("treasury.refund.noneText")}
          />
        }
      />
    </>
  );
}
