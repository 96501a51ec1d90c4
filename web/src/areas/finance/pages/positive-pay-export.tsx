import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { call } from "../../../api/client";
import type { AnswerOf, ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { DownloadButton } from "../../../design/download-button";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState } from "../../../design/states";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "../parts/action-button";
import { HashText } from "../parts/hash-text";
import { ObjectState } from "../parts/object-state";

type Export = AnswerOf<"GET /v1/positive-pay/exports/{exportId}">;
type Line = ItemOf<"GET /v1/positive-pay/exports/{exportId}/lines">;

function useColumns(): readonly Column<Line>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "number",
      header: t("cheques.number"),
      isMain: true,
      sortBy: (row) => BigInt(row.chequeNumber),
      cell: (row) => (
        <PageLink to={`/finance/cheques/${row.chequeId}`}>{row.chequeNumber}</PageLink>
      ),
    },
    {
      id: "event",
      header: t("positivePay.event"),
      cell: (row) => t(`positivePay.events.${row.event}`),
    },
    { id: "payee", header: t("cheques.payee"), cell: (row) => row.payeeName },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "issued",
      header: t("cheques.issuedOn"),
      cell: (row) => <DateText at={row.issuedOn} />,
    },
  ];
}

function Actions({ file }: { file: Export }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const go = useGo();
  const repeat = useWrite("POST /v1/positive-pay/exports/{exportId}/repeat", {
    invalidates: ["GET /v1/positive-pay/exports"],
    onDone: ({ id }) => go(`/finance/positive-pay/${id}`),
  });
  const params = { exportId: file.id };
  return (
    <>
      <DownloadButton
        label={t("positivePay.download")}
        fileName={file.fileName}
        load={() => call("GET /v1/positive-pay/exports/{exportId}/file", { params })}
      />
      {hasRole("finance_maker") ? (
        <ActionButton
          label={t("positivePay.repeat")}
          text={t("positivePay.repeatText")}
          write={repeat}
          toRequest={() => ({ params })}
        />
      ) : null}
    </>
  );
}

function ExportFacts({ file }: { file: Export }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return (
    <Panel>
      <Facts
        items={[
          { label: t("cheques.account"), value: file.bankAccountCode },
          { label: t("positivePay.template"), value: file.templateCode },
          {
            label: t("positivePay.issues"),
            value: (
              <>
                {format.number(file.issueCount)} · <MoneyText money={file.issueTotal} />
              </>
            ),
          },
          {
            label: t("positivePay.voids"),
            value: (
              <>
                {format.number(file.voidCount)} · <MoneyText money={file.voidTotal} />
              </>
            ),
          },
          { label: t("positivePay.by"), value: file.exportedBy.name },
          { label: t("payouts.created"), value: <DateText at={file.createdAt} /> },
          ...(file.repeatsId
            ? [
                {
                  label: t("positivePay.repeats"),
                  value: (
                    <PageLink to={`/finance/positive-pay/${file.repeatsId}`}>
                      {t("positivePay.firstFile")}
                    </PageLink>
                  ),
                },
              ]
            : []),
          { label: "SHA-256", value: <HashText>{file.contentSha256}</HashText> },
        ]}
      />
    </Panel>
  );
}

function Lines({ exportId }: { exportId: string }) {
  const { t } = useTranslation("finance");
  const columns = useColumns();
  const pages = usePages("GET /v1/positive-pay/exports/{exportId}/lines", { params: { exportId } });
  return (
    <DataTable
      label={t("positivePay.lines")}
      {...fromPages(pages)}
      columns={columns}
      keyOf={(row) => `${row.chequeId} ${row.event}`}
      empty={<EmptyState title={t("positivePay.noLines")} />}
    />
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { exportId = "" } = useParams();
  const file = useRead("GET /v1/positive-pay/exports/{exportId}", { params: { exportId } });
  return (
    <ObjectState
      query={file}
      title={t("positivePay.title")}
      crumbs={[{ label: t("positivePay.title"), to: "/finance/positive-pay" }]}
    >
      {(data) => (
        <>
          <PageHeader
            title={data.fileName}
            crumbs={[{ label: t("positivePay.title"), to: "/finance/positive-pay" }]}
            actions={<Actions file={data} />}
          />
          <ExportFacts file={data} />
          <Panel title={t("positivePay.downloads")}>
            {data.downloads.length === 0 ? (
              <Text c="dimmed">{t("positivePay.noDownloads")}</Text>
            ) : null}
            <RowList
              rows={data.downloads.map((one) => ({
                key: one.downloadedAt,
                title: one.downloadedBy.name,
                text: <DateText at={one.downloadedAt} />,
                end: one.isAgain ? t("positivePay.again") : t("positivePay.firstTime"),
              }))}
            />
          </Panel>
          <Title order={2} size="h3" mb="sm">
            {t("positivePay.lines")}
          </Title>
          <Lines exportId={exportId} />
        </>
      )}
    </ObjectState>
  );
}
