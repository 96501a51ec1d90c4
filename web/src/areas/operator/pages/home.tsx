import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, ErrorState, LinesSkeleton } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";

function Consultations() {
  const { t } = useTranslation("operator");
  const inbox = usePages("GET /v1/consultations", { query: { limit: "10" } }, { isLive: true });
  return (
    <Panel title={t("home.consultations")}>
      {inbox.isPending ? <LinesSkeleton /> : null}
      {inbox.error ? <ErrorState error={inbox.error} onRetry={inbox.refetch} /> : null}
      {!inbox.isPending && inbox.items.length === 0 ? (
        <EmptyState title={t("home.noConsultations")} text={t("home.noConsultationsText")} />
      ) : (
        <RowList
          rows={inbox.items.map((entry) => ({
            key: entry.id,
            title: entry.name,
            text: <DateText at={entry.statusAt} hasDistance />,
          }))}
        />
      )}
    </Panel>
  );
}

function Disputes() {
  const { t } = useTranslation("operator");
  const disputes = usePages("GET /v1/disputes", { query: { limit: "10" } }, { isLive: true });
  return (
    <Panel title={t("home.disputes")}>
      {disputes.isPending ? <LinesSkeleton /> : null}
      {disputes.error ? <ErrorState error={disputes.error} onRetry={disputes.refetch} /> : null}
      {!disputes.isPending && disputes.items.length === 0 ? (
        <EmptyState icon="check" title={t("home.noDisputes")} text={t("home.noDisputesText")} />
      ) : (
        <RowList
          rows={disputes.items.map((entry) => ({
            key: entry.id,
            title: <DateText at={entry.openedAt} hasDistance />,
          }))}
        />
      )}
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  return (
    <>
      <PageHeader title={t("home.title")} text={t("home.text")} />
      <Disputes />
      <Consultations />
    </>
  );
}
