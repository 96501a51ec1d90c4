/** What a brand may do with an application in its state: short list, offer, accept, decline, take back, end. */
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { notice } from "../../../design/notice";
import { MoneyText, Panel } from "../../../design/values";
import { type Application, applicationReads } from "./application-reads";
import { useBrand } from "./brand";
import { CancelCollaboration } from "./cancel-collaboration";
import { OfferForm } from "./offer-form";

type Status = Application["status"];

type Step = "shortlist" | "decline" | "withdraw";

const stepsByStatus: Readonly<Partial<Record<Status, readonly Step[]>>> = {
  applied: ["shortlist", "decline"],
  shortlisted: ["decline"],
  invited: ["withdraw"],
  offered: ["withdraw"],
  countered: ["decline"],
};
const offerable: ReadonlySet<Status> = new Set(["applied", "invited", "shortlisted", "countered"]);
const running: ReadonlySet<Status> = new Set(["accepted", "in_progress"]);

function StepButton({ application, step }: { application: Application; step: Step }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const write = useWrite(`POST /v1/applications/{applicationId}/${step}`, {
    invalidates: applicationReads,
    onDone: () => setOpen(false),
  });
  const params = { applicationId: application.id };
  const name = application.creatorName;
  return (
    <>
      <Button
        variant="default"
        loading={write.isPending}
        onClick={() => (step === "shortlist" ? write.mutate({ params }) : setOpen(true))}
      >
        {t(`applicationStep.${step}`)}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`${t(`applicationStep.${step}`)}: ${name}`}
        text={t(`applicationStep.about.${step}`)}
        isFinal
        confirmLabel={t(`applicationStep.${step}`)}
        onConfirm={() => write.mutate({ params })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

/** The creator's counter-offer becomes the agreement: fee and hash are what is signed. */
function AcceptCounter({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const offer = application.offers.at(-1);
  const write = useWrite("POST /v1/applications/{applicationId}/accept", {
    invalidates: applicationReads,
    onDone: () => {
      setOpen(false);
      notice(t("offers.accepted"));
    },
  });
  if (!offer) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("offers.accept")}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("offers.accept")}
        text={t("offers.acceptText")}
        facts={[
          { label: t("applicants.creator"), value: application.creatorName },
          { label: t("application.fee"), value: <MoneyText money={offer.fee} /> },
          { label: t("offers.versionLabel"), value: offer.version },
        ]}
        hash={offer.termsHash}
        confirmLabel={t("offers.accept")}
        onConfirm={() =>
          write.mutate({
            params: { applicationId: application.id },
            body: { version: offer.version },
          })
        }
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

export function ApplicationSteps({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  const { status } = application;
  const steps = (stepsByStatus[status] ?? []).filter((step) => isManager || step !== "withdraw");
  const mayOffer = isManager && offerable.has(status);
  const mayEnd = isManager && running.has(status);
  if (steps.length === 0 && !mayOffer && !mayEnd) return null;
  return (
    <Panel title={t("applicationStep.title")}>
      <Group gap="xs">
        {status === "countered" && isManager ? <AcceptCounter application={application} /> : null}
        {mayOffer ? <OfferForm application={application} /> : null}
        {steps.map((step) => (
          <StepButton key={step} application={application} step={step} />
        ))}
        {mayEnd ? <CancelCollaboration application={application} /> : null}
      </Group>
    </Panel>
  );
}
