import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, ReadKey } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { DateText, MoneyText, Panel } from "../../../../design/values";
import { TreasuryTabs } from "../../parts/books/section-tabs";
import { TopUpForm } from "../../parts/books/top-up-form";

type TopUp = ItemOf<"GET /v1/treasury/top-ups">;
const invalidates: readonly ReadKey[] = ["GET /v1/treasury/top-ups", "GET /v1/treasury"];
const tones: Record<TopUp["status"], Tone> = {
  proposed: "waiting",
  sent: "active",
  arrived: "good",
  canceled: "quiet",
};

function Actions({ topUp }: { topUp: TopUp }) {
  const { t } = useTranslation("finance");
  const { me, hasRole } = useSession();
  const [dialog, setDialog] = useState<"approve" | "cancel">();
  const [reason, setReason] = useState("");
  const done = { invalidates, onDone: () => setDialog(undefined) };
  const approve = useWrite("POST /v1/treasury/top-ups/{topUpId}/approve", done);
  const cancel = useWrite("POST /v1/treasury/top-ups/{topUpId}/cancel", done);
  const params = { topUpId: topUp.id };
  const facts = [
    { label: t("breaks.amount"), value: <MoneyText money={topUp.amount} /> },
    { label: t("treasury.topUp.from"), value: topUp.bankAccountCode },
    { label: t("treasury.topUp.reference"), value: topUp.reference },
    { label: t("treasury.topUp.recordedBy"), value: topUp.recordedBy.name },
  ];
  const isProposed = topUp.status === "proposed";
  const mayApprove = isProposed && hasRole("finance_checker") && topUp.recordedBy.id !== me?.id;
  if (!isProposed && topUp.status !== "sent") return null;
  return (
    <Group gap="xs">
      {mayApprove ? (
        <Button onClick={() => setDialog("approve")}>{t("treasury.look")}</Button>
      ) : null}
      <Button variant="default" onClick={() => setDialog("cancel")}>
        {t("treasury.topUp.cancel")}
      </Button>
      <ConfirmDialog
        isOpen={dialog === "approve"}
        onClose={() => setDialog(undefined)}
        title={t("treasury.topUp.approveTitle")}
        text={t("treasury.topUp.approveText")}
        facts={facts}
        confirmLabel={t("treasury.agree")}
        onConfirm={() => approve.mutate({ params })}
        isBusy={approve.isPending}
        error={approve.error}
      />
      <ConfirmDialog
        isOpen={dialog === "cancel"}
        onClose={() => setDialog(undefined)}
        title={t("treasury.topUp.cancel")}
        text={t("treasury.topUp.cancelText")}
        facts={facts}
        confirmLabel={t("treasury.topUp.cancel")}
        onConfirm={() => cancel.mutate({ params, body: { reason } })}
        isBusy={cancel.isPending}
        error={cancel.error}
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

function useColumns(): Column<TopUp>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "reference",
      header: t("treasury.topUp.reference"),
      isMain: true,
      cell: ({ reference }) => reference,
      sortBy: ({ reference }) => reference,
    },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
      sortBy: ({ amount }) => BigInt(amount.amountMinor),
    },
    {
      id: "account",
      header: t("treasury.topUp.from"),
      cell: ({ bankAccountCode }) => bankAccountCode,
    },
    {
      id: "status",
      header: t("breaks.status"),
      cell: ({ status }) => (
        <StatusBadge tone={tones[status]} label={t(`treasury.topUp.status.${status}`)} />
      ),
      sortBy: ({ status }) => status,
    },
    {
      id: "by",
      header: t("treasury.topUp.recordedBy"),
      cell: ({ recordedBy, createdAt }) => (
        <>
          {recordedBy.name}, <DateText at={createdAt} />
        </>
      ),
    },
    { id: "act", header: t("treasury.act"), cell: (topUp) => <Actions topUp={topUp} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const topUps = usePages("GET /v1/treasury/top-ups", {}, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("treasury.topUp.title")}
        text={t("treasury.topUp.text")}
        crumbs={[{ label: t("treasury.title"), to: "/finance/treasury" }]}
      />
      <TreasuryTabs />
      {hasRole("finance_maker") ? (
        <Panel title={t("treasury.topUp.record")}>
          <TopUpForm />
        </Panel>
      ) : null}
      <DataTable
        label={t("treasury.topUp.title")}
        {...fromPages(topUps)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            icon="payout"
            title={t("treasury.topUp.none")}
            text={t("treasury.topUp.noneText")}
          />
        }
      />
    </>
  );
}
