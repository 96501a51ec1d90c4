import { Button, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { usePages, useRead } from "../../../api/hooks";
import { useNicheNames } from "../../../design/niche-names";
import { PageHeader } from "../../../design/page-header";
import { Stars } from "../../../design/stars";
import { ErrorState, LinesSkeleton, QueryState } from "../../../design/states";
import { DateText, Facts, Figure, Figures, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { AccountLines } from "../parts/creator-card";
import { type Creator, usePieceName } from "../parts/words";

const aspects = ["overall", "communication", "reliability", "quality"] as const;
const reviewsKey = "GET /v1/creators/{creatorId}/reviews";

function About({ creator }: { creator: Creator }) {
  const { t } = useTranslation("public");
  const format = useFormat();
  const { nameOf } = useNicheNames();
  const { bio, country, languages, niches, createdAt } = creator;
  const names = new Intl.DisplayNames(format.language, { type: "language" });
  const items = [
    { label: t("filter.country"), value: country ? format.country(country) : "" },
    {
      label: t("creator.languages"),
      value: languages.map((code) => names.of(code) ?? code).join(", "),
    },
    { label: t("creator.niches"), value: niches.map(nameOf).join(", ") },
  ].filter(({ value }) => value !== "");
  return (
    <Panel title={t("creator.about")}>
      {bio === "" ? null : (
        <Text mb="md" style={{ whiteSpace: "pre-line" }}>
          {bio}
        </Text>
      )}
      <Facts
        items={[...items, { label: t("creator.since"), value: <DateText at={createdAt} /> }]}
      />
    </Panel>
  );
}

function Prices({ creatorId }: { creatorId: string }) {
  const { t } = useTranslation("public");
  const nameOf = usePieceName();
  const card = useRead("GET /v1/creators/{creatorId}/rate-card", { params: { creatorId } });
  return (
    <Panel title={t("creator.prices")}>
      <QueryState query={card}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{t("creator.noPrices")}</Text>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t("creator.kind")}</Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t("creator.price")}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ platform, kind, price }) => (
                  <Table.Tr key={`${platform} ${kind} ${price.currency}`}>
                    <Table.Td>{nameOf({ platform, kind })}</Table.Td>
                    <Table.Td ta="end">
                      <MoneyText money={price} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryState>
    </Panel>
  );
}

function Averages({ summary }: Pick<AnswerOf<typeof reviewsKey>, "summary">) {
  const { t } = useTranslation("public");
  const format = useFormat();
  return (
    <Figures>
      {aspects.map((aspect) => (
        <Figure
          key={aspect}
          label={t(`creator.aspects.${aspect}`)}
          value={`${format.number(Number(summary[aspect] ?? "0"), { maximumFractionDigits: 1 })} ★`}
        />
      ))}
    </Figures>
  );
}

function Reviews({ creatorId }: { creatorId: string }) {
  const { t } = useTranslation("public");
  const params = { creatorId };
  const first = useRead(reviewsKey, { params, query: { limit: "1" } });
  const reviews = usePages(reviewsKey, { params });
  if (reviews.isPending) return <LinesSkeleton lines={2} />;
  if (reviews.error) return <ErrorState error={reviews.error} onRetry={reviews.refetch} />;
  return (
    <Panel title={t("creator.reviews")}>
      {reviews.items.length === 0 ? <Text>{t("creator.noReviews")}</Text> : null}
      {first.data && first.data.summary.count > 0 ? (
        <Averages summary={first.data.summary} />
      ) : null}
      {reviews.items.map(({ id, stars, text, reviewerName, revealedAt, answer }) => (
        <div key={id}>
          <Stars count={stars.overall} /> <strong>{reviewerName}</strong>,{" "}
          <DateText at={revealedAt} />
          <Text style={{ whiteSpace: "pre-line" }} mb="xs">
            {text}
          </Text>
          {answer ? (
            <Text size="sm" c="dimmed" ps="md" mb="md">
              {t("creator.answer")} {answer.text}
            </Text>
          ) : null}
        </div>
      ))}
      {reviews.hasMore ? (
        <Button variant="subtle" loading={reviews.isLoadingMore} onClick={reviews.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("public");
  const { creatorId = "" } = useParams();
  const creator = useRead("GET /v1/creators/{creatorId}", { params: { creatorId } });
  return (
    <>
      <PageHeader
        title={creator.data?.displayName ?? t("creator.title")}
        crumbs={[{ label: t("creators.title"), to: "/creators" }]}
      />
      <QueryState query={creator}>
        {(found) => (
          <>
            <About creator={found} />
            <Panel title={t("creator.accounts")}>
              <AccountLines creator={found} />
              <Text size="sm" c="dimmed" mt="sm">
                {t("creator.engagement")}
              </Text>
            </Panel>
            <Prices creatorId={creatorId} />
            <Reviews creatorId={creatorId} />
          </>
        )}
      </QueryState>
    </>
  );
}
