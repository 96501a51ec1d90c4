/** What the pages of one campaign share: its name, its state, and the way between them. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { CampaignStatus } from "../../../design/status";
import classes from "./campaign-frame.module.css";

export type Campaign = AnswerOf<"GET /v1/campaigns/{campaignId}">;

const tabs = [
  { id: "overview", to: "" },
  { id: "applicants", to: "/applicants" },
  { id: "portfolio", to: "/portfolio" },
  { id: "money", to: "/money" },
  { id: "brief", to: "/brief" },
  { id: "report", to: "/report" },
] as const;

type TabId = (typeof tabs)[number]["id"];

interface CampaignFrameProps {
  tab: TabId;
  actionsOf?(campaign: Campaign): ReactNode;
  children(campaign: Campaign): ReactNode;
}

function Frame({
  campaign,
  tab,
  actionsOf,
  children,
}: CampaignFrameProps & { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const base = `/brand/campaigns/${campaign.id}`;
  const isOverview = tab === "overview";
  return (
    <>
      <PageHeader
        title={isOverview ? campaign.title : t(`campaign.tab.${tab}`)}
        text={<CampaignStatus status={campaign.status} />}
        crumbs={[
          { label: t("nav.campaigns"), to: "/brand/campaigns" },
          ...(isOverview ? [] : [{ label: campaign.title, to: base }]),
        ]}
        actions={actionsOf?.(campaign)}
      />
      <nav aria-label={t("campaign.pages")} className={classes["tabs"]}>
        {tabs.map(({ id, to }) => (
          <PageLink
            key={id}
            to={`${base}${to}`}
            className={classes["tab"] ?? ""}
            {...(id === tab ? { "aria-current": "page" as const } : {})}
          >
            {t(`campaign.tab.${id}`)}
          </PageLink>
        ))}
      </nav>
      {children(campaign)}
    </>
  );
}

export function CampaignFrame(props: CampaignFrameProps) {
  const { campaignId = "" } = useParams();
  const campaign = useRead(
    "GET /v1/campaigns/{campaignId}",
    { params: { campaignId } },
    { isLive: true },
  );
  return (
    <QueryState query={campaign} skeleton={<PageSkeleton />}>
      {(data) => <Frame campaign={data} {...props} />}
    </QueryState>
  );
}
