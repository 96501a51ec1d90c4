import { Anchor, Button, Group, NumberInput, Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { FormLayout } from "../../../design/form";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { QueryState } from "../../../design/states";
import { DateText, Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { useDuration } from "./duration";

type World = AnswerOf<"GET /v1/sandbox/world">;

const units = { hour: 3_600, day: 86_400, week: 604_800 } as const;
type Unit = keyof typeof units;
const often = [
  ["hour", 1],
  ["day", 1],
  ["day", 7],
  ["day", 30],
] as const;

function MoveClock() {
  const { t } = useTranslation("operator");
  const cache = useQueryClient();
  const form = useForm<{ advanceSeconds: number; unit: Unit }>({
    initialValues: { advanceSeconds: 1, unit: "day" },
  });
  const move = useWrite("POST /v1/sandbox/world/clock", {
    invalidates: ["GET /v1/sandbox/world"],
    onDone: () => {
      notice(t("world.moved"));
      // Days have passed for everything that any page shows.
      void cache.invalidateQueries();
    },
  });
  return (
    <Panel title={t("world.move")}>
      <Group mb="md" gap="xs">
        {often.map(([unit, count]) => (
          <Button
            key={`${unit} ${count}`}
            variant="default"
            disabled={move.isPending}
            onClick={() => move.mutate({ body: { advanceSeconds: units[unit] * count } })}
          >
            {t(`world.plus.${unit}`, { count })}
          </Button>
        ))}
      </Group>
      <FormLayout
        form={form}
        write={move}
        toRequest={({ advanceSeconds, unit }) => ({
          body: { advanceSeconds: Math.round(advanceSeconds * units[unit]) },
        })}
        submitLabel={t("world.letPass")}
        isGuarded={false}
      >
        <Group align="flex-start">
          <NumberInput
            label={t("world.howMuch")}
            min={1}
            allowNegative={false}
            {...form.getInputProps("advanceSeconds")}
          />
          <Select
            label={t("world.unit")}
            data={(Object.keys(units) as Unit[]).map((value) => ({
              value,
              label: t(`world.units.${value}`),
            }))}
            allowDeselect={false}
            {...form.getInputProps("unit")}
          />
        </Group>
      </FormLayout>
    </Panel>
  );
}

function Now({ world }: { world: World }) {
  const { t } = useTranslation("operator");
  const duration = useDuration();
  return (
    <Figures>
      <Figure label={t("world.now")} value={<DateText at={world.now} />} />
      <Figure
        label={t("world.ahead")}
        value={world.aheadSeconds === 0 ? t("world.notAhead") : duration(world.aheadSeconds)}
        text={t(world.isProductMoved ? "world.productToo" : "world.productNot")}
      />
    </Figures>
  );
}

function Servers({ world }: { world: World }) {
  const { t } = useTranslation("operator");
  return (
    <Panel title={t("world.servers")}>
      <RowList
        rows={world.simulators.map(({ name, url }) => ({
          key: name,
          title: t(`world.simulators.${name}`),
          end: (
            <Anchor href={url} target="_blank" rel="noreferrer noopener">
              {url}
            </Anchor>
          ),
        }))}
      />
      <p>{t("world.serversText")}</p>
    </Panel>
  );
}

function Held({ world }: { world: World }) {
  const { t } = useTranslation("operator");
  return (
    <Panel title={t("world.held")}>
      <RowList
        rows={[
          ...world.balances.map(({ simulator, total, available }) => ({
            key: `${simulator} ${total.currency}`,
            title: t(`world.simulators.${simulator}`),
            text: (
              <>
                {t("world.available")} <MoneyText money={available} />
              </>
            ),
            end: <MoneyText money={total} />,
          })),
          ...world.accounts.map(({ id, balance }) => ({
            key: id,
            title: t("world.account", { id }),
            end: <MoneyText money={balance} />,
          })),
        ]}
      />
    </Panel>
  );
}

export function WorldClock() {
  const world = useRead("GET /v1/sandbox/world", {}, { isLive: true });
  return (
    <QueryState query={world}>
      {(data) => (
        <>
          <Now world={data} />
          <MoveClock />
          <Held world={data} />
          <Servers world={data} />
        </>
      )}
    </QueryState>
  );
}
