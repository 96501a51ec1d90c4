import { Button, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageButton, PageLink, useGo } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { AboutForm } from "../parts/about-form";
import { Accounts } from "../parts/accounts";
import { NichesForm } from "../parts/niches-form";
import { isStepId, type StepId, stepIds, useOnboarding } from "../parts/onboarding";
import { PayoutForm } from "../parts/payout-form";
import { PricesForm } from "../parts/prices-form";
import type { Profile } from "../parts/words";
import classes from "./onboarding.module.css";

const pathOf = (id: StepId | "done") => `/creator/onboarding/${id}`;

function afterOf(id: StepId): StepId | "done" {
  return stepIds[stepIds.indexOf(id) + 1] ?? "done";
}

function Steps({ current }: { current: StepId | "done" }) {
  const { t } = useTranslation("creator");
  const progress = useOnboarding();
  const doneCount = progress?.doneCount ?? 0;
  const label = t("onboarding.progress", { done: doneCount, all: stepIds.length });
  return (
    <nav aria-label={t("onboarding.steps")}>
      <Text fw={600} mb="xs">
        {label}
      </Text>
      <Progress value={(doneCount / stepIds.length) * 100} aria-label={label} mb="md" />
      <ol className={classes["steps"]}>
        {stepIds.map((id, at) => (
          <li key={id} data-current={id === current || undefined}>
            <span className={classes["mark"]} data-done={progress?.done[id] || undefined}>
              {progress?.done[id] ? <Icon name="check" size={16} /> : at + 1}
            </span>
            <PageLink to={pathOf(id)} {...(id === current ? { "aria-current": "step" } : {})}>
              {t(`onboarding.${id}.title`)}
            </PageLink>
            {progress?.done[id] ? (
              <span className="visually-hidden">{t("onboarding.isDone")}</span>
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function PricesStep({ profile, onDone }: { profile: Profile; onDone(): void }) {
  const { t } = useTranslation("creator");
  const card = useRead("GET /v1/creators/me/rate-card");
  return (
    <QueryState query={card}>
      {(data) => (
        <PricesForm
          key={data.version}
          card={data}
          country={profile.country}
          submitLabel={t("onboarding.next")}
          onDone={onDone}
        />
      )}
    </QueryState>
  );
}

function Step({ id, profile }: { id: StepId; profile: Profile }) {
  const { t } = useTranslation("creator");
  const go = useGo();
  const next = () => go(pathOf(afterOf(id)));
  const shared = { profile, submitLabel: t("onboarding.next"), onDone: next };
  switch (id) {
    case "about":
      return <AboutForm {...shared} />;
    case "niches":
      return <NichesForm {...shared} />;
    case "accounts":
      return (
        <>
          <Accounts profile={profile} />
          <Button mt="md" variant="default" onClick={next}>
            {t("onboarding.goOn")}
          </Button>
        </>
      );
    case "prices":
      return <PricesStep profile={profile} onDone={next} />;
    case "payout":
      return (
        <PayoutForm country={profile.country} submitLabel={t("onboarding.finish")} onDone={next} />
      );
  }
}

function Done() {
  const { t } = useTranslation("creator");
  return (
    <EmptyState
      icon="check"
      title={t("onboarding.doneTitle")}
      text={t("onboarding.doneText")}
      action={<PageButton to="/creator/campaigns">{t("onboarding.toCampaigns")}</PageButton>}
    />
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { step } = useParams();
  const profile = useRead("GET /v1/creators/me");
  const progress = useOnboarding();
  const isDone = step === "done";
  const current = isStepId(step) ? step : isDone ? "done" : (progress?.next ?? "about");
  return (
    <>
      <PageHeader
        title={t("onboarding.title")}
        text={t("onboarding.text")}
        crumbs={[{ label: t("nav.home"), to: "/creator" }]}
      />
      <Panel>
        <Steps current={current} />
      </Panel>
      {current === "done" ? (
        <Done />
      ) : (
        <Panel title={t(`onboarding.${current}.title`)}>
          <Text mb="md">{t(`onboarding.${current}.text`)}</Text>
          <QueryState query={profile}>
            {(data) => <Step key={current} id={current} profile={data} />}
          </QueryState>
          {afterOf(current) === "done" ? null : (
            <Text mt="md">
              <PageLink to={pathOf(afterOf(current))}>{t("onboarding.later")}</PageLink>
            </Text>
          )}
        </Panel>
      )}
    </>
  );
}
