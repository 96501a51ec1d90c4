import { Alert, SegmentedControl, SimpleGrid, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePages, useRead } from "../../../../api/hooks";
import { Icon } from "../../../../design/icons";
import { EmptyState } from "../../../../design/states";
import { DateText, Panel } from "../../../../design/values";
import { CaptionView } from "./caption-view";
import { Checklist } from "./checklist";
import { CommentList, NewComment } from "./comments";
import { Compare } from "./compare";
import { Decision } from "./decision";
import { MediaStage } from "./media-stage";
import type { Pin, Submission, Version } from "./types";

/** Pieces about which nothing more is said. */
const over: ReadonlySet<Submission["status"]> = new Set([
  "live_complete",
  "clawed_back",
  "expired",
  "resolved_creator",
  "resolved_brand",
  "resolved_split",
  "cancelled",
]);

function Decided({ version }: { version: Version }) {
  const { t } = useTranslation("brand");
  const { decision, decidedAt, note, reasonCode, isAutomatic, checklistReason } = version;
  if (!decision) return null;
  return (
    <Alert
      variant="light"
      mb="md"
      icon={<Icon name={decision === "approved" ? "check" : "info"} />}
      title={t(`review.decision.${decision}`)}
    >
      {decidedAt ? <DateText at={decidedAt} /> : null}
      {isAutomatic ? ` · ${t("review.automatic")}` : ""}
      {reasonCode ? ` · ${t(`reason.${reasonCode}`)}` : ""}
      {note ? <Text style={{ whiteSpace: "pre-line" }}>{note}</Text> : null}
      {checklistReason ? (
        <Text size="sm">
          {t("review.checklistReason")}: {checklistReason}
        </Text>
      ) : null}
    </Alert>
  );
}

interface Shown {
  submission: Submission;
  version: Version;
}

function Captions({
  submission,
  version,
  onPin,
  comments,
}: Shown & {
  onPin(pin: Pin): void;
  comments: ReturnType<typeof useComments>["items"];
}) {
  const { t } = useTranslation("brand");
  const comparison = useRead("GET /v1/submissions/{submissionId}/comparison", {
    params: { submissionId: submission.id },
    query: { to: `${version.version}` },
  });
  const found = comparison.data?.disclosure.after;
  const captions = [
    { language: version.language, caption: version.caption, isPosted: true },
    ...version.translations.map((one) => ({ ...one, isPosted: false })),
  ];
  return (
    <Panel title={t("review.caption")}>
      {captions.map(({ language, caption, isPosted }, at) => (
        <CaptionView
          key={language ?? "posted"}
          caption={caption}
          language={isPosted ? null : language}
          findings={found && (found[at]?.findings ?? [])}
          comments={comments.filter(({ pin }) =>
            isPosted ? pin.language === null : pin.language === language,
          )}
          onPin={onPin}
          head={
            isPosted ? null : (
              <Text size="sm" fw={650} mt="md">
                {t("review.translation", { language: language ?? "" })}
              </Text>
            )
          }
        />
      ))}
    </Panel>
  );
}

function useComments(submissionId: string) {
  return usePages(
    "GET /v1/submissions/{submissionId}/comments",
    { params: { submissionId } },
    { isLive: true },
  );
}

/** How many findings keep the latest caption back. */
function useErrorsCount({ id, version }: Submission): number {
  const comparison = useRead("GET /v1/submissions/{submissionId}/comparison", {
    params: { submissionId: id },
    query: { to: `${version}` },
  });
  return (comparison.data?.disclosure.after ?? [])
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === "error").length;
}

function Columns({ submission, version }: Shown) {
  const { t } = useTranslation("brand");
  const [pin, setPin] = useState<Pin>({ kind: "general" });
  const comments = useComments(submission.id);
  const errorsCount = useErrorsCount(submission);
  const ofVersion = comments.items.filter((comment) => comment.version === version.version);
  const isLatest = version.version === submission.version;
  const isOpen = isLatest && submission.status === "in_review";
  const isOver = over.has(submission.status);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <div>
        <Decided version={version} />
        <Panel title={t("review.media")}>
          <MediaStage media={version.media} comments={ofVersion} pin={pin} onPin={setPin} />
        </Panel>
        <Captions submission={submission} version={version} comments={ofVersion} onPin={setPin} />
      </div>
      <div>
        {isOpen ? (
          <Panel title={t("review.decide")}>
            <Decision submission={submission} errorsCount={errorsCount} />
          </Panel>
        ) : null}
        <Panel title={t("comments.title")}>
          {isOver ? null : (
            <NewComment submissionId={submission.id} version={version} pin={pin} onPin={setPin} />
          )}
          <CommentList comments={comments} isOver={isOver} />
        </Panel>
        <Panel title={t("checklist.title")}>
          <Checklist submissionId={submission.id} version={version.version} isOpen={isOpen} />
        </Panel>
      </div>
    </SimpleGrid>
  );
}

/** Content on one screen: its files and caption, what speaks against it, what was said, and the decision. */
export function Review({ submission }: { submission: Submission }) {
  const { t } = useTranslation("brand");
  const [chosen, choose] = useState<number>();
  const [isComparing, setComparing] = useState(false);
  const { versions } = submission;
  const version = versions.find((one) => one.version === chosen) ?? versions.at(-1);
  if (!version) return <EmptyState icon="image" title={t("review.nothing")} />;
  return (
    <>
      {versions.length > 1 ? (
        <Panel title={t("review.versions")}>
          <SegmentedControl
            aria-label={t("review.versions")}
            value={`${version.version}`}
            onChange={(value) => choose(Number(value))}
            data={versions.map((one) => ({
              value: `${one.version}`,
              label: t("review.version", { version: one.version }),
            }))}
          />
          {version.version > 1 ? (
            <Switch
              mt="sm"
              label={t("review.compare", { version: version.version - 1 })}
              checked={isComparing}
              onChange={(event) => setComparing(event.currentTarget.checked)}
            />
          ) : null}
          {isComparing && version.version > 1 ? (
            <Compare submissionId={submission.id} from={version.version - 1} to={version.version} />
          ) : null}
        </Panel>
      ) : null}
      <Columns key={version.version} submission={submission} version={version} />
    </>
  );
}
