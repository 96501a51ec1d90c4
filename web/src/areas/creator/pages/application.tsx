import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { QueryState } from "../../../design/states";
import { ApplicationStatus } from "../../../design/status";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { Messages } from "../../../shared/messages/messages";
import { applicationReads } from "../parts/application-reads";
import { Cancellation } from "../parts/cancellation";
import { CollaborationReview } from "../parts/collaboration-review";
import { Funded } from "../parts/funded";
import { Offers } from "../parts/offers";
import { Shipment } from "../parts/shipment";
import { TermsChange } from "../parts/terms-change";
import { TwoColumns } from "../parts/two-columns";
import { type Application, usePieceName } from "../parts/words";

const open: ReadonlySet<Application["status"]> = new Set([
  "applied",
  "invited",
  "shortlisted",
  "offered",
  "countered",
]);
const worked: ReadonlySet<Application["status"]> = new Set([
  "accepted",
  "in_progress",
  "completed",
  "cancelled_by_brand",
  "cancelled_by_creator",
]);

function Pitch({ application }: { application: Application }) {
  const { t } = useTranslation("creator");
  const [isOpen, setOpen] = useState(false);
  const { id, pitch, askedFee, createdAt, status } = application;
  const withdraw = useWrite("POST /v1/applications/{applicationId}/withdraw", {
    invalidates: applicationReads,
    onDone: () => setOpen(false),
  });
  return (
    <Panel title={t("application.mine")}>
      <Text style={{ whiteSpace: "pre-line" }}>{pitch}</Text>
      {askedFee ? (
        <Text>
          {t("application.asked")} <MoneyText money={askedFee} />
        </Text>
      ) : null}
      <Text size="sm" c="dimmed">
        <DateText at={createdAt} />
      </Text>
      {open.has(status) ? (
        <Button variant="default" mt="md" onClick={() => setOpen(true)}>
          {t("application.withdraw")}
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("application.withdraw")}
        text={t("application.withdrawText")}
        confirmLabel={t("application.withdraw")}
        isBusy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate({ params: { applicationId: id } })}
      />
    </Panel>
  );
}

function Pieces({ application }: { application: Application }) {
  const { t } = useTranslation("creator");
  const nameOf = usePieceName();
  if (application.deliverables.length === 0) return null;
  return (
    <Panel title={t("application.pieces")}>
      <RowList
        rows={application.deliverables.map((piece) => ({
          key: piece.id,
          title: `${piece.seq}. ${nameOf(piece)}`,
          to: `/creator/work/${application.id}/${piece.id}`,
          text: (
            <>
              {t("piece.until")} <DateText at={piece.postBy} hasDistance />
              {piece.releasedAt ? ` · ${t("application.releasedPiece")}` : null}
            </>
          ),
          end: <MoneyText money={piece.fee} />,
        }))}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { applicationId = "" } = useParams();
  const application = useRead(
    "GET /v1/applications/{applicationId}",
    { params: { applicationId } },
    { isLive: true },
  );
  const { data } = application;
  return (
    <>
      <PageHeader
        title={data?.campaignTitle ?? t("application.title")}
        text={data ? t(`application.hints.${data.status}`) : undefined}
        crumbs={[{ label: t("applications.title"), to: "/creator/applications" }]}
        actions={data ? <ApplicationStatus status={data.status} /> : null}
      />
      <QueryState query={application}>
        {(found) => (
          <TwoColumns
            main={
              <>
                <TermsChange application={found} />
                <Funded application={found} />
                <Offers application={found} />
                <Pieces application={found} />
                <Shipment application={found} />
                {worked.has(found.status) ? <CollaborationReview applicationId={found.id} /> : null}
              </>
            }
            side={
              <>
                <Messages application={found} side="creator" />
                <Pitch application={found} />
                <Panel title={t("application.campaign")}>
                  <PageLink to={`/creator/campaigns/${found.campaignId}`}>
                    {t("application.toCampaign")}
                  </PageLink>
                </Panel>
                <Cancellation application={found} />
              </>
            }
          />
        )}
      </QueryState>
    </>
  );
}
