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
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { DateText, MoneyText } from "../../../../design/values";
import { fromPages } from "../../parts/books/from-pages";
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
    { label: t("treasury.deposit.brand"), value: refund.brandId },
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
