import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { notice } from "../../../../design/notice";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText, MoneyText } from "../../../../design/values";
import { afterBreak } from "../../parts/books/after-break";
import { AccountLink, TransactionLink } from "../../parts/books/links";
import { PostingForm, toPostingBody, usePostingForm } from "../../parts/books/posting-form";
import { BreakTabs } from "../../parts/books/section-tabs";

type Item = ItemOf<"GET /v1/suspense-items">;
const accounts = ["assets:suspense:bank", "assets:suspense:paypal", "assets:suspense:stripe"];

/** Clears one item or a part of it. */
function Clearing({ item, onDone }: { item: Item; onDone(): void }) {
  const { t } = useTranslation("finance");
  const { currency, amountMinor } = item.open;
  const isBelowZero = amountMinor.startsWith("-");
  const form = usePostingForm({
    kind: "suspense_clearing",
    amount: { amountMinor: amountMinor.replace("-", ""), currency },
    debitAccount: isBelowZero ? item.account : "",
    creditAccount: isBelowZero ? "" : item.account,
  });
  const post = useWrite("POST /v1/suspense-items/postings", {
    invalidates: afterBreak,
    onDone: ({ status }) => {
      notice(t(status === "posted" ? "breaks.posting.posted" : "breaks.posting.proposed"));
      onDone();
    },
  });
  return (
    <PostingForm
      form={form}
      currency={currency}
      write={post}
      hasItem={false}
      toRequest={(values) => ({
        body: { ...toPostingBody(values, currency), reference: item.reference },
      })}
    />
  );
}

function useColumns(onClear: ((item: Item) => void) | undefined): Column<Item>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "reference",
      header: t("ledger.reference"),
      isMain: true,
      cell: ({ reference }) => <TransactionLink reference={reference} />,
    },
    {
      id: "account",
      header: t("ledger.account"),
      cell: ({ account, open }) => <AccountLink name={account} currency={open.currency} />,
    },
    {
      id: "put",
      header: t("breaks.suspense.put"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
    },
    {
      id: "open",
      header: t("breaks.suspense.open"),
      isNumber: true,
      cell: ({ open }) => <MoneyText money={open} />,
      sortBy: ({ open }) => BigInt(open.amountMinor),
    },
    {
      id: "day",
      header: t("ledger.day"),
      cell: ({ effectiveAt }) => <DateText at={effectiveAt.slice(0, 10)} />,
      sortBy: ({ effectiveAt }) => effectiveAt,
    },
    ...(onClear
      ? [
          {
            id: "act",
            header: t("breaks.suspense.act"),
            cell: (item: Item) => (
              <Button
                variant="default"
                aria-label={t("breaks.suspense.clearItem", { reference: item.reference })}
                onClick={() => onClear(item)}
              >
                {t("breaks.suspense.clear")}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const { hasRole } = useSession();
  const [values, set, clear] = useFilters(["account"]);
  const [item, setItem] = useState<Item>();
  const items = usePages(
    "GET /v1/suspense-items",
    { query: values.account ? { account: values.account } : {} },
    { isLive: true },
  );
  const columns = useColumns(hasRole("finance_maker") ? setItem : undefined);
  return (
    <>
      <PageHeader
        title={t("breaks.suspense.title")}
        text={t("breaks.suspense.text")}
        crumbs={[{ label: t("breaks.title"), to: "/finance/breaks" }]}
      />
      <BreakTabs />
      <FilterBar
        filters={[
          {
            name: "account",
            label: t("ledger.account"),
            kind: "choice",
            options: accounts.map((value) => ({ value, label: value })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("breaks.suspense.title")}
        {...fromPages(items)}
        columns={columns}
        keyOf={({ reference, account }) => `${account} ${reference}`}
        empty={
          <EmptyState
            icon="check"
            title={t("breaks.suspense.none")}
            text={t("breaks.suspense.noneText")}
          />
        }
      />
      <Modal
        opened={item !== undefined}
        onClose={() => setItem(undefined)}
        title={t("breaks.suspense.clear")}
        closeButtonProps={{ "aria-label": tCommon("close") }}
      >
        {item ? (
          <Clearing key={item.reference} item={item} onDone={() => setItem(undefined)} />
        ) : null}
      </Modal>
    </>
  );
}
