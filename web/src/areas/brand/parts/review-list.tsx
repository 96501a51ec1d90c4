import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf } from "../../../api/contract";
import type { Pages } from "../../../api/hooks";
import { EmptyState, QueryState } from "../../../design/states";
import { Figure, Figures } from "../../../design/values";
import { ReviewCard } from "./review-card";

type Review = ItemOf<"GET /v1/brands/{brandId}/reviews">;
type Summary = AnswerOf<"GET /v1/brands/{brandId}/reviews">["summary"];

const averages = ["overall", "communication", "reliability", "quality"] as const;

export function ReviewSummary({ summary }: { summary: Summary | undefined }) {
  const { t } = useTranslation("brand");
  if (!summary || summary.count === 0) return null;
  return (
    <Figures>
      {averages.map((name) => (
        <Figure
          key={name}
          label={t(`reviews.${name}`)}
          value={`${summary[name] ?? "–"} / 5`}
          text={name === "overall" ? t("reviews.count", { count: summary.count }) : null}
        />
      ))}
    </Figures>
  );
}

interface ReviewListProps {
  reviews: Pages<Review>;
  emptyText: string;
  /** What stands beneath one, such as an answer's form. */
  footOf?(review: Review): ReactNode;
}

export function ReviewList({ reviews, emptyText, footOf }: ReviewListProps) {
  const { t } = useTranslation("brand");
  return (
    <>
      <QueryState
        query={{
          data: reviews.isPending || reviews.error ? undefined : reviews.items,
          error: reviews.error,
          refetch: reviews.refetch,
        }}
      >
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon="star" title={t("reviews.none")} text={emptyText} />
          ) : (
            items.map((review) => (
              <ReviewCard
                key={review.id}
                review={review}
                title={review.reviewerName}
                at={review.revealedAt}
              >
                {footOf?.(review)}
              </ReviewCard>
            ))
          )
        }
      </QueryState>
      {reviews.hasMore ? (
        <Button variant="default" loading={reviews.isLoadingMore} onClick={reviews.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}
