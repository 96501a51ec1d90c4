import { Alert, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf, ReadKey } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { Icon } from "../../../design/icons";
import { EmptyState } from "../../../design/states";
import { DateText, Facts, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "./action-button";

export const recoveryReads: readonly ReadKey[] = [
  "GET /v1/recovery",
  "GET /v1/recovery/items",
  "GET /v1/recovery/decisions",
];

type Recovery = AnswerOf<"GET /v1/recovery">;

function Steps({ recovery }: { recovery: Recovery }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const read = useWrite("POST /v1/recovery/report", { invalidates: recoveryReads });
  const end = useWrite("POST /v1/recovery/ending", { invalidates: recoveryReads });
  return (
    <Group gap="xs" mt="md">
      <ActionButton
        label={t("payouts.recovery.read")}
        text={t("payouts.recovery.readText")}
        write={read}
        toRequest={() => ({})}
      />
      {hasRole("finance_maker") ? (
        <ActionButton
          label={t("payouts.recovery.end")}
          text={t("payouts.recovery.endText")}
          write={end}
          isDisabled={recovery.obstacle !== null}
          words={{
            name: "evidence",
            label: t("payouts.evidence"),
            hint: t("payouts.evidenceHint"),
          }}
          toRequest={(evidence) => ({ body: { evidence } })}
        />
      ) : null}
    </Group>
  );
}

/** Are payouts paused after a restored backup, and what is missing before they go on. */
export function RecoveryState({ recovery }: { recovery: Recovery }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  if (!recovery.isPaused) {
    return (
      <EmptyState
        icon="check"
        title={t("payouts.recovery.notPaused")}
        text={t("payouts.recovery.notPausedText")}
      />
    );
  }
  const { startedAt, since, readTo } = recovery;
  return (
    <Panel>
      <Alert
        color="red"
        variant="light"
        icon={<Icon name="pause" />}
        title={t("payouts.recovery.paused")}
        mb="md"
      >
        {recovery.obstacle
          ? t(`payouts.recovery.obstacle.${recovery.obstacle}`)
          : t("payouts.recovery.ready")}
      </Alert>
      <Facts
        items={[
          { label: t("payouts.reason"), value: recovery.reason ?? "–" },
          { label: t("payouts.recovery.startedBy"), value: recovery.startedBy?.name ?? "–" },
          ...(startedAt
            ? [{ label: t("payouts.recovery.startedAt"), value: <DateText at={startedAt} /> }]
            : []),
          ...(since
            ? [{ label: t("payouts.recovery.since"), value: <DateText at={since} /> }]
            : []),
          ...(readTo
            ? [{ label: t("payouts.recovery.readTo"), value: <DateText at={readTo} /> }]
            : []),
          { label: t("payouts.recovery.found"), value: format.number(recovery.itemsCount) },
          { label: t("payouts.recovery.open"), value: format.number(recovery.openItemsCount) },
        ]}
      />
      <Steps recovery={recovery} />
    </Panel>
  );
}
