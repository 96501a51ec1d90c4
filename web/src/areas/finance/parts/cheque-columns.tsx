import { useTranslation } from "react-i18next";
import { PageLink } from "../../../app/links";
import type { Column } from "../../../design/data-table-types";
import { ChequeStatus } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import type { Cheque } from "./cheque-tools";

export function useChequeColumns(): readonly Column<Cheque>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "number",
      header: t("cheques.number"),
      isMain: true,
      width: "7rem",
      sortBy: (row) => BigInt(row.number),
      cell: (row) => <PageLink to={`/finance/cheques/${row.id}`}>{row.number}</PageLink>,
    },
    {
      id: "payee",
      header: t("cheques.payee"),
      sortBy: (row) => row.payeeName,
      cell: (row) => <span style={{ overflowWrap: "anywhere" }}>{row.payeeName}</span>,
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "status",
      header: t("payouts.status"),
      sortBy: (row) => row.status,
      cell: (row) => <ChequeStatus status={row.status} />,
    },
    {
      id: "issued",
      header: t("cheques.issuedOn"),
      sortBy: (row) => row.issuedOn ?? "",
      cell: (row) => (row.issuedOn ? <DateText at={row.issuedOn} /> : "–"),
    },
    {
      id: "stale",
      header: t("cheques.staleOn"),
      isHiddenAtFirst: true,
      cell: (row) => (row.staleOn ? <DateText at={row.staleOn} hasDistance /> : "–"),
    },
    {
      id: "cleared",
      header: t("cheques.clearedOn"),
      isHiddenAtFirst: true,
      cell: (row) => (row.clearedOn ? <DateText at={row.clearedOn} /> : "–"),
    },
    { id: "account", header: t("cheques.account"), cell: (row) => row.bankAccountCode },
    {
      id: "since",
      header: t("payouts.since"),
      isHiddenAtFirst: true,
      cell: (row) => <DateText at={row.statusAt} />,
    },
  ];
}
