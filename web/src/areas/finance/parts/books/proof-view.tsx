/** Books less outstanding items plus unbooked lines, beside what the provider says. */
import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { call } from "../../../../api/client";
import type { AnswerOf, RequestOf } from "../../../../api/contract";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { DownloadButton } from "../../../../design/download-button";
import { EmptyState } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { TransactionLink } from "./links";
import classes from "./proof.module.css";

export type Proof = AnswerOf<"GET /v1/reconciliation/proof">;
type Items = Proof["outstanding"];
type Item = Items["items"][number];

function Sum({ proof }: { proof: Proof }) {
  const { t } = useTranslation("finance");
  const rows = [
    [t("periods.proof.books"), proof.ledgerBalance],
    [t("periods.proof.lessOutstanding"), proof.outstanding.sum],
    [t("periods.proof.plusUnbooked"), proof.unbooked.sum],
    [t("periods.proof.expected"), proof.expectedBalance],
    [t("periods.proof.statement"), proof.statementBalance],
    [t("periods.proof.difference"), proof.difference],
  ] as const;
  return (
    <table className={classes["sum"]}>
      <caption className="visually-hidden">{t("periods.proof.title")}</caption>
      <tbody>
        {rows.map(([label, money]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{money ? <MoneyText money={money} /> : t("periods.proof.noStatement")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ItemsPanel({ title, items }: { title: string; items: Items }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const columns: Column<Item>[] = [
    {
      id: "reference",
      header: t("ledger.reference"),
      isMain: true,
      cell: ({ reference }) => <TransactionLink reference={reference} />,
      sortBy: ({ reference }) => reference,
    },
    {
      id: "day",
      header: t("ledger.day"),
      cell: ({ day }) => <DateText at={day} />,
      sortBy: ({ day }) => day,
    },
    { id: "kind", header: t("statements.line.kind"), cell: ({ kind }) => kind },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
      sortBy: ({ amount }) => BigInt(amount.amountMinor),
    },
  ];
  return (
    <Panel title={`${title} (${format.number(items.count)})`}>
      <DataTable
        label={title}
        rows={items.items}
        columns={columns}
        keyOf={({ reference, day, amount }) => `${reference} ${day} ${amount.amountMinor}`}
        empty={<EmptyState icon="check" title={t("periods.proof.noItems")} />}
      />
    </Panel>
  );
}

function Downloads({ proof }: { proof: Proof }) {
  const { t } = useTranslation("finance");
  const { account, currency, on } = proof;
  const request: RequestOf<"GET /v1/reconciliation/proof"> = { query: { account, currency, on } };
  const name = `proof-${account.replaceAll(":", "-")}-${currency}-${on}`;
  const json = () =>
    Promise.resolve(new Blob([JSON.stringify(proof, null, 2)], { type: "application/json" }));
  return (
    <Group mb="md" className="no-print">
      <DownloadButton label={t("periods.proof.json")} fileName={`${name}.json`} load={json} />
      <DownloadButton
        label={t("periods.proof.csv")}
        fileName={`${name}.csv`}
        load={() => call("GET /v1/reconciliation/proof/csv", request)}
      />
      <DownloadButton
        label={t("periods.proof.pdf")}
        fileName={`${name}.pdf`}
        load={() => call("GET /v1/reconciliation/proof/pdf", request)}
      />
    </Group>
  );
}

export function ProofView({ proof }: { proof: Proof }) {
  const { t } = useTranslation("finance");
  const isZero = proof.difference?.amountMinor === "0";
  return (
    <>
      <Panel title={`${proof.account} ${proof.currency}`}>
        <Sum proof={proof} />
        {proof.difference ? (
          <StatusBadge
            tone={isZero ? "good" : "bad"}
            label={t(isZero ? "periods.proof.zero" : "periods.proof.notZero")}
          />
        ) : null}
      </Panel>
      <Downloads proof={proof} />
      <ItemsPanel title={t("periods.proof.outstanding")} items={proof.outstanding} />
      <ItemsPanel title={t("periods.proof.unbooked")} items={proof.unbooked} />
      {proof.chequesOutstanding ? (
        <ItemsPanel title={t("periods.proof.cheques")} items={proof.chequesOutstanding} />
      ) : null}
      <Panel title={t("periods.signatures")}>
        <Facts
          items={[
            {
              label: t("periods.proof.through"),
              value: proof.statementThrough ? <DateText at={proof.statementThrough} /> : "–",
            },
            {
              label: t("periods.proof.signed"),
              value: t(proof.periodId ? "periods.proof.isSigned" : "periods.proof.notSigned"),
            },
            { label: t("periods.hash"), value: <code>{proof.contentHash}</code> },
          ]}
        />
      </Panel>
    </>
  );
}
