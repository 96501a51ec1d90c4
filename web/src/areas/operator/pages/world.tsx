import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useGo } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { WorldBank } from "../parts/world-bank";
import { WorldClock } from "../parts/world-clock";
import { WorldLetters } from "../parts/world-letters";
import { WorldPayouts } from "../parts/world-payouts";
import { WorldPosts } from "../parts/world-posts";
import { WorldRecords } from "../parts/world-records";
import { WorldWebhooks } from "../parts/world-webhooks";

const sections = {
  clock: WorldClock,
  payouts: WorldPayouts,
  bank: WorldBank,
  records: WorldRecords,
  webhooks: WorldWebhooks,
  posts: WorldPosts,
  letters: WorldLetters,
} as const;

type Section = keyof typeof sections;
const names = Object.keys(sections) as Section[];

/** The outside world of the sandbox, which people may move as they like; the API does it, never the browser. */
export function Page() {
  const { t } = useTranslation("operator");
  const go = useGo();
  const { section: named } = useParams();
  const section = names.find((name) => name === named) ?? "clock";
  const Content = sections[section];
  return (
    <>
      <PageHeader title={t("world.title")} text={t("world.text")} />
      <Tabs
        value={section}
        onChange={(name) => go(`/operator/world/${name ?? "clock"}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {names.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`world.sections.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={section}>
          <Content />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
