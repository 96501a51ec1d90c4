/** One transaction: its entries, why it was booked, and the things it is about. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { PageLink } from "../../../../app/links";
import { RowList } from "../../../../design/row-list";
import { DateText, Facts, MoneyText, Panel } from "../../../../design/values";
import { AccountLink, ObjectLink } from "./links";
import { useWords } from "./words";

type Transaction = ItemOf<"GET /v1/ledger/transactions">;

/** Tags whose things have a page; of others we show everything that was booked about the same. */
const withPage = new Set(["payout", "cheque", "statement_line", "chargeback"]);

function Tag({ name, value }: { name: string; value: string }) {
  return withPage.has(name) ? (
    <ObjectLink type={name} id={value} />
  ) : (
    <PageLink to={`/finance/ledger/transactions?tag=${encodeURIComponent(value)}`}>
      {value}
    </PageLink>
  );
}

export function TransactionCard({ transaction }: { transaction: Transaction }) {
  const { t } = useTranslation("finance");
  const words = useWords();
  const { reference, rule, currency, effectiveAt, recordedAt, entries, tags, seq } = transaction;
  return (
    <Panel title={reference}>
      <Text mb="sm">
        {words.bookingRule(rule)} ({rule})
      </Text>
      <RowList
        rows={entries.map(({ account, amount }, index) => ({
          key: `${account} ${index}`,
          title: <AccountLink name={account} currency={currency} />,
          text: t(amount.amountMinor.startsWith("-") ? "ledger.credit" : "ledger.debit"),
          end: <MoneyText money={amount} />,
        }))}
      />
      <Facts
        items={[
          { label: t("ledger.day"), value: <DateText at={effectiveAt} zone="UTC" /> },
          { label: t("ledger.recorded"), value: <DateText at={recordedAt} /> },
          { label: t("ledger.seq"), value: seq },
          ...Object.entries(tags).map(([name, value]) => ({
            label: words.tag(name),
            value: <Tag name={name} value={value} />,
          })),
        ]}
      />
    </Panel>
  );
}
