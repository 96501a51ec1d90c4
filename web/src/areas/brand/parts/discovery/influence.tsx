import { List } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../i18n/format";
import type { FoundCreator } from "./query";

/** The score, and behind it what it is made of. */
export function InfluenceText({ influence }: { influence: FoundCreator["influence"] }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const percent = (share: string) => format.percent(Number.parseFloat(share));
  return (
    <details>
      <summary>{percent(influence.score)}</summary>
      <List size="xs">
        {influence.factors.map(({ code, value, weight }) => (
          <List.Item key={code}>
            {t(`creators.factor.${code}`, { value: percent(value), weight: percent(weight) })}
          </List.Item>
        ))}
      </List>
    </details>
  );
}
