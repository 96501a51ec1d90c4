import { Alert } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { Icon } from "../../../design/icons";
import { EmptyState } from "../../../design/states";
import { Facts, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "../parts/action-button";
import { currencyOptions } from "../parts/currencies";
import { HashText } from "../parts/hash-text";
import { payoutsMax } from "../parts/limits";
import { usePayoutColumns } from "../parts/payout-columns";
import { payoutReads } from "../parts/payout-reads";
import type { Payout } from "../parts/payout-words";
import { receiverText } from "../parts/receiver";
import { ReleaseHeader } from "../parts/release-tabs";
import { ChoiceTools, useChoice, useChoiceColumn } from "../parts/selection";
import { SignedList } from "../parts/signed-list";
import { useTotalsFacts } from "../parts/totals-facts";

type Signed = AnswerOf<"POST /v1/payouts/prepare">["signed"];

/** What was signed last, to be told to the second person. */
function Prepared({ signed }: { signed: Signed }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return (
    <Alert
      mb="md"
      variant="light"
      icon={<Icon name="check" />}
      title={t("payouts.preparedTitle")}
      role="status"
    >
      <Facts
        items={[
          { label: t("payouts.howMany"), value: format.number(signed.payoutsCount) },
          ...signed.totals.map((total) => ({
            label: t("payouts.totalOf", { currency: total.currency }),
            value: <MoneyText money={total} />,
          })),
          { label: t("payouts.batchHash"), value: <HashText>{signed.batchHash}</HashText> },
        ]}
      />
    </Alert>
  );
}

function PrepareButton({
  chosen,
  onSigned,
}: {
  chosen: readonly Payout[];
  onSigned(signed: Signed): void;
}) {
  const { t } = useTranslation("finance");
  const facts = useTotalsFacts(chosen.map(({ amount }) => amount));
  const prepare = useWrite("POST /v1/payouts/prepare", {
    invalidates: payoutReads,
    onDone: ({ signed }) => onSigned(signed),
  });
  return (
    <ActionButton
      label={t("payouts.prepareChosen")}
      text={t("payouts.prepareText")}
      facts={facts}
      variant="filled"
      isDisabled={chosen.length === 0}
      write={prepare}
      toRequest={() => ({ body: { payoutIds: chosen.map(({ id }) => id) } })}
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

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const [signed, setSigned] = useState<Signed>();
  const [values, set, clear] = useFilters(["currency"]);
  const filters: readonly Filter<"currency">[] = [
    { name: "currency", kind: "choice", label: t("payouts.currency"), options: currencyOptions },
  ];
  const columns = usePayoutColumns();
  const pages = usePages(
    "GET /v1/payouts",
    {
      query: {
        status: "draft",
        hasOpenHold: "false",
        limit: "100",
        ...(values.currency ? { currency: values.currency as "USD" } : {}),
      },
    },
    { isLive: true },
  );
  const choice = useChoice(pages.items);
  const choiceColumn = useChoiceColumn(choice, (row) => row.creatorName);
  const isMaker = hasRole("finance_maker");
  const shown = [columns.creator, columns.amount, columns.receiver, columns.since];
  return (
    <>
      <ReleaseHeader step="prepare" />
      {signed ? <Prepared signed={signed} /> : null}
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("payouts.prepareTitle")}
        {...fromPages(pages)}
        columns={isMaker ? [choiceColumn, ...shown] : shown}
        keyOf={(row) => row.id}
        tools={
          isMaker ? (
            <>
              <PrepareButton
                chosen={choice.chosen}
                onSigned={(done) => {
                  setSigned(done);
                  choice.choose([]);
                }}
              />
              <ChoiceTools pages={pages} choice={choice} max={payoutsMax} />
            </>
          ) : null
        }
        empty={
          <EmptyState
            icon="check"
            title={t("payouts.nothingToPrepare")}
            text={t("payouts.nothingToPrepareText")}
            action={<PageLink to="/finance/holds">{t("payouts.toHolds")}</PageLink>}
          />
        }
      />
    </>
  );
}
