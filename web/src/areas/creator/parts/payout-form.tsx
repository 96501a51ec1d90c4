import { Radio, Select, SimpleGrid, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { useCountryOptions } from "../../../design/country-options";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";

const lineNames = ["line1", "line2", "city", "region", "postalCode"] as const;
const optional: ReadonlySet<string> = new Set(["line2", "region"]);

interface Values {
  rail: "paypal" | "cheque";
  receiver: string;
  payeeName: string;
  postalAddress: Record<(typeof lineNames)[number], string> & { country: string | null };
}

function ChequeFields({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation("creator");
  const countries = useCountryOptions();
  return (
    <>
      <TextInput
        label={t("payoutForm.payeeName")}
        description={t("payoutForm.payeeNameHint")}
        autoComplete="name"
        maxLength={100}
        required
        {...form.getInputProps("payeeName")}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {lineNames.map((name) => (
          <TextInput
            key={name}
            label={t(`payoutForm.address.${name}`)}
            maxLength={100}
            required={!optional.has(name)}
            {...form.getInputProps(`postalAddress.${name}`)}
          />
        ))}
        <Select
          label={t("payoutForm.address.country")}
          data={countries}
          searchable
          required
          nothingFoundMessage={t("nothingFound")}
          {...form.getInputProps("postalAddress.country")}
        />
      </SimpleGrid>
    </>
  );
}

function addressOf({ line2, region, country, ...rest }: Values["postalAddress"]) {
  return {
    ...rest,
    ...(line2.trim() === "" ? {} : { line2 }),
    ...(region.trim() === "" ? {} : { region }),
    country: country ?? "",
  };
}

interface PayoutFormProps {
  country: string | null;
  submitLabel: string;
  onDone?(): void;
}

/** How the creator wants to be paid; what is sent here takes the place of the method before. */
export function PayoutForm({ country, submitLabel, onDone }: PayoutFormProps) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const requiredFor = (rail: Values["rail"]) => (value: unknown, values: Values) =>
    values.rail === rail ? required(value) : null;
  const onCheque = requiredFor("cheque");
  const form = useForm<Values>({
    initialValues: {
      rail: "paypal",
      receiver: "",
      payeeName: "",
      postalAddress: { line1: "", line2: "", city: "", region: "", postalCode: "", country },
    },
    validate: {
      receiver: requiredFor("paypal"),
      payeeName: onCheque,
      postalAddress: { line1: onCheque, city: onCheque, postalCode: onCheque, country: onCheque },
    },
  });
  const write = useWrite("POST /v1/creators/me/payout-methods", {
    invalidates: ["GET /v1/creators/me", "GET /v1/creators/me/payout-methods"],
    onDone: () => {
      notice(t("payoutForm.done"));
      form.reset();
      onDone?.();
    },
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ rail, receiver, payeeName, postalAddress }) => ({
        body:
          rail === "paypal"
            ? { rail, receiver: receiver.trim() }
            : { rail, payeeName, postalAddress: addressOf(postalAddress) },
      })}
      submitLabel={submitLabel}
    >
      <Radio.Group label={t("payoutForm.rail")} {...form.getInputProps("rail")}>
        <Radio value="paypal" label={t("payoutForm.paypal")} mt="xs" />
        <Radio value="cheque" label={t("payoutForm.cheque")} mt="xs" />
      </Radio.Group>
      {form.getValues().rail === "paypal" ? (
        <TextInput
          label={t("payoutForm.receiver")}
          type="email"
          autoComplete="email"
          required
          {...form.getInputProps("receiver")}
        />
      ) : (
        <ChequeFields form={form} />
      )}
    </FormLayout>
  );
}
