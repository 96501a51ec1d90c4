import { useTranslation } from "react-i18next";
import type { ItemOf, ReadKey } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { DateText, MoneyText, Panel } from "../../../../design/values";
import { ConversionForm } from "../../parts/books/conversion-form";
import { TreasuryTabs } from "../../parts/books/section-tabs";
import { TwoPersonActions } from "../../parts/books/two-person-actions";

type Conversion = ItemOf<"GET /v1/treasury/conversions">;
const invalidates: readonly ReadKey[] = ["GET /v1/treasury/conversions", "GET /v1/treasury"];
const tones: Record<Conversion["status"], Tone> = {
  proposed: "waiting",
  booked: "good",
  declined: "quiet",
};

function Actions({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation("finance");
  const approve = useWrite("POST /v1/treasury/conversions/{conversionId}/approve", { invalidates });
  const decline = useWrite("POST /v1/treasury/conversions/{conversionId}/decline", { invalidates });
  const { id, contentHash, account, intoAccount, from, into, reference, convertedAt } = conversion;
  if (conversion.status !== "proposed") return <span>{conversion.decidedBy?.name}</span>;
  const params = { conversionId: id };
  return (
    <TwoPersonActions
      proposedById={conversion.proposedBy.id}
      title={t("treasury.conversion.sign")}
      text={t("treasury.conversion.signText")}
      facts={[
        { label: t("treasury.conversion.account"), value: account },
        { label: t("treasury.conversion.from"), value: <MoneyText money={from} /> },
        { label: t("treasury.conversion.intoAccount"), value: intoAccount },
        { label: t("treasury.conversion.into"), value: <MoneyText money={into} /> },
        { label: t("treasury.conversion.reference"), value: reference },
        {
          label: t("treasury.conversion.day"),
          value: <DateText at={convertedAt} zone="UTC" />,
        },
        { label: t("breaks.posting.proposedBy"), value: conversion.proposedBy.name },
      ]}
      hash={contentHash}
      approve={approve}
      approveRequest={{ params, body: { contentHash } }}
      decline={decline}
      declineRequest={{ params }}
    />
  );
}

function useColumns(): Column<Conversion>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "reference",
      header: t("treasury.conversion.reference"),
      isMain: true,
      cell: ({ reference }) => reference,
    },
    {
      id: "from",
      header: t("treasury.conversion.from"),
      isNumber: true,
      cell: ({ from, account }) => (
        <>
          <MoneyText money={from} /> <div>{account}</div>
        </>
      ),
    },
    {
      id: "into",
      header: t("treasury.conversion.into"),
      isNumber: true,
      cell: ({ into, intoAccount }) => (
        <>
          <MoneyText money={into} /> <div>{intoAccount}</div>
        </>
      ),
    },
    {
      id: "day",
      header: t("treasury.conversion.day"),
      cell: ({ convertedAt }) => <DateText at={convertedAt} zone="UTC" />,
      sortBy: ({ convertedAt }) => convertedAt,
    },
    {
      id: "status",
      header: t("breaks.status"),
      cell: ({ status }) => (
        <StatusBadge tone={tones[status]} label={t(`treasury.conversion.status.${status}`)} />
      ),
    },
    {
      id: "by",
      header: t("breaks.posting.proposedBy"),
      cell: ({ proposedBy }) => proposedBy.name,
    },
    { id: "act", header: t("treasury.act"), cell: (row) => <Actions conversion={row} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const conversions = usePages("GET /v1/treasury/conversions", {}, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("treasury.conversion.title")}
        text={t("treasury.conversion.text")}
        crumbs={[{ label: t("treasury.title"), to: "/finance/treasury" }]}
      />
      <TreasuryTabs />
      {hasRole("finance_maker") ? (
        <Panel title={t("treasury.conversion.note")}>
          <ConversionForm />
        </Panel>
      ) : null}
      <DataTable
        label={t("treasury.conversion.title")}
        {...fromPages(conversions)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            icon="refresh"
            title={t("treasury.conversion.none")}
            text={t("treasury.conversion.noneText")}
          />
        }
      />
    </>
  );
}
