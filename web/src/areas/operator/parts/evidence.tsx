import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { addressFor, call } from "../../../api/client";
import { DownloadButton } from "../../../design/download-button";
import classes from "./evidence.module.css";

interface EvidenceFile {
  id: string;
  /** Known for the content itself; evidence says nothing about its kind. */
  isPicture?: boolean;
  label?: string | undefined;
}

interface EvidenceProps {
  disputeId: string;
  files: readonly EvidenceFile[];
}

/** Files of a dispute: pictures are shown, everything can be saved. */
export function Evidence({ disputeId, files }: EvidenceProps) {
  const { t } = useTranslation("operator");
  if (files.length === 0) return null;
  return (
    <Group mt="sm" gap="sm" align="flex-end">
      {files.map(({ id, isPicture = false, label }, index) => {
        const params = { disputeId, mediaId: id };
        const name = label ?? t("dispute.file", { number: index + 1 });
        return (
          <div key={id} className={classes["file"]}>
            {isPicture ? (
              <img
                src={addressFor("GET /v1/disputes/{disputeId}/media/{mediaId}", { params })}
                alt={name}
                className={classes["picture"]}
                loading="lazy"
              />
            ) : null}
            <DownloadButton
              label={t("dispute.save", { number: index + 1 })}
              fileName={`dispute-${disputeId.slice(0, 8)}-${index + 1}`}
              load={() => call("GET /v1/disputes/{disputeId}/media/{mediaId}", { params })}
            />
          </div>
        );
      })}
    </Group>
  );
}
