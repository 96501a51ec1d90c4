import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { useSession } from "../../../app/session";
import { useNicheNames } from "../../../design/niche-names";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { DateText, Facts, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { CampaignFee } from "../parts/campaign-card";
import { type OpenCampaign, usePieceName } from "../parts/words";

function Terms({ campaign }: { campaign: OpenCampaign }) {
  const { t } = useTranslation("public");
  const nameOf = usePieceName();
  return (
    <Panel title={t("campaign.terms")}>
      <Facts
        items={[
          { label: t("campaign.fee"), value: <CampaignFee campaign={campaign} /> },
          {
            label: t("campaign.pieces"),
            value: campaign.deliverables
              .map((piece) => `${piece.quantity} × ${nameOf(piece)}`)
              .join(", "),
          },
          { label: t("campaigns.applyBy"), value: <DateText at={campaign.applyBy} hasDistance /> },
          { label: t("campaign.postBy"), value: <DateText at={campaign.postBy} /> },
        ]}
      />
    </Panel>
  );
}

/** Who may apply; an empty list asks for nothing. */
function Requirements({ requirements }: Pick<OpenCampaign, "requirements">) {
  const { t } = useTranslation("public");
  const format = useFormat();
  const { nameOf } = useNicheNames();
  const { countries, niches, languages, followersMin, followersMax } = requirements;
  const names = new Intl.DisplayNames(format.language, { type: "language" });
  const items = [
    { label: t("filter.country"), value: countries.map(format.country).join(", ") },
    { label: t("filter.niche"), value: niches.map(nameOf).join(", ") },
    {
      label: t("campaign.languages"),
      value: languages.map((code) => names.of(code) ?? code).join(", "),
    },
    {
      label: t("campaign.followersMin"),
      value: followersMin > 0 ? format.number(followersMin) : "",
    },
    {
      label: t("campaign.followersMax"),
      value: followersMax === null ? "" : format.number(followersMax),
    },
  ].filter(({ value }) => value !== "");
  return (
    <Panel title={t("campaign.who")}>
      {items.length === 0 ? <Text>{t("campaign.everybody")}</Text> : <Facts items={items} />}
    </Panel>
  );
}

/** Creators go on to their own page of it, everybody else to the registration. */
function ApplyDoor({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation("public");
  const { me, hasRole } = useSession();
  if (hasRole("creator")) {
    return <PageButton to={`/creator/campaigns/${campaignId}`}>{t("campaign.apply")}</PageButton>;
  }
  return me ? null : <PageButton to="/register/creator">{t("campaign.register")}</PageButton>;
}

export function Page() {
  const { t } = useTranslation("public");
  const { campaignId = "" } = useParams();
  const campaign = useRead("GET /v1/open-campaigns/{campaignId}", { params: { campaignId } });
  const { data } = campaign;
  return (
    <>
      <PageHeader
        title={data?.title ?? t("campaign.title")}
        text={data?.brandName}
        crumbs={[{ label: t("campaigns.title"), to: "/campaigns" }]}
        actions={<ApplyDoor campaignId={campaignId} />}
      />
      <QueryState query={campaign}>
        {(found) => (
          <>
            <Terms campaign={found} />
            <Panel title={t("campaign.goal")}>
              <Text style={{ whiteSpace: "pre-line" }}>{found.goal}</Text>
            </Panel>
            <Panel title={found.productName}>
              <Text style={{ whiteSpace: "pre-line" }}>{found.productDescription}</Text>
            </Panel>
            <Requirements requirements={found.requirements} />
          </>
        )}
      </QueryState>
    </>
  );
}
