import { Progress, Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { call } from "../../../../api/client";
import type { AnswerOf } from "../../../../api/contract";
import { useRead } from "../../../../api/hooks";
import { PageButton } from "../../../../app/links";
import { DownloadButton } from "../../../../design/download-button";
import { PageHeader } from "../../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../../design/states";
import { DateText, Facts, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { Findings } from "../../parts/books/findings";
import { FileState, useSourceName } from "../../parts/books/statement-words";

type StatementFile = AnswerOf<"GET /v1/reconciliation/files/{fileId}">;

const lookAgainMs = 1_500;

const isReading = (file: StatementFile | undefined) =>
  file?.state === "waiting" || file?.state === "running";

/** Nothing is told of each line that is read, so whoever watches asks. */
function useFile(fileId: string) {
  const file = useRead(
    "GET /v1/reconciliation/files/{fileId}",
    { params: { fileId } },
    { isLive: true },
  );
  const { data, refetch } = file;
  const isOnItsWay = isReading(data);
  useEffect(() => {
    if (!isOnItsWay) return undefined;
    const timer = window.setInterval(() => void refetch(), lookAgainMs);
    return () => window.clearInterval(timer);
  }, [isOnItsWay, refetch]);
  return file;
}

/** Sizes are text; a share of a hundred is all the bar needs. */
function percentOf({ bytesRead, bytesCount }: StatementFile): number {
  const whole = BigInt(bytesCount);
  return whole === 0n ? 100 : Number((BigInt(bytesRead) * 100n) / whole);
}

function Reading({ file }: { file: StatementFile }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const percent = percentOf(file);
  return (
    <Panel title={t("statements.file.reading")}>
      <Progress
        value={percent}
        size="lg"
        aria-label={t("statements.file.progress", { percent: format.number(percent) })}
      />
      <Text mt="xs" role="status">
        {t("statements.file.readSoFar", {
          count: file.linesRead,
          formatted: format.number(file.linesRead),
          percent: format.number(percent),
        })}
      </Text>
    </Panel>
  );
}

function Details({ file }: { file: StatementFile }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const sourceName = useSourceName();
  return (
    <>
      {isReading(file) ? <Reading file={file} /> : null}
      {file.findings.length > 0 ? (
        <Panel title={t("statements.findings.title")}>
          <Text mb="sm">{t("statements.findings.nothing")}</Text>
          <Findings findings={file.findings} />
        </Panel>
      ) : null}
      <Panel title={t("statements.file.about")}>
        <Facts
          items={[
            { label: t("statements.file.state"), value: <FileState state={file.state} /> },
            { label: t("statements.account"), value: sourceName(file.source, file.account) },
            { label: t("statements.new.format"), value: t(`statements.format.${file.format}`) },
            { label: t("statements.lines"), value: format.number(file.linesRead) },
            { label: t("statements.importedBy"), value: file.uploadedBy.name },
            { label: t("statements.importedAt"), value: <DateText at={file.createdAt} /> },
            { label: "SHA-256", value: <code>{file.sha256}</code> },
          ]}
        />
      </Panel>
    </>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { fileId = "" } = useParams();
  const file = useFile(fileId);
  return (
    <QueryState query={file} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={data.fileName}
            crumbs={[
              { label: t("statements.title"), to: "/finance/statements" },
              { label: t("statements.files"), to: "/finance/statements/files" },
            ]}
            actions={
              <>
                {data.importId ? (
                  <PageButton to={`/finance/statements/${data.importId}`}>
                    {t("statements.file.toImport")}
                  </PageButton>
                ) : null}
                <DownloadButton
                  label={t("statements.file.download")}
                  fileName={data.fileName}
                  load={() =>
                    call("GET /v1/reconciliation/files/{fileId}/content", { params: { fileId } })
                  }
                />
              </>
            }
          />
          <Details file={data} />
        </>
      )}
    </QueryState>
  );
}
