import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addressFor } from "../../../../api/client";
import { useWrite } from "../../../../api/hooks";
import { FileDrop } from "../../../../design/file-drop";
import classes from "./wizard.module.css";

const examplesMax = 10;

interface ExampleFieldsProps {
  ids: readonly string[];
  onChange(ids: string[]): void;
}

/** Pictures and videos that show what is meant. */
export function ExampleFields({ ids, onChange }: ExampleFieldsProps) {
  const { t } = useTranslation("brand");
  const [progress, setProgress] = useState<number>();
  const upload = useWrite("POST /v1/media", {
    onProgress: setProgress,
    onDone: ({ id }) => onChange([...new Set([...ids, id])]),
  });
  return (
    <>
      {ids.length < examplesMax ? (
        <FileDrop
          label={t("wizard.examples")}
          hint={t("wizard.examplesText")}
          accept="image/*,video/mp4,video/webm"
          onFile={(file) => upload.mutate({ file })}
          progress={upload.isPending ? (progress ?? 0) : undefined}
          error={upload.error}
        />
      ) : null}
      {ids.length === 0 ? null : (
        <ul className={classes["examples"]}>
          {ids.map((mediaId, at) => (
            <li key={mediaId}>
              <img
                src={addressFor("GET /v1/media/{mediaId}/preview", { params: { mediaId } })}
                alt={t("wizard.example", { number: at + 1 })}
              />
              <Button
                variant="default"
                size="xs"
                onClick={() => onChange(ids.filter((id) => id !== mediaId))}
                aria-label={t("wizard.removeExample", { number: at + 1 })}
              >
                {t("wizard.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
