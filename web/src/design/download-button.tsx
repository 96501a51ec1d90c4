import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { saveFile } from "../api/save-file";
import { Icon } from "./icons";
import { ProblemAlert } from "./states";

interface DownloadButtonProps {
  label: string;
  fileName: string;
  /** Usually `() => call("GET …", { … })` of an operation that produces a file. */
  load(): Promise<Blob>;
}

/** Fetches a file with the session of the page and gives it to the reader; a refusal appears beside the button. */
export function DownloadButton({ label, fileName, load }: DownloadButtonProps) {
  const { t } = useTranslation();
  const file = useMutation({
    mutationFn: load,
    onSuccess: (content) => saveFile(content, fileName),
  });
  return (
    <div>
      <Button
        variant="default"
        loading={file.isPending}
        onClick={() => file.mutate()}
        leftSection={<Icon name="download" />}
      >
        {label}
      </Button>
      {file.error ? <ProblemAlert error={file.error} /> : null}
      <span role="status" className="visually-hidden">
        {file.isSuccess ? t("file.saved") : null}
      </span>
    </div>
  );
}
