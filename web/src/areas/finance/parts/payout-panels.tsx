/** Parts of the page of one payout. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import { usePages } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { DownloadButton } from "../../../design/download-button";
import { RowList } from "../../../design/row-list";
import { Timeline } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { HashText } from "./hash-text";
import type { PayoutScreen } from "./payout-actions";
import { AttemptStatus, BatchStatus, RailText, useHoldTitle, useStepText } from "./payout-words";
import { ReceiverText } from "./receiver";
import { ReleaseHold } from "./release-hold";

interface PanelProps {
  payout: PayoutScreen;
}

export function PayoutFacts({ payout }: PanelProps) {
  const { t } = useTranslation("finance");
  const { contentHash, signedUntil, nextLookAt, paidAt } = payout;
  const items = [
    { label: t("payouts.amount"), value: <MoneyText money={payout.amount} /> },
    { label: t("payouts.recovered"), value: <MoneyText money={payout.recovered} /> },
    { label: t("payouts.withheld"), value: <MoneyText money={payout.withheld} /> },
    { label: t("payouts.railLabel"), value: <RailText rail={payout.rail} /> },
    { label: t("payouts.receiver"), value: <ReceiverText receiver={payout.receiver} /> },
    { label: t("payouts.created"), value: <DateText at={payout.createdAt} /> },
    { label: t("payouts.since"), value: <DateText at={payout.statusAt} hasDistance /> },
    ...(paidAt ? [{ label: t("payouts.paidAt"), value: <DateText at={paidAt} /> }] : []),
    ...(payout.release
      ? [{ label: t("payouts.release"), value: t(`payouts.releaseBy.${payout.release}`) }]
      : []),
    ...(signedUntil
      ? [{ label: t("payouts.signedUntil"), value: <DateText at={signedUntil} hasDistance /> }]
      : []),
    ...(nextLookAt
      ? [{ label: t("payouts.nextLook"), value: <DateText at={nextLookAt} hasDistance /> }]
      : []),
    ...(contentHash
      ? [{ label: t("payouts.contentHash"), value: <HashText>{contentHash}</HashText> }]
      : []),
    { label: t("payouts.id"), value: <HashText>{payout.id}</HashText> },
  ];
  return (
    <Panel>
      <Facts items={items} />
    </Panel>
  );
}

export function Holds({ payout }: PanelProps) {
  const { t } = useTranslation("finance");
  const holdTitle = useHoldTitle();
  if (payout.holdHistory.length === 0) return null;
  return (
    <Panel title={t("payouts.holds")}>
      <RowList
        rows={payout.holdHistory.map((hold) => ({
          key: `${hold.kind} ${hold.openedAt}`,
          title: holdTitle(hold.kind),
          text: (
            <>
              <div>{hold.reason}</div>
              <div>
                {hold.openedBy.name}, <DateText at={hold.openedAt} />
              </div>
              {hold.releasedAt ? (
                <div>
                  {t("payouts.endedBy", { name: hold.releasedBy?.name ?? "–" })}{" "}
                  <DateText at={hold.releasedAt} />
                </div>
              ) : hold.expiresAt ? (
                <div>
                  {t("payouts.endsAt")} <DateText at={hold.expiresAt} hasDistance />
                </div>
              ) : null}
            </>
          ),
          end: hold.releasedAt ? (
            t("payouts.ended")
          ) : (
            <ReleaseHold payoutId={payout.id} creatorName={payout.creatorName} kind={hold.kind} />
          ),
        }))}
      />
    </Panel>
  );
}

export function PayoutTimeline({ payout }: PanelProps) {
  const { t } = useTranslation("finance");
  const stepText = useStepText();
  const isBad = (what: string) => /failed|returned|reversed|refunded|refused|voided/.test(what);
  return (
    <Panel title={t("payouts.timeline")}>
      <Timeline
        label={t("payouts.timeline")}
        steps={payout.timeline.map(({ at, what }, index) => ({
          key: `${at} ${what} ${index}`,
          title: stepText(what),
          at,
          tone: isBad(what) ? "bad" : index === payout.timeline.length - 1 ? "active" : "good",
        }))}
      />
    </Panel>
  );
}

export function Attempts({ payout }: PanelProps) {
  const { t } = useTranslation("finance");
  return (
    <Panel title={t("payouts.attempts")}>
      {payout.attempts.length === 0 ? <Text c="dimmed">{t("payouts.noAttempts")}</Text> : null}
      <RowList
        rows={payout.attempts.map((attempt) => ({
          key: attempt.id,
          title: t("payouts.attemptTitle", {
            seq: attempt.seq,
            rail: t(`payouts.rail.${attempt.rail}`),
          }),
          text: (
            <>
              <ReceiverText receiver={attempt.receiver} />
              <div>
                <DateText at={attempt.createdAt} /> – <DateText at={attempt.stateAt} />
              </div>
              {attempt.problem ? (
                <div>
                  {attempt.problem.message} ({attempt.problem.name})
                </div>
              ) : null}
              {attempt.providerItemId ? <HashText>{attempt.providerItemId}</HashText> : null}
              {attempt.providerFee ? (
                <div>
                  {t("payouts.fee")} <MoneyText money={attempt.providerFee} />
                </div>
              ) : null}
              {attempt.batchId ? (
                <div>
                  <PageLink to={`/finance/batches/${attempt.batchId}`}>
                    {t("payouts.toBatch")}
                  </PageLink>
                </div>
              ) : null}
            </>
          ),
          end: <AttemptStatus state={attempt.state} />,
        }))}
      />
      <RowList
        rows={payout.batches.map((batch) => ({
          key: batch.id,
          title: t("payouts.batch", { code: batch.senderBatchId }),
          to: `/finance/batches/${batch.id}`,
          end: <BatchStatus state={batch.state} />,
        }))}
      />
    </Panel>
  );
}

export function Signatures({ payout }: PanelProps) {
  const { t } = useTranslation("finance");
  const stepText = useStepText();
  if (payout.signatures.length === 0) return null;
  return (
    <Panel title={t("payouts.signatures")}>
      <RowList
        rows={payout.signatures.map((signature) => ({
          key: `${signature.at} ${signature.what}`,
          title: `${stepText(signature.what)}: ${signature.by.name}`,
          text: (
            <>
              <DateText at={signature.at} />
              {signature.contentHash ? (
                <div>
                  <HashText>{signature.contentHash}</HashText>
                </div>
              ) : null}
            </>
          ),
        }))}
      />
    </Panel>
  );
}

export function Papers({ payout }: PanelProps) {
  const { t } = useTranslation("finance");
  const documents = usePages("GET /v1/documents", { query: { payoutId: payout.id } });
  const cheques = usePages("GET /v1/cheques", { query: { payoutId: payout.id } });
  const isEmpty = documents.items.length + cheques.items.length === 0;
  return (
    <Panel title={t("payouts.papers")}>
      {isEmpty ? <Text c="dimmed">{t("payouts.noPapers")}</Text> : null}
      <RowList
        rows={[
          ...documents.items.map((paper) => ({
            key: paper.id,
            title: paper.code,
            text: (
              <>
                <DateText at={paper.issuedAt} /> · <MoneyText money={paper.total} />
                {paper.undoneAt ? <div>{t("payouts.undone")}</div> : null}
              </>
            ),
            end: (
              <DownloadButton
                label="PDF"
                fileName={`${paper.code}.pdf`}
                load={() =>
                  call("GET /v1/documents/{documentId}/pdf", { params: { documentId: paper.id } })
                }
              />
            ),
          })),
          ...cheques.items.map((cheque) => ({
            key: cheque.id,
            title: t("payouts.cheque", { number: cheque.number }),
            to: `/finance/cheques/${cheque.id}`,
            end: <MoneyText money={cheque.amount} />,
          })),
        ]}
      />
    </Panel>
  );
}
