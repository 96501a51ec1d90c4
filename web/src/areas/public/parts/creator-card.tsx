import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../../app/links";
import { useNicheNames } from "../../../design/niche-names";
import { Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import type { Creator } from "./words";

/** Where a creator has followers, and how many take part: few who do beat many who do not. */
export function AccountLines({ creator }: { creator: Creator }) {
  const { t } = useTranslation("public");
  const format = useFormat();
  if (creator.socialAccounts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("creators.noAccounts")}
      </Text>
    );
  }
  return (
    <>
      {creator.socialAccounts.map(
        ({ id, platform, handle, followersCount, averageEngagementsCount }) => (
          <Text key={id} size="sm">
            <strong>{t(`platforms.${platform}`)}</strong> {handle}:{" "}
            {t("creators.figures", {
              followers: format.number(followersCount),
              engagements: format.number(averageEngagementsCount),
            })}
          </Text>
        ),
      )}
    </>
  );
}

export function CreatorCard({ creator }: { creator: Creator }) {
  const format = useFormat();
  const { nameOf } = useNicheNames();
  const { id, displayName, country, niches, bio } = creator;
  return (
    <Panel>
      <Title order={3} size="h4">
        <PageLink to={`/creators/${id}`}>{displayName}</PageLink>
      </Title>
      <Text c="dimmed" size="sm">
        {[country ? format.country(country) : null, ...niches.map(nameOf)]
          .filter((part) => part !== null)
          .join(" · ")}
      </Text>
      {bio === "" ? null : (
        <Text size="sm" lineClamp={3} my="xs">
          {bio}
        </Text>
      )}
      <AccountLines creator={creator} />
    </Panel>
  );
}
