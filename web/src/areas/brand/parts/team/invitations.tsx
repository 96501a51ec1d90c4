/** Who was invited, and what became of it. */

import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { serverNowMs } from "../../../../api/server-time";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { notice } from "../../../../design/notice";
import { EmptyState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { DateText } from "../../../../design/values";
import { useBrand } from "../brand";

type Invitation = ItemOf<"GET /v1/brands/{brandId}/member-invitations">;
type State = Invitation["status"] | "expired";

const tones: Record<State, Tone> = {
  invited: "waiting",
  expired: "quiet",
  accepted: "good",
  withdrawn: "quiet",
};

/** The server keeps an invitation whose time is over as it is, until somebody sends another. */
function stateOf({ status, expiresAt }: Invitation): State {
  const isOver = status === "invited" && Date.parse(expiresAt) <= serverNowMs();
  return isOver ? "expired" : status;
}

function Withdraw({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const { id: invitationId, email } = invitation;
  const [isOpen, setOpen] = useState(false);
  const write = useWrite("DELETE /v1/brands/{brandId}/member-invitations/{invitationId}", {
    invalidates: ["GET /v1/brands/{brandId}/member-invitations"],
    onDone: () => notice(t("team.done")),
  });
  return (
    <>
      <Button
        variant="default"
        aria-label={t("team.withdrawOne", { email })}
        onClick={() => setOpen(true)}
      >
        {t("team.withdraw")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("team.withdrawOne", { email })}
        text={t("team.withdrawText")}
        confirmLabel={t("team.withdraw")}
        onConfirm={() => write.mutate({ params: { brandId, invitationId } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

function useColumns(): Column<Invitation>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "email",
      header: t("team.email"),
      isMain: true,
      cell: ({ email }) => <span style={{ overflowWrap: "anywhere" }}>{email}</span>,
    },
    {
      id: "role",
      header: t("team.role"),
      width: "8rem",
      cell: ({ role }) => t(`team.roles.${role}`),
    },
    {
      id: "state",
      header: t("team.state"),
      width: "10rem",
      cell: (invitation) => {
        const state = stateOf(invitation);
        return <StatusBadge tone={tones[state]} label={t(`team.states.${state}`)} />;
      },
    },
    {
      id: "invitedBy",
      header: t("team.invitedBy"),
      cell: ({ invitedBy }) => invitedBy.name,
    },
    {
      id: "expires",
      header: t("team.expires"),
      width: "12rem",
      cell: ({ expiresAt }) => <DateText at={expiresAt} />,
    },
    {
      id: "actions",
      header: t("team.actions"),
      width: "11rem",
      cell: (invitation) =>
        invitation.status === "invited" ? <Withdraw invitation={invitation} /> : null,
    },
  ];
}

export function Invitations() {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const [shown, setShown] = useState<"invited" | "all">("invited");
  const invitations = usePages(
    "GET /v1/brands/{brandId}/member-invitations",
    { params: { brandId }, query: shown === "all" ? {} : { status: shown } },
    { isLive: true },
  );
  return (
    <>
      <SegmentedControl
        mb="sm"
        aria-label={t("team.show")}
        data={[
          { value: "invited", label: t("team.open") },
          { value: "all", label: t("team.all") },
        ]}
        value={shown}
        onChange={(value) => setShown(value as typeof shown)}
      />
      <DataTable
        label={t("team.invitations")}
        {...fromPages(invitations)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            icon="send"
            title={t("team.noInvitations")}
            text={t("team.noInvitationsText")}
          />
        }
      />
    </>
  );
}
