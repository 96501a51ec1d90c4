import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { RowList } from "../../../design/row-list";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { ActionButton } from "./action-button";

type Remittance = ItemOf<"GET /v1/authorities/remittances">;
const reads = ["GET /v1/authorities/remittances", "GET /v1/authorities/holdings"] as const;

const tones: Record<Remittance["status"], Tone> = {
  proposed: "waiting",
  remitted: "good",
  declined: "quiet",
};

function Decide({ remittance }: { remittance: Remittance }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const options = { invalidates: reads };
  const approve = useWrite("POST /v1/authorities/remittances/{remittanceId}/approve", options);
  const decline = useWrite("POST /v1/authorities/remittances/{remittanceId}/decline", options);
  const isMine = remittance.proposedBy.id === me.id;
  if (remittance.status !== "proposed" || isMine || !hasRole("finance_checker")) return null;
  const params = { remittanceId: remittance.id };
  const facts = [
    { label: t("tax.authorities.place"), value: remittance.jurisdiction },
    {
      label: t("tax.authorities.what"),
      value: t(`tax.authorities.holding.${remittance.holding}`),
    },
    { label: t("payouts.amount"), value: <MoneyText money={remittance.amount} /> },
    { label: t("cheques.account"), value: remittance.bankAccountCode },
    { label: t("tax.authorities.reference"), value: remittance.reference },
    { label: t("payouts.after.by"), value: remittance.proposedBy.name },
  ];
  return (
    <Group gap="xs">
      <ActionButton
        label={t("payouts.approve")}
        text={t("tax.authorities.approveText")}
        facts={facts}
        hash={remittance.contentHash}
        isFinal
        variant="filled"
        write={approve}
        toRequest={() => ({ params, body: { contentHash: remittance.contentHash } })}
      />
      <ActionButton
        label={t("payouts.decline")}
        facts={facts}
        write={decline}
        toRequest={() => ({ params })}
      />
    </Group>
  );
}

function More({ pages }: { pages: { hasMore: boolean; isLoadingMore: boolean; loadMore(): void } }) {
  const { t } = useTranslation("finance");
  return pages.hasMore ? (
    <Button variant="default" onClick={pages.loadMore} loading={pages.isLoadingMore}>
      {t("payouts.more")}
    </Button>
  ) : null;
}

/** Transfers to authorities: prepared by one person, booked by another. */
export function Remittances() {
  const { t } = useTranslation("finance");
  const pages = usePages("GET /v1/authorities/remittances", {}, { isLive: true });
  return (
    <Panel title={t("tax.authorities.remittances")}>
      {pages.items.length === 0 ? (
        <Text c="dimmed">{t("tax.authorities.noRemittances")}</Text>
      ) : null}
      <RowList
        rows={pages.items.map((remittance) => ({
          key: remittance.id,
          title: `${remittance.jurisdiction} · ${t(`tax.authorities.holding.${remittance.holding}`)}`,
          text: (
            <>
              <div>
                {remittance.reference} · {t(`tax.authorities.direction.${remittance.direction}`)}
              </div>
              <div>{remittance.proposedBy.name}</div>
              <Decide remittance={remittance} />
            </>
          ),
          end: (
            <>
              <MoneyText money={remittance.amount} />
              <StatusBadge
                tone={tones[remittance.status]}
                label={t(`tax.authorities.status.${remittance.status}`)}
              />
            </>
          ),
        }))}
      />
      <More pages={pages} />
    </Panel>
  );
}

/** What states owe us for cheques that the bank paid all the same. */
export function Claims() {
  const { t } = useTranslation("finance");
  const pages = usePages("GET /v1/authorities/claims");
  if (pages.items.length === 0) return null;
  return (
    <Panel title={t("tax.authorities.claims")}>
      <RowList
        rows={pages.items.map((claim) => ({
          key: claim.id,
          title: t("cheques.one", { number: claim.chequeNumber }),
          to: `/finance/cheques/${claim.id}`,
          text: (
            <>
              {claim.payeeName} · {claim.jurisdiction}
              {claim.clearedOn ? (
                <>
                  {" · "}
                  <DateText at={claim.clearedOn} />
                </>
              ) : null}
            </>
          ),
          end: <MoneyText money={claim.owed} />,
        }))}
      />
      <More pages={pages} />
    </Panel>
  );
}
