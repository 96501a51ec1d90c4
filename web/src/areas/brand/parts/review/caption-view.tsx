/** The caption with what the linter has against it, and with the words that comments are about. */
import { Anchor, Button, Text } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../../design/icons";
import { StatusBadge, type Tone } from "../../../../design/status";
import classes from "./review.module.css";
import type { Comment, Finding, Pin } from "./types";

interface Mark {
  start: number;
  end: number;
  severity?: Finding["severity"];
  isComment?: boolean;
}

const ranks: Record<Finding["severity"], number> = { error: 3, warning: 2, advice: 1 };
const tones: Record<Finding["severity"], Tone> = {
  error: "bad",
  warning: "waiting",
  advice: "quiet",
};

/** Cuts the text wherever a mark begins or ends, so that marks may lie over each other. */
function segmentsOf(caption: string, marks: readonly Mark[]) {
  const cuts = new Set([0, caption.length, ...marks.flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].filter((at) => at <= caption.length).sort((one, other) => one - other);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1] ?? caption.length;
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    const severity = over
      .flatMap((mark) => mark.severity ?? [])
      .sort((one, other) => ranks[other] - ranks[one])[0];
    return {
      start,
      text: caption.slice(start, end),
      severity,
      isComment: over.some((mark) => mark.isComment),
    };
  });
}

/** The words that are selected within this element, counted in UTF-16 code units as the API does. */
function selectionIn(element: HTMLElement | null): { start: number; end: number } | undefined {
  const selection = window.getSelection();
  if (!element || !selection || selection.rangeCount === 0 || selection.isCollapsed)
    return undefined;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.commonAncestorContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

function FindingRow({ finding, caption }: { finding: Finding; caption: string }) {
  const { t } = useTranslation("brand");
  const { severity, span, message, fix, source } = finding;
  return (
    <li className={classes["finding"]}>
      <StatusBadge tone={tones[severity]} label={t(`lint.${severity}`)} />{" "}
      {span ? <q>{caption.slice(span.start, span.end)}</q> : null}
      <Text>{message}</Text>
      <Text size="sm">{fix}</Text>
      <Text size="sm" c="dimmed">
        {source.url ? (
          <Anchor href={source.url} size="sm" target="_blank" rel="noreferrer">
            {source.title}
          </Anchor>
        ) : (
          source.title
        )}
      </Text>
    </li>
  );
}

interface CaptionViewProps {
  caption: string;
  /** Of a translation; null for the caption that is posted. */
  language: string | null;
  /** Undefined until the linter has answered: silence is no clean caption. */
  findings: readonly Finding[] | undefined;
  comments: readonly Comment[];
  onPin(pin: Pin): void;
  head?: ReactNode;
}

export function CaptionView(props: CaptionViewProps) {
  const { t } = useTranslation("brand");
  const { caption, language, comments, onPin, head } = props;
  const findings = props.findings ?? [];
  const text = useRef<HTMLParagraphElement>(null);
  const marks: Mark[] = [
    ...findings.flatMap(({ span, severity }) => (span ? [{ ...span, severity }] : [])),
    ...comments.flatMap(({ pin, resolvedAt }) =>
      pin.kind === "caption" && resolvedAt === null && pin.start !== null && pin.end !== null
        ? [{ start: pin.start, end: pin.end, isComment: true }]
        : [],
    ),
  ];
  const comment = () => {
    const place = selectionIn(text.current) ?? { start: 0, end: caption.length };
    onPin({ kind: "caption", ...place, ...(language ? { language } : {}) });
  };
  return (
    <div>
      {head}
      <p ref={text} className={classes["caption"]} {...(language ? { lang: language } : {})}>
        {segmentsOf(caption, marks).map(({ start, text: words, severity, isComment }) =>
          severity || isComment ? (
            <mark
              key={start}
              className={classes["span"]}
              data-severity={severity}
              data-comment={isComment || undefined}
            >
              {words}
            </mark>
          ) : (
            words
          ),
        )}
      </p>
      <Button mt="xs" variant="default" leftSection={<Icon name="chat" />} onClick={comment}>
        {t("stage.commentWords")}
      </Button>
      {props.findings?.length === 0 ? (
        <Text size="sm" mt="xs">
          {t("lint.clean")}
        </Text>
      ) : null}
      {findings.length === 0 ? null : (
        <ul className={classes["list"]} aria-label={t("lint.title")}>
          {findings.map((finding) => (
            <FindingRow
              key={`${finding.ruleId} ${finding.span?.start ?? ""}`}
              finding={finding}
              caption={caption}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
