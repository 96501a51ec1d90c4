import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { Figure, Figures, MoneyText, Panel } from "../../../design/values";

/** What a brand has here, currency by currency, and in which campaigns it lies. */
export function Balances({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const balance = useRead(
    "GET /v1/brands/{brandId}/balance",
    { params: { brandId } },
    { isLive: true },
  );
  return (
    <QueryState query={balance}>
      {({ balances }) =>
        balances.length === 0 ? (
          <Panel>
            <EmptyState icon="money" title={t("money.none")} text={t("money.noneText")} />
          </Panel>
        ) : (
          <>
            {balances.map(({ currency, deposit, escrow, reserved, campaigns }) => (
              <section key={currency} aria-label={currency}>
                <Figures>
                  <Figure
                    label={t("money.free", { currency })}
                    value={<MoneyText money={deposit} />}
                    text={t("money.freeText")}
                  />
                  <Figure
                    label={t("money.escrow", { currency })}
                    value={<MoneyText money={escrow} />}
                    text={t("money.escrowText")}
                  />
                  <Figure
                    label={t("money.reserved", { currency })}
                    value={<MoneyText money={reserved} />}
                    text={t("money.reservedText")}
                  />
                </Figures>
                {campaigns.length === 0 ? null : (
                  <Panel title={t("money.byCampaign", { currency })}>
                    <RowList
                      rows={campaigns.map((campaign) => ({
                        key: campaign.campaignId,
                        title: campaign.title,
                        to: `/brand/campaigns/${campaign.campaignId}/money`,
                        end: (
                          <span>
                            {t("money.escrowShort")} <MoneyText money={campaign.escrow} /> ·{" "}
                            {t("money.reservedShort")} <MoneyText money={campaign.reserved} />
                          </span>
                        ),
                      }))}
                    />
                  </Panel>
                )}
              </section>
            ))}
          </>
        )
      }
    </QueryState>
  );
}
