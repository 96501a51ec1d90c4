import { useRead } from "../../../../api/hooks";

/** Our bank accounts as choices of a field. */
export function useBankAccounts() {
  const query = useRead("GET /v1/bank-accounts");
  const accounts = query.data?.items ?? [];
  return {
    accounts,
    options: accounts.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
    currencyOf: (code: string | null) =>
      accounts.find((account) => account.code === code)?.currency ?? "USD",
    /** Every currency that we hold an account in. */
    currencies: [...new Set(accounts.map(({ currency }) => currency))],
  };
}
