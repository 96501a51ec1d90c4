import { useTranslation } from "react-i18next";
import { usePages } from "../../../../api/hooks";
import { PageHeader } from "../../../../design/page-header";
import { RowList } from "../../../../design/row-list";
import { EmptyState, ErrorState, LinesSkeleton } from "../../../../design/states";
import { DateText, Panel } from "../../../../design/values";
import { ColumnMapForm } from "../../parts/books/column-map-form";
import { StatementTabs } from "../../parts/books/section-tabs";

function SavedMaps() {
  const { t } = useTranslation("finance");
  const maps = usePages("GET /v1/reconciliation/column-maps");
  if (maps.isPending) return <LinesSkeleton />;
  if (maps.error) return <ErrorState error={maps.error} onRetry={maps.refetch} />;
  if (maps.items.length === 0) {
    return (
      <EmptyState
        icon="columns"
        title={t("statements.map.none")}
        text={t("statements.map.noneText")}
      />
    );
  }
  return (
    <RowList
      rows={maps.items.map(({ id, name, map, createdBy, createdAt }) => ({
        key: id,
        title: name,
        text: Object.values(map.columns).join(", "),
        end: (
          <span>
            {createdBy.name}, <DateText at={createdAt} />
          </span>
        ),
      }))}
    />
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader
        title={t("statements.map.title")}
        text={t("statements.map.text")}
        crumbs={[{ label: t("statements.title"), to: "/finance/statements" }]}
      />
      <StatementTabs />
      <Panel title={t("statements.map.savedMaps")}>
        <SavedMaps />
      </Panel>
      <Panel title={t("statements.map.new")}>
        <ColumnMapForm />
      </Panel>
    </>
  );
}
