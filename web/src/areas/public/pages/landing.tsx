import { Button, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { homeOf } from "../../../app/audiences";
import { PageButton } from "../../../app/links";
import { useSession } from "../../../app/session";
import { useTitle } from "../../../app/title";
import { Icon, type IconName } from "../../../design/icons";
import { EmptyState, QueryState } from "../../../design/states";
import { DateText, MoneyText, Panel } from "../../../design/values";
import classes from "./landing.module.css";

const promises = [
  { key: "niche", icon: "search" },
  { key: "funded", icon: "lock" },
  { key: "approved", icon: "check" },
  { key: "paid", icon: "payout" },
] as const satisfies readonly { key: string; icon: IconName }[];

const steps = ["brief", "apply", "approve", "pay"] as const;

function Hero() {
  const { t } = useTranslation("public");
  const { me } = useSession();
  return (
    <section className={classes["hero"]}>
      <Title order={1}>{t("landing.title")}</Title>
      <Text size="lg" maw="42rem">
        {t("landing.text")}
      </Text>
      <div className={classes["doors"]}>
        {me ? (
          <PageButton to={homeOf(me)} size="lg">
            {t("landing.home")}
          </PageButton>
        ) : (
          <>
            <PageButton to="/register/brand" size="lg">
              {t("landing.forBrands")}
            </PageButton>
            <PageButton to="/register/creator" size="lg" variant="default">
              {t("landing.forCreators")}
            </PageButton>
          </>
        )}
      </div>
    </section>
  );
}

function Promises() {
  const { t } = useTranslation("public");
  return (
    <section aria-label={t("landing.promises.title")}>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="md" mb="xl">
        {promises.map(({ key, icon }) => (
          <Panel key={key}>
            <Icon name={icon} size={28} />
            <Title order={2} size="h4" mt="xs">
              {t(`landing.promises.${key}.title`)}
            </Title>
            <Text c="dimmed">{t(`landing.promises.${key}.text`)}</Text>
          </Panel>
        ))}
      </SimpleGrid>
    </section>
  );
}

function Steps() {
  const { t } = useTranslation("public");
  return (
    <section className={classes["section"]}>
      <Title order={2} mb="md">
        {t("landing.steps.title")}
      </Title>
      <ol className={classes["steps"]}>
        {steps.map((step) => (
          <li key={step}>
            <strong>{t(`landing.steps.${step}.title`)}</strong>
            <Text c="dimmed">{t(`landing.steps.${step}.text`)}</Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

function CampaignCard({ campaign }: { campaign: ItemOf<"GET /v1/open-campaigns"> }) {
  const { t } = useTranslation("public");
  return (
    <Panel>
      <Title order={3} size="h4">
        {campaign.title}
      </Title>
      <Text c="dimmed" size="sm">
        {campaign.brandName}
      </Text>
      <Text mt="xs">
        {campaign.fee ? <MoneyText money={campaign.fee} /> : t("landing.open.bids")}
      </Text>
      <Text size="sm">
        {t("landing.open.applyBy")} <DateText at={campaign.applyBy} />
      </Text>
    </Panel>
  );
}

function OpenCampaigns() {
  const { t } = useTranslation("public");
  const campaigns = useRead("GET /v1/open-campaigns", { query: { limit: "6" } });
  return (
    <section className={classes["section"]}>
      <Title order={2} mb="md">
        {t("landing.open.title")}
      </Title>
      <QueryState query={campaigns}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="campaign"
              title={t("landing.open.none")}
              text={t("landing.open.noneText")}
            />
          ) : (
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
              {items.map((campaign) => (
                <CampaignCard key={campaign.id} campaign={campaign} />
              ))}
            </SimpleGrid>
          )
        }
      </QueryState>
    </section>
  );
}

export function Page() {
  const { t } = useTranslation("public");
  useTitle(t("landing.tab"));
  return (
    <>
      <Hero />
      <Promises />
      <Steps />
      <OpenCampaigns />
      <section className={classes["section"]}>
        <Title order={2}>{t("landing.docs.title")}</Title>
        <Text mb="sm">{t("landing.docs.text")}</Text>
        <Button component="a" href="/docs" variant="default">
          {t("landing.docs.button")}
        </Button>
      </section>
    </>
  );
}
