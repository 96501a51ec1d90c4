import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import { useRead } from "../../../../api/hooks";
import { PageButton, PageLink } from "../../../../app/links";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState, QueryState } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { Facts, Figure, Figures, MoneyText, Panel } from "../../../../design/values";
import { accountPath } from "../../parts/books/links";
import { TreasuryTabs } from "../../parts/books/section-tabs";

type Position = AnswerOf<"GET /v1/treasury">["items"][number];

/** PayPal's balance less everything that is promised through it. */
function Coverage({ position }: { position: Position }) {
  const { t } = useTranslation("finance");
  const { coverageBeforeFees, paypal, inFlight, released, currency } = position;
  const isShort = coverageBeforeFees.amountMinor.startsWith("-");
  const missing = { amountMinor: coverageBeforeFees.amountMinor.replace("-", ""), currency };
  return (
    <>
      <Figures>
        <Figure
          label={t(isShort ? "treasury.short" : "treasury.covered")}
          value={<MoneyText money={isShort ? missing : coverageBeforeFees} />}
          text={
            <StatusBadge
              tone={isShort ? "bad" : "good"}
              label={t(isShort ? "treasury.isShort" : "treasury.isCovered")}
            />
          }
        />
        <Figure label={t("treasury.paypal")} value={<MoneyText money={paypal} />} />
        <Figure
          label={t("treasury.promised")}
          value={<MoneyText money={released} />}
          text={
            <>
              {t("treasury.inFlight")} <MoneyText money={inFlight} />
            </>
          }
        />
      </Figures>
      {isShort ? (
        <PageButton mb="md" to={`/finance/treasury/top-ups?currency=${currency}`}>
          {t("treasury.topUpNow")}
        </PageButton>
      ) : null}
    </>
  );
}

function Position({ position }: { position: Position }) {
  const { t } = useTranslation("finance");
  const { currency, bankAccounts } = position;
  const more = [
    ["bank", position.bank],
    ["inTransit", position.inTransit],
    ["stripePending", position.stripePending],
    ["stripeAvailable", position.stripeAvailable],
    ["unclaimed", position.unclaimed],
    ["cheques", position.outstandingCheques],
  ] as const;
  return (
    <Panel title={currency}>
      <Coverage position={position} />
      <Facts
        items={[
          ...bankAccounts.map(({ code, name, balance }) => ({
            label: name,
            value: (
              <PageLink to={accountPath(`assets:bank:${code}`, currency)}>
                <MoneyText money={balance} />
              </PageLink>
            ),
          })),
          ...more.map(([name, money]) => ({
            label: t(`treasury.place.${name}`),
            value: <MoneyText money={money} />,
          })),
        ]}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const treasury = useRead("GET /v1/treasury", {}, { isLive: true });
  return (
    <>
      <PageHeader title={t("treasury.title")} text={t("treasury.text")} />
      <TreasuryTabs />
      <QueryState query={treasury}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="bank" title={t("treasury.none")} text={t("treasury.noneText")} />
          ) : (
            <>
              {items.map((position) => (
                <Position key={position.currency} position={position} />
              ))}
              <Text size="sm" c="dimmed">
                {t("treasury.beforeFees")}
              </Text>
            </>
          )
        }
      </QueryState>
    </>
  );
}
