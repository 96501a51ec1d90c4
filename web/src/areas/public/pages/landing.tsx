import { Button, SimpleGrid, Text, Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { homeOf } from "../../../app/audiences";
import { PageButton, PageLink } from "../../../app/links";
import { useSession } from "../../../app/session";
import { useTitle } from "../../../app/title";
import { Icon, type IconName } from "../../../design/icons";
import { QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { CampaignCard } from "../parts/campaign-card";
import { CreatorCard } from "../parts/creator-card";
import { OpinionCard } from "../parts/opinion-card";
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

interface SectionProps<Item> {
  title: string;
  none: string;
  noneText: string;
  icon: IconName;
  /** The page with all of them. */
  to: string;
  all: string;
  query: UseQueryResult<{ items: Item[] }>;
  keyOf(item: Item): string;
  card(item: Item): ReactNode;
}

/** The newest few of something, and the way to all of it. */
function Newest<Item>(props: SectionProps<Item>) {
  const { title, none, noneText, icon, to, all, query, keyOf, card } = props;
  return (
    <section className={classes["section"]}>
      <Title order={2} mb="md">
        {title}
      </Title>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel>
              <Text fw={600}>
                <Icon name={icon} /> {none}
              </Text>
              <Text c="dimmed">{noneText}</Text>
            </Panel>
          ) : (
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
              {items.map((item) => (
                <div key={keyOf(item)} className={classes["cell"]}>
                  {card(item)}
                </div>
              ))}
            </SimpleGrid>
          )
        }
      </QueryState>
      <PageLink to={to}>{all}</PageLink>
    </section>
  );
}

const few = { limit: "6" };

function OpenCampaigns() {
  const { t } = useTranslation("public");
  return (
    <Newest
      title={t("campaigns.title")}
      none={t("campaigns.none")}
      noneText={t("campaigns.noneText")}
      icon="campaign"
      to="/campaigns"
      all={t("landing.allCampaigns")}
      query={useRead("GET /v1/open-campaigns", { query: few })}
      keyOf={({ id }) => id}
      card={(campaign) => <CampaignCard campaign={campaign} />}
    />
  );
}

function NewCreators() {
  const { t } = useTranslation("public");
  return (
    <Newest
      title={t("landing.creators")}
      none={t("creators.none")}
      noneText={t("creators.noneText")}
      icon="people"
      to="/creators"
      all={t("landing.allCreators")}
      query={useRead("GET /v1/creators", { query: few })}
      keyOf={({ id }) => id}
      card={(creator) => <CreatorCard creator={creator} />}
    />
  );
}

function Opinions() {
  const { t } = useTranslation("public");
  return (
    <Newest
      title={t("landing.opinions")}
      none={t("opinions.none")}
      noneText={t("opinions.noneText")}
      icon="chat"
      to="/opinions"
      all={t("landing.allOpinions")}
      query={useRead("GET /v1/opinions", { query: { limit: "3" } })}
      keyOf={({ id }) => id}
      card={(opinion) => <OpinionCard opinion={opinion} />}
    />
  );
}

/** The example that the ranking of creators is built on. */
function Engagement() {
  const { t } = useTranslation("public");
  return (
    <section className={classes["section"]}>
      <Title order={2}>{t("landing.engagement.title")}</Title>
      <Text maw="44rem">{t("landing.engagement.text")}</Text>
    </section>
  );
}

function Consultation() {
  const { t } = useTranslation("public");
  return (
    <section className={classes["section"]}>
      <Title order={2}>{t("consultation.title")}</Title>
      <Text mb="sm">{t("consultation.text")}</Text>
      <PageButton to="/consultation">{t("landing.ask")}</PageButton>
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
      <Engagement />
      <OpenCampaigns />
      <NewCreators />
      <Opinions />
      <Consultation />
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
