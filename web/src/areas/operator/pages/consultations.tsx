import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { useMe } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { PersonName } from "../parts/person-name";
import { ConsultationState } from "../parts/states";

type Request = ItemOf<"GET /v1/consultations">;

const statuses = ["new", "in_progress", "answered", "closed"] as const;
const languages = ["en", "id", "th"] as const;

function useColumns(): readonly Column<Request>[] {
  const { t } = useTranslation("operator");
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("consultations.who"),
      isMain: true,
      cell: ({ id, name, company }) => (
        <PageLink to={`/operator/consultations/${id}`}>
          {company ? `${name}, ${company}` : name}
        </PageLink>
      ),
    },
    {
      id: "state",
      header: t("consultations.state"),
      cell: ({ status }) => <ConsultationState status={status} />,
    },
    {
      id: "country",
      header: t("consultations.country"),
      cell: ({ country }) => (country ? format.country(country) : "–"),
    },
    {
      id: "language",
      header: t("consultations.language"),
      cell: ({ locale }) => t(`languages.${locale}`),
    },
    {
      id: "owner",
      header: t("consultations.owner"),
      cell: ({ ownerId }) => (ownerId ? <PersonName id={ownerId} /> : t("consultations.nobody")),
    },
    {
      id: "at",
      header: t("consultations.asked"),
      cell: ({ requestedAt }) => <DateText at={requestedAt} />,
      sortBy: ({ requestedAt }) => requestedAt,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("operator");
  const go = useGo();
  const me = useMe();
  const [filters, setFilter, clear] = useFilters(["status", "ownerId", "locale"]);
  const query = filters as {
    status?: Request["status"];
    ownerId?: string;
    locale?: Request["locale"];
  };
  const inbox = usePages("GET /v1/consultations", { query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("consultations.title")} text={t("consultations.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("consultations.state"),
            options: statuses.map((value) => ({ value, label: t(`consultations.is.${value}`) })),
          },
          {
            name: "ownerId",
            kind: "choice",
            label: t("consultations.owner"),
            options: [{ value: me.id, label: t("consultations.mine") }],
          },
          {
            name: "locale",
            kind: "choice",
            label: t("consultations.language"),
            options: languages.map((value) => ({ value, label: t(`languages.${value}`) })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(inbox)}
        label={t("consultations.title")}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/operator/consultations/${id}`)}
        empty={<EmptyState title={t("consultations.none")} text={t("consultations.noneText")} />}
      />
    </>
  );
}
