/** What two people do to an import: agree to its deposits, or take all of it back. */
import { Alert, Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf, ReadKey } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { Icon } from "../../../../design/icons";
import { MoneyText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { Obstacles } from "./obstacles";
import { useSourceName } from "./statement-words";

type Detail = AnswerOf<"GET /v1/reconciliation/imports/{importId}">;

const invalidates: readonly ReadKey[] = [
  "GET /v1/reconciliation/imports/{importId}",
  "GET /v1/reconciliation/imports",
  "GET /v1/reconciliation/lines",
  "GET /v1/reconciliation",
  "GET /v1/breaks",
];

function useImportFacts(data: Detail) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const sourceName = useSourceName();
  return [
    { label: t("statements.account"), value: sourceName(data.source, data.account) },
    {
      label: t("statements.days"),
      value: `${format.day(data.fromOn)} – ${format.day(data.toOn)}`,
    },
    { label: t("statements.lines"), value: format.number(data.linesCount) },
    { label: t("statements.importedBy"), value: data.importedBy.name },
  ];
}

/** Deposits above what the uploader may book alone. */
export function DepositsWait({ data }: { data: Detail }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { me, hasRole } = useSession();
  const [isOpen, setOpen] = useState(false);
  const facts = useImportFacts(data);
  const confirm = useWrite("POST /v1/reconciliation/imports/{importId}/confirm", {
    invalidates,
    onDone: () => setOpen(false),
  });
  const { waiting } = data;
  if (!waiting) return null;
  const mayConfirm = hasRole("finance_checker") && me?.id !== data.importedBy.id;
  const sum = { count: waiting.count, formatted: format.number(waiting.count) };
  return (
    <Alert
      variant="default"
      icon={<Icon name="clock" />}
      title={t("statements.waits.title")}
      mb="md"
    >
      <p>
        {t("statements.waits.text", sum)} <MoneyText money={waiting.sum} />
      </p>
      {mayConfirm ? (
        <Button onClick={() => setOpen(true)}>{t("statements.waits.look")}</Button>
      ) : (
        <p>{t("statements.waits.other")}</p>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("statements.waits.sign")}
        text={t("statements.waits.signText")}
        facts={[
          ...facts,
          { label: t("statements.waits.count"), value: format.number(waiting.count) },
          { label: t("statements.waits.sum"), value: <MoneyText money={waiting.sum} /> },
        ]}
        hash={data.contentHash}
        isFinal
        confirmLabel={t("statements.waits.confirm")}
        onConfirm={() =>
          confirm.mutate({ params: { importId: data.id }, body: { contentHash: data.contentHash } })
        }
        isBusy={confirm.isPending}
        error={confirm.error}
      />
    </Alert>
  );
}

/** A proposal to take the import back waits for its second person. */
export function WithdrawalWaits({ data }: { data: Detail }) {
  const { t } = useTranslation("finance");
  const { me, hasRole } = useSession();
  const [isOpen, setOpen] = useState(false);
  const facts = useImportFacts(data);
  const confirm = useWrite("POST /v1/reconciliation/imports/{importId}/withdrawal/confirm", {
    invalidates,
    onDone: () => setOpen(false),
  });
  const decline = useWrite("POST /v1/reconciliation/imports/{importId}/withdrawal/decline", {
    invalidates,
  });
  const { withdrawal } = data;
  if (withdrawal?.status !== "proposed") return null;
  const mayConfirm = hasRole("finance_checker") && me?.id !== withdrawal.proposedBy.id;
  const params = { importId: data.id };
  return (
    <Alert
      variant="default"
      icon={<Icon name="clock" />}
      title={t("statements.back.waits")}
      mb="md"
    >
      <p>{t("statements.back.proposedBy", { name: withdrawal.proposedBy.name })}</p>
      <p>{withdrawal.reason}</p>
      <Group>
        {mayConfirm ? (
          <Button onClick={() => setOpen(true)}>{t("statements.back.look")}</Button>
        ) : null}
        <Button
          variant="default"
          loading={decline.isPending}
          onClick={() => decline.mutate({ params })}
        >
          {t("statements.back.decline")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("statements.back.sign")}
        text={t("statements.back.signText")}
        facts={[...facts, { label: t("statements.back.reason"), value: withdrawal.reason }]}
        isFinal
        confirmLabel={t("statements.back.confirm")}
        onConfirm={() => confirm.mutate({ params })}
        isBusy={confirm.isPending}
        error={confirm.error}
      >
        <Obstacles error={confirm.error} />
      </ConfirmDialog>
    </Alert>
  );
}

export function ProposeWithdrawal({ data }: { data: Detail }) {
  const { t } = useTranslation("finance");
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const facts = useImportFacts(data);
  const propose = useWrite("POST /v1/reconciliation/imports/{importId}/withdrawal", {
    invalidates,
    onDone: () => setOpen(false),
  });
  if (data.withdrawnAt !== null || data.withdrawal?.status === "proposed") return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("statements.back.propose")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("statements.back.propose")}
        text={t("statements.back.proposeText")}
        facts={facts}
        confirmLabel={t("statements.back.propose")}
        onConfirm={() => propose.mutate({ params: { importId: data.id }, body: { reason } })}
        isBusy={propose.isPending}
        error={propose.error}
      >
        <Textarea
          label={t("statements.back.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={500}
          required
          data-autofocus
        />
        <Obstacles error={propose.error} />
      </ConfirmDialog>
    </>
  );
}
