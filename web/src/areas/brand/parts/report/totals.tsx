import { useTranslation } from "react-i18next";
import { Facts, Figure, Figures, MoneyText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { type Price, type Report, useExact } from "./types";

/** A price, or why there is none: no figures are not the same as zero. */
export function PriceText({ price }: { price: Price }) {
  const { t } = useTranslation("brand");
  const exact = useExact();
  const { amountMinor, currency, reason } = price;
  if (amountMinor !== null) return <>{exact.price({ amountMinor, currency })}</>;
  return <>{reason ? t(`report.noPrice.${reason}`) : "–"}</>;
}

export function Totals({ report }: { report: Report }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const exact = useExact();
  const { total } = report;
  const { cost, engagements, reach, posts, products } = total;
  return (
    <>
      <Figures>
        <Figure
          label={t("report.cost")}
          value={<MoneyText money={cost.converted ?? cost.total} />}
          text={t("report.costText")}
        />
        <Figure
          label={t("report.engagements")}
          value={exact.count(engagements.total)}
          text={t("report.ofPosts", { count: engagements.postsCount })}
        />
        <Figure
          label={t("report.perEngagement")}
          value={<PriceText price={total.costPerEngagement} />}
        />
        <Figure
          label={t("report.views")}
          value={exact.count(reach.views.total)}
          text={t("report.ofPosts", { count: reach.views.postsCount })}
        />
        <Figure
          label={t("report.followers")}
          value={exact.count(reach.followers.total)}
          text={t("report.followersText")}
        />
        <Figure
          label={t("report.posts")}
          value={format.number(posts.liveCount)}
          text={t("report.missingCount", { count: posts.missingCount })}
        />
      </Figures>
      <Panel title={t("report.whereMoney")}>
        <Facts
          items={[
            { label: t("report.fees"), value: <MoneyText money={cost.fees} /> },
            { label: t("report.killFees"), value: <MoneyText money={cost.killFees} /> },
            { label: t("application.platformFee"), value: <MoneyText money={cost.platformFees} /> },
            { label: t("report.undone"), value: <MoneyText money={cost.undone} /> },
            { label: t("documents.total"), value: <MoneyText money={cost.total} /> },
            {
              label: t("report.perViews"),
              value: <PriceText price={total.costPerThousandViews} />,
            },
            {
              label: t("report.perFollowers"),
              value: <PriceText price={total.costPerThousandFollowers} />,
            },
            ...(products.productsCount > 0
              ? [
                  {
                    label: t("report.products"),
                    value: (
                      <>
                        {format.number(products.productsCount)}{" "}
                        {products.values.map((value) => (
                          <MoneyText key={value.currency} money={value} />
                        ))}
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
    </>
  );
}
