import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { platforms } from "../../../design/pieces";
import { EmptyState } from "../../../design/states";
import { useFormat } from "../../../i18n/format";
import { useCountries, useNiches, usePlatforms } from "../parts/words";

type Creator = ItemOf<"GET /v1/creators">;
type Query = NonNullable<RequestOf<"GET /v1/creators">["query"]>;

const names = ["niche", "platform", "country", "followersMin", "followersMax"] as const;

/** The account with the most followers says how large somebody's audience is. */
function largest({ socialAccounts }: Creator) {
  return socialAccounts.toSorted((one, other) => other.followersCount - one.followersCount)[0];
}

function rateOf(creator: Creator): number {
  const account = largest(creator);
  return account && account.followersCount > 0
    ? account.averageEngagementsCount / account.followersCount
    : 0;
}

function useColumns(): readonly Column<Creator>[] {
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
      sortBy: ({ displayName }) => displayName,
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
      sortBy: ({ country }) => (country ? format.country(country) : ""),
    },
    {
      id: "platforms",
      header: t("creators.platforms"),
      cell: ({ socialAccounts }) =>
        [...new Set(socialAccounts.map(({ platform }) => t(`platform.${platform}`)))].join(", ") ||
        "–",
    },
    {
      id: "followers",
      header: t("creators.followers"),
      isNumber: true,
      cell: (creator) => {
        const account = largest(creator);
        return account ? format.number(account.followersCount) : "–";
      },
      sortBy: (creator) => largest(creator)?.followersCount ?? 0,
    },
    {
      id: "rate",
      header: t("creators.engagement"),
      isNumber: true,
      cell: (creator) =>
        largest(creator)
          ? format.number(rateOf(creator), { style: "percent", maximumFractionDigits: 1 })
          : "–",
      sortBy: rateOf,
    },
  ];
}

/** Only what the API knows may be asked; a mistyped number in the address is left out. */
function toQuery(filters: Partial<Record<(typeof names)[number], string>>): Query {
  const { niche, platform, country, followersMin, followersMax } = filters;
  const known = platforms.find((value) => value === platform);
  const isCount = (text: string | undefined) => text !== undefined && /^\d{1,9}$/.test(text);
  return {
    ...(niche ? { niche: niche as NonNullable<Query["niche"]> } : {}),
    ...(known ? { platform: known } : {}),
    ...(country ? { country } : {}),
    ...(isCount(followersMin) ? { followersMin } : {}),
    ...(isCount(followersMax) ? { followersMax } : {}),
  };
}

export function Page() {
  const { t } = useTranslation("brand");
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(names);
  const { options: niches } = useNiches();
  const creators = usePages("GET /v1/creators", { query: toQuery(filters) });
  const platformOptions = usePlatforms();
  const countries = useCountries();
  return (
    <>
      <PageHeader title={t("nav.creators")} text={t("creators.text")} />
      <FilterBar
        filters={[
          {
            name: "niche",
            kind: "choice",
            label: t("creators.niche"),
            options: niches,
            isSearchable: true,
          },
          {
            name: "platform",
            kind: "choice",
            label: t("wizard.platform"),
            options: platformOptions,
          },
          {
            name: "country",
            kind: "choice",
            label: t("creators.country"),
            options: countries,
            isSearchable: true,
          },
          { name: "followersMin", kind: "text", label: t("wizard.followersMin") },
          { name: "followersMax", kind: "text", label: t("wizard.followersMax") },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <Text size="sm" c="dimmed" mb="xs">
        {t("creators.stated")}
      </Text>
      <DataTable
        label={t("nav.creators")}
        {...fromPages(creators)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/creators/${id}`)}
        empty={
          <EmptyState icon="people" title={t("creators.none")} text={t("creators.noneText")} />
        }
      />
    </>
  );
}
