import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { useMe } from "../../../app/session";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { CampaignStatus } from "../../../design/status";
import { Figure, Figures, MoneyText, Panel } from "../../../design/values";

function Balances({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const balance = useRead("GET /v1/brands/{brandId}/balance", { params: { brandId } });
  return (
    <QueryState query={balance}>
      {({ balances }) =>
        balances.length === 0 ? (
          <EmptyState icon="money" title={t("home.noMoney")} text={t("home.noMoneyText")} />
        ) : (
          <Figures>
            {balances.map(({ currency, deposit, escrow, reserved }) => (
              <Figure
                key={currency}
                label={t("home.free", { currency })}
                value={<MoneyText money={deposit} />}
                text={
                  <>
                    {t("home.escrow")} <MoneyText money={escrow} /> · {t("home.reserved")}{" "}
                    <MoneyText money={reserved} />
                  </>
                }
              />
            ))}
          </Figures>
        )
      }
    </QueryState>
  );
}

function Campaigns({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const campaigns = useRead("GET /v1/campaigns", { query: { brandId, limit: "10" } });
  return (
    <Panel title={t("home.campaigns")}>
      <QueryState query={campaigns}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="campaign"
              title={t("home.noCampaigns")}
              text={t("home.noCampaignsText")}
            />
          ) : (
            <RowList
              rows={items.map((campaign) => ({
                key: campaign.id,
                title: campaign.title,
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

export function Page() {
  const { t } = useTranslation("brand");
  const [brand] = useMe().brands;
  if (!brand) return <EmptyState isPage icon="people" title={t("home.noBrand")} />;
  return (
    <>
      <PageHeader title={brand.name} text={t("home.text")} />
      <Balances brandId={brand.brandId} />
      <Campaigns brandId={brand.brandId} />
    </>
  );
}
