/** What somebody said about a line above their limit, for another person to agree to or turn down. */
import { Alert, Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/hooks";
import { useMe } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { Icon } from "../../../../design/icons";
import { notice } from "../../../../design/notice";
import { ProblemAlert } from "../../../../design/states";
import { DateText, MoneyText } from "../../../../design/values";
import { afterDecision } from "./decide-line";
import { lineText } from "./lines-table";
import { Obstacles } from "./obstacles";
import { type Line, useSourceName } from "./statement-words";

interface SecondWordProps {
  line: Line;
  explanationId: string;
  kind: NonNullable<Line["waitsFor"]>["kind"];
  proposedBy: { id: string | null; name: string };
  reason?: string;
}

export function SecondWord({ line, explanationId, kind, proposedBy, reason }: SecondWordProps) {
  const { t } = useTranslation("finance");
  const me = useMe();
  const sourceName = useSourceName();
  const [isOpen, setOpen] = useState(false);
  const approve = useWrite("POST /v1/reconciliation/explanations/{explanationId}/approve", {
    invalidates: afterDecision,
    onDone: () => {
      notice(t("matching.second.agreed"));
      setOpen(false);
    },
  });
  const reject = useWrite("POST /v1/reconciliation/explanations/{explanationId}/reject", {
    invalidates: afterDecision,
    onDone: () => notice(t("matching.second.turnedDown")),
  });
  const params = { explanationId };
  const isOwn = proposedBy.id === me.id;
  const what = t(`matching.explained.${kind}`);
  return (
    <Alert
      variant="default"
      icon={<Icon name="clock" />}
      title={t("matching.second.title", { name: proposedBy.name, what })}
    >
      {reason ? <p>{reason}</p> : null}
      {isOwn ? <p>{t("matching.second.other")}</p> : null}
      {reject.error ? <ProblemAlert error={reject.error} /> : null}
      <Group>
        {isOwn ? null : <Button onClick={() => setOpen(true)}>{t("matching.second.look")}</Button>}
        <Button
          variant="default"
          loading={reject.isPending}
          onClick={() => reject.mutate({ params })}
        >
          {t(isOwn ? "matching.second.takeBack" : "matching.second.turnDown")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("matching.second.sign")}
        facts={[
          { label: t("matching.second.what"), value: what },
          { label: t("statements.line.text"), value: lineText(line) },
          { label: t("statements.line.amount"), value: <MoneyText money={line.amount} /> },
          { label: t("statements.account"), value: sourceName(line.source, line.account) },
          { label: t("statements.line.day"), value: <DateText at={line.bookedAt.slice(0, 10)} /> },
          { label: t("matching.second.by"), value: proposedBy.name },
          ...(reason ? [{ label: t("matching.explain.reason"), value: reason }] : []),
        ]}
        confirmLabel={t("matching.second.agree")}
        onConfirm={() => approve.mutate({ params })}
        isBusy={approve.isPending}
        error={approve.error}
      >
        <Obstacles error={approve.error} />
      </ConfirmDialog>
    </Alert>
  );
}
