import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { ProblemAlert } from "../../../design/states";
import { Panel } from "../../../design/values";
import { applicationReads } from "./application-reads";
import { TermsFacts } from "./offers";
import type { Application } from "./words";

/** The brand asks whether a changed brief shall count; the fee stays, and so do the old terms when the answer is no. */
export function TermsChange({ application }: { application: Application }) {
  const { t } = useTranslation("creator");
  const [isOpen, setOpen] = useState(false);
  const accept = useWrite("POST /v1/applications/{applicationId}/accept-terms", {
    invalidates: applicationReads,
    onDone: () => setOpen(false),
  });
  const keep = useWrite("POST /v1/applications/{applicationId}/keep-terms", {
    invalidates: applicationReads,
  });
  const asked = application.termsChanges.find(({ status }) => status === "asked");
  if (!asked) return null;
  const request = {
    params: { applicationId: application.id },
    body: { briefVersion: asked.briefVersion },
  };
  return (
    <Panel title={t("termsChange.title")}>
      <Text mb="sm">{t("termsChange.text")}</Text>
      <Text mb="md" fs="italic">
        {asked.note}
      </Text>
      <TermsFacts terms={asked.terms} />
      {keep.error ? <ProblemAlert error={keep.error} /> : null}
      <Group mt="md">
        <Button onClick={() => setOpen(true)}>{t("termsChange.accept")}</Button>
        <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate(request)}>
          {t("termsChange.keep")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("termsChange.accept")}
        text={t("termsChange.text")}
        hash={asked.termsHash}
        confirmLabel={t("termsChange.accept")}
        isBusy={accept.isPending}
        error={accept.error}
        onConfirm={() => accept.mutate(request)}
      >
        <TermsFacts terms={asked.terms} />
      </ConfirmDialog>
    </Panel>
  );
}
