import { Accordion, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { Button } from "@mantine/core";
import { EmptyState, QueryState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { BriefChange } from "../parts/brief-change";
import { BriefExamples } from "../parts/brief-examples";
import { type Campaign, CampaignFrame } from "../parts/campaign-frame";
import { BriefSheet } from "../parts/campaign-sheet";

type Version = ItemOf<"GET /v1/campaigns/{campaignId}/brief-versions">;

const changeable: ReadonlySet<Campaign["status"]> = new Set(["funded", "open", "paused", "closed"]);

function VersionPanel({ campaignId, version }: { campaignId: string; version: Version }) {
  const { t } = useTranslation("brand");
  const { brief, deliverables, requirements, note, hash, postBy } = version;
  return (
    <>
      {note ? <Text fs="italic">{note}</Text> : null}
      {postBy ? (
        <Text>
          {t("sheet.postBy")}: <DateText at={postBy} />
        </Text>
      ) : null}
      <BriefSheet outline={{ brief, deliverables, requirements }} />
      <BriefExamples campaignId={campaignId} ids={brief.exampleMediaIds} />
      <Text size="sm" c="dimmed" mt="sm">
        SHA-256: <code>{hash}</code>
      </Text>
    </>
  );
}

function Versions({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  const [isChanging, setChanging] = useState(false);
  const versions = usePages("GET /v1/campaigns/{campaignId}/brief-versions", {
    params: { campaignId: campaign.id },
  });
  if (isChanging) {
    return <BriefChange campaign={campaign} onEnd={() => setChanging(false)} />;
  }
  return (
    <>
      {isManager && changeable.has(campaign.status) ? (
        <Panel title={t("brief.change")}>
          <Text c="dimmed" mb="sm">
            {t("brief.changeText")}
          </Text>
          <Button onClick={() => setChanging(true)}>{t("brief.change")}</Button>
        </Panel>
      ) : null}
      <QueryState
        query={{
          data: versions.isPending || versions.error ? undefined : versions.items,
          error: versions.error,
          refetch: versions.refetch,
        }}
      >
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon="document" title={t("brief.none")} />
          ) : (
            <Accordion multiple defaultValue={items.slice(0, 1).map(({ id }) => id)} variant="contained">
              {items.map((version) => (
                <Accordion.Item key={version.id} value={version.id}>
                  <Accordion.Control>
                    {t("brief.version", { version: version.version })} ·{" "}
                    <DateText at={version.createdAt} />{" "}
                    {version.isInForce ? (
                      <StatusBadge tone="good" label={t("brief.inForce")} />
                    ) : null}
                  </Accordion.Control>
                  <Accordion.Panel>
                    <VersionPanel campaignId={campaign.id} version={version} />
                  </Accordion.Panel>
                </Accordion.Item>
              ))}
            </Accordion>
          )
        }
      </QueryState>
      {versions.hasMore ? (
        <Button mt="md" variant="default" loading={versions.isLoadingMore} onClick={versions.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}

export function Page() {
  return (
    <CampaignFrame tab="brief">
      {(campaign) => <Versions campaign={campaign} />}
    </CampaignFrame>
  );
}
