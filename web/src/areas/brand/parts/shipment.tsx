import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { ProblemAlert } from "../../../design/states";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";

type Application = AnswerOf<"GET /v1/applications/{applicationId}">;
type Shipment = NonNullable<Application["shipment"]>;

const tones: Record<Shipment["status"], Tone> = {
  to_ship: "waiting",
  shipped: "active",
  received: "good",
  not_needed: "quiet",
};
const reads = ["GET /v1/applications/{applicationId}"] as const;

function Ship({ applicationId, shipment }: { applicationId: string; shipment: Shipment }) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const form = useForm({
    initialValues: {
      carrier: shipment.carrier ?? "",
      trackingNumber: shipment.trackingNumber ?? "",
    },
    validate: { carrier: required },
  });
  const write = useWrite("POST /v1/applications/{applicationId}/shipment/ship", {
    invalidates: reads,
    onDone: () => notice(t("shipment.saved")),
  });
  const waive = useWrite("POST /v1/applications/{applicationId}/shipment/waive", {
    invalidates: reads,
  });
  const params = { applicationId };
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ carrier, trackingNumber }) => ({
        params,
        body: { carrier, ...(trackingNumber.trim() === "" ? {} : { trackingNumber }) },
      })}
      submitLabel={t(shipment.status === "shipped" ? "shipment.correct" : "shipment.ship")}
      actions={
        shipment.status === "to_ship" ? (
          <Button
            variant="default"
            loading={waive.isPending}
            onClick={() => waive.mutate({ params })}
          >
            {t("shipment.waive")}
          </Button>
        ) : null
      }
    >
      {waive.error ? <ProblemAlert error={waive.error} /> : null}
      <TextInput
        label={t("shipment.carrier")}
        maxLength={100}
        required
        {...form.getInputProps("carrier")}
      />
      <TextInput
        label={t("shipment.number")}
        maxLength={100}
        {...form.getInputProps("trackingNumber")}
      />
    </FormLayout>
  );
}

/** The product on its way; an address belongs into a message. */
export function ShipmentPanel({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const { shipment, id } = application;
  if (!shipment) return null;
  const { status, declaredValue, carrier, trackingNumber, shippedAt, receivedAt } = shipment;
  const isOpen = status === "to_ship" || status === "shipped";
  return (
    <Panel title={t("shipment.title")}>
      <Facts
        items={[
          {
            label: t("money.status"),
            value: <StatusBadge tone={tones[status]} label={t(`shipment.state.${status}`)} />,
          },
          ...(declaredValue
            ? [{ label: t("wizard.declaredValue"), value: <MoneyText money={declaredValue} /> }]
            : []),
          ...(carrier ? [{ label: t("shipment.carrier"), value: carrier }] : []),
          ...(trackingNumber ? [{ label: t("shipment.number"), value: trackingNumber }] : []),
          ...(shippedAt
            ? [{ label: t("shipment.shippedAt"), value: <DateText at={shippedAt} /> }]
            : []),
          ...(receivedAt
            ? [{ label: t("shipment.receivedAt"), value: <DateText at={receivedAt} /> }]
            : []),
        ]}
      />
      {isOpen ? <Ship key={status} applicationId={id} shipment={shipment} /> : null}
    </Panel>
  );
}
