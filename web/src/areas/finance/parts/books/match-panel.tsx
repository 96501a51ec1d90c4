/** Everything one can do with one line of a statement. */
import { Button, Group, Stack, Tabs } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/hooks";
import { Icon } from "../../../../design/icons";
import { notice } from "../../../../design/notice";
import { ProblemAlert } from "../../../../design/states";
import { afterDecision } from "./decide-line";
import { ExplainForm } from "./explain-form";
import { useKeys } from "./keys";
import { LineFacts } from "./line-facts";
import { SecondWord } from "./second-word";
import { Several } from "./several";
import type { Line } from "./statement-words";
import { type Match, Suggestions } from "./suggestions";
import { UndoMatch } from "./undo-match";

interface MatchPanelProps {
  line: Line;
  /** The line needs nobody any more, or waits for somebody else. */
  onSettled?(line: Line): void;
}

function OpenLine({ line, onSettled }: MatchPanelProps) {
  const { t } = useTranslation("finance");
  const [tab, setTab] = useState<string | null>("suggestions");
  const match = useWrite("POST /v1/reconciliation/lines/{lineId}/match", {
    invalidates: afterDecision,
    onDone: (matched) => {
      notice(t(matched.waitsFor ? "matching.explain.waits" : "matching.done"));
      onSettled?.(matched);
    },
  });
  const send = (body: Match) => match.mutate({ params: { lineId: line.id }, body });
  useKeys({
    s: () => setTab("several"),
    e: () => setTab("explain"),
    f: () => setTab("suggestions"),
  });
  return (
    <Stack>
      {match.error ? <ProblemAlert error={match.error} shouldListFields /> : null}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="suggestions">{t("matching.tab.suggestions")}</Tabs.Tab>
          <Tabs.Tab value="several">{t("matching.tab.several")}</Tabs.Tab>
          <Tabs.Tab value="explain">{t("matching.tab.explain")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="suggestions" pt="md">
          <Suggestions line={line} onMatch={send} isBusy={match.isPending} />
        </Tabs.Panel>
        <Tabs.Panel value="several" pt="md">
          <Several line={line} onMatch={send} isBusy={match.isPending} />
        </Tabs.Panel>
        <Tabs.Panel value="explain" pt="md">
          <ExplainForm line={line} onDone={() => onSettled?.(line)} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function SettledLine({ line }: MatchPanelProps) {
  const { t } = useTranslation("finance");
  const [isOpen, setOpen] = useState(false);
  useKeys({ u: () => setOpen(true) });
  return (
    <Group>
      <Button
        variant="default"
        onClick={() => setOpen(true)}
        leftSection={<Icon name="refresh" size={18} />}
      >
        {t("matching.undo.title")}
      </Button>
      <UndoMatch
        line={line}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onDone={() => setOpen(false)}
      />
    </Group>
  );
}

export function MatchPanel({ line, onSettled }: MatchPanelProps) {
  const isSettled = line.status === "matched" || line.status === "explained";
  return (
    <Stack>
      <LineFacts line={line} />
      {line.waitsFor ? <SecondWord line={line} {...line.waitsFor} /> : null}
      {line.status === "open" && !line.waitsFor ? (
        <OpenLine key={line.id} line={line} {...(onSettled ? { onSettled } : {})} />
      ) : null}
      {isSettled && !line.waitsFor ? <SettledLine key={line.id} line={line} /> : null}
    </Stack>
  );
}
