/** Several postings that together are one line: ticked from what no statement has shown yet, or named by reference. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { useRead } from "../../../../api/hooks";
import { QueryState } from "../../../../design/states";
import { MoneyText } from "../../../../design/values";
import { sumMinor } from "../../../../i18n/format";
import classes from "./matching.module.css";
import type { Line } from "./statement-words";
import type { Match } from "./suggestions";
import { useWords } from "./words";

type Timing = ItemOf<"GET /v1/reconciliation">["timing"]["items"][number];

interface SeveralProps {
  line: Line;
  onMatch(match: Match): void;
  isBusy: boolean;
}

function Item({ item, isChosen, onToggle }: { item: Timing; isChosen: boolean; onToggle(): void }) {
  const words = useWords();
  return (
    <Checkbox
      className={classes["choice"] ?? ""}
      checked={isChosen}
      onChange={onToggle}
      label={
        <>
          <strong>{item.reference}</strong> <MoneyText money={item.amount} />
        </>
      }
      description={words.bookingRule(item.rule)}
    />
  );
}

function Picker({ line, onMatch, isBusy, items }: SeveralProps & { items: readonly Timing[] }) {
  const { t } = useTranslation("finance");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState("");
  const toggle = (reference: string) =>
    setChosen((before) =>
      before.includes(reference)
        ? before.filter((one) => one !== reference)
        : [...before, reference],
    );
  const named = typed.split(/[\s,;]+/).filter((word) => word !== "");
  const references = [...new Set([...chosen, ...named])];
  const { currency } = line.amount;
  const amounts = items
    .filter(({ reference }) => references.includes(reference))
    .map(({ amount }) => amount.amountMinor);
  const wanted = sumMinor([line.amount.amountMinor, line.fee.amountMinor]);
  const sum = sumMinor(amounts);
  const missing = (BigInt(wanted) - BigInt(sum)).toString();
  return (
    <Stack gap="sm">
      {items.length === 0 ? <Text>{t("matching.noneOnWay")}</Text> : null}
      <div className={classes["list"]} role="group" aria-label={t("matching.several")}>
        {items.map((item) => (
          <Item
            key={item.reference}
            item={item}
            isChosen={chosen.includes(item.reference)}
            onToggle={() => toggle(item.reference)}
          />
        ))}
      </div>
      <TextInput
        label={t("matching.byReference")}
        description={t("matching.byReferenceText")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Text role="status">
        {t("matching.sum")} <MoneyText money={{ amountMinor: sum, currency }} /> ·{" "}
        {t("matching.missing")} <MoneyText money={{ amountMinor: missing, currency }} />
      </Text>
      <Group>
        <Button
          variant="default"
          disabled={references.length === 0}
          loading={isBusy}
          onClick={() => onMatch({ kind: "transactions", references })}
        >
          {t("matching.matchSeveral", { count: references.length })}
        </Button>
      </Group>
    </Stack>
  );
}

export function Several(props: SeveralProps) {
  const { line } = props;
  const comparison = useRead("GET /v1/reconciliation");
  return (
    <QueryState query={comparison}>
      {({ items }) => {
        const own = items.find(
          ({ source, account, currency }) =>
            source === line.source && account === line.account && currency === line.amount.currency,
        );
        return <Picker key={line.id} {...props} items={own?.timing.items ?? []} />;
      }}
    </QueryState>
  );
}
