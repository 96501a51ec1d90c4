import { Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { Stars } from "../../../design/stars";
import { DateText } from "../../../design/values";

interface Review {
  stars: { overall: number };
  text: string;
  answer: { text: string; answeredAt: string } | null;
}

/** One review with the answer to it. */
export function ReviewText({ review }: { review: Review }) {
  const { t } = useTranslation("creator");
  return (
    <div>
      <Stars count={review.stars.overall} />
      <Text style={{ whiteSpace: "pre-line" }}>{review.text}</Text>
      {review.answer ? (
        <Text size="sm" c="dimmed" ps="md">
          {t("review.answer")} <DateText at={review.answer.answeredAt} />: {review.answer.text}
        </Text>
      ) : null}
    </div>
  );
}

/** A review about the reader may be answered once, for everybody to read. */
export function AnswerForm({ reviewId }: { reviewId: string }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm({ initialValues: { text: "" }, validate: { text: required } });
  const write = useWrite("POST /v1/reviews/{reviewId}/answer", {
    invalidates: [
      "GET /v1/applications/{applicationId}/reviews",
      "GET /v1/creators/{creatorId}/reviews",
    ],
    onDone: () => notice(t("review.answered")),
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ text }) => ({ params: { reviewId }, body: { text } })}
      submitLabel={t("review.sendAnswer")}
    >
      <Textarea
        label={t("review.yourAnswer")}
        description={t("review.answerOnce")}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps("text")}
      />
    </FormLayout>
  );
}
