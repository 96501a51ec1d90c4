import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import { fromPages } from "../../../design/from-pages";
import { EmptyState, QueryState } from "../../../design/states";
import { ActionButton } from "../parts/action-button";
import { chequeReads } from "../parts/cheque-reads";
import { ChequesHeader } from "../parts/cheques-header";
import { chequesMax } from "../parts/limits";
import { usePayoutColumns } from "../parts/payout-columns";
import type { Payout } from "../parts/payout-words";
import { receiverText } from "../parts/receiver";
import { ChoiceTools, useChoice, useChoiceColumn } from "../parts/selection";
import { SignedList } from "../parts/signed-list";
import { useTotalsFacts } from "../parts/totals-facts";

type Account = ItemOf<"GET /v1/bank-accounts">;

function Write({ account, chosen }: { account: Account; chosen: readonly Payout[] }) {
  const { t } = useTranslation("finance");
  const go = useGo();
  const totals = useTotalsFacts(chosen.map(({ amount }) => amount));
  const issue = useWrite("POST /v1/cheques", {
    invalidates: chequeReads,
    onDone: ({ items }) => go(`/finance/cheques?runId=${items[0]?.runId ?? ""}`),
  });
  return (
    <ActionButton
      label={t("cheques.write.do")}
      text={t("cheques.write.dialog")}
      facts={[
        { label: t("cheques.account"), value: account.name },
        { label: t("cheques.nextNumber"), value: account.nextChequeNumber ?? "–" },
        ...totals,
      ]}
      variant="filled"
      isDisabled={chosen.length === 0}
      write={issue}
      toRequest={() => ({
        body: { bankAccountCode: account.code, payoutIds: chosen.map(({ id }) => id) },
      })}
    >
      <SignedList
        label={t("payouts.payees")}
        rows={chosen.map((payout) => ({
          id: payout.id,
          name: payout.creatorName,
          to: payout.receiver ? receiverText(payout.receiver) : "–",
          amount: payout.amount,
        }))}
      />
    </ActionButton>
  );
}

function Released({ account }: { account: Account }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const columns = usePayoutColumns();
  const pages = usePages(
    "GET /v1/payouts",
    {
      query: { status: "queued", rail: "cheque", currency: account.currency, limit: "100" },
    },
    { isLive: true },
  );
  const choice = useChoice(pages.items);
  const choiceColumn = useChoiceColumn(choice, (row) => row.creatorName);
  const isMaker = hasRole("finance_maker");
  const shown = [columns.creator, columns.amount, columns.receiver, columns.holds, columns.since];
  return (
    <DataTable
      label={t("cheques.write.title")}
      {...fromPages(pages)}
      columns={isMaker ? [choiceColumn, ...shown] : shown}
      keyOf={(row) => row.id}
      tools={
        isMaker ? (
          <>
            <Write account={account} chosen={choice.chosen} />
            <ChoiceTools pages={pages} choice={choice} max={chequesMax} />
          </>
        ) : null
      }
      empty={
        <EmptyState
          icon="check"
          title={t("cheques.write.none")}
          text={t("cheques.write.noneText")}
        />
      }
    />
  );
}

function Accounts({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation("finance");
  const [code, setCode] = useState(accounts.at(-1)?.code ?? "");
  const account = accounts.find((one) => one.code === code);
  return (
    <>
      <Select
        label={t("cheques.account")}
        description={t("cheques.write.accountHint")}
        data={accounts.map((one) => ({ value: one.code, label: `${one.name} (${one.currency})` }))}
        value={code}
        onChange={(value) => setCode(value ?? "")}
        allowDeselect={false}
        maw="24rem"
        mb="md"
      />
      {account ? <Released key={account.code} account={account} /> : null}
    </>
  );
}

export function Page() {
  const accounts = useRead("GET /v1/bank-accounts");
  return (
    <>
      <ChequesHeader page="write" />
      <QueryState query={accounts}>{({ items }) => <Accounts accounts={items} />}</QueryState>
    </>
  );
}
