import { useTranslation } from "react-i18next";
import { PageLink } from "../../../app/links";
import type { Column } from "../../../design/data-table-types";
import { PayoutStatus } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import { AttemptStatus, type Payout, RailText, useHoldTitle } from "./payout-words";
import { ReceiverText } from "./receiver";

/** Columns of every table of payouts; pages choose and add. */
export function usePayoutColumns(): Record<
  "creator" | "amount" | "rail" | "receiver" | "status" | "since" | "holds" | "attempt",
  Column<Payout>
> {
  const { t } = useTranslation("finance");
  const holdTitle = useHoldTitle();
  return {
    creator: {
      id: "creator",
      header: t("payouts.creator"),
      isMain: true,
      sortBy: (row) => row.creatorName,
      cell: (row) => (
        <PageLink to={`/finance/payouts/${row.id}`}>{row.creatorName}</PageLink>
      ),
    },
    amount: {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    rail: {
      id: "rail",
      header: t("payouts.railLabel"),
      sortBy: (row) => row.rail ?? "",
      cell: (row) => <RailText rail={row.rail} />,
    },
    receiver: {
      id: "receiver",
      header: t("payouts.receiver"),
      cell: (row) => <ReceiverText receiver={row.receiver} />,
    },
    status: {
      id: "status",
      header: t("payouts.status"),
      sortBy: (row) => row.status,
      cell: (row) => <PayoutStatus status={row.status} />,
    },
    since: {
      id: "since",
      header: t("payouts.since"),
      sortBy: (row) => row.statusAt,
      cell: (row) => <DateText at={row.statusAt} />,
    },
    holds: {
      id: "holds",
      header: t("payouts.waitsFor"),
      cell: (row) =>
        row.holds.length === 0 ? "–" : row.holds.map(({ kind }) => holdTitle(kind)).join(", "),
    },
    attempt: {
      id: "attempt",
      header: t("payouts.attempt"),
      cell: (row) => (row.attemptState ? <AttemptStatus state={row.attemptState} /> : "–"),
    },
  };
}
