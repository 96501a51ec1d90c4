import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import type { AnswerOf } from "../../../api/contract";
import { saveFile } from "../../../api/save-file";
import { Icon } from "../../../design/icons";
import { QueryState } from "../../../design/states";
import classes from "./print-preview.module.css";

type Printing = AnswerOf<"POST /v1/cheques/print">;

/** An address of the file for as long as it is shown. */
function useAddress(file: Blob): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}

function Pages({ file, printing }: { file: Blob; printing: Printing }) {
  const { t } = useTranslation("finance");
  const address = useAddress(file);
  const numbers = printing.pages.map(({ number }) => number);
  const name = `cheques-${numbers[0] ?? ""}-${numbers.at(-1) ?? ""}.pdf`;
  return (
    <>
      {address ? (
        <iframe className={classes["pages"]} src={address} title={t("cheques.print.pages")} />
      ) : null}
      <Group>
        <Button onClick={() => saveFile(file, name)} leftSection={<Icon name="download" />}>
          {t("cheques.print.save")}
        </Button>
        {address ? (
          <Button
            component="a"
            href={address}
            target="_blank"
            variant="default"
            leftSection={<Icon name="print" />}
          >
            {t("cheques.print.open")}
          </Button>
        ) : null}
      </Group>
    </>
  );
}

interface PrintPreviewProps {
  printing: Printing | undefined;
  onClose(): void;
}

/** The pages as they come out of the printer, before they do. */
export function PrintPreview({ printing, onClose }: PrintPreviewProps) {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const file = useQuery({
    queryKey: ["cheque printing", printing?.id],
    enabled: printing !== undefined,
    queryFn: () =>
      call("GET /v1/cheque-printings/{printingId}/pdf", {
        params: { printingId: printing?.id ?? "" },
      }),
  });
  return (
    <Modal
      opened={printing !== undefined}
      onClose={onClose}
      title={t("cheques.print.preview")}
      size="xl"
      closeButtonProps={{ "aria-label": tCommon("close") }}
    >
      {printing ? (
        <Stack>
          <Alert variant="light" icon={<Icon name="info" />}>
            {t("cheques.print.paper")}
          </Alert>
          <Text>
            {printing.pages
              .map(({ number, isCopy }) =>
                isCopy ? t("cheques.print.copyOf", { number }) : number,
              )
              .join(", ")}
          </Text>
          <QueryState query={file}>
            {(content) => <Pages file={content} printing={printing} />}
          </QueryState>
        </Stack>
      ) : null}
    </Modal>
  );
}
