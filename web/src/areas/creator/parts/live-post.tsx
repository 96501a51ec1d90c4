import { Anchor, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { useSoon } from "../../../api/live";
import { notice } from "../../../design/notice";
import { ProblemAlert, QueryState } from "../../../design/states";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, Facts, Panel } from "../../../design/values";
import { MetricsForm } from "./metrics-form";
import { submissionReads } from "./submission-reads";

type Post = NonNullable<AnswerOf<"GET /v1/submissions/{submissionId}/live-post">["post"]>;

const aspects = ["available", "owner", "published", "disclosure", "caption", "media"] as const;
const statusTones: Record<Post["status"], Tone> = {
  unchecked: "active",
  fine: "good",
  needs_look: "waiting",
  gone: "bad",
};
const resultTones = { fine: "good", wrong: "bad", unknown: "quiet" } as const;

function LastCheck({ post }: { post: Post }) {
  const { t } = useTranslation("creator");
  const { lastCheck } = post;
  if (!lastCheck) return <Text>{t("livePost.notYet")}</Text>;
  return (
    <Facts
      items={aspects.map((aspect) => ({
        label: t(`livePost.aspects.${aspect}`),
        value: (
          <StatusBadge
            tone={resultTones[lastCheck.findings[aspect]]}
            label={t(`livePost.results.${lastCheck.findings[aspect]}`)}
          />
        ),
      }))}
    />
  );
}

function CheckNow({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("creator");
  const check = useWrite("POST /v1/submissions/{submissionId}/live-post/checks", {
    invalidates: submissionReads,
    onDone: () => notice(t("livePost.asked")),
  });
  return (
    <>
      {check.error ? <ProblemAlert error={check.error} /> : null}
      <Button
        variant="default"
        loading={check.isPending}
        onClick={() => check.mutate({ params: { submissionId } })}
      >
        {t("livePost.check")}
      </Button>
    </>
  );
}

function Watched({ post }: { post: Post }) {
  const { t } = useTranslation("creator");
  const { url, status, isVerified, checkedAt, liveUntil, concern } = post;
  return (
    <>
      <Group mb="md">
        <StatusBadge tone={statusTones[status]} label={t(`livePost.statuses.${status}`)} />
        {isVerified ? <StatusBadge tone="good" label={t("livePost.verified")} /> : null}
      </Group>
      <Text mb="sm">
        <Anchor href={url} target="_blank" rel="noreferrer noopener">
          {url}
        </Anchor>
      </Text>
      {concern ? <Text mb="sm">{t(`livePost.concerns.${concern.kind}`)}</Text> : null}
      <LastCheck post={post} />
      <Text size="sm" c="dimmed" my="sm">
        {checkedAt ? (
          <>
            {t("livePost.checkedAt")} <DateText at={checkedAt} />{" "}
          </>
        ) : null}
        {liveUntil ? (
          <>
            {t("livePost.liveUntil")} <DateText at={liveUntil} hasDistance />
          </>
        ) : null}
      </Text>
      <CheckNow submissionId={post.submissionId} />
    </>
  );
}

/** How the post stands, what was seen of it, and its figures. */
export function LivePost({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("creator");
  const live = useRead(
    "GET /v1/submissions/{submissionId}/live-post",
    { params: { submissionId } },
    { isLive: true },
  );
  useSoon(live.data?.post?.status === "unchecked");
  return (
    <>
      <Panel title={t("livePost.title")}>
        <QueryState query={live}>
          {({ post }) => (post ? <Watched post={post} /> : <Text>{t("livePost.none")}</Text>)}
        </QueryState>
      </Panel>
      {live.data?.post ? <MetricsForm post={live.data.post} /> : null}
    </>
  );
}
