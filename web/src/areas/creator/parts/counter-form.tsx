import { Modal, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Money } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { MoneyText } from "../../../design/values";
import { applicationReads } from "./application-reads";
import { useBidHint } from "./apply-form";
import type { Application, Campaign } from "./words";

interface CounterFormProps {
  applicationId: string;
  offer: Application["offers"][number];
  campaign: Campaign | undefined;
  onClose(): void;
}

interface Values {
  fee: Money | undefined;
  note: string;
}

/** Answers an offer with another fee; everything else stays as it was offered. */
export function CounterForm({ applicationId, offer, campaign, onClose }: CounterFormProps) {
  const { t } = useTranslation("creator");
  const { t: tCommon } = useTranslation();
  const required = useRequired();
  const hint = useBidHint(campaign);
  const { currency } = offer.fee;
  const form = useForm<Values>({
    initialValues: { fee: offer.fee, note: "" },
    validate: { fee: required },
  });
  const write = useWrite("POST /v1/applications/{applicationId}/counter", {
    invalidates: applicationReads,
    onDone: () => {
      notice(t("offer.countered"));
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("offer.counter")}
      closeButtonProps={{ "aria-label": tCommon("close") }}
    >
      <Text mb="md">
        {t("offer.counterText")} <MoneyText money={offer.fee} />
      </Text>
      <FormLayout
        form={form}
        write={write}
        toRequest={({ fee, note }) => ({
          params: { applicationId },
          body: {
            version: offer.version,
            fee: { amountMinor: fee?.amountMinor ?? "0", currency },
            ...(note.trim() === "" ? {} : { note }),
          },
        })}
        submitLabel={t("offer.send")}
        isGuarded={false}
      >
        <MoneyInput
          label={t("offer.myFee")}
          description={hint}
          currency={currency}
          required
          {...form.getInputProps("fee")}
        />
        <Textarea
          label={t("offer.note")}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps("note")}
        />
      </FormLayout>
    </Modal>
  );
}
