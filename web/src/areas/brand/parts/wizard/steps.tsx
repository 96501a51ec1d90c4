import { UnstyledButton } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../../design/icons";
import type { WizardValues } from "./values";
import classes from "./wizard.module.css";

export interface StepProps {
  form: UseFormReturnType<WizardValues>;
}

export const stepNames = ["product", "pieces", "guidance", "money", "check"] as const;
export type StepName = (typeof stepNames)[number];

const fieldsByStep: Readonly<Record<StepName, readonly string[]>> = {
  product: ["title", "brief.goal", "brief.product", "compensation", "visibility"],
  pieces: ["deliverables", "creatorsMax", "requirements"],
  guidance: ["brief"],
  money: ["currency", "pricing", "fee", "bidRange", "budget", "applyBy", "postBy"],
  check: [],
};

/** The step on which a field stands. */
export function stepOf(field: string): StepName {
  const found = stepNames.find((step) =>
    fieldsByStep[step].some((begin) => field === begin || field.startsWith(`${begin}.`)),
  );
  return found ?? "check";
}

interface StepListProps {
  present: StepName;
  /** Steps on which something was refused. */
  wrong: ReadonlySet<StepName>;
  onGo(step: StepName): void;
}

export function StepList({ present, wrong, onGo }: StepListProps) {
  const { t } = useTranslation("brand");
  return (
    <nav aria-label={t("wizard.steps")}>
      <ol className={classes["steps"]}>
        {stepNames.map((name, at) => (
          <li key={name}>
            <UnstyledButton
              className={classes["step"] ?? ""}
              onClick={() => onGo(name)}
              data-wrong={wrong.has(name) || undefined}
              {...(name === present ? { "aria-current": "step" as const } : {})}
            >
              <span className={classes["number"]}>
                {wrong.has(name) ? <Icon name="warning" size={16} /> : at + 1}
              </span>
              {t(`wizard.step.${name}`)}
              {wrong.has(name) ? (
                <span className="visually-hidden">{t("wizard.stepWrong")}</span>
              ) : null}
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
