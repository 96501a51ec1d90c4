import { Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { fieldErrors } from "../../../design/form";

interface ReasonDialogProps {
  isOpen: boolean;
  onClose(): void;
  title: string;
  text?: ReactNode;
  facts?: readonly { label: string; value: ReactNode }[];
  /** What the reason is for, such as "Why?". */
  label: string;
  /** Name of the field in the request. */
  field?: string;
  confirmLabel: string;
  isBusy: boolean;
  error: unknown;
  onConfirm(reason: string): void;
}

/** Something that needs a reason in words; others read it later in the trail. */
export function ReasonDialog({
  label,
  field = "reason",
  onConfirm,
  onClose,
  ...dialog
}: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [hasTried, setTried] = useState(false);
  const isMissing = reason.trim() === "";
  const refusal = fieldErrors(dialog.error, { [field]: reason })[field];
  const close = () => {
    setReason("");
    setTried(false);
    onClose();
  };
  return (
    <ConfirmDialog
      {...dialog}
      onClose={close}
      onConfirm={() => {
        setTried(true);
        if (!isMissing) onConfirm(reason);
      }}
    >
      <Textarea
        label={label}
        required
        autosize
        minRows={3}
        maxRows={10}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={refusal ?? (hasTried && isMissing ? t("form.required") : null)}
      />
    </ConfirmDialog>
  );
}
