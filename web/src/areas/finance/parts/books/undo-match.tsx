import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/hooks";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { MoneyText } from "../../../../design/values";
import { afterDecision } from "./decide-line";
import { lineText } from "./lines-table";
import { Obstacles } from "./obstacles";
import type { Line } from "./statement-words";

interface UndoMatchProps {
  line: Line;
  isOpen: boolean;
  onClose(): void;
  onDone(): void;
}

/** A match or an explanation is taken back; what it booked is reversed, above the limit by two people. */
export function UndoMatch({ line, isOpen, onClose, onDone }: UndoMatchProps) {
  const { t } = useTranslation("finance");
  const [reason, setReason] = useState("");
  const undo = useWrite("POST /v1/reconciliation/lines/{lineId}/unmatch", {
    invalidates: afterDecision,
    onDone: ({ waitsFor }) => {
      notice(t(waitsFor ? "matching.undo.waits" : "matching.undo.done"));
      setReason("");
      onDone();
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("matching.undo.title")}
      text={t("matching.undo.text")}
      facts={[
        { label: t("statements.line.text"), value: lineText(line) },
        { label: t("statements.line.amount"), value: <MoneyText money={line.amount} /> },
      ]}
      confirmLabel={t("matching.undo.title")}
      onConfirm={() => undo.mutate({ params: { lineId: line.id }, body: { reason } })}
      isBusy={undo.isPending}
      error={undo.error}
    >
      <Textarea
        label={t("matching.explain.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
        required
        data-autofocus
      />
      <Obstacles error={undo.error} />
    </ConfirmDialog>
  );
}
