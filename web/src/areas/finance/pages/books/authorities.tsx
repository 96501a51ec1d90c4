import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages, useRead } from "../../../../api/hooks";
import { PageLink } from "../../../../app/links";
import { useSession } from "../../../../app/session";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText, MoneyText, Panel } from "../../../../design/values";
import { RemittanceForm } from "../../parts/books/remittance-form";
import { Remittances } from "../../parts/books/remittances";
import { TreasuryTabs } from "../../parts/books/section-tabs";

type Holding = ItemOf<"GET /v1/authorities/holdings">;
type Claim = ItemOf<"GET /v1/authorities/claims">;

function Holdings() {
  const { t } = useTranslation("finance");
  const holdings = useRead("GET /v1/authorities/holdings", {}, { isLive: true });
  const columns: Column<Holding>[] = [
    {
      id: "holding",
      header: t("treasury.authority.holding"),
      isMain: true,
      cell: ({ holding }) => t(`treasury.authority.holdings.${holding}`),
    },
    {
      id: "place",
      header: t("treasury.authority.place"),
      cell: ({ jurisdiction }) => jurisdiction ?? "–",
    },
    {
      id: "held",
      header: t("treasury.authority.held"),
      isNumber: true,
      cell: ({ held }) => <MoneyText money={held} />,
    },
    {
      id: "unsettled",
      header: t("treasury.authority.unsettled"),
      isNumber: true,
      cell: ({ unsettled }) => <MoneyText money={unsettled} />,
    },
    {
      id: "owed",
      header: t("treasury.authority.owedToUs"),
      isNumber: true,
      cell: ({ owedToUs }) => <MoneyText money={owedToUs} />,
    },
  ];
  return (
    <DataTable
      label={t("treasury.authority.heldTitle")}
      rows={holdings.data?.items ?? []}
      isPending={holdings.isPending}
      error={holdings.error}
      onRetry={() => void holdings.refetch()}
      columns={columns}
      keyOf={({ holding, jurisdiction, held }) => `${holding} ${jurisdiction} ${held.currency}`}
      empty={
        <EmptyState
          icon="check"
          title={t("treasury.authority.noHoldings")}
          text={t("treasury.authority.noHoldingsText")}
        />
      }
    />
  );
}

function Claims() {
  const { t } = useTranslation("finance");
  const claims = usePages("GET /v1/authorities/claims");
  const columns: Column<Claim>[] = [
    {
      id: "cheque",
      header: t("treasury.authority.cheque"),
      isMain: true,
      cell: ({ id, chequeNumber }) => (
        <PageLink to={`/finance/cheques/${id}`}>{chequeNumber}</PageLink>
      ),
    },
    { id: "payee", header: t("treasury.authority.payee"), cell: ({ payeeName }) => payeeName },
    {
      id: "place",
      header: t("treasury.authority.place"),
      cell: ({ jurisdiction }) => jurisdiction,
    },
    {
      id: "owed",
      header: t("treasury.authority.owedToUs"),
      isNumber: true,
      cell: ({ owed }) => <MoneyText money={owed} />,
    },
    {
      id: "returned",
      header: t("treasury.authority.returned"),
      isNumber: true,
      cell: ({ returned }) => <MoneyText money={returned} />,
    },
    {
      id: "cleared",
      header: t("treasury.authority.cleared"),
      cell: ({ clearedOn }) => (clearedOn ? <DateText at={clearedOn} /> : "–"),
    },
  ];
  return (
    <DataTable
      label={t("treasury.authority.claims")}
      {...fromPages(claims)}
      columns={columns}
      keyOf={({ id }) => id}
      empty={<EmptyState icon="check" title={t("treasury.authority.noClaims")} />}
    />
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  return (
    <>
      <PageHeader
        title={t("treasury.authority.title")}
        text={t("treasury.authority.text")}
        crumbs={[{ label: t("treasury.title"), to: "/finance/treasury" }]}
      />
      <TreasuryTabs />
      <Panel title={t("treasury.authority.heldTitle")}>
        <Holdings />
      </Panel>
      <Panel title={t("treasury.authority.remittances")}>
        <Remittances />
      </Panel>
      {hasRole("finance_maker") ? (
        <Panel title={t("treasury.authority.prepare")}>
          <RemittanceForm />
        </Panel>
      ) : null}
      <Panel title={t("treasury.authority.claims")}>
        <Claims />
      </Panel>
    </>
  );
}
