import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { notice } from "../../../design/notice";
import { MoneyText, Panel } from "../../../design/values";
import { applicationReads } from "./application-reads";
import type { Application } from "./words";

/** Ending a collaboration early, with what that would pay. */
export function Cancellation({ application }: { application: Application }) {
  const { t } = useTranslation("creator");
  const [isOpen, setOpen] = useState(false);
  const isLive = application.status === "accepted" || application.status === "in_progress";
  const params = { applicationId: application.id };
  const preview = useRead(
    "GET /v1/applications/{applicationId}/cancellation",
    { params },
    { isEnabled: isLive },
  );
  const cancel = useWrite("POST /v1/applications/{applicationId}/cancel", {
    invalidates: applicationReads,
    onDone: () => {
      notice(t("cancel.done"));
      setOpen(false);
    },
  });
  if (!isLive || !preview.data) return null;
  const { isPossible, isDisputed, byCreator, byBrand } = preview.data;
  return (
    <Panel title={t("cancel.title")}>
      <Text mb="sm">{t(isDisputed ? "cancel.disputed" : "cancel.text")}</Text>
      <Button variant="default" color="red" disabled={!isPossible} onClick={() => setOpen(true)}>
        {t("cancel.open")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("cancel.title")}
        text={t("cancel.sure")}
        isFinal
        facts={[
          { label: t("cancel.youGet"), value: <MoneyText money={byCreator.fee} /> },
          { label: t("cancel.ifBrand"), value: <MoneyText money={byBrand.fee} /> },
        ]}
        confirmLabel={t("cancel.open")}
        isBusy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate({ params, body: { fee: byCreator.fee } })}
      />
    </Panel>
  );
}
