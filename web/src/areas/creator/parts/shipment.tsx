import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { notice } from "../../../design/notice";
import { ProblemAlert } from "../../../design/states";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { applicationReads } from "./application-reads";
import type { Application } from "./words";

type Parcel = NonNullable<Application["shipment"]>;

function ParcelFacts({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation("creator");
  const { status, declaredValue, carrier, trackingNumber, shippedAt, receivedAt } = parcel;
  return (
    <Facts
      items={[
        { label: t("shipment.status"), value: t(`shipment.statuses.${status}`) },
        ...(declaredValue
          ? [{ label: t("shipment.value"), value: <MoneyText money={declaredValue} /> }]
          : []),
        ...(carrier ? [{ label: t("shipment.carrier"), value: carrier }] : []),
        ...(trackingNumber ? [{ label: t("shipment.number"), value: trackingNumber }] : []),
        ...(shippedAt
          ? [{ label: t("shipment.shipped"), value: <DateText at={shippedAt} /> }]
          : []),
        ...(receivedAt
          ? [{ label: t("shipment.received"), value: <DateText at={receivedAt} /> }]
          : []),
      ]}
    />
  );
}

/** The product on its way to the creator. */
export function Shipment({ application }: { application: Application }) {
  const { t } = useTranslation("creator");
  const { shipment, id } = application;
  const receive = useWrite("POST /v1/applications/{applicationId}/shipment/receive", {
    invalidates: applicationReads,
    onDone: () => notice(t("shipment.thanks")),
  });
  const waive = useWrite("POST /v1/applications/{applicationId}/shipment/waive", {
    invalidates: applicationReads,
  });
  if (!shipment) return null;
  const error = receive.error ?? waive.error;
  return (
    <Panel title={t("shipment.title")}>
      <ParcelFacts parcel={shipment} />
      {error ? <ProblemAlert error={error} /> : null}
      <Group mt="md">
        {shipment.status === "shipped" ? (
          <Button
            loading={receive.isPending}
            onClick={() => receive.mutate({ params: { applicationId: id } })}
          >
            {t("shipment.receive")}
          </Button>
        ) : null}
        {shipment.status === "to_ship" ? (
          <Button
            variant="default"
            loading={waive.isPending}
            onClick={() => waive.mutate({ params: { applicationId: id } })}
          >
            {t("shipment.waive")}
          </Button>
        ) : null}
      </Group>
    </Panel>
  );
}
