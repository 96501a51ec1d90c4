import { Group, Rating, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { DateText } from "../../../design/values";
import classes from "./review-card.module.css";

type Shown = Pick<ItemOf<"GET /v1/brands/{brandId}/reviews">, "stars" | "text" | "answer">;

const aspects = ["communication", "reliability", "quality"] as const;

interface ReviewCardProps {
  review: Shown;
  title: string;
  at: string;
  children?: ReactNode;
}

/** What one side wrote about the other, with the answer. */
export function ReviewCard({ review, title, at, children }: ReviewCardProps) {
  const { t } = useTranslation("brand");
  const { stars, text, answer } = review;
  return (
    <article className={classes["card"]}>
      <Group gap="sm">
        <Text fw={650}>{title}</Text>
        <span role="img" aria-label={t("reviews.stars", { count: stars.overall })}>
          <Rating value={stars.overall} readOnly aria-hidden="true" />
        </span>
        <Text size="sm" c="dimmed">
          <DateText at={at} />
        </Text>
      </Group>
      <Text style={{ whiteSpace: "pre-line" }}>{text}</Text>
      <Text size="sm" c="dimmed">
        {aspects.map((aspect) => `${t(`reviews.${aspect}`)} ${stars[aspect]}/5`).join(" · ")}
      </Text>
      {answer ? (
        <blockquote className={classes["answer"]}>
          <Text size="sm" fw={650}>
            {t("reviews.answered")} <DateText at={answer.answeredAt} />
          </Text>
          <Text style={{ whiteSpace: "pre-line" }}>{answer.text}</Text>
        </blockquote>
      ) : null}
      {children}
    </article>
  );
}
