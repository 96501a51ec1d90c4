/** The manager's word that the work is done, which earns the fee; and a dispute when it is not. */
import { Button, Group, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadKey } from "../../../../api/contract";
import { useRead, useWrite } from "../../../../api/hooks";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { DateText, Facts, MoneyText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { useBrand } from "../brand";
import { type Submission, submissionReads } from "../review/types";
import { OpenDispute } from "./open-dispute";

const reads = [
  ...submissionReads,
  "GET /v1/campaigns/{campaignId}/funding",
] as const satisfies readonly ReadKey[];

function Endorse({ submission, url }: { submission: Submission; url: string }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const { id: submissionId, applicationId, deliverable, version } = submission;
  const application = useRead("GET /v1/applications/{applicationId}", { params: { applicationId } });
  const write = useWrite("POST /v1/submissions/{submissionId}/endorsement", {
    invalidates: reads,
    onDone: () => {
      setOpen(false);
      notice(t("endorse.done"));
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("endorse.open")}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("endorse.open")}
        text={t("endorse.text")}
        facts={[
          { label: t("endorse.payee"), value: application.data?.creatorName ?? "…" },
          { label: t("application.fee"), value: <MoneyText money={deliverable.fee} /> },
          { label: t("review.versionLabel"), value: version },
          { label: t("posts.address"), value: url },
        ]}
        isFinal
        confirmLabel={t("endorse.open")}
        onConfirm={() => write.mutate({ params: { submissionId } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

/** What no machine can see the manager looks at. */
function Verify({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const write = useWrite("POST /v1/submissions/{submissionId}/live-post/verification", {
    invalidates: reads,
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("endorse.verify")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("endorse.verify")}
        text={t("endorse.verifyText")}
        confirmLabel={t("endorse.verify")}
        onConfirm={() => write.mutate({ params: { submissionId }, body: { reason } })}
        isBusy={write.isPending}
        error={write.error}
      >
        <Textarea
          label={t("post.saw")}
          autosize
          minRows={2}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}

function Earned({ endorsement }: { endorsement: NonNullable<Submission["endorsement"]> }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { fee, platformFee, shareBasisPoints, origin, endorsedAt, heldUntil, payableAt, undoneAt } =
    endorsement;
  return (
    <Facts
      items={[
        { label: t("endorse.fee"), value: <MoneyText money={fee} /> },
        ...(platformFee
          ? [{ label: t("application.platformFee"), value: <MoneyText money={platformFee} /> }]
          : []),
        {
          label: t("endorse.share"),
          value: format.number(shareBasisPoints / 10_000, { style: "percent" }),
        },
        { label: t("endorse.origin"), value: t(`endorse.origins.${origin}`) },
        { label: t("endorse.at"), value: <DateText at={endorsedAt} /> },
        ...(heldUntil
          ? [{ label: t("endorse.heldUntil"), value: <DateText at={heldUntil} hasDistance /> }]
          : []),
        ...(payableAt
          ? [{ label: t("endorse.payableAt"), value: <DateText at={payableAt} /> }]
          : []),
        ...(undoneAt ? [{ label: t("endorse.undoneAt"), value: <DateText at={undoneAt} /> }] : []),
      ]}
    />
  );
}

export function Endorsement({ submission }: { submission: Submission }) {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  const { status, endorsement, livePost, clocks, id } = submission;
  const isLive = status === "posted" || status === "verifying" || status === "verified";
  const isHeld = status === "endorsed" && endorsement?.payableAt === null;
  return (
    <Panel title={t("endorse.title")}>
      {endorsement ? <Earned endorsement={endorsement} /> : null}
      {isLive && clocks.endorseUntil ? (
        <Text mb="sm">
          {t(status === "verified" ? "endorse.until" : "endorse.lookUntil")}{" "}
          <DateText at={clocks.endorseUntil} hasDistance />
        </Text>
      ) : null}
      {!endorsement && !isLive ? <Text c="dimmed">{t("endorse.notYet")}</Text> : null}
      {isManager && (isLive || isHeld) ? (
        <Group gap="xs" mt="sm">
          {isLive && livePost ? <Endorse submission={submission} url={livePost.url} /> : null}
          {isLive && status !== "verified" ? <Verify submissionId={id} /> : null}
          <OpenDispute submissionId={id} isHeld={isHeld} />
        </Group>
      ) : null}
      {isHeld ? (
        <Text size="sm" c="dimmed" mt="xs">
          {t("endorse.heldText")}
        </Text>
      ) : null}
    </Panel>
  );
}
