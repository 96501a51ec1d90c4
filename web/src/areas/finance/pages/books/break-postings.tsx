import { useTranslation } from "react-i18next";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { PostingList } from "../../parts/books/posting-list";
import { BreakTabs } from "../../parts/books/section-tabs";

const statuses = ["proposed", "posted", "withdrawn"] as const;

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(["status"]);
  const status = statuses.find((one) => one === values.status) ?? "proposed";
  return (
    <>
      <PageHeader
        title={t("breaks.postings.title")}
        text={t("breaks.postings.text")}
        crumbs={[{ label: t("breaks.title"), to: "/finance/breaks" }]}
      />
      <BreakTabs />
      <FilterBar
        filters={[
          {
            name: "status",
            label: t("breaks.status"),
            kind: "choice",
            options: statuses.map((value) => ({
              value,
              label: t(`breaks.posting.status.${value}`),
            })),
          },
        ]}
        values={{ status, ...values }}
        onChange={set}
        onClear={clear}
      />
      <PostingList
        query={{ status }}
        empty={
          <EmptyState
            icon="check"
            title={t("breaks.postings.none")}
            text={t("breaks.postings.noneText")}
          />
        }
      />
    </>
  );
}
