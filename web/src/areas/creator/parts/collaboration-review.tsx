import { Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { StarsInput } from "../../../design/stars";
import { QueryState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { AnswerForm, ReviewText } from "./review-parts";

const aspects = ["overall", "communication", "reliability", "quality"] as const;

interface Values {
  stars: Record<(typeof aspects)[number], number | null>;
  text: string;
}

function ReviewForm({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: {
      stars: { overall: null, communication: null, reliability: null, quality: null },
      text: "",
    },
    validate: {
      stars: {
        overall: required,
        communication: required,
        reliability: required,
        quality: required,
      },
      text: required,
    },
  });
  const write = useWrite("POST /v1/applications/{applicationId}/reviews", {
    invalidates: ["GET /v1/applications/{applicationId}/reviews"],
    onDone: () => notice(t("review.done")),
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ stars, text }) => ({
        params: { applicationId },
        body: {
          stars: {
            overall: stars.overall ?? 0,
            communication: stars.communication ?? 0,
            reliability: stars.reliability ?? 0,
            quality: stars.quality ?? 0,
          },
          text,
        },
      })}
      submitLabel={t("review.submit")}
    >
      {aspects.map((aspect) => (
        <StarsInput
          key={aspect}
          label={t(`review.aspects.${aspect}`)}
          required
          {...form.getInputProps(`stars.${aspect}`)}
        />
      ))}
      <Textarea
        label={t("review.text")}
        autosize
        minRows={3}
        maxLength={2000}
        required
        {...form.getInputProps("text")}
      />
    </FormLayout>
  );
}

function Both({ data }: { data: AnswerOf<"GET /v1/applications/{applicationId}/reviews"> }) {
  const { t } = useTranslation("creator");
  const { mine, theirs, canWrite, writeUntil, applicationId } = data;
  return (
    <>
      {mine ? (
        <>
          <Text fw={600}>{t("review.mine")}</Text>
          <ReviewText review={mine} />
          {mine.revealedAt === null ? (
            <Text size="sm" c="dimmed">
              {t("review.shownBy")} <DateText at={mine.revealBy} />
            </Text>
          ) : null}
        </>
      ) : null}
      {theirs ? (
        <>
          <Text fw={600} mt="md">
            {t("review.theirs")}
          </Text>
          <ReviewText review={theirs} />
          {theirs.answer ? null : <AnswerForm reviewId={theirs.id} />}
        </>
      ) : null}
      {canWrite ? (
        <>
          <Text mb="md">
            {t("review.blind")}{" "}
            {writeUntil ? (
              <>
                {t("review.until")} <DateText at={writeUntil} hasDistance />
              </>
            ) : null}
          </Text>
          <ReviewForm applicationId={applicationId} />
        </>
      ) : null}
      {!mine && !theirs && !canWrite ? <Text>{t("review.notYet")}</Text> : null}
    </>
  );
}

/** What both sides say about the work, once it is done. */
export function CollaborationReview({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation("creator");
  const reviews = useRead("GET /v1/applications/{applicationId}/reviews", {
    params: { applicationId },
  });
  return (
    <Panel title={t("review.title")}>
      <QueryState query={reviews}>{(data) => <Both data={data} />}</QueryState>
    </Panel>
  );
}
