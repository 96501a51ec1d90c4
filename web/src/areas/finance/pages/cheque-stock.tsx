import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { usePages, useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { useSession } from "../../../app/session";
import { ErrorState, LinesSkeleton, QueryState } from "../../../design/states";
import { RowList } from "../../../design/row-list";
import { ChequeStatus } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { AccountHeader } from "../parts/account-header";
import { AddBook, SkipNumbers } from "../parts/stock-forms";
import { TwoColumns } from "../parts/two-columns";

function Books({ bankAccountId }: { bankAccountId: string }) {
  const { t } = useTranslation("finance");
  const books = usePages("GET /v1/bank-accounts/{bankAccountId}/cheque-books", {
    params: { bankAccountId },
  });
  return (
    <Panel title={t("cheques.stock.books")}>
      {books.isPending ? <LinesSkeleton /> : null}
      {books.error ? <ErrorState error={books.error} onRetry={books.refetch} /> : null}
      {!books.isPending && books.items.length === 0 ? (
        <Text c="dimmed">{t("cheques.stock.noBooks")}</Text>
      ) : null}
      <RowList
        rows={books.items.map((book) => ({
          key: book.id,
          title: `${book.firstNumber} – ${book.lastNumber ?? "∞"}`,
          text: (
            <>
              {book.box ? <div>{t("cheques.stock.boxIs", { box: book.box })}</div> : null}
              {book.receivedBy.name}, <DateText at={book.createdAt} />
            </>
          ),
          end: t("cheques.nextIs", { number: book.nextNumber }),
        }))}
      />
      {books.hasMore ? (
        <Button variant="default" onClick={books.loadMore} loading={books.isLoadingMore}>
          {t("payouts.more")}
        </Button>
      ) : null}
    </Panel>
  );
}

function Numbers({ bankAccountId }: { bankAccountId: string }) {
  const { t } = useTranslation("finance");
  const [from, setFrom] = useState<string>();
  const numbers = useRead("GET /v1/bank-accounts/{bankAccountId}/cheque-numbers", {
    params: { bankAccountId },
    query: { limit: "50", ...(from ? { from } : {}) },
  });
  return (
    <Panel title={t("cheques.stock.numbers")}>
      <QueryState query={numbers}>
        {({ items, nextNumber }) => (
          <>
            {items.length === 0 ? <Text c="dimmed">{t("cheques.stock.noNumbers")}</Text> : null}
            <RowList
              rows={items.map((one) => ({
                key: one.number,
                title: one.number,
                ...(one.chequeId ? { to: `/finance/cheques/${one.chequeId}` } : {}),
                text: one.reason,
                end: one.status ? (
                  <ChequeStatus status={one.status} />
                ) : (
                  t("cheques.stock.wasSkipped")
                ),
              }))}
            />
            {from ? (
              <Button variant="subtle" onClick={() => setFrom(undefined)}>
                {t("cheques.stock.fromStart")}
              </Button>
            ) : null}
            {nextNumber ? (
              <Button variant="default" onClick={() => setFrom(nextNumber)}>
                {t("cheques.stock.further")}
              </Button>
            ) : null}
          </>
        )}
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { bankAccountId = "" } = useParams();
  const { hasRole } = useSession();
  return (
    <>
      <AccountHeader bankAccountId={bankAccountId} page="stock" />
      <TwoColumns
        left={<Books bankAccountId={bankAccountId} />}
        right={<Numbers bankAccountId={bankAccountId} />}
      />
      {hasRole("finance_maker") ? (
        <TwoColumns
          left={<AddBook bankAccountId={bankAccountId} />}
          right={<SkipNumbers bankAccountId={bankAccountId} />}
        />
      ) : (
        <PageLink to="/finance/cheques">{t("cheques.register.title")}</PageLink>
      )}
    </>
  );
}
