import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { PayoutStatus } from "../../../design/status";
import { PayoutActions, type PayoutScreen } from "../parts/payout-actions";
import {
  Attempts,
  Holds,
  Papers,
  PayoutFacts,
  PayoutTimeline,
  Signatures,
} from "../parts/payout-panels";
import { Breaks, Calls, CutNotice, Events, LedgerLines } from "../parts/traces";
import { TwoColumns } from "../parts/two-columns";

function Screen({ payout }: { payout: PayoutScreen }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader
        title={payout.creatorName}
        text={
          <>
            <PayoutStatus status={payout.status} />{" "}
            <PageLink to={`/finance/payouts?creatorId=${payout.creatorId}`}>
              {t("payouts.ofCreator")}
            </PageLink>
          </>
        }
        crumbs={[{ label: t("payouts.title"), to: "/finance/payouts" }]}
        actions={<PayoutActions payout={payout} />}
      />
      <PayoutFacts payout={payout} />
      <Holds payout={payout} />
      <TwoColumns
        left={
          <>
            <PayoutTimeline payout={payout} />
            <Signatures payout={payout} />
            <Papers payout={payout} />
          </>
        }
        right={
          <>
            <Attempts payout={payout} />
            <Breaks breaks={payout.breaks} />
            <Calls calls={payout.calls} />
            <Events events={payout.events} />
          </>
        }
      />
      <LedgerLines ledger={payout.ledger} />
      <CutNotice incomplete={payout.incomplete} part="ledger" />
    </>
  );
}

export function Page() {
  const { payoutId = "" } = useParams();
  const payout = useRead(
    "GET /v1/payouts/{payoutId}",
    { params: { payoutId } },
    { isLive: true },
  );
  return (
    <QueryState query={payout} skeleton={<PageSkeleton />}>
      {(data) => <Screen payout={data} />}
    </QueryState>
  );
}
