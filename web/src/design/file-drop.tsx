import { Button, FileButton, Progress, Text } from "@mantine/core";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./file-drop.module.css";
import { Icon } from "./icons";
import { ProblemAlert } from "./states";

interface FileDropProps {
  label: string;
  /** What may be given, in words: kinds and sizes. */
  hint?: string;
  /** For the file chooser, such as `image/*,video/mp4`. */
  accept?: string;
  onFile(file: File): void;
  /** Between 0 and 1 while it is on its way; undefined otherwise. */
  progress?: number | undefined;
  error?: unknown;
}

/** Takes a file by drag and drop, or by a button for everybody else. */
export function FileDrop({ label, hint, accept, onFile, progress, error }: FileDropProps) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const isBusy = progress !== undefined;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !isBusy) onFile(file);
  };
  return (
    // Dropping is for those who can; the button below does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset
      className={classes["zone"]}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <legend className={classes["label"]}>{label}</legend>
      <Icon name="upload" size={28} />
      <Text>{t("file.drop")}</Text>
      {hint ? (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      ) : null}
      <FileButton onChange={(file) => file && onFile(file)} {...(accept ? { accept } : {})}>
        {(button) => (
          <Button variant="default" disabled={isBusy} {...button}>
            {t("file.choose")}
          </Button>
        )}
      </FileButton>
      {isBusy ? (
        <Progress
          value={progress * 100}
          w="100%"
          aria-label={t("file.progress", { percent: Math.round(progress * 100) })}
        />
      ) : null}
      {error ? <ProblemAlert error={error} shouldListFields /> : null}
    </fieldset>
  );
}
