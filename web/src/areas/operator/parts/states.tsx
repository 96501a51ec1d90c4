/** States of what operators work on. */
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { StatusBadge, type Tone } from "../../../design/status";

type Consultation = ItemOf<"GET /v1/consultations">["status"];
const consultationTones: Record<Consultation, Tone> = {
  new: "waiting",
  in_progress: "active",
  answered: "good",
  closed: "quiet",
};

export function ConsultationState({ status }: { status: Consultation }) {
  const { t } = useTranslation("operator");
  return <StatusBadge tone={consultationTones[status]} label={t(`consultations.is.${status}`)} />;
}

type Opinion = ItemOf<"GET /v1/opinions/moderation">["status"];
const opinionTones: Record<Opinion, Tone> = {
  waiting: "waiting",
  published: "good",
  declined: "quiet",
};

export function OpinionState({ status }: { status: Opinion }) {
  const { t } = useTranslation("operator");
  return <StatusBadge tone={opinionTones[status]} label={t(`opinions.is.${status}`)} />;
}

type RoleChange = ItemOf<"GET /v1/role-changes">["status"];
const roleChangeTones: Record<RoleChange, Tone> = {
  proposed: "waiting",
  confirmed: "good",
  withdrawn: "quiet",
};

export function RoleChangeState({ status }: { status: RoleChange }) {
  const { t } = useTranslation("operator");
  return <StatusBadge tone={roleChangeTones[status]} label={t(`roleChanges.is.${status}`)} />;
}

type Clawback = ItemOf<"GET /v1/clawbacks">["status"];
const clawbackTones: Record<Clawback, Tone> = {
  suggested: "waiting",
  proposed: "active",
  confirmed: "good",
  declined: "quiet",
};

export function ClawbackState({ status }: { status: Clawback }) {
  const { t } = useTranslation("operator");
  return <StatusBadge tone={clawbackTones[status]} label={t(`clawbacks.is.${status}`)} />;
}
