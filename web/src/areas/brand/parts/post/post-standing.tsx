/** How a post stands: what was looked at, what was seen, and what a person says about it. */
import { Button, Group, Select, Table, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { ProblemAlert } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { Timeline } from "../../../../design/timeline";
import { DateText, Facts, Panel } from "../../../../design/values";
import { useBrand } from "../brand";
import { postTones } from "../post-words";
import { submissionReads } from "../review/types";

export type Post = NonNullable<AnswerOf<"GET /v1/submissions/{submissionId}/live-post">["post"]>;

const aspects = ["available", "owner", "published", "disclosure", "caption", "media"] as const;
type Result = NonNullable<Post["lastCheck"]>["findings"][(typeof aspects)[number]];
const resultTones: Record<Result, Tone> = { fine: "good", wrong: "bad", unknown: "quiet" };

const reads = [...submissionReads, "GET /v1/submissions/{submissionId}/live-post/checks"] as const;
const verdicts = ["fine", "needs_look", "gone"] as const;

function Findings({ check }: { check: NonNullable<Post["lastCheck"]> }) {
  const { t } = useTranslation("brand");
  return (
    <Table>
      <Table.Tbody>
        {aspects.map((aspect) => (
          <Table.Tr key={aspect}>
            <Table.Th scope="row">{t(`post.aspect.${aspect}`)}</Table.Th>
            <Table.Td>
              <StatusBadge
                tone={resultTones[check.findings[aspect]]}
                label={t(`post.result.${check.findings[aspect]}`)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CheckNow({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("brand");
  const write = useWrite("POST /v1/submissions/{submissionId}/live-post/checks", {
    invalidates: reads,
    onDone: () => notice(t("post.asked")),
  });
  return (
    <div>
      <Button
        variant="default"
        loading={write.isPending}
        onClick={() => write.mutate({ params: { submissionId } })}
      >
        {t("post.check")}
      </Button>
      {write.error ? <ProblemAlert error={write.error} /> : null}
    </div>
  );
}

/** Somebody has looked: the verdict and what they saw are kept with their name. */
function Confirm({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  const offered = verdicts.filter((verdict) => isManager || verdict !== "fine");
  const [isOpen, setOpen] = useState(false);
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>(isManager ? "fine" : "needs_look");
  const [reason, setReason] = useState("");
  const write = useWrite("POST /v1/submissions/{submissionId}/live-post/confirmation", {
    invalidates: reads,
    onDone: () => {
      setOpen(false);
      setReason("");
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("post.confirm")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("post.confirm")}
        text={t("post.confirmText")}
        confirmLabel={t("post.confirm")}
        onConfirm={() => write.mutate({ params: { submissionId }, body: { verdict, reason } })}
        isBusy={write.isPending}
        error={write.error}
      >
        <Select
          label={t("post.verdict")}
          data={offered.map((value) => ({ value, label: t(`posts.state.${value}`) }))}
          allowDeselect={false}
          value={verdict}
          onChange={(chosen) => setVerdict(verdicts.find((value) => value === chosen) ?? verdict)}
        />
        <Textarea
          label={t("post.saw")}
          autosize
          minRows={2}
          maxLength={1000}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}

function Checks({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("brand");
  const checks = usePages(
    "GET /v1/submissions/{submissionId}/live-post/checks",
    { params: { submissionId } },
    { isLive: true },
  );
  return (
    <Panel title={t("post.checks")}>
      {checks.items.length === 0 ? <Text c="dimmed">{t("post.noChecks")}</Text> : null}
      <Timeline
        label={t("post.checks")}
        steps={checks.items.map((check) => ({
          key: check.id,
          title: `${t(`post.outcome.${check.outcome}`)}: ${t(`posts.state.${check.status}`)}`,
          at: check.checkedAt,
          tone: postTones[check.status],
          text: check.reason ?? check.problem ?? check.caption,
        }))}
      />
      {checks.hasMore ? (
        <Button variant="default" loading={checks.isLoadingMore} onClick={checks.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </Panel>
  );
}

export function Standing({ post }: { post: Post }) {
  const { t } = useTranslation("brand");
  const { submissionId, url, status, concern, checkedAt, nextCheckAt, liveUntil, lastCheck } = post;
  return (
    <>
      <Panel title={t("post.standing")}>
        <Facts
          items={[
            {
              label: t("money.status"),
              value: <StatusBadge tone={postTones[status]} label={t(`posts.state.${status}`)} />,
            },
            {
              label: t("posts.address"),
              value: (
                <a href={url} target="_blank" rel="noreferrer">
                  {url}
                </a>
              ),
            },
            {
              label: t("posts.checked"),
              value: checkedAt ? <DateText at={checkedAt} hasDistance /> : t("post.notYet"),
            },
            {
              label: t("post.nextCheck"),
              value: nextCheckAt ? <DateText at={nextCheckAt} hasDistance /> : "–",
            },
            {
              label: t("posts.stays"),
              value: liveUntil ? <DateText at={liveUntil} hasDistance /> : "–",
            },
            ...(concern
              ? [
                  {
                    label: t("post.concern"),
                    value: concern.aspects.map((aspect) => t(`post.aspect.${aspect}`)).join(", "),
                  },
                ]
              : []),
          ]}
        />
        {lastCheck ? <Findings check={lastCheck} /> : null}
        <Group mt="sm" gap="xs">
          <CheckNow submissionId={submissionId} />
          <Confirm submissionId={submissionId} />
        </Group>
      </Panel>
      <Checks submissionId={submissionId} />
    </>
  );
}
