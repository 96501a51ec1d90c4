import { NumberInput, SimpleGrid, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../../../design/bar-chart";
import { Panel } from "../../../../design/values";
import type { Portfolio } from "./types";

/** The example that the report compares with, too. */
const celebrityAtFirst = { followers: 2_000_000, engagements: 2_000 };
const countMost = 10_000_000_000;

/** Beside the simple rule, and beside one celebrity who takes the same money for one post. */
export function Comparison({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation("brand");
  const [followers, setFollowers] = useState<number | string>(celebrityAtFirst.followers);
  const [engagements, setEngagements] = useState<number | string>(celebrityAtFirst.engagements);
  const asCount = (value: number | string) => (typeof value === "number" ? value : 0);
  const sides = [
    { category: t("portfolio.side.these"), ...portfolio.totals },
    ...(portfolio.greedy
      ? [{ category: t("portfolio.side.greedy"), ...portfolio.greedy.totals }]
      : []),
    {
      category: t("portfolio.side.celebrity"),
      engagements: asCount(engagements),
      reach: asCount(followers),
    },
  ];
  return (
    <Panel title={t("portfolio.compared")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("portfolio.comparedText")}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
        <NumberInput
          label={t("celebrity.followers")}
          min={0}
          max={countMost}
          allowDecimal={false}
          thousandSeparator=" "
          value={followers}
          onChange={setFollowers}
        />
        <NumberInput
          label={t("celebrity.engagements")}
          min={0}
          max={countMost}
          allowDecimal={false}
          thousandSeparator=" "
          value={engagements}
          onChange={setEngagements}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {(["engagements", "reach"] as const).map((name) => (
          <div key={name}>
            <Text fw={600} mb="xs">
              {t(`portfolio.${name}`)}
            </Text>
            <BarChart
              label={t(`portfolio.${name}`)}
              categoryLabel={t("portfolio.side.title")}
              rows={sides.map((side) => ({
                category: side.category,
                values: { [name]: side[name] },
              }))}
              series={[{ name, label: t(`portfolio.${name}`) }]}
              height={240}
            />
          </div>
        ))}
      </SimpleGrid>
    </Panel>
  );
}
