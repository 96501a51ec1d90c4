/** The sections of the books with their pages. */
import { useTranslation } from "react-i18next";
import { SectionTabs } from "../section-tabs";

export function StatementTabs() {
  const { t } = useTranslation("finance");
  const tabs = [
    { to: "/finance/statements", label: t("statements.tabs.imports") },
    { to: "/finance/statements/files", label: t("statements.tabs.files") },
    { to: "/finance/statements/comparison", label: t("statements.tabs.comparison") },
    { to: "/finance/statements/column-maps", label: t("statements.tabs.maps") },
  ];
  return <SectionTabs label={t("statements.nav")} tabs={tabs} />;
}

export function MatchingTabs() {
  const { t } = useTranslation("finance");
  const tabs = [
    { to: "/finance/matching", label: t("matching.tabs.desk") },
    { to: "/finance/matching/waiting", label: t("matching.tabs.waiting") },
  ];
  return <SectionTabs label={t("matching.nav")} tabs={tabs} />;
}

export function BreakTabs() {
  const { t } = useTranslation("finance");
  const tabs = [
    { to: "/finance/breaks", label: t("breaks.tabs.list") },
    { to: "/finance/breaks/postings", label: t("breaks.tabs.postings") },
    { to: "/finance/breaks/suspense", label: t("breaks.tabs.suspense") },
  ];
  return <SectionTabs label={t("breaks.nav")} tabs={tabs} />;
}

export function PeriodTabs() {
  const { t } = useTranslation("finance");
  const tabs = [
    { to: "/finance/periods", label: t("periods.tabs.list") },
    { to: "/finance/periods/close", label: t("periods.tabs.close") },
    { to: "/finance/periods/proof", label: t("periods.tabs.proof") },
  ];
  return <SectionTabs label={t("periods.nav")} tabs={tabs} />;
}

export function LedgerTabs() {
  const { t } = useTranslation("finance");
  const tabs = [
    { to: "/finance/ledger", label: t("ledger.tabs.trial") },
    { to: "/finance/ledger/transactions", label: t("ledger.tabs.transactions") },
    { to: "/finance/ledger/balances", label: t("ledger.tabs.balances") },
    { to: "/finance/ledger/exports", label: t("ledger.tabs.exports") },
  ];
  return <SectionTabs label={t("ledger.nav")} tabs={tabs} />;
}

export function TreasuryTabs() {
  const { t } = useTranslation("finance");
  const tabs = [
    { to: "/finance/treasury", label: t("treasury.tabs.position") },
    { to: "/finance/treasury/top-ups", label: t("treasury.tabs.topUps") },
    { to: "/finance/treasury/conversions", label: t("treasury.tabs.conversions") },
    { to: "/finance/treasury/rates", label: t("treasury.tabs.rates") },
    { to: "/finance/treasury/authorities", label: t("treasury.tabs.authorities") },
    { to: "/finance/treasury/deposits", label: t("treasury.tabs.deposits") },
    { to: "/finance/treasury/refunds", label: t("treasury.tabs.refunds") },
  ];
  return <SectionTabs label={t("treasury.nav")} tabs={tabs} />;
}
