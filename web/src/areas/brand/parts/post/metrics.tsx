import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { addressFor } from "../../../../api/client";
import type { ItemOf } from "../../../../api/contract";
import { usePages } from "../../../../api/hooks";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { EmptyState } from "../../../../design/states";
import { DateText, Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";

type Metrics = ItemOf<"GET /v1/submissions/{submissionId}/live-post/metrics">;

const counts = ["views", "likes", "comments", "shares", "saves"] as const;

function useColumns(): readonly Column<Metrics>[] {
  const { t } = useTranslation("brand");
  const format = useFormat();
  return [
    {
      id: "day",
      header: t("metrics.day"),
      isMain: true,
      cell: ({ measuredOn }) => <DateText at={measuredOn} />,
      sortBy: ({ measuredOn }) => measuredOn,
    },
    {
      id: "source",
      header: t("metrics.source"),
      cell: ({ source, mediaId }) =>
        mediaId ? (
          <Anchor
            href={addressFor("GET /v1/media/{mediaId}", { params: { mediaId } })}
            target="_blank"
            rel="noreferrer"
          >
            {t(`metrics.sources.${source}`)}
          </Anchor>
        ) : (
          t(`metrics.sources.${source}`)
        ),
    },
    ...counts.map((name) => ({
      id: name,
      header: t(`metrics.${name}`),
      isNumber: true,
      cell: (row: Metrics) => {
        const count = row[name];
        return count === null || count === undefined ? "–" : format.number(count);
      },
    })),
    {
      id: "findings",
      header: t("metrics.odd"),
      cell: ({ findings }) => (findings.length === 0 ? "–" : findings.join(", ")),
      isHiddenAtFirst: true,
    },
  ];
}

/** The post's figures, snapshot by snapshot. */
export function PostMetrics({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("brand");
  const metrics = usePages(
    "GET /v1/submissions/{submissionId}/live-post/metrics",
    { params: { submissionId } },
    { isLive: true },
  );
  return (
    <Panel title={t("metrics.title")}>
      <DataTable
        label={t("metrics.title")}
        {...fromPages(metrics)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={<EmptyState icon="chart" title={t("metrics.none")} text={t("metrics.noneText")} />}
      />
    </Panel>
  );
}
