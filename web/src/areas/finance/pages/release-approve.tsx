import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePages, useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "../parts/action-button";
import { HashText } from "../parts/hash-text";
import { payoutsMax } from "../parts/limits";
import { usePayoutColumns } from "../parts/payout-columns";
import { payoutReads } from "../parts/payout-reads";
import type { Payout } from "../parts/payout-words";
import { receiverText } from "../parts/receiver";
import { ReleaseHeader } from "../parts/release-tabs";
import { ChoiceTools, useChoice, useChoiceColumn } from "../parts/selection";
import { SignedList } from "../parts/signed-list";
import { totalsOf, useBatchHash } from "../parts/signing";
import { useTotalsFacts } from "../parts/totals-facts";

function ApproveButton({ chosen }: { chosen: readonly Payout[] }) {
  const { t } = useTranslation("finance");
  const facts = useTotalsFacts(chosen.map(({ amount }) => amount));
  const batchHash = useBatchHash(chosen);
  const approve = useWrite("POST /v1/payouts/approvals", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.approved")),
  });
  return (
    <ActionButton
      label={t("payouts.approveChosen")}
      text={t("payouts.approveText")}
      facts={facts}
      hash={batchHash}
      isFinal
      variant="filled"
      isDisabled={batchHash === undefined}
      write={approve}
      toRequest={() => ({
        body: {
          payouts: chosen.map(({ id, contentHash }) => ({
            payoutId: id,
            contentHash: contentHash ?? "",
          })),
          ...(batchHash ? { batchHash } : {}),
        },
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

interface BundleProps {
  payouts: readonly Payout[];
  onChoose(): void;
}

/** Payouts that one person signed at once: their signatures end at the same moment. */
function BundleText({ payouts }: Pick<BundleProps, "payouts">) {
  const { t } = useTranslation("finance");
  const hash = useBatchHash(payouts);
  const until = payouts[0]?.signedUntil;
  return (
    <>
      <div>
        {totalsOf(payouts.map(({ amount }) => amount)).map((total, index) => (
          <span key={total.currency}>
            {index > 0 ? ", " : null}
            <MoneyText money={total} />
          </span>
        ))}
      </div>
      {until ? (
        <div>
          {t("payouts.signedUntil")}: <DateText at={until} hasDistance />
        </div>
      ) : null}
      {hash ? <HashText>{hash}</HashText> : null}
    </>
  );
}

function Bundles({
  payouts,
  onChoose,
}: {
  payouts: readonly Payout[];
  onChoose(payouts: readonly Payout[]): void;
}) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const moments = [...new Set(payouts.map(({ signedUntil }) => signedUntil))];
  return (
    <Panel title={t("payouts.bundles")}>
      <RowList
        rows={moments.map((moment) => {
          const bundle = payouts.filter(({ signedUntil }) => signedUntil === moment);
          const { length: count } = bundle;
          return {
            key: moment ?? "",
            title: t("payouts.count", { count, formatted: format.number(count) }),
            text: <BundleText payouts={bundle} />,
            end: (
              <Button variant="default" onClick={() => onChoose(bundle)}>
                {t("payouts.chooseBundle")}
              </Button>
            ),
          };
        })}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const columns = usePayoutColumns();
  const pages = usePages(
    "GET /v1/payouts",
    { query: { status: "pending_approval", limit: "100" } },
    { isLive: true },
  );
  const choice = useChoice(pages.items);
  const choiceColumn = useChoiceColumn(choice, (row) => row.creatorName);
  const isChecker = hasRole("finance_checker");
  const shown = [columns.creator, columns.amount, columns.receiver, columns.since];
  return (
    <>
      <ReleaseHeader step="approve" />
      {isChecker && pages.items.length > 0 ? (
        <Bundles payouts={pages.items} onChoose={choice.choose} />
      ) : null}
      <DataTable
        label={t("payouts.approveTitle")}
        {...fromPages(pages)}
        columns={isChecker ? [choiceColumn, ...shown] : shown}
        keyOf={(row) => row.id}
        tools={
          isChecker ? (
            <>
              <ApproveButton chosen={choice.chosen} />
              <ChoiceTools pages={pages} choice={choice} max={payoutsMax} />
            </>
          ) : null
        }
        empty={
          <EmptyState
            icon="check"
            title={t("payouts.nothingToApprove")}
            text={t("payouts.nothingToApproveText")}
          />
        }
      />
    </>
  );
}
