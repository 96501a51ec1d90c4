import { Group, Input, Rating, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { QueryState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { useBrand } from "./brand";
import { ReviewCard } from "./review-card";

const aspects = ["overall", "communication", "reliability", "quality"] as const;
const reads = ["GET /v1/applications/{applicationId}/reviews"] as const;

function ReviewForm({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const needed = (value: number) => (value === 0 ? t("reviews.chooseStars") : null);
  const form = useForm({
    initialValues: {
      stars: { overall: 0, communication: 0, reliability: 0, quality: 0 },
      text: "",
    },
    validate: {
      text: required,
      stars: { overall: needed, communication: needed, reliability: needed, quality: needed },
    },
  });
  const write = useWrite("POST /v1/applications/{applicationId}/reviews", {
    invalidates: reads,
    onDone: () => notice(t("reviews.written")),
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(body) => ({ params: { applicationId }, body })}
      submitLabel={t("reviews.submit")}
    >
      {aspects.map((aspect) => (
        <Input.Wrapper
          key={aspect}
          label={t(`reviews.${aspect}`)}
          error={form.errors[`stars.${aspect}`]}
          labelElement="div"
        >
          <Group role="group" aria-label={t(`reviews.${aspect}`)}>
            <Rating
              size="lg"
              value={form.values.stars[aspect]}
              onChange={(value) => form.setFieldValue(`stars.${aspect}`, value)}
              getSymbolLabel={(count) => t("reviews.stars", { count })}
            />
          </Group>
        </Input.Wrapper>
      ))}
      <Textarea
        label={t("reviews.words")}
        description={t("reviews.wordsText")}
        autosize
        minRows={3}
        required
        {...form.getInputProps("text")}
      />
    </FormLayout>
  );
}

/** What both sides say about the work, once both have written or the time is over. */
export function CollaborationReviews({
  applicationId,
  isAgreed,
}: {
  applicationId: string;
  isAgreed: boolean;
}) {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  const reviews = useRead(
    "GET /v1/applications/{applicationId}/reviews",
    { params: { applicationId } },
    { isEnabled: isAgreed },
  );
  if (!isAgreed) return null;
  return (
    <Panel title={t("reviews.both")}>
      <QueryState query={reviews}>
        {({ mine, theirs, canWrite, writeUntil }) => (
          <>
            {mine ? <ReviewCard review={mine} title={t("reviews.mine")} at={mine.writtenAt} /> : null}
            {mine && !mine.revealedAt ? (
              <Text size="sm" c="dimmed">
                {t("reviews.shownBy")} <DateText at={mine.revealBy} />
              </Text>
            ) : null}
            {theirs ? (
              <ReviewCard review={theirs} title={t("reviews.theirs")} at={theirs.writtenAt} />
            ) : null}
            {canWrite && isManager ? <ReviewForm applicationId={applicationId} /> : null}
            {canWrite && writeUntil ? (
              <Text size="sm" c="dimmed" mt="xs">
                {t("reviews.writeUntil")} <DateText at={writeUntil} hasDistance />
              </Text>
            ) : null}
            {mine || theirs || canWrite ? null : <Text c="dimmed">{t("reviews.later")}</Text>}
          </>
        )}
      </QueryState>
    </Panel>
  );
}
