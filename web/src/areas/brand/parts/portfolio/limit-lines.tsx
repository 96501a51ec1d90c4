import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../../design/icons";
import { useCountries, useNiches, usePlatforms, useTiers } from "../words";
import { creatorsMost, type LimitValues, limitKinds, type PortfolioValues } from "./values";

const linesMost = 60;

/** The codes one may choose for each kind of limit. */
export function useLimitOptions() {
  const { options: niche } = useNiches();
  const country = useCountries();
  const platform = usePlatforms();
  const tier = useTiers();
  return { niche, country, platform, tier } satisfies Record<LimitValues["kind"], unknown>;
}

interface LineProps {
  form: UseFormReturnType<PortfolioValues>;
  line: LimitValues;
  at: number;
}

function Line({ form, line, at }: LineProps) {
  const { t } = useTranslation("brand");
  const options = useLimitOptions();
  const field = (name: keyof LimitValues) => form.getInputProps(`limits.${at}.${name}`);
  const ofValue = form.errors[`limits.${at}.${line.kind}`];
  const number = at + 1;
  return (
    <Fieldset legend={t("portfolio.limit", { number })}>
      <Group align="flex-end" wrap="wrap">
        <Select
          label={t("portfolio.limitKind")}
          data={limitKinds.map((value) => ({ value, label: t(`portfolio.kind.${value}`) }))}
          allowDeselect={false}
          value={line.kind}
          onChange={(kind) =>
            form.setFieldValue(`limits.${at}`, {
              ...line,
              kind: limitKinds.find((known) => known === kind) ?? line.kind,
              value: null,
            })
          }
        />
        <Select
          key={line.kind}
          label={t(`portfolio.kind.${line.kind}`)}
          data={[...options[line.kind]]}
          searchable
          allowDeselect={false}
          required
          {...field("value")}
          error={field("value").error ?? ofValue}
        />
        <NumberInput
          label={t("portfolio.atLeast")}
          min={0}
          max={creatorsMost}
          allowDecimal={false}
          w={110}
          {...field("min")}
        />
        <NumberInput
          label={t("portfolio.atMost")}
          min={0}
          max={creatorsMost}
          allowDecimal={false}
          w={110}
          {...field("max")}
        />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t("portfolio.removeLimit", { number })}
          onClick={() => form.removeListItem("limits", at)}
        >
          <Icon name="cross" size={18} />
        </ActionIcon>
      </Group>
    </Fieldset>
  );
}

/** At least and at most so many creators of a niche, a country, a size or a platform. */
export function LimitLines({ form }: { form: UseFormReturnType<PortfolioValues> }) {
  const { t } = useTranslation("brand");
  const { limits } = form.values;
  const add = () =>
    form.insertListItem("limits", {
      key: crypto.randomUUID(),
      kind: "niche",
      value: null,
      min: "",
      max: "",
    } satisfies LimitValues);
  return (
    <Stack gap="sm">
      {limits.map((line, at) => (
        <Line key={line.key} form={form} line={line} at={at} />
      ))}
      <div>
        <Button variant="default" onClick={add} disabled={limits.length >= linesMost}>
          {t("portfolio.addLimit")}
        </Button>
      </div>
    </Stack>
  );
}
