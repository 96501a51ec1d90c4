import { Text } from "@mantine/core";
import { Stars } from "../../../design/stars";
import { DateText, Panel } from "../../../design/values";
import type { Opinion } from "./words";

export function OpinionCard({ opinion }: { opinion: Opinion }) {
  const { name, locale, text, stars, leftAt } = opinion;
  return (
    <Panel>
      {stars === null ? null : <Stars count={stars} />}
      <Text lang={locale} style={{ whiteSpace: "pre-line" }}>
        {text}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {name}, <DateText at={leftAt} />
      </Text>
    </Panel>
  );
}
