import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RowList } from "../../../../design/row-list";
import { Figure, Figures, MoneyText, Panel } from "../../../../design/values";
import { showDecimal, useFormat } from "../../../../i18n/format";
import { ChosenTable } from "./chosen-table";
import { Comparison } from "./comparison";
import type { Portfolio, Wishes } from "./types";

function Totals({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { totals, proof, budget, budgetPrice, currency, candidatesCount } = portfolio;
  const isBest = /^0(?:\.0+)?$/.test(proof.gapPercent);
  return (
    <Figures>
      <Figure
        label={t("portfolio.chosen")}
        value={format.number(totals.creatorsCount)}
        text={t("portfolio.outOf", {
          count: candidatesCount,
          total: format.number(candidatesCount),
        })}
      />
      <Figure
        label={t("portfolio.price")}
        value={<MoneyText money={totals.price} />}
        text={
          <>
            {t("portfolio.ofBudget")} <MoneyText money={budget} />
          </>
        }
      />
      <Figure label={t("portfolio.engagements")} value={format.number(totals.engagements)} />
      <Figure
        label={t("portfolio.reach")}
        value={format.number(totals.reach)}
        text={t("portfolio.reachText")}
      />
      <Figure
        label={t("portfolio.gap")}
        value={
          isBest ? t("portfolio.gapNone") : `${showDecimal(proof.gapPercent, format.language)} %`
        }
        text={t(isBest ? "portfolio.gapNoneText" : "portfolio.gapText")}
      />
      <Figure
        label={t("portfolio.budgetPrice", { currency })}
        value={showDecimal(budgetPrice.replace("-", ""), format.language)}
        text={t("portfolio.budgetPriceText")}
      />
    </Figures>
  );
}

function Swaps({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const names = new Map(portfolio.chosen.map((one) => [one.creatorId, one.displayName]));
  if (portfolio.swaps.length === 0) return null;
  const signed = (decimal: string) =>
    decimal.startsWith("-")
      ? `−${showDecimal(decimal.slice(1), format.language)}`
      : `+${showDecimal(decimal, format.language)}`;
  return (
    <Panel title={t("portfolio.swaps")}>
      <RowList
        rows={portfolio.swaps.map(({ leaves, comes, priceChange, valueChange }) => ({
          key: `${leaves} ${comes.creatorId}`,
          to: `/brand/creators/${comes.creatorId}`,
          title: t("portfolio.swap", {
            comes: comes.displayName,
            leaves: names.get(leaves) ?? "–",
          }),
          text: (
            <>
              {t("portfolio.price")}: <MoneyText money={priceChange} /> · {t("portfolio.value")}:{" "}
              {signed(valueChange)}
            </>
          ),
        }))}
      />
    </Panel>
  );
}

/** The chosen set, how good it is, and what it is worth beside others. */
export function PortfolioResult({ portfolio, wishes }: { portfolio: Portfolio; wishes: Wishes }) {
  const { t } = useTranslation("brand");
  return (
    <section aria-label={t("portfolio.result")} aria-busy={wishes.isBusy}>
      <Totals portfolio={portfolio} />
      <Panel title={t("portfolio.who")}>
        <Text size="sm" c="dimmed" mb="sm">
          {t("portfolio.whoText")}
        </Text>
        <ChosenTable portfolio={portfolio} wishes={wishes} />
      </Panel>
      <Comparison portfolio={portfolio} />
      <Swaps portfolio={portfolio} />
    </section>
  );
}
