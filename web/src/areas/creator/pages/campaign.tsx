import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { ApplicationStatus, CampaignStatus } from "../../../design/status";
import { DateText, Facts, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ApplyForm } from "../parts/apply-form";
import { Brief, PiecesText, Requirements } from "../parts/campaign-facts";
import { FeeText } from "../parts/fee-text";
import { Rights } from "../parts/rights";
import { TwoColumns } from "../parts/two-columns";
import { useMyApplications } from "../parts/use-my-applications";
import type { Campaign } from "../parts/words";

function Terms({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  return (
    <Panel title={t("campaign.terms")}>
      <Facts
        items={[
          { label: t("campaign.fee"), value: <FeeText campaign={campaign} /> },
          {
            label: t("campaign.pieces"),
            value: <PiecesText deliverables={campaign.deliverables} />,
          },
          { label: t("campaign.applyBy"), value: <DateText at={campaign.applyBy} hasDistance /> },
          { label: t("campaign.postBy"), value: <DateText at={campaign.postBy} hasDistance /> },
          {
            label: t("campaign.places"),
            value: t("campaign.placesText", {
              taken: format.number(campaign.acceptedCount),
              all: format.number(campaign.creatorsMax),
            }),
          },
          {
            label: t("campaign.rounds"),
            value: format.number(campaign.brief.changeRoundsMax ?? 2),
          },
          {
            label: t("campaign.market"),
            value: t(`markets.${campaign.brief.disclosureMarket}`),
          },
        ]}
      />
      <Rights usageRights={campaign.brief.usageRights} exclusivity={campaign.brief.exclusivity} />
    </Panel>
  );
}

/** The form, or what became of the application that was made already. */
function Apply({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("creator");
  const mine = useMyApplications();
  return (
    <Panel title={t("apply.title")}>
      <QueryState query={mine}>
        {({ items }) => {
          const application = items.find(({ campaignId }) => campaignId === campaign.id);
          if (application) {
            return (
              <>
                <Text mb="sm">
                  {t("apply.already")} <ApplicationStatus status={application.status} />
                </Text>
                <PageButton to={`/creator/applications/${application.id}`}>
                  {t("apply.toMine")}
                </PageButton>
              </>
            );
          }
          if (campaign.status !== "open") return <Text>{t("apply.closed")}</Text>;
          return <ApplyForm campaign={campaign} />;
        }}
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { campaignId = "" } = useParams();
  const campaign = useRead("GET /v1/campaigns/{campaignId}", { params: { campaignId } });
  const { data } = campaign;
  return (
    <>
      <PageHeader
        title={data?.title ?? t("campaign.title")}
        text={data?.brandName}
        crumbs={[{ label: t("feed.title"), to: "/creator/campaigns" }]}
        actions={data ? <CampaignStatus status={data.status} /> : null}
      />
      <QueryState query={campaign}>
        {(found) => (
          <TwoColumns
            main={
              <>
                <Terms campaign={found} />
                <Apply campaign={found} />
              </>
            }
            side={
              <>
                <Brief campaign={found} />
                <Requirements campaign={found} />
              </>
            }
          />
        )}
      </QueryState>
    </>
  );
}
