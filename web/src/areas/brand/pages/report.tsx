import { Group, Select, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import type { Language } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { DayInput } from "../../../design/day-input";
import { today } from "../../../design/days";
import { DownloadButton } from "../../../design/download-button";
import { QueryState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { type Campaign, CampaignFrame } from "../parts/campaign-frame";
import { Celebrity } from "../parts/report/celebrity";
import { Days, MissingPosts } from "../parts/report/days";
import { Groups } from "../parts/report/groups";
import { Totals } from "../parts/report/totals";
import { currencies } from "../parts/words";

const tables = ["creator", "deliverable", "niche", "audience", "day", "post"] as const;

interface Asked {
  asOf?: string;
  currency?: Campaign["currency"];
}

function Downloads({ campaign, asked }: { campaign: Campaign; asked: Asked }) {
  const { t, i18n } = useTranslation("brand");
  const [by, setBy] = useState<(typeof tables)[number]>("creator");
  const params = { campaignId: campaign.id };
  return (
    <Group align="flex-end">
      <DownloadButton
        label={t("documents.pdf")}
        fileName={`${campaign.title}.pdf`}
        load={() =>
          call("GET /v1/campaigns/{campaignId}/report/pdf", {
            params,
            query: { ...asked, language: i18n.language as Language },
          })
        }
      />
      <Select
        label={t("report.table")}
        data={tables.map((value) => ({ value, label: t(`report.tableOf.${value}`) }))}
        allowDeselect={false}
        value={by}
        onChange={(chosen) => setBy(tables.find((value) => value === chosen) ?? "creator")}
      />
      <DownloadButton
        label={t("report.csv")}
        fileName={`${campaign.title} ${by}.csv`}
        load={() =>
          call("GET /v1/campaigns/{campaignId}/report/csv", { params, query: { ...asked, by } })
        }
      />
    </Group>
  );
}

function ReportOf({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const [asOf, setAsOf] = useState<string | null>(null);
  const [currency, setCurrency] = useState<string | null>(null);
  const known = currencies.find((code) => code === currency);
  const asked: Asked = { ...(asOf ? { asOf } : {}), ...(known ? { currency: known } : {}) };
  const report = useRead("GET /v1/campaigns/{campaignId}/report", {
    params: { campaignId: campaign.id },
    query: asked,
  });
  return (
    <>
      <Panel title={t("report.what")}>
        <Group align="flex-end" mb="md">
          <DayInput label={t("report.asOf")} value={asOf} onChange={setAsOf} max={today()} />
          <Select
            label={t("report.currency")}
            placeholder={campaign.currency}
            data={[...currencies]}
            searchable
            clearable
            clearButtonProps={{ "aria-label": t("wizard.clear") }}
            value={currency}
            onChange={setCurrency}
          />
        </Group>
        <Downloads campaign={campaign} asked={asked} />
      </Panel>
      <QueryState query={report}>
        {(data) => (
          <>
            <Text size="sm" c="dimmed" mb="sm">
              {t("report.counted")} <DateText at={data.asOf} />
              {data.isFinal ? "" : ` · ${t("report.stillCounting")}`}
            </Text>
            <Totals report={data} />
            <Groups report={data} />
            <Days report={data} />
            <MissingPosts report={data} />
          </>
        )}
      </QueryState>
      <Celebrity campaignId={campaign.id} asOf={asOf ?? undefined} />
    </>
  );
}

/** What the campaign cost, whom it reached, and what one engagement cost. */
export function Page() {
  return (
    <CampaignFrame tab="report">{(campaign) => <ReportOf campaign={campaign} />}</CampaignFrame>
  );
}
