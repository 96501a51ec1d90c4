import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText } from "../../../design/values";
import { Prose } from "../parts/prose";
import { ReasonDialog } from "../parts/reason-dialog";
import { Stars } from "../parts/stars";

type Review = ItemOf<"GET /v1/reviews">;

function ReviewState({ review }: { review: Review }) {
  const { t } = useTranslation("operator");
  const isHidden = review.hiddenReason !== null;
  return (
    <>
      <StatusBadge
        tone={isHidden ? "quiet" : "good"}
        label={t(isHidden ? "reviews.hidden" : "reviews.shown")}
      />
      {isHidden ? <div>{review.hiddenReason}</div> : null}
    </>
  );
}

function useColumns(onDecide: (review: Review) => void): readonly Column<Review>[] {
  const { t } = useTranslation("operator");
  return [
    {
      id: "by",
      header: t("reviews.by"),
      isMain: true,
      width: "12rem",
      cell: ({ bySide }) => t(`sides.${bySide}`),
    },
    {
      id: "text",
      header: t("reviews.review"),
      cell: ({ stars, text, answer }) => (
        <>
          <Stars count={stars.overall} />
          <Prose text={text} />
          {answer ? (
            <>
              <strong>{t("reviews.answer")}</strong>
              <Prose text={answer.text} />
            </>
          ) : null}
        </>
      ),
    },
    {
      id: "at",
      header: t("reviews.written"),
      width: "11rem",
      cell: ({ writtenAt }) => <DateText at={writtenAt} />,
      sortBy: ({ writtenAt }) => writtenAt,
    },
    {
      id: "state",
      header: t("reviews.state"),
      width: "11rem",
      cell: (review) => <ReviewState review={review} />,
    },
    {
      id: "do",
      header: t("reviews.decide"),
      width: "11rem",
      cell: (review) => (
        <Button size="compact-md" variant="default" onClick={() => onDecide(review)}>
          {t(review.hiddenReason === null ? "reviews.hide" : "reviews.show")}
        </Button>
      ),
    },
  ];
}

function Decide({ review, onClose }: { review: Review; onClose(): void }) {
  const { t } = useTranslation("operator");
  const step = review.hiddenReason === null ? "hide" : "show";
  const done = {
    invalidates: ["GET /v1/reviews"] as const,
    onDone: () => {
      notice(t(`reviews.done.${step}`));
      onClose();
    },
  };
  const hide = useWrite("POST /v1/reviews/{reviewId}/hide", done);
  const show = useWrite("POST /v1/reviews/{reviewId}/show", done);
  const write = step === "hide" ? hide : show;
  return (
    <ReasonDialog
      isOpen
      onClose={onClose}
      title={t(`reviews.${step}`)}
      text={t(`reviews.${step}Text`)}
      label={t("reviews.why")}
      confirmLabel={t(`reviews.${step}`)}
      onConfirm={(reason) => write.mutate({ params: { reviewId: review.id }, body: { reason } })}
      isBusy={write.isPending}
      error={write.error}
    />
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  const [filters, setFilter, clear] = useFilters(["status"]);
  const [open, setOpen] = useState<Review>();
  const query = filters as { status?: "shown" | "hidden" };
  const reviews = usePages("GET /v1/reviews", { query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("reviews.title")} text={t("reviews.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("reviews.state"),
            options: [
              { value: "shown", label: t("reviews.shown") },
              { value: "hidden", label: t("reviews.hidden") },
            ],
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(reviews)}
        label={t("reviews.title")}
        columns={useColumns(setOpen)}
        keyOf={({ id }) => id}
        empty={<EmptyState icon="star" title={t("reviews.none")} text={t("reviews.noneText")} />}
      />
      {open ? <Decide review={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
