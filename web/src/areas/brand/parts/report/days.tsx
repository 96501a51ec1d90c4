import { useTranslation } from "react-i18next";
import { BarChart } from "../../../../design/bar-chart";
import { RowList } from "../../../../design/row-list";
import { DateText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { usePiece } from "../words";
import type { Report } from "./types";

/** The last days on which somebody measured. */
const daysMax = 30;

export function Days({ report }: { report: Report }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const days = report.series.days.slice(-daysMax);
  if (days.length === 0) return null;
  const sums = (name: "engagements" | "views") => (
    <BarChart
      label={t(`report.daily.${name}`)}
      categoryLabel={t("metrics.day")}
      rows={days.map((day) => ({
        category: format.day(day.day),
        values: { [name]: Number(day[name]) },
      }))}
      series={[{ name, label: t(`report.${name}`) }]}
      height={220}
    />
  );
  return (
    <Panel title={t("report.days")}>
      {sums("engagements")}
      {sums("views")}
    </Panel>
  );
}

/** Posts whose figures nobody has told yet: what to ask for. */
export function MissingPosts({ report }: { report: Report }) {
  const { t } = useTranslation("brand");
  const pieceName = usePiece();
  const { posts } = report.missing;
  if (posts.length === 0) return null;
  return (
    <Panel title={t("report.missing")}>
      <RowList
        rows={posts.map((post) => ({
          key: post.submissionId,
          title: `${post.creator}: ${pieceName(post)}`,
          to: `/brand/submissions/${post.submissionId}/post`,
          text: t(`report.missingReason.${post.reason}`),
          end: <DateText at={post.recordedAt} />,
        }))}
      />
    </Panel>
  );
}
