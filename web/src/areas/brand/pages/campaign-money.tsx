import { Alert, Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import type { AnswerOf, Language, Money } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { DownloadButton } from "../../../design/download-button";
import { Icon } from "../../../design/icons";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { EmptyState, QueryState } from "../../../design/states";
import { Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { type Campaign, CampaignFrame } from "../parts/campaign-frame";
import { campaignReads } from "../parts/campaign-steps";
import { Paper } from "../parts/paper";
import { asCurrency } from "../parts/words";

type Funding = AnswerOf<"GET /v1/campaigns/{campaignId}/funding">;
type Way = "fund" | "topUp" | "takeBack";

interface MoveProps {
  campaign: Campaign;
  funding: Funding;
  way: Way;
}

/** Sets money aside, adds some, or takes some back; the amounts stand in the question. */
function Move({ campaign, funding, way }: MoveProps) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const [amount, setAmount] = useState<Money>();
  const { currency, id: campaignId } = campaign;
  const options = {
    invalidates: campaignReads,
    onDone: () => {
      setOpen(false);
      notice(t(`fund.done.${way}`));
    },
  };
  const put = useWrite("POST /v1/campaigns/{campaignId}/funding", options);
  const take = useWrite("POST /v1/campaigns/{campaignId}/funding/withdrawals", options);
  const isFirst = way === "fund";
  const write = way === "takeBack" ? take : put;
  const confirm = () => {
    const params = { campaignId };
    const part = { amountMinor: amount?.amountMinor ?? "0", currency: asCurrency(currency) };
    if (way === "takeBack") take.mutate({ params, body: { amount: part } });
    else put.mutate({ params, body: isFirst ? {} : { amount: part } });
  };
  return (
    <>
      <Button variant={isFirst ? "filled" : "default"} onClick={() => setOpen(true)}>
        {t(`fund.${way}`)}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
          write.reset();
        }}
        title={t(`fund.${way}`)}
        text={t(`fund.about.${way}`)}
        facts={
          isFirst
            ? [{ label: t("wizard.budget"), value: <MoneyText money={funding.budget} /> }]
            : [{ label: t("money.escrow", { currency }), value: <MoneyText money={funding.escrow} /> }]
        }
        confirmLabel={t(`fund.${way}`)}
        onConfirm={confirm}
        isBusy={write.isPending}
        error={write.error}
      >
        {isFirst ? null : (
          <MoneyInput
            label={t("money.amount")}
            currency={currency}
            value={amount}
            onChange={setAmount}
            required
          />
        )}
      </ConfirmDialog>
    </>
  );
}

/** A campaign that waits for money says how much, and leads to where it is paid. */
function Missing({ missing, isManager }: { missing: Money; isManager: boolean }) {
  const { t } = useTranslation("brand");
  return (
    <Alert
      variant="light"
      color="yellow"
      icon={<Icon name="clock" />}
      title={t("fund.missing")}
      mb="md"
    >
      <Text mb="sm">
        {t("fund.missingText")} <MoneyText money={missing} />
      </Text>
      {isManager ? (
        <PageButton
          to={`/brand/deposits/new?amount=${missing.amountMinor}&currency=${missing.currency}`}
        >
          {t("fund.payMissing")}
        </PageButton>
      ) : null}
    </Alert>
  );
}

function Statement({ campaign }: { campaign: Campaign }) {
  const { t, i18n } = useTranslation("brand");
  const language = i18n.language as Language;
  const request = { params: { campaignId: campaign.id }, query: { language } };
  const statement = useRead("GET /v1/campaigns/{campaignId}/statement", request, { isLive: true });
  return (
    <>
      <Panel title={t("fund.statement")}>
        <Text c="dimmed" mb="sm">
          {t("fund.statementText")}
        </Text>
        <DownloadButton
          label={t("documents.pdf")}
          fileName={`${campaign.title}.pdf`}
          load={() => call("GET /v1/campaigns/{campaignId}/statement/pdf", request)}
        />
      </Panel>
      <QueryState query={statement}>{({ printout }) => <Paper printout={printout} />}</QueryState>
    </>
  );
}

function MoneyOf({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  const { status, id: campaignId, currency } = campaign;
  const funding = useRead(
    "GET /v1/campaigns/{campaignId}/funding",
    { params: { campaignId } },
    { isLive: true },
  );
  const isRunning = status === "funded" || status === "open" || status === "paused";
  return (
    <QueryState query={funding}>
      {(data) => (
        <>
          {data.missing && data.missing.amountMinor !== "0" ? (
            <Missing missing={data.missing} isManager={isManager} />
          ) : null}
          <Figures>
            <Figure label={t("wizard.budget")} value={<MoneyText money={data.budget} />} />
            <Figure label={t("fund.funded")} value={<MoneyText money={data.funded} />} />
            <Figure
              label={t("money.escrow", { currency })}
              value={<MoneyText money={data.escrow} />}
              text={t("money.escrowText")}
            />
            <Figure
              label={t("money.reserved", { currency })}
              value={<MoneyText money={data.reserved} />}
              text={t("money.reservedText")}
            />
          </Figures>
          {isManager ? (
            <Button.Group mb="md">
              {status === "draft" ? <Move campaign={campaign} funding={data} way="fund" /> : null}
              {isRunning ? <Move campaign={campaign} funding={data} way="topUp" /> : null}
              {isRunning ? <Move campaign={campaign} funding={data} way="takeBack" /> : null}
            </Button.Group>
          ) : null}
          <Statement campaign={campaign} />
        </>
      )}
    </QueryState>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  return (
    <CampaignFrame tab="money">
      {(campaign) =>
        campaign.compensation === "product" ? (
          <EmptyState icon="money" title={t("fund.products")} text={t("wizard.noMoney")} />
        ) : (
          <MoneyOf campaign={campaign} />
        )
      }
    </CampaignFrame>
  );
}
