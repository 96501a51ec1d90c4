import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../../design/status";

type Proposal = "suggested" | "proposed" | "confirmed" | "withdrawn" | "declined";

const tones: Record<Proposal, Tone> = {
  suggested: "waiting",
  proposed: "waiting",
  confirmed: "good",
  withdrawn: "quiet",
  declined: "quiet",
};

/** What one person proposed and another has to agree to. */
export function ProposalStatus({ status }: { status: Proposal }) {
  const { t } = useTranslation("finance");
  return <StatusBadge tone={tones[status]} label={t(`payouts.proposal.${status}`)} />;
}
