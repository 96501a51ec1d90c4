import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { useMe } from "../../../app/session";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { ApplicationStatus } from "../../../design/status";
import { DateText, Figure, Figures, MoneyText, Panel } from "../../../design/values";

function Money() {
  const { t } = useTranslation("creator");
  const upcoming = useRead("GET /v1/creators/me/upcoming-payouts");
  return (
    <QueryState query={upcoming}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Figures>
            {items.map(({ amount, expectedAt, reason }) => (
              <Figure
                key={`${amount.currency} ${reason}`}
                label={t("home.coming")}
                value={<MoneyText money={amount} />}
                text={expectedAt ? <DateText at={expectedAt} hasDistance /> : null}
              />
            ))}
          </Figures>
        )
      }
    </QueryState>
  );
}

function Work() {
  const { t } = useTranslation("creator");
  const applications = useRead("GET /v1/applications", { query: { limit: "10" } });
  return (
    <Panel title={t("home.work")}>
      <QueryState query={applications}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="campaign" title={t("home.noWork")} text={t("home.noWorkText")} />
          ) : (
            <RowList
              rows={items.map((application) => ({
                key: application.id,
                title: application.campaignTitle,
                text: <DateText at={application.createdAt} />,
                end: <ApplicationStatus status={application.status} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

function Campaigns() {
  const { t } = useTranslation("creator");
  const campaigns = useRead("GET /v1/campaigns", { query: { limit: "5" } });
  return (
    <Panel title={t("home.open")}>
      <QueryState query={campaigns}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="search" title={t("home.noOpen")} text={t("home.noOpenText")} />
          ) : (
            <RowList
              rows={items.map((campaign) => ({
                key: campaign.id,
                title: campaign.title,
                text: campaign.brandName,
                end: <MoneyText money={campaign.fee} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { displayName } = useMe();
  return (
    <>
      <PageHeader title={t("home.title", { name: displayName })} text={t("home.text")} />
      <Money />
      <Work />
      <Campaigns />
    </>
  );
}
