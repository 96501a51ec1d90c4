import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addressFor } from "../../../../api/client";
import { useWrite } from "../../../../api/hooks";
import { FileDrop } from "../../../../design/file-drop";
import { RowList } from "../../../../design/row-list";

interface EvidenceProps {
  ids: readonly string[];
  onChange(ids: string[]): void;
}

/** Pictures and videos that both sides and operators may see. */
export function Evidence({ ids, onChange }: EvidenceProps) {
  const { t } = useTranslation("brand");
  const [progress, setProgress] = useState<number>();
  const upload = useWrite("POST /v1/media", {
    onProgress: setProgress,
    onDone: ({ id }) => onChange([...new Set([...ids, id])]),
  });
  return (
    <>
      <FileDrop
        label={t("dispute.evidence")}
        hint={t("dispute.evidenceText")}
        accept="image/*,video/mp4,video/webm"
        onFile={(file) => upload.mutate({ file })}
        progress={upload.isPending ? (progress ?? 0) : undefined}
        error={upload.error}
      />
      {ids.length === 0 ? null : (
        <RowList
          rows={ids.map((mediaId, at) => ({
            key: mediaId,
            title: (
              <a href={addressFor("GET /v1/media/{mediaId}", { params: { mediaId } })}>
                {t("dispute.file", { number: at + 1 })}
              </a>
            ),
            end: (
              <Button
                variant="default"
                size="xs"
                onClick={() => onChange(ids.filter((id) => id !== mediaId))}
                aria-label={t("dispute.removeFile", { number: at + 1 })}
              >
                {t("wizard.remove")}
              </Button>
            ),
          }))}
        />
      )}
    </>
  );
}
