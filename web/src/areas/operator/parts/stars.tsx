import { useTranslation } from "react-i18next";

const most = 5;

/** One to five stars; said in words to those who do not see them. */
export function Stars({ count }: { count: number }) {
  const { t } = useTranslation("operator");
  return (
    <span role="img" aria-label={t("stars", { count })}>
      {"★".repeat(count)}
      {"☆".repeat(most - count)}
    </span>
  );
}
