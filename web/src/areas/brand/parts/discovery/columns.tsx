import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../../../app/links";
import type { Column } from "../../../../design/data-table-types";
import { useFormat } from "../../../../i18n/format";
import { useNiches } from "../words";
import { InfluenceText } from "./influence";
import type { FoundCreator } from "./query";

/** Likes and comments of one post for each follower, over all accounts. */
export function rateOf({ socialAccounts }: FoundCreator): number | undefined {
  const sum = { followers: 0, engagements: 0 };
  for (const { followersCount, averageEngagementsCount } of socialAccounts) {
    sum.followers += followersCount;
    sum.engagements += averageEngagementsCount;
  }
  return sum.followers > 0 ? sum.engagements / sum.followers : undefined;
}

interface Chosen {
  isFull: boolean;
  has(id: string): boolean;
  toggle(creator: FoundCreator): void;
}

export function useDiscoveryColumns(chosen: Chosen): readonly Column<FoundCreator>[] {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { nameOf } = useNiches();
  return [
    {
      id: "name",
      header: t("applicants.creator"),
      isMain: true,
      cell: ({ id, displayName }) => (
        <PageLink to={`/brand/creators/${id}`}>{displayName}</PageLink>
      ),
    },
    {
      id: "niches",
      header: t("wizard.niches"),
      cell: ({ niches }) => niches.map(nameOf).join(", ") || "–",
    },
    {
      id: "country",
      header: t("creators.country"),
      cell: ({ country }) => (country ? format.country(country) : "–"),
    },
    {
      id: "platforms",
      header: t("creators.platforms"),
      cell: ({ socialAccounts }) =>
        [...new Set(socialAccounts.map(({ platform }) => t(`platform.${platform}`)))].join(", ") ||
        "–",
    },
    {
      id: "reach",
      header: t("creators.followers"),
      isNumber: true,
      cell: ({ reach }) => format.number(reach),
    },
    {
      id: "rate",
      header: t("creators.engagement"),
      isNumber: true,
      cell: (creator) => {
        const rate = rateOf(creator);
        return rate === undefined ? "–" : format.percent(rate);
      },
    },
    {
      id: "influence",
      header: t("creators.influence"),
      cell: ({ influence }) => <InfluenceText influence={influence} />,
    },
    {
      id: "compare",
      header: t("creators.compare"),
      width: "7rem",
      cell: (creator) => (
        <Checkbox
          aria-label={t("creators.compareName", { name: creator.displayName })}
          checked={chosen.has(creator.id)}
          disabled={chosen.isFull && !chosen.has(creator.id)}
          onChange={() => chosen.toggle(creator)}
          // The row opens on a click; its box does not.
          onClick={(event) => event.stopPropagation()}
        />
      ),
    },
  ];
}
