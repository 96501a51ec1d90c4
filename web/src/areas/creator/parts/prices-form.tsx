import { ActionIcon, Button, Select } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf, Money } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { Icon } from "../../../design/icons";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { EmptyState } from "../../../design/states";
import { type Currency, currencies, currencyOf } from "./currencies";
import classes from "./prices-form.module.css";
import { useKindOptions, usePlatformOptions } from "./words";

type RateCard = AnswerOf<"GET /v1/creators/me/rate-card">;
type Rate = RateCard["items"][number];

interface Row {
  key: string;
  platform: Rate["platform"];
  kind: Rate["kind"];
  currency: Currency;
  price: Money | undefined;
}

interface Values {
  items: Row[];
}

function rowOf(rate: Rate): Row {
  return { ...rate, key: crypto.randomUUID(), currency: rate.price.currency };
}

function PriceRow({ form, at, row }: { form: UseFormReturnType<Values>; at: number; row: Row }) {
  const { t } = useTranslation("creator");
  const platforms = usePlatformOptions();
  const kinds = useKindOptions();
  const change = (currency: string | null) => {
    form.setFieldValue(`items.${at}.currency`, (currency ?? row.currency) as Currency);
    form.setFieldValue(`items.${at}.price`, undefined);
  };
  return (
    <fieldset className={classes["row"]}>
      <legend className="visually-hidden">{t("prices.row", { number: at + 1 })}</legend>
      <Select
        label={t("prices.platform")}
        data={platforms}
        allowDeselect={false}
        {...form.getInputProps(`items.${at}.platform`)}
      />
      <Select
        label={t("prices.kind")}
        data={kinds}
        allowDeselect={false}
        {...form.getInputProps(`items.${at}.kind`)}
      />
      <Select
        label={t("prices.currency")}
        data={currencies}
        searchable
        allowDeselect={false}
        value={row.currency}
        onChange={change}
      />
      <MoneyInput
        key={row.currency}
        label={t("prices.price")}
        currency={row.currency}
        required
        {...form.getInputProps(`items.${at}.price`)}
      />
      <ActionIcon
        aria-label={t("prices.remove", { number: at + 1 })}
        onClick={() => form.removeListItem("items", at)}
      >
        <Icon name="trash" />
      </ActionIcon>
    </fieldset>
  );
}

interface PricesFormProps {
  card: RateCard;
  country: string | null;
  submitLabel: string;
  onDone?(): void;
}

/** The price list: one line for each kind of content, platform and currency. */
export function PricesForm({ card, country, submitLabel, onDone }: PricesFormProps) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: { items: card.items.map(rowOf) },
    validate: { items: { price: required } },
  });
  const write = useWrite("PUT /v1/creators/me/rate-card", {
    invalidates: ["GET /v1/creators/me/rate-card", "GET /v1/creators/{creatorId}/rate-card"],
    onDone: () => {
      notice(t("saved"));
      onDone?.();
    },
  });
  const { items } = form.getValues();
  const add = () =>
    form.insertListItem("items", {
      key: crypto.randomUUID(),
      platform: items.at(-1)?.platform ?? "instagram",
      kind: "post",
      currency: items.at(-1)?.currency ?? currencyOf(country),
      price: undefined,
    } satisfies Row);
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(values) => ({
        body: {
          version: card.version,
          items: values.items.map(({ platform, kind, currency, price }) => ({
            platform,
            kind,
            price: { amountMinor: price?.amountMinor ?? "0", currency },
          })),
        },
      })}
      submitLabel={submitLabel}
      actions={
        <Button variant="default" onClick={add} leftSection={<Icon name="plus" />}>
          {t("prices.add")}
        </Button>
      }
    >
      {items.length === 0 ? (
        <EmptyState icon="money" title={t("prices.none")} text={t("prices.noneText")} />
      ) : (
        items.map((row, at) => <PriceRow key={row.key} form={form} at={at} row={row} />)
      )}
    </FormLayout>
  );
}
