import { Alert, Button, Group, List, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ApiProblem } from "../../../../api/problem";
import { Icon } from "../../../../design/icons";
import { ProblemAlert } from "../../../../design/states";
import { UnsavedGuard } from "../../../../design/unsaved-guard";
import { Panel } from "../../../../design/values";
import { CampaignSheet } from "../campaign-sheet";
import { GuidanceFields } from "./guidance-fields";
import { MoneyStep } from "./step-money";
import { PiecesStep } from "./step-pieces";
import { ProductStep } from "./step-product";
import { StepList, type StepName, stepNames, stepOf } from "./steps";
import { type Outline, toOutline, type WizardValues } from "./values";
import classes from "./wizard.module.css";

/** `/body/content/brief/keyMessages/0` → `brief.keyMessages`: an entry of a list has no field of its own. */
function fieldOf(pointer: string): string {
  const parts = pointer.replace(/^\/body\/(content\/)?/, "").split("/");
  const isPiece = parts[0] === "deliverables";
  const end = parts.findIndex(
    (part, at) => part === "amountMinor" || (/^\d+$/.test(part) && !(isPiece && at === 1)),
  );
  return (end === -1 ? parts : parts.slice(0, end)).join(".");
}

function valueAt(outline: unknown, field: string): unknown {
  return field
    .split(".")
    .reduce<unknown>(
      (value, part) =>
        typeof value === "object" && value !== null
          ? (value as Record<string, unknown>)[part]
          : undefined,
      outline,
    );
}

/**
 * The server's words at the wizard's fields.
 * @param required what stands at a field that is still empty, because the server only says that a text was expected.
 */
export function refusedFields(
  error: unknown,
  outline: Outline,
  required: string,
): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.fields.map(({ pointer, detail }) => {
      const field = fieldOf(pointer);
      return [field, valueAt(outline, field) === undefined ? required : detail];
    }),
  );
}

/** What the fields are called, where the server may ask for them. */
const labels = {
  title: "wizard.title",
  "brief.goal": "wizard.goal",
  "brief.product.name": "wizard.product",
  "brief.product.description": "wizard.productText",
  "brief.disclosureTags": "wizard.labels",
  deliverables: "sheet.pieces",
  creatorsMax: "wizard.creatorsMax",
  applyBy: "wizard.applyBy",
  postBy: "wizard.postBy",
  fee: "wizard.fee",
  budget: "wizard.budget",
  bidRange: "wizard.pricing",
} as const;

const isLabelled = (field: string): field is keyof typeof labels => Object.hasOwn(labels, field);

interface WizardProps {
  form: UseFormReturnType<WizardValues>;
  brandName: string;
  isBusy: boolean;
  error: Error | null;
  saveLabel: string;
  onSave(): void;
  finishLabel: string;
  finishText: string;
  onFinish(): void;
  /** More buttons on the last step. */
  more?: ReactNode;
}

function useStep(): [StepName, (step: StepName) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("step");
  const step = stepNames.find((name) => name === asked) ?? "product";
  const go = (next: StepName) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set("step", next);
        return after;
      },
      { replace: true },
    );
  return [step, go];
}

/** What the server still wants, each with the way to its field. */
function Refused({ form, onGo }: { form: WizardProps["form"]; onGo(step: StepName): void }) {
  const { t } = useTranslation("brand");
  const fields = Object.entries(form.errors);
  if (fields.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<Icon name="warning" />} title={t("wizard.missing")}>
      <List>
        {fields.map(([field, words]) => (
          <List.Item key={field}>
            <Button variant="subtle" px={4} onClick={() => onGo(stepOf(field))}>
              {isLabelled(field) ? t(labels[field]) : t(`wizard.step.${stepOf(field)}`)}
            </Button>{" "}
            {words}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Fields({
  step,
  props,
  onGo,
}: {
  step: StepName;
  props: WizardProps;
  onGo(step: StepName): void;
}) {
  const { form, finishText, more } = props;
  switch (step) {
    case "product":
      return <ProductStep form={form} />;
    case "pieces":
      return <PiecesStep form={form} />;
    case "guidance":
      return <GuidanceFields form={form} />;
    case "money":
      return <MoneyStep form={form} />;
    case "check":
      return (
        <>
          <Refused form={form} onGo={onGo} />
          <Text my="sm">{finishText}</Text>
          {more}
        </>
      );
  }
}

/** Five steps with what creators will see beside them. Nothing has to be complete before it is saved. */
export function Wizard(props: WizardProps) {
  const { t } = useTranslation("brand");
  const { form, isBusy, error, onSave, onFinish } = props;
  const [step, go] = useStep();
  const top = useRef<HTMLDivElement>(null);
  const at = stepNames.indexOf(step);
  const next = stepNames[at + 1];
  const before = stepNames[at - 1];
  const wrong = new Set(Object.keys(form.errors).map(stepOf));
  const move = (to: StepName) => {
    go(to);
    top.current?.scrollIntoView({ block: "start" });
  };
  return (
    <div ref={top} className={classes["top"]}>
      <UnsavedGuard isDirty={form.isDirty() && !isBusy} />
      <StepList present={step} wrong={wrong} onGo={move} />
      {error ? <ProblemAlert error={error} /> : null}
      <div className={classes["columns"]}>
        <Panel title={t(`wizard.step.${step}`)}>
          <Fields step={step} props={props} onGo={move} />
          <Group mt="lg">
            {before ? (
              <Button variant="default" onClick={() => move(before)}>
                {t("wizard.back")}
              </Button>
            ) : null}
            {next ? (
              <Button onClick={() => move(next)}>{t("wizard.next")}</Button>
            ) : (
              <Button onClick={onFinish} loading={isBusy}>
                {props.finishLabel}
              </Button>
            )}
            <Button variant="light" onClick={onSave} loading={isBusy}>
              {props.saveLabel}
            </Button>
          </Group>
        </Panel>
        <section className={classes["preview"]} aria-label={t("wizard.preview")}>
          <Panel>
            <Text size="sm" fw={650} c="dimmed" mb="xs">
              {t("wizard.preview")}
            </Text>
            <CampaignSheet outline={toOutline(form.values)} brandName={props.brandName} />
          </Panel>
        </section>
      </div>
    </div>
  );
}
