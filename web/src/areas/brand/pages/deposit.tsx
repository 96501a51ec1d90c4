import { Alert, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { DepositStatus } from "../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";

type Deposit = AnswerOf<"GET /v1/deposits/{depositId}">;

/** What to do about a deposit in this state. */
function Next({ deposit }: { deposit: Deposit }) {
  const { t } = useTranslation("brand");
  const { status, checkoutUrl, method, referenceCode } = deposit;
  const [search] = useSearchParams();
  const isWaiting = status === "created" || status === "pending";
  if (isWaiting && method === "bank_transfer") {
    return (
      <Alert variant="light" icon={<Icon name="info" />} title={t("deposit.transfer")}>
        <Text>{t("deposit.transferText")}</Text>
        <Text fw={700} size="lg" ff="monospace">
          {referenceCode}
        </Text>
      </Alert>
    );
  }
  if (isWaiting && search.has("cancelled")) {
    return (
      <Alert variant="light" color="yellow" icon={<Icon name="warning" />}>
        {t("deposit.leftPage")}
      </Alert>
    );
  }
  if (status === "captured") {
    return (
      <Alert variant="light" color="teal" icon={<Icon name="check" />}>
        {t("deposit.captured")}
      </Alert>
    );
  }
  if (!isWaiting) {
    return (
      <Alert variant="light" color="red" icon={<Icon name="warning" />}>
        {t("deposit.over")}
      </Alert>
    );
  }
  return (
    <Alert variant="light" icon={<Icon name="clock" />} role="status">
      {t(checkoutUrl ? "deposit.waits" : "deposit.checking")}
    </Alert>
  );
}

function Receipts({ depositId }: { depositId: string }) {
  const { t } = useTranslation("brand");
  const documents = useRead("GET /v1/documents", { query: { depositId } }, { isLive: true });
  const found = documents.data?.items ?? [];
  return (
    <>
      {found.map(({ id, code }) => (
        <PageButton key={id} to={`/brand/documents/${id}`} variant="default">
          {t("deposit.receipt", { code })}
        </PageButton>
      ))}
    </>
  );
}

function Content({ deposit }: { deposit: Deposit }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { id, amount, method, status, checkoutUrl, referenceCode, problem } = deposit;
  return (
    <>
      <PageHeader
        title={t("deposit.title", { amount: format.money(amount) })}
        crumbs={[{ label: t("nav.money"), to: "/brand/money" }]}
        actions={
          <>
            {checkoutUrl ? (
              <Button component="a" href={checkoutUrl} leftSection={<Icon name="money" />}>
                {t("deposit.pay")}
              </Button>
            ) : null}
            <Receipts depositId={id} />
          </>
        }
      />
      <Panel>
        <Facts
          items={[
            { label: t("money.status"), value: <DepositStatus status={status} /> },
            { label: t("money.amount"), value: <MoneyText money={amount} /> },
            { label: t("money.method"), value: t(`method.${method}`) },
            { label: t("money.reference"), value: referenceCode ?? "–" },
            { label: t("money.begun"), value: <DateText at={deposit.createdAt} /> },
            deposit.capturedAt
              ? { label: t("money.arrived"), value: <DateText at={deposit.capturedAt} /> }
              : { label: t("money.expires"), value: <DateText at={deposit.expiresAt} hasDistance /> },
            ...(problem ? [{ label: t("money.problem"), value: problem }] : []),
          ]}
        />
      </Panel>
      <Next deposit={deposit} />
    </>
  );
}

/** Also where Stripe and PayPal send people back to. */
export function Page() {
  const { depositId = "" } = useParams();
  const deposit = useRead(
    "GET /v1/deposits/{depositId}",
    { params: { depositId } },
    { isLive: true },
  );
  return (
    <QueryState query={deposit} skeleton={<PageSkeleton />}>
      {(data) => <Content deposit={data} />}
    </QueryState>
  );
}
