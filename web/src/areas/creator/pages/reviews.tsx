import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { usePages, useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, ErrorState, LinesSkeleton, QueryState } from "../../../design/states";
import { DateText, Figure, Figures, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import classes from "../parts/entries.module.css";
import { AnswerForm, ReviewText } from "../parts/review-parts";

type Summary = AnswerOf<"GET /v1/creators/{creatorId}/reviews">["summary"];

const aspects = ["overall", "communication", "reliability", "quality"] as const;
const key = "GET /v1/creators/{creatorId}/reviews";

function Averages({ summary }: { summary: Summary }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  if (summary.count === 0) return null;
  return (
    <Figures>
      {aspects.map((aspect) => (
        <Figure
          key={aspect}
          label={t(`review.aspects.${aspect}`)}
          value={`${format.number(Number(summary[aspect] ?? "0"), { maximumFractionDigits: 1 })} ★`}
          text={t("review.count", { count: summary.count })}
        />
      ))}
    </Figures>
  );
}

function AboutMe({ creatorId }: { creatorId: string }) {
  const { t } = useTranslation("creator");
  const params = { creatorId };
  const first = useRead(key, { params, query: { limit: "1" } });
  const reviews = usePages(key, { params });
  if (reviews.isPending) return <LinesSkeleton />;
  if (reviews.error) return <ErrorState error={reviews.error} onRetry={reviews.refetch} />;
  if (reviews.items.length === 0) {
    return <EmptyState icon="star" title={t("reviews.none")} text={t("reviews.noneText")} />;
  }
  return (
    <>
      {first.data ? <Averages summary={first.data.summary} /> : null}
      <ul className={classes["list"]}>
        {reviews.items.map((review) => (
          <li key={review.id}>
            <strong>{review.reviewerName}</strong>{" "}
            <span className={classes["time"]}>
              <DateText at={review.revealedAt} />
            </span>
            <ReviewText review={review} />
            {review.answer ? null : <AnswerForm reviewId={review.id} />}
          </li>
        ))}
      </ul>
      {reviews.hasMore ? (
        <Button variant="subtle" loading={reviews.isLoadingMore} onClick={reviews.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}

/** Work that is done: each application says whether it can still be reviewed. */
function Completed() {
  const { t } = useTranslation("creator");
  const completed = useRead("GET /v1/applications", {
    query: { status: "completed", limit: "20" },
  });
  return (
    <QueryState query={completed}>
      {({ items }) =>
        items.length === 0 ? (
          <Text>{t("reviews.noCompleted")}</Text>
        ) : (
          <RowList
            rows={items.map(({ id, campaignTitle, acceptedAt }) => ({
              key: id,
              title: campaignTitle,
              to: `/creator/applications/${id}`,
              text: acceptedAt ? <DateText at={acceptedAt} /> : null,
            }))}
          />
        )
      }
    </QueryState>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const profile = useRead("GET /v1/creators/me");
  return (
    <>
      <PageHeader title={t("reviews.title")} text={t("reviews.text")} />
      <Panel title={t("reviews.aboutMe")}>
        <QueryState query={profile}>{({ id }) => <AboutMe creatorId={id} />}</QueryState>
      </Panel>
      <Panel title={t("reviews.toWrite")}>
        <Completed />
      </Panel>
    </>
  );
}
