import { Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Money } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { FormLayout, useRequired } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { useFormat } from "../../../i18n/format";
import type { Campaign } from "./words";

interface Values {
  pitch: string;
  askedFee: Money | undefined;
}

/** The limits a brand has set for prices, as a sentence; undefined when there are none. */
export function useBidHint(campaign: Campaign | undefined): string | undefined {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const { min, max } = campaign?.bidRange ?? { min: null, max: null };
  if (min && max) return t("bid.between", { min: format.money(min), max: format.money(max) });
  if (min) return t("bid.min", { min: format.money(min) });
  return max ? t("bid.max", { max: format.money(max) }) : undefined;
}

/** A creator's word to the brand, and their price where the brand asks for one. */
export function ApplyForm({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("creator");
  const go = useGo();
  const required = useRequired();
  const hint = useBidHint(campaign);
  const isBid = campaign.pricing === "bids";
  const form = useForm<Values>({
    initialValues: { pitch: "", askedFee: undefined },
    validate: { pitch: required, askedFee: (value) => (isBid ? required(value) : null) },
  });
  const write = useWrite("POST /v1/campaigns/{campaignId}/applications", {
    invalidates: ["GET /v1/applications"],
    onDone: ({ id }) => {
      notice(t("apply.done"));
      go(`/creator/applications/${id}`);
    },
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ pitch, askedFee }) => ({
        params: { campaignId: campaign.id },
        body: {
          pitch,
          ...(askedFee ? { askedFee: { ...askedFee, currency: campaign.currency } } : {}),
        },
      })}
      submitLabel={t("apply.submit")}
    >
      <Textarea
        label={t("apply.pitch")}
        description={t("apply.pitchHint")}
        autosize
        minRows={4}
        maxLength={4000}
        required
        {...form.getInputProps("pitch")}
      />
      {isBid ? (
        <MoneyInput
          label={t("apply.price")}
          description={hint}
          currency={campaign.currency}
          required
          {...form.getInputProps("askedFee")}
        />
      ) : null}
    </FormLayout>
  );
}
