import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf, ReadKey } from "../../../../api/contract";
import { useRead, useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { PageHeader } from "../../../../design/page-header";
import { PageSkeleton, ProblemAlert, QueryState } from "../../../../design/states";
import { DateText, Facts, MoneyText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { Matters, PeriodStatus, Proofs } from "../../parts/books/period-parts";

type Period = AnswerOf<"GET /v1/periods/{periodId}">;
const invalidates: readonly ReadKey[] = [
  "GET /v1/periods",
  "GET /v1/periods/{periodId}",
  "GET /v1/period-preview",
];

/** The second person signs exactly these balances. */
function Sign({ period }: { period: Period }) {
  const { t } = useTranslation("finance");
  const { me, hasRole } = useSession();
  const [isOpen, setOpen] = useState(false);
  const params = { periodId: period.id };
  const close = useWrite("POST /v1/periods/{periodId}/close", {
    invalidates,
    onDone: () => {
      notice(t("periods.isClosed"));
      setOpen(false);
    },
  });
  const withdraw = useWrite("POST /v1/periods/{periodId}/withdraw", { invalidates });
  if (period.status !== "proposed") return null;
  const mayClose = hasRole("finance_checker") && period.proposedBy.id !== me?.id;
  return (
    <>
      {withdraw.error ? <ProblemAlert error={withdraw.error} /> : null}
      <Group mb="md">
        {mayClose ? <Button onClick={() => setOpen(true)}>{t("periods.close")}</Button> : null}
        <Button
          variant="default"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ params })}
        >
          {t("periods.withdraw")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("periods.close")}
        text={t("periods.signText")}
        facts={[
          ...period.proofs.map(({ account, currency, ledgerBalance }) => ({
            label: `${account} ${currency}`,
            value: <MoneyText money={ledgerBalance} />,
          })),
          ...period.matters.map(({ account, amount, reason }) => ({
            label: `${t("periods.explained")}: ${account} ${amount.currency}`,
            value: reason,
          })),
        ]}
        hash={period.contentHash}
        isFinal
        confirmLabel={t("periods.closeForGood")}
        onConfirm={() => close.mutate({ params, body: { contentHash: period.contentHash } })}
        isBusy={close.isPending}
        error={close.error}
      />
    </>
  );
}

function Signatures({ period }: { period: Period }) {
  const { t } = useTranslation("finance");
  return (
    <Panel title={t("periods.signatures")}>
      <Facts
        items={[
          { label: t("periods.proposedBy"), value: period.proposedBy.name },
          { label: t("periods.proposedAt"), value: <DateText at={period.proposedAt} /> },
          ...(period.closedBy && period.closedAt
            ? [
                { label: t("periods.closedBy"), value: period.closedBy.name },
                { label: t("periods.closedAt"), value: <DateText at={period.closedAt} /> },
              ]
            : []),
          { label: t("periods.hash"), value: <code>{period.contentHash}</code> },
          ...(period.chain
            ? [
                {
                  label: t("periods.chain"),
                  value: (
                    <code>
                      {period.chain.position}:{period.chain.hash}
                    </code>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { periodId = "" } = useParams();
  const period = useRead("GET /v1/periods/{periodId}", { params: { periodId } }, { isLive: true });
  return (
    <QueryState query={period} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={`${data.fromOn ? format.day(data.fromOn) : t("periods.beginning")} – ${format.day(data.throughOn)}`}
            crumbs={[{ label: t("periods.title"), to: "/finance/periods" }]}
            actions={<PeriodStatus status={data.status} />}
          />
          <Sign period={data} />
          <Proofs proofs={data.proofs} on={data.throughOn} />
          <Matters matters={data.matters} />
          <Signatures period={data} />
        </>
      )}
    </QueryState>
  );
}
