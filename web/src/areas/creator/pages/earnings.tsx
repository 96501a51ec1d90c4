import { useTranslation } from "react-i18next";
import type { Money } from "../../../api/contract";
import { type Pages, usePages, useRead } from "../../../api/hooks";
import { PageButton, PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { DateText, Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { sumMinor } from "../../../i18n/format";
import { useFreshWords } from "../parts/fresh-words";
import { PayoutStage } from "../parts/payout-words";
import type { Payout } from "../parts/words";

const over: ReadonlySet<Payout["stage"]> = new Set(["paid", "canceled", "recovered"]);

/** One sum for each currency; amounts of different ones are never added. */
function sums(amounts: readonly Money[]): Money[] {
  return [...new Set(amounts.map(({ currency }) => currency))].map((currency) => ({
    currency,
    amountMinor: sumMinor(
      amounts.filter((money) => money.currency === currency).map(({ amountMinor }) => amountMinor),
    ),
  }));
}

function Totals({ payouts, isWhole }: { payouts: readonly Payout[]; isWhole: boolean }) {
  const { t } = useTranslation("creator");
  const paid = sums(payouts.filter(({ stage }) => stage === "paid").map(({ amount }) => amount));
  const onWay = sums(payouts.filter(({ stage }) => !over.has(stage)).map(({ amount }) => amount));
  if (paid.length + onWay.length === 0) return null;
  const note = isWhole ? undefined : t("earnings.ofShown");
  const entry = (label: string) => (money: Money) => (
    <Figure
      key={`${label} ${money.currency}`}
      label={label}
      value={<MoneyText money={money} />}
      text={note}
    />
  );
  return (
    <Figures>
      {onWay.map(entry(t("earnings.onWay")))}
      {paid.map(entry(t("earnings.paid")))}
    </Figures>
  );
}

/** Earned, and no payout yet. */
function Upcoming() {
  const { t } = useTranslation("creator");
  const upcoming = useRead("GET /v1/creators/me/upcoming-payouts", {}, { isLive: true });
  return (
    <QueryState query={upcoming}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Panel title={t("earnings.upcoming")}>
            <RowList
              rows={items.map(({ amount, reason, expectedAt, missing, endorsementIds }) => ({
                key: endorsementIds.join(),
                title: t(`earnings.reasons.${reason}`),
                text: (
                  <>
                    {t("earnings.fees", { count: endorsementIds.length })}
                    {missing ? (
                      <>
                        {" · "}
                        {t("earnings.missing")} <MoneyText money={missing} />
                      </>
                    ) : null}
                    {expectedAt ? (
                      <>
                        {" · "}
                        <DateText at={expectedAt} hasDistance />
                      </>
                    ) : null}
                  </>
                ),
                end: <MoneyText money={amount} />,
              }))}
            />
          </Panel>
        )
      }
    </QueryState>
  );
}

function useColumns(): Column<Payout>[] {
  const { t } = useTranslation("creator");
  return [
    {
      id: "amount",
      header: t("earnings.amount"),
      isMain: true,
      sortBy: ({ amount }) => BigInt(amount.amountMinor),
      cell: ({ id, amount }) => (
        <PageLink to={`/creator/earnings/${id}`}>
          <MoneyText money={amount} />
        </PageLink>
      ),
    },
    {
      id: "stage",
      header: t("earnings.stage"),
      width: "14rem",
      cell: ({ stage }) => <PayoutStage stage={stage} />,
    },
    {
      id: "next",
      header: t("earnings.next"),
      cell: ({ nextAction, expectedArrival, paidAt }) => {
        if (paidAt) return <DateText at={paidAt} />;
        if (nextAction?.by === "creator") return <strong>{nextAction.text}</strong>;
        return expectedArrival?.text ?? nextAction?.text ?? "–";
      },
    },
    {
      id: "rail",
      header: t("earnings.rail"),
      width: "7rem",
      cell: ({ rail }) => (rail ? t(`rails.${rail}`) : "–"),
    },
    {
      id: "since",
      header: t("earnings.since"),
      width: "11rem",
      sortBy: ({ since }) => since,
      cell: ({ since }) => <DateText at={since} />,
    },
  ];
}

function PayoutTable({ payouts }: { payouts: Pages<Payout> }) {
  const { t } = useTranslation("creator");
  const go = useGo();
  const columns = useColumns();
  return (
    <DataTable
      label={t("earnings.list")}
      {...fromPages(payouts)}
      columns={columns}
      keyOf={({ id }) => id}
      onOpen={({ id }) => go(`/creator/earnings/${id}`)}
      empty={
        <EmptyState
          icon="payout"
          title={t("earnings.none")}
          text={t("earnings.noneText")}
          action={<PageButton to="/creator/work">{t("earnings.toWork")}</PageButton>}
        />
      }
    />
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const key = "GET /v1/creators/me/payouts";
  useFreshWords(key);
  const payouts = usePages(key, {}, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("earnings.title")}
        text={t("earnings.text")}
        actions={
          <PageButton to="/creator/payout-methods" variant="default">
            {t("nav.methods")}
          </PageButton>
        }
      />
      <Totals payouts={payouts.items} isWhole={!payouts.hasMore} />
      <Upcoming />
      <Panel title={t("earnings.list")}>
        <PayoutTable payouts={payouts} />
      </Panel>
    </>
  );
}
