import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { useCountryOptions } from "../../../design/country-options";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { useNicheNames } from "../../../design/niche-names";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { CardList } from "../parts/card-list";
import { CreatorCard } from "../parts/creator-card";
import { usePlatformOptions } from "../parts/words";

const names = ["niche", "platform", "country", "followersMin", "followersMax"] as const;
const steps = ["1000", "10000", "50000", "100000", "1000000"] as const;

export function Page() {
  const { t, i18n } = useTranslation("public");
  const platforms = usePlatformOptions();
  const niches = useNicheNames();
  const countries = useCountryOptions();
  const [values, set, clear] = useFilters(names);
  const creators = usePages("GET /v1/creators", { query: values as object });
  const counts = steps.map((value) => ({
    value,
    label: new Intl.NumberFormat(i18n.language).format(Number(value)),
  }));
  return (
    <>
      <PageHeader title={t("creators.title")} text={t("creators.text")} />
      <FilterBar
        values={values}
        onChange={set}
        onClear={clear}
        filters={[
          { name: "niche", label: t("filter.niche"), kind: "choice", options: niches.options },
          { name: "platform", label: t("filter.platform"), kind: "choice", options: platforms },
          { name: "country", label: t("filter.country"), kind: "choice", options: countries },
          {
            name: "followersMin",
            label: t("filter.followersMin"),
            kind: "choice",
            options: counts,
          },
          {
            name: "followersMax",
            label: t("filter.followersMax"),
            kind: "choice",
            options: counts,
          },
        ]}
      />
      <h2 className="visually-hidden">{t("creators.list")}</h2>
      <CardList
        pages={creators}
        keyOf={({ id }) => id}
        card={(creator) => <CreatorCard creator={creator} />}
        empty={
          <EmptyState icon="people" title={t("creators.none")} text={t("creators.noneText")} />
        }
      />
    </>
  );
}
