import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../../api/problem";
import { Icon } from "../../../../design/icons";
import { RowList } from "../../../../design/row-list";
import { useWords } from "./words";

interface Obstacle {
  why: string;
  kind: string;
  id: string;
  operation: string | null;
  line?: string;
}

function obstaclesIn(error: unknown): readonly Obstacle[] {
  const found = error instanceof ApiProblem ? error.document["obstacles"] : undefined;
  return Array.isArray(found) ? (found as Obstacle[]) : [];
}

/** What has to be undone first, one by one, before something is taken back. */
export function Obstacles({ error }: { error: unknown }) {
  const { t } = useTranslation("finance");
  const words = useWords();
  const obstacles = obstaclesIn(error);
  if (obstacles.length === 0) return null;
  return (
    <Alert variant="default" icon={<Icon name="warning" />} title={t("statements.obstacles")}>
      <RowList
        rows={obstacles.map(({ why, kind, id, line, operation }) => ({
          key: `${why} ${id}`,
          title: words.obstacle(why),
          text: [
            `${words.objectType(kind)} ${id}`,
            line === undefined ? "" : t("statements.obstacleLine", { line }),
            operation === null ? t("statements.obstacleStays") : "",
          ]
            .filter((text) => text !== "")
            .join(" · "),
        }))}
      />
    </Alert>
  );
}
