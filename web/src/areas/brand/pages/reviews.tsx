import { Button, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { PageHeader } from "../../../design/page-header";
import { Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { ReviewList, ReviewSummary } from "../parts/review-list";

function Answer({ reviewId, name }: { reviewId: string; name: string }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const required = useRequired();
  const form = useForm({ initialValues: { text: "" }, validate: { text: required } });
  const write = useWrite("POST /v1/reviews/{reviewId}/answer", {
    invalidates: ["GET /v1/brands/{brandId}/reviews"],
    onDone: () => setOpen(false),
  });
  if (!isOpen) {
    return (
      <Button
        variant="default"
        mt="xs"
        onClick={() => setOpen(true)}
        aria-label={t("reviews.answerOne", { name })}
      >
        {t("reviews.answer")}
      </Button>
    );
  }
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(body) => ({ params: { reviewId }, body })}
      submitLabel={t("reviews.answerSubmit")}
    >
      <Textarea
        label={t("reviews.answerOne", { name })}
        description={t("reviews.answerText")}
        autosize
        minRows={3}
        required
        {...form.getInputProps("text")}
      />
    </FormLayout>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { brandId, isManager } = useBrand();
  const params = { brandId };
  const head = useRead("GET /v1/brands/{brandId}/reviews", { params, query: { limit: "1" } });
  const reviews = usePages("GET /v1/brands/{brandId}/reviews", { params });
  return (
    <>
      <PageHeader title={t("reviews.title")} text={t("reviews.text")} />
      <ReviewSummary summary={head.data?.summary} />
      <Panel>
        <ReviewList
          reviews={reviews}
          emptyText={t("reviews.noneOfBrand")}
          footOf={({ id, answer, reviewerName }) =>
            isManager && answer === null ? <Answer reviewId={id} name={reviewerName} /> : null
          }
        />
      </Panel>
    </>
  );
}
