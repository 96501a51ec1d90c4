/** A posting of the desk, and the second signature it may need. */
import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { PageLink } from "../../../../app/links";
import { useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { ProblemAlert } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../../design/values";
import { afterBreak } from "./after-break";
import { AccountLink, TransactionLink } from "./links";

export type Posting = ItemOf<"GET /v1/break-postings">;
const tones: Record<Posting["status"], Tone> = {
  proposed: "waiting",
  posted: "good",
  withdrawn: "quiet",
};

function useFacts(posting: Posting) {
  const { t } = useTranslation("finance");
  const { currency } = posting.amount;
  return [
    { label: t("breaks.posting.kind"), value: t(`breaks.posting.kinds.${posting.kind}`) },
    { label: t("breaks.amount"), value: <MoneyText money={posting.amount} /> },
    {
      label: t("breaks.posting.debit"),
      value: <AccountLink name={posting.debitAccount} currency={currency} />,
    },
    {
      label: t("breaks.posting.credit"),
      value: <AccountLink name={posting.creditAccount} currency={currency} />,
    },
    ...(posting.itemReference
      ? [
          {
            label: t("breaks.posting.item"),
            value: <TransactionLink reference={posting.itemReference} />,
          },
        ]
      : []),
    { label: t("breaks.posting.reason"), value: posting.reason },
    { label: t("breaks.posting.proposedBy"), value: posting.proposedBy.name },
  ];
}

function Signing({ posting }: { posting: Posting }) {
  const { t } = useTranslation("finance");
  const { me, hasRole } = useSession();
  const [isOpen, setOpen] = useState(false);
  const facts = useFacts(posting);
  const params = { postingId: posting.id };
  const confirm = useWrite("POST /v1/break-postings/{postingId}/confirm", {
    invalidates: afterBreak,
    onDone: () => {
      notice(t("breaks.posting.posted"));
      setOpen(false);
    },
  });
  const withdraw = useWrite("POST /v1/break-postings/{postingId}/withdraw", {
    invalidates: afterBreak,
  });
  const mayConfirm = hasRole("finance_checker") && posting.proposedBy.id !== me?.id;
  return (
    <>
      {withdraw.error ? <ProblemAlert error={withdraw.error} /> : null}
      <Group>
        {mayConfirm ? (
          <Button onClick={() => setOpen(true)}>{t("breaks.posting.look")}</Button>
        ) : null}
        <Button
          variant="default"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ params })}
        >
          {t("breaks.posting.withdraw")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("breaks.posting.sign")}
        text={t("breaks.posting.signText")}
        facts={facts}
        hash={posting.contentHash}
        confirmLabel={t("breaks.posting.confirm")}
        onConfirm={() => confirm.mutate({ params, body: { contentHash: posting.contentHash } })}
        isBusy={confirm.isPending}
        error={confirm.error}
      />
    </>
  );
}

export function PostingCard({ posting }: { posting: Posting }) {
  const { t } = useTranslation("finance");
  const facts = useFacts(posting);
  return (
    <Panel>
      <Stack gap="sm">
        <Group justify="space-between">
          <StatusBadge
            tone={tones[posting.status]}
            label={t(`breaks.posting.status.${posting.status}`)}
          />
          {posting.breakId ? (
            <PageLink to={`/finance/breaks/${posting.breakId}`}>
              {t("breaks.posting.toBreak")}
            </PageLink>
          ) : null}
        </Group>
        <Facts
          items={[
            ...facts,
            { label: t("breaks.posting.proposedAt"), value: <DateText at={posting.proposedAt} /> },
            ...(posting.postedBy
              ? [{ label: t("breaks.posting.postedBy"), value: posting.postedBy.name }]
              : []),
            ...(posting.reference
              ? [
                  {
                    label: t("breaks.posting.booked"),
                    value: <TransactionLink reference={posting.reference} />,
                  },
                ]
              : []),
          ]}
        />
        {posting.status === "proposed" ? <Signing posting={posting} /> : null}
      </Stack>
    </Panel>
  );
}
