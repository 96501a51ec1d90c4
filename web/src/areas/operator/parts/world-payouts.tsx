import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { StatusBadge, type Tone } from "../../../design/status";
import { MoneyText, Panel } from "../../../design/values";

type Payout = AnswerOf<"GET /v1/sandbox/world/payouts">["items"][number];
type Fate = Payout["status"];

const tones: Record<Fate, Tone> = {
  SUCCESS: "good",
  FAILED: "bad",
  PENDING: "active",
  UNCLAIMED: "waiting",
  RETURNED: "bad",
  ONHOLD: "waiting",
  BLOCKED: "bad",
  REFUNDED: "bad",
  REVERSED: "bad",
};

/** Beginnings of an address that decide before anything is sent. */
const beginnings = ["unclaimed", "fail", "hold", "return", "block", "refund", "deny"] as const;

function Decide({ payout, onClose }: { payout: Payout; onClose(): void }) {
  const { t } = useTranslation("operator");
  const [status, setStatus] = useState<Fate | undefined>(payout.nextStatuses[0]);
  const decide = useWrite("POST /v1/sandbox/world/payouts/{payoutItemId}/status", {
    invalidates: [
      "GET /v1/sandbox/world/payouts",
      "GET /v1/sandbox/world",
      "GET /v1/sandbox/world/records",
    ],
    onDone: () => {
      notice(t("world.decided"));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("world.decide")}
      text={t("world.decideText")}
      facts={[
        { label: t("world.receiver"), value: payout.receiver },
        { label: t("world.amount"), value: <MoneyText money={payout.amount} /> },
        { label: t("world.status"), value: t(`world.fates.${payout.status}`) },
      ]}
      confirmLabel={t("world.decide")}
      onConfirm={() => {
        if (status) decide.mutate({ params: { payoutItemId: payout.id }, body: { status } });
      }}
      isBusy={decide.isPending}
      error={decide.error}
    >
      <Select
        label={t("world.becomes")}
        data={payout.nextStatuses.map((value) => ({ value, label: t(`world.fates.${value}`) }))}
        value={status ?? null}
        onChange={(value) => setStatus((value ?? undefined) as Fate | undefined)}
        allowDeselect={false}
      />
    </ConfirmDialog>
  );
}

function useColumns(onDecide: (payout: Payout) => void): readonly Column<Payout>[] {
  const { t } = useTranslation("operator");
  return [
    {
      id: "receiver",
      header: t("world.receiver"),
      isMain: true,
      cell: ({ receiver }) => receiver,
    },
    {
      id: "amount",
      header: t("world.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
    },
    {
      id: "status",
      header: t("world.status"),
      cell: ({ status, error }) => (
        <>
          <StatusBadge tone={tones[status]} label={t(`world.fates.${status}`)} />
          {error ? (
            <div>
              <code>{error}</code>
            </div>
          ) : null}
        </>
      ),
    },
    { id: "id", header: t("world.item"), cell: ({ id }) => <code>{id}</code> },
    {
      id: "batch",
      header: t("world.batch"),
      cell: ({ batchId }) => <code>{batchId}</code>,
      isHiddenAtFirst: true,
    },
    {
      id: "do",
      header: t("world.decide"),
      cell: (payout) =>
        payout.nextStatuses.length === 0 ? (
          t("world.final")
        ) : (
          <Button
            size="compact-md"
            variant="default"
            onClick={() => onDecide(payout)}
            aria-label={t("world.decideOne", { receiver: payout.receiver })}
          >
            {t("world.decide")}
          </Button>
        ),
    },
  ];
}

function Beforehand() {
  const { t } = useTranslation("operator");
  return (
    <Panel title={t("world.beforehand")}>
      <p>{t("world.beforehandText")}</p>
      <RowList
        rows={beginnings.map((name) => ({
          key: name,
          title: <code>{`${name}+ploy@example.com`}</code>,
          end: t(`world.beginnings.${name}`),
        }))}
      />
    </Panel>
  );
}

export function WorldPayouts() {
  const { t } = useTranslation("operator");
  const [deciding, setDeciding] = useState<Payout>();
  const payouts = useRead("GET /v1/sandbox/world/payouts", {}, { isLive: true });
  const columns = useColumns(setDeciding);
  return (
    <>
      <QueryState query={payouts}>
        {({ items }) => (
          <DataTable
            label={t("world.sections.payouts")}
            rows={items}
            columns={columns}
            keyOf={({ id }) => id}
            empty={
              <EmptyState
                icon="payout"
                title={t("world.noPayouts")}
                text={t("world.noPayoutsText")}
              />
            }
          />
        )}
      </QueryState>
      <Beforehand />
      {deciding ? <Decide payout={deciding} onClose={() => setDeciding(undefined)} /> : null}
    </>
  );
}
