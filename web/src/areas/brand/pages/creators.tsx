import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePages, useRead } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { useFormat } from "../../../i18n/format";
import { useDiscoveryColumns } from "../parts/discovery/columns";
import { Compare } from "../parts/discovery/compare";
import { useDiscoveryFilters } from "../parts/discovery/filters";
import { type FoundCreator, filterNames, toQuery } from "../parts/discovery/query";

const comparedMax = 4;

function useChosen() {
  const [creators, setCreators] = useState<readonly FoundCreator[]>([]);
  const has = (id: string) => creators.some((one) => one.id === id);
  return {
    creators,
    isFull: creators.length >= comparedMax,
    has,
    toggle: (creator: FoundCreator) =>
      setCreators((before) =>
        before.some(({ id }) => id === creator.id)
          ? before.filter(({ id }) => id !== creator.id)
          : [...before, creator],
      ),
    clear: () => setCreators([]),
  };
}

/** Everybody one could work with, the most influential first. */
export function Page() {
  const { t } = useTranslation("brand");
  const go = useGo();
  const format = useFormat();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const [settled] = useDebouncedValue(filters, 250);
  const query = toQuery(settled, format.language);
  const creators = usePages("GET /v1/creators", { query });
  const counts = useRead("GET /v1/creators", { query: { ...query, limit: "1", facets: "true" } });
  const chosen = useChosen();
  return (
    <>
      <PageHeader title={t("nav.creators")} text={t("creators.text")} />
      <FilterBar
        filters={useDiscoveryFilters(counts.data?.facets)}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <Text size="sm" mb="xs" role="status">
        {counts.data
          ? t("creators.found", {
              count: counts.data.total,
              total: format.number(counts.data.total),
            })
          : " "}
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t("creators.stated")}
      </Text>
      {chosen.creators.length > 0 ? (
        <Compare creators={chosen.creators} onClear={chosen.clear} />
      ) : null}
      <DataTable
        label={t("nav.creators")}
        {...fromPages(creators)}
        columns={useDiscoveryColumns(chosen)}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/creators/${id}`)}
        empty={
          <EmptyState icon="people" title={t("creators.none")} text={t("creators.noneText")} />
        }
      />
    </>
  );
}
