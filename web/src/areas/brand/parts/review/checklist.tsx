import { SegmentedControl, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import { useRead, useWrite } from "../../../../api/hooks";
import { ProblemAlert, QueryState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import classes from "./review.module.css";

type Answer = AnswerOf<"GET /v1/submissions/{submissionId}/checklist">;
type Item = Answer["items"][number];

const answers = ["met", "not_met", "not_applicable"] as const;
const tones: Record<(typeof answers)[number], Tone> = {
  met: "good",
  not_met: "bad",
  not_applicable: "quiet",
};

interface ChecklistProps {
  submissionId: string;
  version: number;
  /** Only the latest version in review can be ticked off. */
  isOpen: boolean;
}

function Row({ item, props }: { item: Item; props: ChecklistProps }) {
  const { t } = useTranslation("brand");
  const { submissionId, version, isOpen } = props;
  const write = useWrite("PUT /v1/submissions/{submissionId}/checklist", {
    invalidates: ["GET /v1/submissions/{submissionId}/checklist"],
  });
  const { text, kind, answer, answeredBy, isRequired } = item;
  const isMine = isOpen && answeredBy === "reviewer";
  return (
    <li className={classes["item"]}>
      <Text size="sm" c="dimmed">
        {t(`checklist.kind.${kind}`)}
        {isRequired ? "" : ` · ${t("checklist.optional")}`}
      </Text>
      <Text>{text}</Text>
      {isMine ? (
        <SegmentedControl
          aria-label={text}
          fullWidth
          value={answer ?? ""}
          disabled={write.isPending}
          onChange={(chosen) => {
            const known = answers.find((value) => value === chosen);
            if (!known) return;
            write.mutate({
              params: { submissionId },
              body: { version, answers: [{ item: item.item, answer: known }] },
            });
          }}
          data={answers.map((value) => ({ value, label: t(`checklist.${value}`) }))}
        />
      ) : (
        <StatusBadge
          tone={answer ? tones[answer] : "waiting"}
          label={answer ? t(`checklist.${answer}`) : t("checklist.open")}
        />
      )}
      {write.error ? <ProblemAlert error={write.error} /> : null}
    </li>
  );
}

/** What the agreed brief asks of this piece: some of it a machine has seen, the rest people tick off. */
export function Checklist(props: ChecklistProps) {
  const { t } = useTranslation("brand");
  const { submissionId, version } = props;
  const checklist = useRead("GET /v1/submissions/{submissionId}/checklist", {
    params: { submissionId },
    query: { version: `${version}` },
  });
  return (
    <QueryState query={checklist}>
      {({ items, openItems }) => (
        <>
          {/* The label has a gate of its own: it may be missing although no item is open. */}
          {openItems.length === 0 && items.some(({ answer }) => answer === "not_met") ? null : (
            <Text size="sm" fw={650}>
              {openItems.length === 0
                ? t("checklist.allMet")
                : t("checklist.openCount", { count: openItems.length })}
            </Text>
          )}
          <ul className={classes["list"]}>
            {items.map((item) => (
              <Row key={item.item} item={item} props={props} />
            ))}
          </ul>
        </>
      )}
    </QueryState>
  );
}
