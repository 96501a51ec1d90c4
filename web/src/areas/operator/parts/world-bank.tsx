import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf, Money } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { EmptyState, ProblemAlert, QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";

type World = AnswerOf<"GET /v1/sandbox/world">;
type Currency = World["accounts"][number]["balance"]["currency"];

const kinds = ["deposit", "fee", "cheque", "transfer"] as const;
type Kind = (typeof kinds)[number];
const refreshed = ["GET /v1/sandbox/world", "GET /v1/sandbox/world/records"] as const;

interface Values {
  kind: Kind;
  account: string;
  amount: Money | undefined;
  reference: string;
  name: string;
  number: string;
  payee: string;
  to: "paypal" | "elsewhere";
}

/** Only what was filled in, and only what this kind of line knows. */
function bodyOf({ kind, account, amount, reference, name, number, payee, to }: Values) {
  const line = {
    account,
    amount: amount as { amountMinor: string; currency: Currency },
    ...(reference ? { reference } : {}),
  };
  switch (kind) {
    case "deposit":
      return { kind, ...line, ...(name ? { name } : {}) };
    case "fee":
      return { kind, ...line };
    case "transfer":
      return { kind, ...line, to };
    case "cheque":
      return {
        kind,
        account,
        amount: line.amount,
        number,
        ...(payee ? { payee } : {}),
      };
  }
}

/** What only some kinds of lines say. */
function KindFields({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation("operator");
  const { kind } = form.values;
  return (
    <>
      {kind === "deposit" ? (
        <TextInput label={t("world.payer")} {...form.getInputProps("name")} />
      ) : null}
      {kind === "transfer" ? (
        <Select
          label={t("world.to")}
          data={(["paypal", "elsewhere"] as const).map((value) => ({
            value,
            label: t(`world.targets.${value}`),
          }))}
          allowDeselect={false}
          {...form.getInputProps("to")}
        />
      ) : null}
      {kind === "cheque" ? (
        <>
          <TextInput
            label={t("world.chequeNumber")}
            inputMode="numeric"
            required
            {...form.getInputProps("number")}
          />
          <TextInput label={t("world.payee")} {...form.getInputProps("payee")} />
        </>
      ) : (
        <TextInput
          label={t("world.reference")}
          description={kind === "deposit" ? t("world.referenceText") : null}
          {...form.getInputProps("reference")}
        />
      )}
    </>
  );
}

function LineForm({ accounts }: { accounts: World["accounts"] }) {
  const { t } = useTranslation("operator");
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: {
      kind: "deposit",
      account: accounts[0]?.id ?? "",
      amount: undefined,
      reference: "",
      name: "",
      number: "",
      payee: "",
      to: "paypal",
    },
    validate: {
      amount: required,
      number: (number, { kind }) => (kind === "cheque" ? required(number) : null),
    },
  });
  const post = useWrite("POST /v1/sandbox/world/bank-lines", {
    invalidates: refreshed,
    onDone: () => {
      notice(t("world.booked"));
      form.setFieldValue("amount", undefined);
    },
  });
  const { account } = form.values;
  const currency = accounts.find(({ id }) => id === account)?.balance.currency ?? "USD";
  return (
    <Panel title={t("world.line")}>
      <FormLayout
        form={form}
        write={post}
        toRequest={(values) => ({ body: bodyOf(values) })}
        submitLabel={t("world.book")}
        isGuarded={false}
      >
        <Select
          label={t("world.kind")}
          data={kinds.map((value) => ({ value, label: t(`world.kinds.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("kind")}
        />
        <Select
          label={t("world.accountLabel")}
          data={accounts.map(({ id, balance }) => ({
            value: id,
            label: `${id} (${balance.currency})`,
          }))}
          allowDeselect={false}
          {...form.getInputProps("account")}
          onChange={(value) => form.setValues({ account: value ?? "", amount: undefined })}
        />
        <MoneyInput
          key={currency}
          label={t("world.amount")}
          currency={currency}
          required
          {...form.getInputProps("amount")}
          value={form.values.amount}
        />
        <KindFields form={form} />
      </FormLayout>
    </Panel>
  );
}

/** Stripe's money reaches the bank when somebody lets it. */
function StripePayouts({ balances }: { balances: World["balances"] }) {
  const { t } = useTranslation("operator");
  const pay = useWrite("POST /v1/sandbox/world/stripe-payouts", {
    invalidates: refreshed,
    onDone: () => notice(t("world.paidOut")),
  });
  const payable = balances.filter(
    ({ simulator, available }) => simulator === "stripe" && BigInt(available.amountMinor) > 0n,
  );
  return (
    <Panel title={t("world.stripe")}>
      <Stack>
        <p>{t(payable.length === 0 ? "world.stripeNothing" : "world.stripeText")}</p>
        {pay.error ? <ProblemAlert error={pay.error} /> : null}
        <Group>
          {payable.map(({ available }) => (
            <Button
              key={available.currency}
              variant="default"
              loading={pay.isPending}
              onClick={() => pay.mutate({ body: { currency: available.currency } })}
            >
              {t("world.payOut", { currency: available.currency })}
            </Button>
          ))}
        </Group>
      </Stack>
    </Panel>
  );
}

export function WorldBank() {
  const { t } = useTranslation("operator");
  const world = useRead("GET /v1/sandbox/world", {}, { isLive: true });
  return (
    <QueryState query={world}>
      {({ accounts, balances }) => (
        <>
          {accounts.length === 0 ? (
            <EmptyState
              icon="bank"
              title={t("world.noAccounts")}
              text={t("world.noAccountsText")}
            />
          ) : (
            <LineForm accounts={accounts} />
          )}
          <StripePayouts balances={balances} />
        </>
      )}
    </QueryState>
  );
}
