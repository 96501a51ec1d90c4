import { ActionIcon, Button, Group, NumberInput, Select, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DayInput } from "../../../../design/day-input";
import { Icon } from "../../../../design/icons";
import { useKinds, usePlatforms } from "../words";
import { RequirementFields } from "./requirement-fields";
import type { StepProps } from "./steps";
import { emptyPiece } from "./values";
import classes from "./wizard.module.css";

const piecesMax = 10;
const quantityMax = 20;
const creatorsCountMax = 10_000;

function Piece({ form, at }: StepProps & { at: number }) {
  const { t } = useTranslation("brand");
  const path = `deliverables.${at}`;
  return (
    <fieldset className={classes["piece"]}>
      <legend>{t("wizard.piece", { number: at + 1 })}</legend>
      <Select
        label={t("wizard.platform")}
        data={usePlatforms()}
        allowDeselect={false}
        {...form.getInputProps(`${path}.platform`)}
      />
      <Select
        label={t("wizard.kind")}
        data={useKinds()}
        allowDeselect={false}
        {...form.getInputProps(`${path}.kind`)}
      />
      <NumberInput
        label={t("wizard.quantity")}
        min={1}
        max={quantityMax}
        allowDecimal={false}
        {...form.getInputProps(`${path}.quantity`)}
      />
      <DayInput label={t("wizard.from")} {...form.getInputProps(`${path}.from`)} />
      <DayInput label={t("wizard.until")} {...form.getInputProps(`${path}.until`)} />
      {form.values.deliverables.length > 1 ? (
        <ActionIcon
          variant="default"
          size={44}
          aria-label={t("wizard.removePiece", { number: at + 1 })}
          onClick={() => form.removeListItem("deliverables", at)}
        >
          <Icon name="trash" />
        </ActionIcon>
      ) : null}
    </fieldset>
  );
}

/** What each creator makes, how many creators there are, and who fits. */
export function PiecesStep({ form }: StepProps) {
  const { t } = useTranslation("brand");
  const { deliverables } = form.values;
  return (
    <Stack>
      {deliverables.map((_piece, at) => (
        // Pieces have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Piece key={at} form={form} at={at} />
      ))}
      {deliverables.length < piecesMax ? (
        <Group>
          <Button
            variant="default"
            leftSection={<Icon name="plus" />}
            onClick={() => form.insertListItem("deliverables", emptyPiece)}
          >
            {t("wizard.addPiece")}
          </Button>
        </Group>
      ) : null}
      <NumberInput
        label={t("wizard.creatorsMax")}
        min={1}
        max={creatorsCountMax}
        allowDecimal={false}
        required
        {...form.getInputProps("creatorsMax")}
      />
      <Title order={3} size="h4" mt="sm">
        {t("wizard.whoFits")}
      </Title>
      <RequirementFields form={form} />
    </Stack>
  );
}
