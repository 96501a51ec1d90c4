import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { useCountryOptions } from "../../../design/country-options";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { useNicheNames } from "../../../design/niche-names";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { CampaignCard } from "../parts/campaign-card";
import { CardList } from "../parts/card-list";
import { usePlatformOptions } from "../parts/words";

export function Page() {
  const { t } = useTranslation("public");
  const platforms = usePlatformOptions();
  const niches = useNicheNames();
  const countries = useCountryOptions();
  const [values, set, clear] = useFilters(["platform", "niche", "country"] as const);
  // What stands in the address is whatever somebody typed; the server says when it knows no such value.
  const campaigns = usePages("GET /v1/open-campaigns", { query: values as object });
  return (
    <>
      <PageHeader title={t("campaigns.title")} text={t("campaigns.text")} />
      <FilterBar
        values={values}
        onChange={set}
        onClear={clear}
        filters={[
          { name: "platform", label: t("filter.platform"), kind: "choice", options: platforms },
          { name: "niche", label: t("filter.niche"), kind: "choice", options: niches.options },
          { name: "country", label: t("filter.country"), kind: "choice", options: countries },
        ]}
      />
      <h2 className="visually-hidden">{t("campaigns.list")}</h2>
      <CardList
        pages={campaigns}
        keyOf={({ id }) => id}
        card={(campaign) => <CampaignCard campaign={campaign} />}
        empty={
          <EmptyState icon="campaign" title={t("campaigns.none")} text={t("campaigns.noneText")} />
        }
      />
    </>
  );
}
