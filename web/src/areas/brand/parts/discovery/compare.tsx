import { Button, Table } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../../../app/links";
import { DateText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { useLanguages, useNiches } from "../words";
import { rateOf } from "./columns";
import { InfluenceText } from "./influence";
import type { FoundCreator } from "./query";

interface CompareProps {
  creators: readonly FoundCreator[];
  onClear(): void;
}

function useRows(): readonly { name: string; cell(creator: FoundCreator): ReactNode }[] {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { nameOf } = useNiches();
  const languages = new Map<string, string>(
    useLanguages().map(({ value, label }) => [value, label]),
  );
  const percent = (value: number | undefined) =>
    value === undefined ? "–" : format.percent(value);
  return [
    {
      name: t("creators.influence"),
      cell: ({ influence }) => <InfluenceText influence={influence} />,
    },
    { name: t("creators.engagement"), cell: (creator) => percent(rateOf(creator)) },
    { name: t("creators.followers"), cell: ({ reach }) => format.number(reach) },
    {
      name: t("creators.platforms"),
      cell: ({ socialAccounts }) => (
        <>
          {socialAccounts.map(({ id, platform, followersCount, averageEngagementsCount }) => (
            <div key={id}>
              {t(`platform.${platform}`)}: {format.number(followersCount)} ·{" "}
              {t("creators.perPost", { count: averageEngagementsCount })}
            </div>
          ))}
        </>
      ),
    },
    {
      name: t("wizard.niches"),
      cell: ({ niches }) => niches.map(nameOf).join(", ") || "–",
    },
    {
      name: t("creators.country"),
      cell: ({ country }) => (country ? format.country(country) : "–"),
    },
    {
      name: t("wizard.languages"),
      cell: (creator) =>
        creator.languages.map((code) => languages.get(code) ?? code).join(", ") || "–",
    },
    {
      name: t("creators.free"),
      cell: ({ freeAgainOn }) =>
        freeAgainOn ? <DateText at={freeAgainOn} /> : t("creators.freeNow"),
    },
  ];
}

/** Up to four creators side by side. */
export function Compare({ creators, onClear }: CompareProps) {
  const { t } = useTranslation("brand");
  const rows = useRows();
  return (
    <Panel title={t("creators.compared")}>
      <Table.ScrollContainer minWidth={480} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {creators.map(({ id, displayName }) => (
                <Table.Th key={id} scope="col">
                  <PageLink to={`/brand/creators/${id}`}>{displayName}</PageLink>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, cell }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                {creators.map((creator) => (
                  <Table.Td key={creator.id}>{cell(creator)}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Button variant="default" mt="sm" onClick={onClear}>
        {t("creators.compareEnd")}
      </Button>
    </Panel>
  );
}
