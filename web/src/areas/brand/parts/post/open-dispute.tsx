import { Button, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/hooks";
import { useGo } from "../../../../app/links";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { submissionReads } from "../review/types";
import { Evidence } from "./evidence";

const reasons = ["post_not_as_agreed", "removed_early", "other"] as const;
type Reason = (typeof reasons)[number];

interface OpenDisputeProps {
  submissionId: string;
  /** The fee is earned already and only held. */
  isHeld: boolean;
}

export function OpenDispute({ submissionId, isHeld }: OpenDisputeProps) {
  const { t } = useTranslation("brand");
  const go = useGo();
  const [isOpen, setOpen] = useState(false);
  const [reasonCode, setReason] = useState<Reason>("post_not_as_agreed");
  const [statement, setStatement] = useState("");
  const [mediaIds, setMediaIds] = useState<string[]>([]);
  const write = useWrite("POST /v1/submissions/{submissionId}/disputes", {
    invalidates: [...submissionReads, "GET /v1/disputes"],
    onDone: ({ id }) => go(`/brand/disputes/${id}`),
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("dispute.open")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("dispute.open")}
        text={t(isHeld ? "dispute.openHeld" : "dispute.openText")}
        confirmLabel={t("dispute.open")}
        onConfirm={() =>
          write.mutate({ params: { submissionId }, body: { reasonCode, statement, mediaIds } })
        }
        isBusy={write.isPending}
        error={write.error}
      >
        <Select
          label={t("review.reasonLabel")}
          data={reasons.map((value) => ({ value, label: t(`dispute.reason.${value}`) }))}
          allowDeselect={false}
          value={reasonCode}
          onChange={(chosen) => setReason(reasons.find((value) => value === chosen) ?? "other")}
        />
        <Textarea
          label={t("dispute.statement")}
          autosize
          minRows={4}
          maxLength={4000}
          required
          value={statement}
          onChange={(event) => setStatement(event.currentTarget.value)}
        />
        <Evidence ids={mediaIds} onChange={setMediaIds} />
      </ConfirmDialog>
    </>
  );
}
