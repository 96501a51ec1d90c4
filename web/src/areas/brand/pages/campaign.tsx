import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageButton } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { type Campaign, CampaignFrame } from "../parts/campaign-frame";
import { CampaignSheet } from "../parts/campaign-sheet";
import { CampaignSteps } from "../parts/campaign-steps";
import { outlineOf } from "../parts/wizard/values";

/** What comes next, in one sentence. */
function Next({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const { status, id, compensation } = campaign;
  const isProductDraft = status === "draft" && compensation === "product";
  return (
    <Alert
      variant="light"
      icon={<Icon name="info" />}
      title={t("campaign.next")}
      mb="md"
    >
      <p style={{ marginTop: 0 }}>
        {isProductDraft ? t("campaign.nextProduct") : t(`campaign.nextText.${status}`)}
      </p>
      {status === "open" ? (
        <PageButton to={`/brand/campaigns/${id}/applicants`} variant="default">
          {t("campaign.tab.applicants")}
        </PageButton>
      ) : null}
      {status === "funding_pending" ? (
        <PageButton to={`/brand/campaigns/${id}/money`} variant="default">
          {t("campaign.tab.money")}
        </PageButton>
      ) : null}
    </Alert>
  );
}

function Overview({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const { budget, platformFee, compensation } = campaign;
  const isPaid = compensation !== "product";
  return (
    <>
      <Next campaign={campaign} />
      <Panel title={t("campaign.atAGlance")}>
        <Facts
          items={[
            {
              label: t("campaigns.places"),
              value: t("campaign.taken", {
                taken: campaign.acceptedCount,
                places: campaign.creatorsMax,
              }),
            },
            { label: t("wizard.visibility"), value: t(`visibility.${campaign.visibility}`) },
            ...(budget && isPaid
              ? [{ label: t("wizard.budget"), value: <MoneyText money={budget} /> }]
              : []),
            ...(platformFee && isPaid && platformFee.amountMinor !== "0"
              ? [{ label: t("campaign.platformFee"), value: <MoneyText money={platformFee} /> }]
              : []),
            { label: t("campaign.briefVersion"), value: campaign.briefVersion },
            { label: t("campaign.created"), value: <DateText at={campaign.createdAt} /> },
          ]}
        />
      </Panel>
      <Panel>
        <CampaignSheet outline={outlineOf(campaign, false)} brandName={campaign.brandName} />
      </Panel>
    </>
  );
}

export function Page() {
  const { isManager } = useBrand();
  return (
    <CampaignFrame
      tab="overview"
      actionsOf={(campaign) => <CampaignSteps campaign={campaign} isManager={isManager} />}
    >
      {(campaign) => <Overview campaign={campaign} />}
    </CampaignFrame>
  );
}
