/** A posting of the desk: which two accounts, in which direction, how much and why. */
import { Autocomplete, Button, Select, Textarea } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Money, RequestOf } from "../../../../api/contract";
import { usePages, useRead } from "../../../../api/hooks";
import { FormLayout, useRequired } from "../../../../design/form";
import { Icon } from "../../../../design/icons";
import { MoneyInput } from "../../../../design/money-input";
import { useFormat } from "../../../../i18n/format";

type Body = RequestOf<"POST /v1/breaks/{breakId}/postings">["body"];
export const postingKinds = [
  "write_off",
  "suspense_clearing",
  "fee_correction",
] as const satisfies readonly Body["kind"][];

export interface PostingValues {
  kind: Body["kind"];
  debitAccount: string;
  creditAccount: string;
  amount: Money | undefined;
  reason: string;
  reference: string | null;
}

/** Accounts of the books that a posting of this kind may join; the server decides about each pair. */
const families: Record<Body["kind"], RegExp> = {
  write_off: /^(assets:suspense:|assets:receivable:brand:|expenses:write-off)/,
  suspense_clearing:
    /^(assets:suspense:|assets:receivable:(brand|creator):|assets:(stripe|bank):|assets:paypal$|expenses:fee:|liabilities:brand:)/,
  fee_correction: /^(assets:(stripe|bank):|assets:paypal$|expenses:fee:)/,
};
const always = [
  "assets:suspense:bank",
  "assets:suspense:paypal",
  "assets:suspense:stripe",
  "expenses:write-off",
  "expenses:fee:bank",
  "expenses:fee:paypal",
  "expenses:fee:stripe",
  "expenses:fee:dispute",
];

function useAccountNames(kind: Body["kind"], currency: string): string[] {
  const balance = useRead("GET /v1/ledger/trial-balance", {
    query: { currency: currency as "USD", limit: "100" },
  });
  const known = balance.data?.items.map(({ account }) => account) ?? [];
  return [...new Set([...known, ...always])].filter((name) => families[kind].test(name)).sort();
}

/** Items of suspense that the posting can clear, with what of each is open. */
function useItems(currency: string) {
  const format = useFormat();
  const items = usePages("GET /v1/suspense-items", { query: { currency: currency as "USD" } });
  return items.items.map(({ reference, open }) => ({
    value: reference,
    label: `${reference} (${format.money(open)})`,
  }));
}

export function usePostingForm(initial: Partial<PostingValues>): UseFormReturnType<PostingValues> {
  const required = useRequired();
  return useForm<PostingValues>({
    initialValues: {
      kind: "write_off",
      debitAccount: "",
      creditAccount: "",
      amount: undefined,
      reason: "",
      reference: null,
      ...initial,
    },
    validate: {
      debitAccount: required,
      creditAccount: required,
      amount: required,
      reason: required,
    },
  });
}

/** The parts that both ways to post share. */
export function toPostingBody(values: PostingValues, currency: string) {
  return {
    kind: values.kind,
    debitAccount: values.debitAccount.trim(),
    creditAccount: values.creditAccount.trim(),
    amount: (values.amount ?? { amountMinor: "0", currency }) as Body["amount"],
    reason: values.reason,
  };
}

interface PostingFormProps<Request, Answer> {
  form: UseFormReturnType<PostingValues>;
  currency: string;
  write: UseMutationResult<Answer, Error, Request>;
  toRequest(values: PostingValues): Request;
  /** The item is fixed where the form stands beside it. */
  hasItem?: boolean;
}

export function PostingForm<Request, Answer>(props: PostingFormProps<Request, Answer>) {
  const { form, currency, write, toRequest, hasItem = true } = props;
  const { t } = useTranslation("finance");
  const names = useAccountNames(form.values.kind, currency);
  const items = useItems(currency);
  const swap = () => {
    const { debitAccount, creditAccount } = form.values;
    form.setValues({ debitAccount: creditAccount, creditAccount: debitAccount });
  };
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={toRequest}
      submitLabel={t("breaks.posting.submit")}
      actions={
        <Button variant="default" onClick={swap} leftSection={<Icon name="payout" size={18} />}>
          {t("breaks.posting.swap")}
        </Button>
      }
    >
      <Select
        label={t("breaks.posting.kind")}
        data={postingKinds.map((value) => ({ value, label: t(`breaks.posting.kinds.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps("kind")}
      />
      <Autocomplete
        label={t("breaks.posting.debit")}
        data={names}
        required
        {...form.getInputProps("debitAccount")}
      />
      <Autocomplete
        label={t("breaks.posting.credit")}
        data={names}
        required
        {...form.getInputProps("creditAccount")}
      />
      <MoneyInput
        label={t("breaks.amount")}
        currency={currency}
        required
        {...form.getInputProps("amount")}
      />
      {hasItem ? (
        <Select
          label={t("breaks.posting.item")}
          description={t("breaks.posting.itemText")}
          data={items}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("breaks.posting.noItem") }}
          {...form.getInputProps("reference")}
        />
      ) : null}
      <Textarea
        label={t("breaks.posting.reason")}
        description={t("breaks.posting.limitText")}
        autosize
        minRows={2}
        maxLength={1000}
        required
        {...form.getInputProps("reason")}
      />
    </FormLayout>
  );
}
