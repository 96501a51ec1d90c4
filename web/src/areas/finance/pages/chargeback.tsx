import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead, useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { DateText, Facts, Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { ActionButton } from "../parts/action-button";
import { type Chargeback, ChargebackStatus } from "../parts/chargeback-status";
import { HashText } from "../parts/hash-text";

function EndFreeze({ chargeback }: { chargeback: Chargeback }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const end = useWrite("POST /v1/chargebacks/{chargebackId}/end-freeze", {
    invalidates: ["GET /v1/chargebacks", "GET /v1/chargebacks/{chargebackId}", "GET /v1/payouts"],
  });
  if (!chargeback.isFreezing || !hasRole("finance_checker")) return null;
  return (
    <ActionButton
      label={t("chargebacks.endFreeze")}
      text={t("chargebacks.endFreezeText")}
      facts={[
        { label: t("payouts.amount"), value: <MoneyText money={chargeback.amount} /> },
        { label: t("chargebacks.owed"), value: <MoneyText money={chargeback.owed} /> },
      ]}
      isFinal
      write={end}
      words={{ name: "reason", label: t("payouts.reason") }}
      toRequest={(reason) => ({ params: { chargebackId: chargeback.id }, body: { reason } })}
    />
  );
}

/** Evidence is given at the payment service; what we know is until when. */
function Evidence({ chargeback }: { chargeback: Chargeback }) {
  const { t } = useTranslation("finance");
  const { evidenceDueAt, isEvidenceSent } = chargeback;
  if (isEvidenceSent) {
    return (
      <Alert variant="light" icon={<Icon name="check" />} title={t("chargebacks.sent")} mb="md">
        {t("chargebacks.sentText")}
      </Alert>
    );
  }
  if (!evidenceDueAt) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<Icon name="clock" />}
      title={t("chargebacks.needed")}
      mb="md"
    >
      <DateText at={evidenceDueAt} hasDistance />
      <div>{t("chargebacks.neededText")}</div>
    </Alert>
  );
}

function Screen({ chargeback }: { chargeback: Chargeback }) {
  const { t } = useTranslation("finance");
  const deposit = useRead("GET /v1/deposits/{depositId}", {
    params: { depositId: chargeback.depositId },
  });
  return (
    <>
      <PageHeader
        title={t("chargebacks.one", { id: chargeback.disputeId })}
        text={<ChargebackStatus status={chargeback.status} />}
        crumbs={[{ label: t("chargebacks.title"), to: "/finance/chargebacks" }]}
        actions={<EndFreeze chargeback={chargeback} />}
      />
      <Evidence chargeback={chargeback} />
      <Figures>
        <Figure label={t("chargebacks.amount")} value={<MoneyText money={chargeback.amount} />} />
        <Figure label={t("chargebacks.taken")} value={<MoneyText money={chargeback.taken} />} />
        <Figure
          label={t("chargebacks.fromDeposit")}
          value={<MoneyText money={chargeback.fromDeposit} />}
        />
        <Figure label={t("chargebacks.owed")} value={<MoneyText money={chargeback.owed} />} />
        <Figure label={t("chargebacks.lost")} value={<MoneyText money={chargeback.lost} />} />
      </Figures>
      <Panel>
        <Facts
          items={[
            { label: t("chargebacks.reason"), value: chargeback.reason },
            {
              label: t("chargebacks.freeze"),
              value: t(chargeback.isFreezing ? "chargebacks.frozen" : "chargebacks.free"),
            },
            { label: t("chargebacks.opened"), value: <DateText at={chargeback.openedAt} /> },
            ...(chargeback.closedAt
              ? [{ label: t("chargebacks.closed"), value: <DateText at={chargeback.closedAt} /> }]
              : []),
            { label: t("chargebacks.brand"), value: <HashText>{chargeback.brandId}</HashText> },
            {
              label: t("chargebacks.deposit"),
              value: deposit.data ? (
                <>
                  {t(`chargebacks.methods.${deposit.data.method}`)},{" "}
                  <MoneyText money={deposit.data.amount} />,{" "}
                  <DateText at={deposit.data.capturedAt ?? deposit.data.createdAt} />
                </>
              ) : (
                <HashText>{chargeback.depositId}</HashText>
              ),
            },
          ]}
        />
      </Panel>
    </>
  );
}

export function Page() {
  const { chargebackId = "" } = useParams();
  const chargeback = useRead(
    "GET /v1/chargebacks/{chargebackId}",
    { params: { chargebackId } },
    { isLive: true },
  );
  return (
    <QueryState query={chargeback} skeleton={<PageSkeleton />}>
      {(data) => <Screen chargeback={data} />}
    </QueryState>
  );
}
