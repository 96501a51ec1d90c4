import { List, NumberInput, SimpleGrid, Table, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf, Language } from "../../../../api/contract";
import { useRead } from "../../../../api/hooks";
import { QueryState } from "../../../../design/states";
import { MoneyText, Panel } from "../../../../design/values";
import { useExact } from "./types";

type Comparison = AnswerOf<"GET /v1/campaigns/{campaignId}/report/comparison">;
type Result = NonNullable<Comparison["result"]>;

const countMax = 10_000_000_000;

function Sides({ result }: { result: Result }) {
  const { t } = useTranslation("brand");
  const exact = useExact();
  const { campaign, celebrity, ratios } = result;
  const rows = [
    {
      key: "cost",
      cells: [
        <MoneyText key="campaign" money={campaign.cost} />,
        <MoneyText key="celebrity" money={celebrity.cost} />,
        "",
      ],
    },
    {
      key: "postsCount",
      cells: [exact.count(campaign.postsCount), exact.count(celebrity.postsCount), ""],
    },
    {
      key: "engagements",
      cells: [
        exact.count(campaign.engagements),
        exact.count(celebrity.engagements),
        `${exact.count(ratios.engagements)} ×`,
      ],
    },
    {
      key: "reach",
      cells: [
        exact.count(campaign.reach),
        exact.count(celebrity.reach),
        ratios.reach ? `${exact.count(ratios.reach)} ×` : "–",
      ],
    },
    {
      key: "price",
      cells: [exact.price(campaign.costPerEngagement), exact.price(celebrity.costPerEngagement), ""],
    },
  ] as const;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          <Table.Th ta="right">{t("celebrity.campaign")}</Table.Th>
          <Table.Th ta="right">{t("celebrity.celebrity")}</Table.Th>
          <Table.Th ta="right">{t("celebrity.ratio")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, cells }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row">{t(`celebrity.row.${key}`)}</Table.Th>
            {cells.map((cell, at) => (
              // The three columns have no name but their place.
              // oxlint-disable-next-line react/no-array-index-key
              <Table.Td key={at} ta="right">
                {cell}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The same money for one celebrity: what it would have bought. */
export function Celebrity({ campaignId, asOf }: { campaignId: string; asOf: string | undefined }) {
  const { t, i18n } = useTranslation("brand");
  const [followers, setFollowers] = useState<number | string>("");
  const [engagements, setEngagements] = useState<number | string>("");
  const [asked] = useDebouncedValue({ followers, engagements }, 400);
  const comparison = useRead("GET /v1/campaigns/{campaignId}/report/comparison", {
    params: { campaignId },
    query: {
      language: i18n.language as Language,
      ...(asOf ? { asOf } : {}),
      ...(typeof asked.followers === "number" ? { followers: `${asked.followers}` } : {}),
      ...(typeof asked.engagements === "number"
        ? { engagementsPerPost: `${asked.engagements}` }
        : {}),
    },
  });
  return (
    <Panel title={t("celebrity.title")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
        <NumberInput
          label={t("celebrity.followers")}
          placeholder="2000000"
          min={1}
          max={countMax}
          allowDecimal={false}
          value={followers}
          onChange={setFollowers}
        />
        <NumberInput
          label={t("celebrity.engagements")}
          placeholder="2000"
          min={1}
          max={countMax}
          allowDecimal={false}
          value={engagements}
          onChange={setEngagements}
        />
      </SimpleGrid>
      <QueryState query={comparison}>
        {({ result, reason, assumptions }) => (
          <>
            {result ? (
              <Sides result={result} />
            ) : (
              <Text c="dimmed">{reason ? t(`report.noPrice.${reason}`) : null}</Text>
            )}
            <List size="sm" mt="sm" c="dimmed">
              {assumptions.map(({ code, text }) => (
                <List.Item key={code}>{text}</List.Item>
              ))}
            </List>
          </>
        )}
      </QueryState>
    </Panel>
  );
}
