import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../../api/client";
import { DayInput } from "../../../../design/day-input";
import { today } from "../../../../design/days";
import { DownloadButton } from "../../../../design/download-button";
import { PageHeader } from "../../../../design/page-header";
import { Panel } from "../../../../design/values";
import { LedgerTabs } from "../../parts/books/section-tabs";
import { VerifyPanel } from "../../parts/books/verify-panel";

const books = [
  { format: "hledger", fileName: "books.journal" },
  { format: "beancount", fileName: "books.beancount" },
  { format: "jsonl", fileName: "books.jsonl" },
] as const;

function GeneralLedger() {
  const { t } = useTranslation("finance");
  const [to, setTo] = useState(today);
  const [from, setFrom] = useState(() => `${to.slice(0, 7)}-01`);
  return (
    <Panel title={t("exports.generalLedger")}>
      <Stack>
        <Text>{t("exports.generalLedgerText")}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <DayInput
            label={t("ledger.from")}
            value={from}
            required
            onChange={(day) => day && setFrom(day)}
          />
          <DayInput
            label={t("ledger.to")}
            value={to}
            required
            onChange={(day) => day && setTo(day)}
          />
        </SimpleGrid>
        <DownloadButton
          label={t("exports.csv")}
          fileName={`general-ledger-${from}-${to}.csv`}
          load={() => call("GET /v1/ledger/general-ledger", { query: { from, to } })}
        />
      </Stack>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader
        title={t("exports.title")}
        text={t("exports.text")}
        crumbs={[{ label: t("ledger.trial"), to: "/finance/ledger" }]}
      />
      <LedgerTabs />
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        {books.map(({ format, fileName }) => (
          <Panel key={format} title={t(`exports.book.${format}`)}>
            <Text mb="md">{t(`exports.bookText.${format}`)}</Text>
            <DownloadButton
              label={t("exports.download", { name: fileName })}
              fileName={fileName}
              load={() => call("GET /v1/ledger/export", { query: { format } })}
            />
          </Panel>
        ))}
      </SimpleGrid>
      <GeneralLedger />
      <VerifyPanel />
    </>
  );
}
