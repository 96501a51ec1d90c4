import { Badge, Group, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { usePages, useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, PageSkeleton, QueryState } from "../../../design/states";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { Invite } from "../parts/invite";
import { ReviewList, ReviewSummary } from "../parts/review-list";
import { useNiches, usePiece } from "../parts/words";

type Creator = AnswerOf<"GET /v1/creators/{creatorId}">;

function Accounts({ creator }: { creator: Creator }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  if (creator.socialAccounts.length === 0) {
    return <EmptyState icon="link" title={t("creator.noAccounts")} />;
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("creator.account")}</Table.Th>
          <Table.Th ta="right">{t("creators.followers")}</Table.Th>
          <Table.Th ta="right">{t("creator.perPost")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {creator.socialAccounts.map((account) => (
          <Table.Tr key={account.id}>
            <Table.Td>
              {t(`platform.${account.platform}`)}
              <Text size="sm" c="dimmed">
                {account.handle}
              </Text>
            </Table.Td>
            <Table.Td ta="right">{format.number(account.followersCount)}</Table.Td>
            <Table.Td ta="right">
              {format.number(account.averageEngagementsCount)}
              {account.followersCount > 0 ? (
                <Text size="sm" c="dimmed">
                  {format.number(account.averageEngagementsCount / account.followersCount, {
                    style: "percent",
                    maximumFractionDigits: 1,
                  })}
                </Text>
              ) : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Prices({ creatorId }: { creatorId: string }) {
  const { t } = useTranslation("brand");
  const pieceName = usePiece();
  const card = useRead("GET /v1/creators/{creatorId}/rate-card", { params: { creatorId } });
  return (
    <Panel title={t("creator.prices")}>
      <QueryState query={card}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t("creator.noPrices")}</Text>
          ) : (
            <RowList
              rows={items.map((rate) => ({
                key: `${rate.platform} ${rate.kind} ${rate.price.currency}`,
                title: pieceName(rate),
                end: <MoneyText money={rate.price} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

function Reviews({ creatorId }: { creatorId: string }) {
  const { t } = useTranslation("brand");
  const params = { creatorId };
  const head = useRead("GET /v1/creators/{creatorId}/reviews", { params, query: { limit: "1" } });
  const reviews = usePages("GET /v1/creators/{creatorId}/reviews", { params });
  return (
    <Panel title={t("creator.reviews")}>
      <ReviewSummary summary={head.data?.summary} />
      <ReviewList reviews={reviews} emptyText={t("creator.noReviews")} />
    </Panel>
  );
}

function Profile({ creator }: { creator: Creator }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { nameOf } = useNiches();
  const languages = new Intl.DisplayNames(format.language, { type: "language" });
  return (
    <>
      <PageHeader
        title={creator.displayName}
        crumbs={[{ label: t("nav.creators"), to: "/brand/creators" }]}
        actions={<Invite creator={creator} />}
      />
      <Panel title={t("creator.about")}>
        {creator.bio ? (
          <Text mb="sm" style={{ whiteSpace: "pre-line" }}>
            {creator.bio}
          </Text>
        ) : null}
        <Group gap="xs" mb="sm">
          {creator.niches.map((code) => (
            <Badge key={code} variant="default" size="lg" tt="none">
              {nameOf(code)}
            </Badge>
          ))}
        </Group>
        <Facts
          items={[
            {
              label: t("creators.country"),
              value: creator.country ? format.country(creator.country) : "–",
            },
            {
              label: t("wizard.languages"),
              value: creator.languages.map((code) => languages.of(code) ?? code).join(", ") || "–",
            },
            { label: t("creator.since"), value: <DateText at={creator.createdAt} /> },
          ]}
        />
      </Panel>
      <Panel title={t("creator.accounts")}>
        <Accounts creator={creator} />
        <Text size="sm" c="dimmed" mt="xs">
          {t("creators.stated")}
        </Text>
      </Panel>
      <Prices creatorId={creator.id} />
      <Reviews creatorId={creator.id} />
    </>
  );
}

export function Page() {
  const { creatorId = "" } = useParams();
  const creator = useRead("GET /v1/creators/{creatorId}", { params: { creatorId } });
  return (
    <QueryState query={creator} skeleton={<PageSkeleton />}>
      {(data) => <Profile creator={data} />}
    </QueryState>
  );
}
