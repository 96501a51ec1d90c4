import { SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { ApplicationStatus } from "../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { Messages } from "../../../shared/messages/messages";
import { ApplicationSteps } from "../parts/application-steps";
import { CollaborationReviews } from "../parts/collaboration-reviews";
import { Offers } from "../parts/offers";
import { Pieces } from "../parts/pieces";
import { ReservationPanel } from "../parts/reservation";
import { ShipmentPanel } from "../parts/shipment";
import { TermsChanges } from "../parts/terms-changes";

type Application = AnswerOf<"GET /v1/applications/{applicationId}">;

const agreed: ReadonlySet<Application["status"]> = new Set([
  "accepted",
  "in_progress",
  "completed",
  "cancelled_by_brand",
  "cancelled_by_creator",
  "terminated",
]);

function Summary({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const { status, pitch, askedFee, fee, platformFee, acceptedAt } = application;
  return (
    <Panel title={t("application.about")}>
      <Facts
        items={[
          { label: t("money.status"), value: <ApplicationStatus status={status} /> },
          { label: t("applicants.since"), value: <DateText at={application.createdAt} /> },
          ...(askedFee
            ? [{ label: t("application.asked"), value: <MoneyText money={askedFee} /> }]
            : []),
          ...(fee ? [{ label: t("application.fee"), value: <MoneyText money={fee} /> }] : []),
          ...(platformFee
            ? [{ label: t("application.platformFee"), value: <MoneyText money={platformFee} /> }]
            : []),
          ...(acceptedAt
            ? [{ label: t("application.acceptedAt"), value: <DateText at={acceptedAt} /> }]
            : []),
        ]}
      />
      {pitch ? (
        <Text mt="sm" style={{ whiteSpace: "pre-line" }}>
          {pitch}
        </Text>
      ) : null}
    </Panel>
  );
}

function Content({ application }: { application: Application }) {
  const isAgreed = agreed.has(application.status);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <div>
        <Summary application={application} />
        <ApplicationSteps application={application} />
        {isAgreed ? <Pieces application={application} /> : null}
        {application.reservation ? (
          <ReservationPanel reservation={application.reservation} />
        ) : null}
        <ShipmentPanel application={application} />
        <CollaborationReviews applicationId={application.id} isAgreed={isAgreed} />
      </div>
      <div>
        <Messages application={application} side="brand" />
        <Offers application={application} />
        <TermsChanges application={application} />
      </div>
    </SimpleGrid>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { applicationId = "" } = useParams();
  const application = useRead(
    "GET /v1/applications/{applicationId}",
    { params: { applicationId } },
    { isLive: true },
  );
  return (
    <QueryState query={application} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={data.creatorName}
            crumbs={[
              { label: t("nav.campaigns"), to: "/brand/campaigns" },
              { label: data.campaignTitle, to: `/brand/campaigns/${data.campaignId}` },
              {
                label: t("campaign.tab.applicants"),
                to: `/brand/campaigns/${data.campaignId}/applicants`,
              },
            ]}
            actions={
              <PageButton to={`/brand/creators/${data.creatorId}`} variant="default">
                {t("application.profile")}
              </PageButton>
            }
          />
          <Content application={data} />
        </>
      )}
    </QueryState>
  );
}
