import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { SectionTabs } from "./section-tabs";

interface AccountHeaderProps {
  bankAccountId: string;
  page: "stock" | "settings";
}

/** The account the address names. */
export function useAccount(bankAccountId: string) {
  const accounts = useRead("GET /v1/bank-accounts");
  return accounts.data?.items.find(({ id }) => id === bankAccountId);
}

/** Heading of the two pages about one bank account. */
export function AccountHeader({ bankAccountId, page }: AccountHeaderProps) {
  const { t } = useTranslation("finance");
  const account = useAccount(bankAccountId);
  const base = `/finance/cheque-accounts/${bankAccountId}`;
  return (
    <>
      <PageHeader
        title={account ? account.name : t("cheques.accounts.title")}
        text={t(`cheques.${page}.text`)}
        crumbs={[
          { label: t("cheques.register.title"), to: "/finance/cheques" },
          { label: t("cheques.accounts.title"), to: "/finance/cheque-accounts" },
        ]}
      />
      <SectionTabs
        label={t("cheques.accounts.nav")}
        tabs={[
          { to: base, label: t("cheques.stock.title") },
          { to: `${base}/settings`, label: t("cheques.settings.title") },
        ]}
      />
    </>
  );
}
