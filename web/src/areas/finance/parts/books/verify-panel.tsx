import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../../api/client";
import { FileDrop } from "../../../../design/file-drop";
import { Icon } from "../../../../design/icons";
import { ProblemAlert } from "../../../../design/states";
import { Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { type Verdict, verifyChain } from "./verify-chain";

function Result({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { isSound, count, line, head } = verdict;
  return (
    <Alert
      variant="default"
      mt="md"
      role="status"
      icon={<Icon name={isSound ? "check" : "warning"} />}
      title={t(isSound ? "exports.verify.sound" : "exports.verify.broken")}
    >
      <p>
        {isSound
          ? t("exports.verify.soundText", { count, formatted: format.number(count) })
          : t("exports.verify.brokenText", { line: format.number(line ?? 0) })}
      </p>
      <Text size="sm">
        {t("exports.verify.head")} <code>{`${count}:${head}`}</code>
      </Text>
    </Alert>
  );
}

/** Of what the server exports now, or of a file that somebody kept. */
export function VerifyPanel() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const [seen, setSeen] = useState(0);
  const check = useMutation({
    mutationFn: async (file: Blob | undefined) => {
      setSeen(0);
      const book = file ?? (await call("GET /v1/ledger/export", { query: { format: "jsonl" } }));
      return await verifyChain(book, setSeen);
    },
  });
  return (
    <Panel title={t("exports.verify.title")}>
      <Text mb="md">{t("exports.verify.text")}</Text>
      <Group mb="md">
        <Button loading={check.isPending} onClick={() => check.mutate(undefined)}>
          {t("exports.verify.now")}
        </Button>
      </Group>
      <FileDrop
        label={t("exports.verify.file")}
        accept=".jsonl,.ndjson,application/x-ndjson"
        onFile={(file) => check.mutate(file)}
      />
      {check.isPending ? (
        <Text mt="md" role="status">
          {t("exports.verify.running", { formatted: format.number(seen) })}
        </Text>
      ) : null}
      {check.error ? <ProblemAlert error={check.error} /> : null}
      {check.data ? <Result verdict={check.data} /> : null}
    </Panel>
  );
}
