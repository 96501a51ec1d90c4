import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { CampaignStatus } from "../../../design/status";
import { Panel } from "../../../design/values";
import { Balances } from "../parts/balances";
import { useBrand } from "../parts/brand";
import { Waiting } from "../parts/waiting";

function Campaigns({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const campaigns = useRead(
    "GET /v1/campaigns",
    { query: { brandId, limit: "10" } },
    { isLive: true },
  );
  return (
    <Panel title={t("home.campaigns")}>
      <QueryState query={campaigns}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="campaign"
              title={t("home.noCampaigns")}
              text={t("home.noCampaignsText")}
              action={<PageButton to="/brand/campaigns/new">{t("campaigns.new")}</PageButton>}
            />
          ) : (
            <RowList
              rows={items.map((campaign) => ({
                key: campaign.id,
                title: campaign.title,
                to: `/brand/campaigns/${campaign.id}`,
                text: t("home.accepted", {
                  accepted: campaign.acceptedCount,
                  places: campaign.creatorsMax,
                }),
                end: <CampaignStatus status={campaign.status} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

/** What waits for the brand, its money, and its campaigns. */
export function Page() {
  const { t } = useTranslation("brand");
  const { brandId, name, brands, choose } = useBrand();
  return (
    <>
      <PageHeader
        title={name}
        text={t("home.text")}
        actions={
          <PageButton to="/brand/campaigns/new" leftSection={<Icon name="plus" />}>
            {t("campaigns.new")}
          </PageButton>
        }
      />
      {brands.length > 1 ? (
        <Select
          mb="md"
          maw="24rem"
          label={t("home.brand")}
          data={brands.map((brand) => ({ value: brand.brandId, label: brand.name }))}
          allowDeselect={false}
          value={brandId}
          onChange={(chosen) => choose(chosen ?? brandId)}
        />
      ) : null}
      <Waiting brandId={brandId} />
      <Balances brandId={brandId} />
      <Campaigns brandId={brandId} />
    </>
  );
}
