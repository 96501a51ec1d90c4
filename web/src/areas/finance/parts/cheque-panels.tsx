/** Parts of the page of one cheque. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePages, useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { RowList } from "../../../design/row-list";
import { QueryState } from "../../../design/states";
import { Timeline, type TimelineStep } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { DecideCheque } from "./cheque-decision";
import classes from "./cheque-slip.module.css";
import type { Cheque } from "./cheque-tools";
import { ProposalStatus } from "./proposal-status";
import { addressText } from "./receiver";

interface PanelProps {
  cheque: Cheque;
}

/** The cheque as it looks, roughly: what is printed on the slip. */
export function ChequeSlip({ cheque }: PanelProps) {
  const { t } = useTranslation("finance");
  return (
    <section className={classes["slip"]} aria-label={t("cheques.slip")}>
      <div className={classes["line"]}>
        <strong>{cheque.bankAccountCode}</strong>
        <span>
          {t("cheques.number")} <strong className="numbers">{cheque.number}</strong>
        </span>
      </div>
      <div className={classes["line"]}>
        <span>{t("cheques.payTo")}</span>
        <span>{cheque.issuedOn ? <DateText at={cheque.issuedOn} /> : t("cheques.noDate")}</span>
      </div>
      <div className={classes["payee"]}>{cheque.payeeName}</div>
      <div className={classes["line"]}>
        <span className={classes["address"]}>{addressText(cheque.postalAddress)}</span>
        <strong className={classes["amount"]}>
          <MoneyText money={cheque.amount} />
        </strong>
      </div>
    </section>
  );
}

export function ChequeFacts({ cheque }: PanelProps) {
  const { t } = useTranslation("finance");
  const days = [
    { label: t("cheques.issuedOn"), day: cheque.issuedOn },
    { label: t("cheques.mailedOn"), day: cheque.mailedOn },
    { label: t("cheques.staleOn"), day: cheque.staleOn },
    { label: t("cheques.clearedOn"), day: cheque.clearedOn },
    { label: t("cheques.stopEndsOn"), day: cheque.stopEndsOn },
    { label: t("cheques.escheatedOn"), day: cheque.escheatedOn },
  ];
  const words = [
    { label: t("cheques.preparedBy"), value: cheque.preparedBy.name },
    { label: t("cheques.issuedBy"), value: cheque.issuedBy?.name },
    { label: t("cheques.stopRequestedBy"), value: cheque.stopRequestedBy?.name },
    { label: t("cheques.stopConfirmedBy"), value: cheque.stopConfirmedBy?.name },
    { label: t("cheques.bankReference"), value: cheque.stopReference },
    { label: t("cheques.carrier"), value: cheque.carrier },
    { label: t("cheques.tracking"), value: cheque.tracking },
    { label: t("payouts.reason"), value: cheque.reason },
  ];
  const links = [
    { label: t("cheques.replaces"), id: cheque.replacesId },
    { label: t("cheques.replacedBy"), id: cheque.replacedById },
  ];
  return (
    <Panel>
      <Facts
        items={[
          ...days.flatMap(({ label, day }) =>
            day ? [{ label, value: <DateText at={day} hasDistance /> }] : [],
          ),
          ...words.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
          ...links.flatMap(({ label, id }) =>
            id
              ? [
                  {
                    label,
                    value: <PageLink to={`/finance/cheques/${id}`}>{t("cheques.other")}</PageLink>,
                  },
                ]
              : [],
          ),
          { label: t("cheques.printings"), value: String(cheque.printingsCount) },
          {
            label: t("cheques.payout"),
            value: (
              <PageLink to={`/finance/payouts/${cheque.payoutId}`}>{t("cheques.toPayout")}</PageLink>
            ),
          },
        ]}
      />
    </Panel>
  );
}

const badEnds: readonly Cheque["status"][] = ["exception", "late_presented", "stale", "spoiled"];

/** The dates of its life so far, and the two that are still to come. */
export function ChequeLife({ cheque }: PanelProps) {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const { status } = cheque;
  const isOut = status === "issued" || status === "pp_filed";
  const steps: TimelineStep[] = [
    {
      key: "written",
      title: t("cheques.life.written", { name: cheque.preparedBy.name }),
      at: cheque.createdAt,
      tone: "good",
    },
  ];
  if (cheque.issuedOn) {
    const name = cheque.issuedBy?.name ?? "–";
    steps.push({
      key: "issued",
      title: t("cheques.life.issued", { name }),
      at: cheque.issuedOn,
      tone: "good",
    });
  }
  if (cheque.mailedOn) {
    const text = [cheque.carrier, cheque.tracking].filter(Boolean).join(", ");
    steps.push({ key: "mailed", title: t("cheques.life.mailed"), at: cheque.mailedOn, tone: "good", text });
  }
  steps.push({
    key: "now",
    title: tCommon(`status.cheque.${status}`),
    at: cheque.clearedOn ?? cheque.statusAt,
    tone: status === "cleared" ? "good" : badEnds.includes(status) ? "bad" : "active",
    text: cheque.reason,
  });
  if (isOut && cheque.staleOn) {
    steps.push({
      key: "stale",
      title: t("cheques.life.stale"),
      at: cheque.staleOn,
      isExpected: true,
      tone: "quiet",
    });
  }
  return (
    <Panel title={t("cheques.lifeTitle")}>
      <Timeline label={t("cheques.lifeTitle")} steps={steps} />
    </Panel>
  );
}

export function ChequeDecisions({ cheque }: PanelProps) {
  const { t } = useTranslation("finance");
  const pages = usePages(
    "GET /v1/cheque-decisions",
    { query: { chequeId: cheque.id } },
    { isLive: true },
  );
  return (
    <Panel title={t("cheques.decisions.title")}>
      {pages.items.length === 0 ? <Text c="dimmed">{t("cheques.decisions.none")}</Text> : null}
      <RowList
        rows={pages.items.map((decision) => ({
          key: decision.id,
          title: t(`cheques.kind.${decision.kind}`),
          text: (
            <>
              <div>{decision.evidence}</div>
              <div>
                {decision.proposedBy.name}, <DateText at={decision.proposedAt} />
              </div>
              {decision.declineReason ? <div>{decision.declineReason}</div> : null}
              <DecideCheque decision={decision} />
            </>
          ),
          end: <ProposalStatus status={decision.status} />,
        }))}
      />
    </Panel>
  );
}

/** Lines of bank statements that show this cheque. */
export function Presentments({ cheque }: PanelProps) {
  const { t } = useTranslation("finance");
  const lines = useRead("GET /v1/cheques/{chequeId}/presentments", {
    params: { chequeId: cheque.id },
  });
  return (
    <Panel title={t("cheques.presentments")}>
      <QueryState query={lines}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t("cheques.noPresentments")}</Text>
          ) : (
            <RowList
              rows={items.map(({ lineKey, amountMinor, currency, bookedOn, reference }) => ({
                key: lineKey,
                title: <DateText at={bookedOn} />,
                text: reference ?? lineKey,
                end: <MoneyText money={{ amountMinor, currency }} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}
