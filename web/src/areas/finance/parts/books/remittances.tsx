import { useTranslation } from "react-i18next";
import type { ItemOf, ReadKey } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { EmptyState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { MoneyText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { TwoPersonActions } from "./two-person-actions";

type Remittance = ItemOf<"GET /v1/authorities/remittances">;
const invalidates: readonly ReadKey[] = [
  "GET /v1/authorities/remittances",
  "GET /v1/authorities/holdings",
  "GET /v1/authorities/claims",
  "GET /v1/treasury",
];
const tones: Record<Remittance["status"], Tone> = {
  proposed: "waiting",
  remitted: "good",
  declined: "quiet",
};

function Actions({ remittance }: { remittance: Remittance }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const approve = useWrite("POST /v1/authorities/remittances/{remittanceId}/approve", {
    invalidates,
  });
  const decline = useWrite("POST /v1/authorities/remittances/{remittanceId}/decline", {
    invalidates,
  });
  if (remittance.status !== "proposed") return <span>{remittance.decidedBy?.name}</span>;
  const { id, contentHash, holding, direction, jurisdiction, amount, returns } = remittance;
  const params = { remittanceId: id };
  return (
    <TwoPersonActions
      proposedById={remittance.proposedBy.id}
      title={t("treasury.authority.sign")}
      text={t("treasury.authority.signText")}
      facts={[
        {
          label: t("treasury.authority.holding"),
          value: t(`treasury.authority.holdings.${holding}`),
        },
        {
          label: t("treasury.authority.direction"),
          value: t(`treasury.authority.directions.${direction}`),
        },
        { label: t("treasury.authority.jurisdiction"), value: jurisdiction },
        { label: t("treasury.authority.account"), value: remittance.bankAccountCode },
        { label: t("breaks.amount"), value: <MoneyText money={amount} /> },
        { label: t("treasury.topUp.reference"), value: remittance.reference },
        { label: t("treasury.authority.cheques"), value: format.number(returns.length) },
        { label: t("breaks.posting.proposedBy"), value: remittance.proposedBy.name },
      ]}
      hash={contentHash}
      approve={approve}
      approveRequest={{ params, body: { contentHash } }}
      decline={decline}
      declineRequest={{ params }}
    />
  );
}

function useColumns(): Column<Remittance>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "reference",
      header: t("treasury.topUp.reference"),
      isMain: true,
      cell: ({ reference }) => reference,
    },
    {
      id: "what",
      header: t("treasury.authority.holding"),
      cell: ({ holding, direction }) => (
        <>
          {t(`treasury.authority.holdings.${holding}`)}
          <div>{t(`treasury.authority.directions.${direction}`)}</div>
        </>
      ),
    },
    {
      id: "place",
      header: t("treasury.authority.place"),
      cell: ({ jurisdiction }) => jurisdiction,
    },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
    },
    {
      id: "status",
      header: t("breaks.status"),
      cell: ({ status }) => (
        <StatusBadge tone={tones[status]} label={t(`treasury.authority.status.${status}`)} />
      ),
    },
    { id: "by", header: t("breaks.posting.proposedBy"), cell: ({ proposedBy }) => proposedBy.name },
    { id: "act", header: t("treasury.act"), cell: (row) => <Actions remittance={row} /> },
  ];
}

export function Remittances() {
  const { t } = useTranslation("finance");
  const remittances = usePages("GET /v1/authorities/remittances", {}, { isLive: true });
  const columns = useColumns();
  return (
    <DataTable
      label={t("treasury.authority.remittances")}
      {...fromPages(remittances)}
      columns={columns}
      keyOf={({ id }) => id}
      empty={
        <EmptyState
          icon="send"
          title={t("treasury.authority.none")}
          text={t("treasury.authority.noneText")}
        />
      }
    />
  );
}
