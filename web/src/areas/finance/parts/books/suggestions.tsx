/** What an open line may be, best first; a number key chooses, M matches. */
import { Badge, Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../../api/contract";
import { useRead } from "../../../../api/hooks";
import { QueryState } from "../../../../design/states";
import { DateText, MoneyText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { useKeys } from "./keys";
import classes from "./matching.module.css";
import type { Line } from "./statement-words";

type Suggestion = ItemOf<"GET /v1/reconciliation/lines/{lineId}/suggestions">;
export type Match = RequestOf<"POST /v1/reconciliation/lines/{lineId}/match">["body"];

function toMatch({ kind, id }: Suggestion): Match {
  if (kind === "deposit") return { kind, depositId: id };
  return kind === "cheque" ? { kind, chequeId: id } : { kind: "transactions", references: [id] };
}

function Choice({ suggestion, place }: { suggestion: Suggestion; place: number }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { kind, label, name, amount, on, daysApart, isNameAlike } = suggestion;
  return (
    <Radio
      value={suggestion.id}
      className={classes["choice"] ?? ""}
      label={
        <>
          <strong>
            {place}. {t(`matching.kind.${kind}`)} {label}
          </strong>
          {name ? <Text component="span"> · {name}</Text> : null}
        </>
      }
      description={
        <Group gap="xs" component="span">
          <MoneyText money={amount} />
          <DateText at={on.slice(0, 10)} />
          <span>
            {t("matching.daysApart", { count: daysApart, formatted: format.number(daysApart) })}
          </span>
          {isNameAlike ? (
            <Badge variant="default" component="span" tt="none">
              {t("matching.nameAlike")}
            </Badge>
          ) : null}
        </Group>
      }
    />
  );
}

interface PickProps {
  items: readonly Suggestion[];
  onMatch(match: Match): void;
  isBusy: boolean;
}

function Pick({ items, onMatch, isBusy }: PickProps) {
  const { t } = useTranslation("finance");
  const [chosenId, choose] = useState(items[0]?.id ?? "");
  const chosen = items.find(({ id }) => id === chosenId);
  const match = () => {
    if (chosen && !isBusy) onMatch(toMatch(chosen));
  };
  const numbers = Object.fromEntries(
    items.slice(0, 9).map(({ id }, index) => [String(index + 1), () => choose(id)]),
  );
  useKeys({ ...numbers, m: match });
  if (items.length === 0) return <Text>{t("matching.noSuggestions")}</Text>;
  return (
    <Stack gap="sm">
      <Radio.Group label={t("matching.suggestions")} value={chosenId} onChange={choose}>
        <Stack gap="xs" mt="xs">
          {items.map((suggestion, index) => (
            <Choice key={suggestion.id} suggestion={suggestion} place={index + 1} />
          ))}
        </Stack>
      </Radio.Group>
      <Group>
        <Button onClick={match} loading={isBusy} disabled={!chosen}>
          {t("matching.match")}
        </Button>
      </Group>
    </Stack>
  );
}

export function Suggestions(props: { line: Line } & Omit<PickProps, "items">) {
  const { line, ...rest } = props;
  const suggestions = useRead("GET /v1/reconciliation/lines/{lineId}/suggestions", {
    params: { lineId: line.id },
  });
  return (
    <QueryState query={suggestions}>
      {({ items }) => <Pick key={items.map(({ id }) => id).join()} items={items} {...rest} />}
    </QueryState>
  );
}
