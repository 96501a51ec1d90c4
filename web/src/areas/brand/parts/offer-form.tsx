import { Button, Modal, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Money } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { FormLayout } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { QueryState } from "../../../design/states";
import { MoneyText } from "../../../design/values";
import { type Application, applicationReads } from "./application-reads";
import type { Campaign } from "./campaign-frame";
import { asCurrency } from "./words";

interface FieldsProps {
  application: Application;
  campaign: Campaign;
  onDone(): void;
}

/** The fee in the field at first: what the creator named last, else the campaign's. */
function firstFee(application: Application, campaign: Campaign): Money | undefined {
  const last = application.offers.at(-1);
  if (last) return last.fee;
  if (application.askedFee) return application.askedFee;
  return campaign.fee.amountMinor === "0" ? undefined : campaign.fee;
}

function Fields({ application, campaign, onDone }: FieldsProps) {
  const { t } = useTranslation("brand");
  const { status, offerVersion, askedFee } = application;
  const { currency } = campaign;
  const form = useForm<{ fee: Money | undefined; note: string }>({
    initialValues: { fee: firstFee(application, campaign), note: "" },
  });
  const write = useWrite("POST /v1/applications/{applicationId}/offer", {
    invalidates: applicationReads,
    onDone: () => {
      notice(t("offers.made"));
      onDone();
    },
  });
  const isPaid = campaign.compensation !== "product";
  return (
    <FormLayout
      form={form}
      write={write}
      isGuarded={false}
      toRequest={({ fee, note }) => ({
        params: { applicationId: application.id },
        body: {
          ...(status === "countered" ? { version: offerVersion } : {}),
          ...(isPaid && fee
            ? { fee: { amountMinor: fee.amountMinor, currency: asCurrency(currency) } }
            : {}),
          ...(note.trim() === "" ? {} : { note }),
        },
      })}
      submitLabel={t("offers.submit")}
    >
      <Text size="sm">{t("offers.formText")}</Text>
      {askedFee ? (
        <Text size="sm">
          {t("application.asked")}: <MoneyText money={askedFee} />
        </Text>
      ) : null}
      {isPaid ? (
        <MoneyInput
          label={t("application.fee")}
          description={t("offers.feeText")}
          currency={currency}
          {...form.getInputProps("fee")}
        />
      ) : null}
      <Textarea
        label={t("offers.note")}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps("note")}
      />
    </FormLayout>
  );
}

export function OfferForm({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const { t: tCommon } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { campaignId, status } = application;
  const campaign = useRead("GET /v1/campaigns/{campaignId}", { params: { campaignId } });
  const label = t(status === "countered" ? "offers.counter" : "offers.make");
  return (
    <>
      <Button variant={status === "countered" ? "default" : "filled"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`${label}: ${application.creatorName}`}
        closeButtonProps={{ "aria-label": tCommon("close") }}
      >
        <QueryState query={campaign}>
          {(data) => (
            <Fields application={application} campaign={data} onDone={() => setOpen(false)} />
          )}
        </QueryState>
      </Modal>
    </>
  );
}
